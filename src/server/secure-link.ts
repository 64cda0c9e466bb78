import type { Endpoint } from '../config/config.ts'

/** Where DNS over TLS and over HTTPS are answered now. */
export interface Offers {
  readonly dot: readonly Endpoint[]
  readonly doh: readonly Endpoint[]
}

/** A connection over TLS, as a resolver thread is told of it once. */
export interface Caller {
  readonly number: number
  /** Whose device it is, of the resolver threads. */
  readonly place: number
  /** The address at the other end, and our own. */
  readonly address: string
  readonly local: string
  readonly transport: 'tls' | 'https'
}

/**
 * What comes to the resolver from the thread with the encrypted listeners. Replies go back as batches: the query's number, 0, and the reply, empty where
 * there is none.
 */
export type Carried =
  | { readonly kind: 'offers'; readonly offers: Offers }
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'gone'; readonly number: number }
  /** Number of the caller, number of the query, and the query. */
  | { readonly kind: 'queries'; readonly batch: Uint8Array }
