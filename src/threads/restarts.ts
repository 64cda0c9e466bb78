/** Milliseconds before a thread that died is started again: at once the first time, then ever later, up to ten seconds. */
const RESTART = { first: 50, most: 10_000, forgottenAfter: 60_000 }

/** Spaces out starts of a thread that keeps dying. */
export class Restarts {
  #last = 0
  #delay = RESTART.first

  /** Milliseconds to wait before the next start. */
  delay(): number {
    const now = performance.now()
    this.#delay = now - this.#last > RESTART.forgottenAfter ? RESTART.first : Math.min(this.#delay * 2, RESTART.most)
    this.#last = now
    return this.#delay
  }
}
