/**
 * Reads a clock once in a turn of the event loop, however often it is asked in it: a batch of packets is one moment, and asking the system for the time
 * of each costs as much as finding its answer. What waits for something must ask the clock itself.
 */
export function onceATurn(read: () => number): () => number {
  let value = 0
  let isRead = false
  const turnEnds = () => {
    isRead = false
  }
  return () => {
    if (isRead) return value
    isRead = true
    queueMicrotask(turnEnds)
    value = read()
    return value
  }
}
