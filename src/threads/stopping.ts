import type { Worker } from 'node:worker_threads'

/** Milliseconds that a thread gets to stop. */
const STOPS_WITHIN = 8_000

/** Tells a thread to stop, and waits until it has, or does not seem to. */
export function stopped(thread: Worker | undefined): Promise<void> {
  return new Promise((done) => {
    if (thread === undefined || thread.threadId === -1) return done()
    const patience = setTimeout(done, STOPS_WITHIN)
    thread.once('exit', () => {
      clearTimeout(patience)
      done()
    })
    thread.postMessage({ kind: 'stop' })
  })
}
