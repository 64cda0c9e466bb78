import type { Worker } from 'node:worker_threads'

/** Milliseconds between two beats, and between two looks. */
const BEAT = 1_000

/**
 * A thread's sign of life, in memory that it shares with the one who started it: it counts up each second for as long as its loop turns. What is in
 * the way of messages is not in its way, and looks are counted instead of milliseconds: after a machine has slept nobody is taken for dead.
 */
export class Pulse {
  /** For the thread, which beats in it. */
  readonly memory = new SharedArrayBuffer(4)
  readonly #count = new Int32Array(this.memory)

  /**
   * Ends `thread` and calls `onStill` first, once it has given no sign for `patience` seconds. Waits for the first beat for as long as that takes: a large
   * database is opened once, and slowly.
   */
  guard(thread: Worker, patience: number, onStill: () => void): void {
    let seen = 0
    let still = 0
    const timer = setInterval(() => {
      const count = Atomics.load(this.#count, 0)
      still = count === seen ? still + 1 : 0
      seen = count
      if (count === 0 || still < patience) return
      clearInterval(timer)
      onStill()
      void thread.terminate()
    }, BEAT).unref()
    thread.once('exit', () => clearInterval(timer))
  }
}

/** Beats in a {@link Pulse}'s memory from now on. */
export function beatIn(memory: SharedArrayBuffer): void {
  const count = new Int32Array(memory)
  Atomics.add(count, 0, 1)
  setInterval(() => Atomics.add(count, 0, 1), BEAT).unref()
}
