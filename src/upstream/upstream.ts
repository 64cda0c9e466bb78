/** Why an upstream gave no answer. */
export type UpstreamFailure = 'timeout' | 'unreachable'

/** A server that answers what we do not know. */
export interface Upstream {
  /** `ADDR:PORT`, for people. */
  readonly address: string
  /** Sends a query (an id of its own choice replaces the first two bytes) and gives the answer to exactly this question, or why there is none. */
  exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure>
  close(): void
}
