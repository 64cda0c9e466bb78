/** Shares one exchange among equal questions that are asked while it is under way (RFC 5452 section 5: no birthday attack by repetition). */
export class InFlight<Result> {
  readonly #running = new Map<string, Promise<Result>>()

  get count(): number {
    return this.#running.size
  }

  /** Whether an exchange for `key` is running. */
  has(key: string): boolean {
    return this.#running.has(key)
  }

  /** The running exchange for `key`, or a new one. */
  share(key: string, start: () => Promise<Result>): Promise<Result> {
    const running = this.#running.get(key)
    if (running) return running
    const started = start().finally(() => this.#running.delete(key))
    this.#running.set(key, started)
    return started
  }
}
