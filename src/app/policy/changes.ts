/** Tells pages that something of what they show has changed: an act, a request, the policy. What, they read themselves. */
export interface ChangeReader {
  /** Calls back at each change, until the returned function is called. `onChange` must not throw. */
  follow(onChange: () => void): () => void
}

/** The same, and the end at which the office says so. */
export class Changes implements ChangeReader {
  readonly #followers = new Set<() => void>()

  follow(onChange: () => void): () => void {
    this.#followers.add(onChange)
    return () => this.#followers.delete(onChange)
  }

  tell(): void {
    for (const onChange of this.#followers) onChange()
  }
}
