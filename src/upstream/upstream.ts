/** Why an upstream gave no answer. */
export type UpstreamFailure = 'timeout' | 'unreachable'

/** What answers what we do not know: one server, or several behind one another. */
export interface Exchange {
  /** Sends a query (an id of its own choice replaces the first two bytes) and gives the answer to exactly this question, or why there is none. */
  exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure>
  close(): void
}

/** One server. */
export interface Upstream extends Exchange {
  /** Its text in the settings, for people. */
  readonly address: string
}

/** All that is asked. */
export interface Upstreams extends Exchange {
  /** Whether any of it is thought to answer. */
  readonly isUp: boolean
}
