import type { UpstreamTimes } from '../link.ts'

/** Why an upstream gave no answer. */
export type UpstreamFailure = 'timeout' | 'unreachable'

/** What answers what we do not know: one server, or several behind one another. */
export interface Exchange {
  /** Sends a query (an id of its own choice replaces the first two bytes) and gives the answer to exactly this question, or why there is none. */
  exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure>
  /** What came so far that was not theirs, or not the answer to what was asked, and was passed over. Left out where nobody can put in a word. */
  readonly forged?: number
  close(): void
}

/** One server. */
export interface Upstream extends Exchange {
  /** Its text in the settings, for people. */
  readonly address: string
}

/** One server that was asked, and what came of it: an answer with its rcode, or why there is none. */
export interface Tried {
  /** The question, as {@link Exchange.exchange} is given it. */
  readonly question: Uint8Array
  readonly address: string
  readonly milliseconds: number
  readonly outcome: string
}

/** All that is asked. */
export interface Upstreams extends Exchange {
  /** Tells of each server that is asked from now on, until it is told otherwise. Left out where nobody can tell. */
  watch?(tell: ((tried: Tried) => void) | undefined): void
  /** How long each took so far, in the order of the settings. Left out where nobody counts. */
  times?(): readonly UpstreamTimes[]
  /** Whether any of it is thought to answer what most names are asked of. */
  readonly isUp: boolean
  /** Whether any of those that would be asked this question is thought to answer. */
  isUpFor(question: Uint8Array): boolean
}
