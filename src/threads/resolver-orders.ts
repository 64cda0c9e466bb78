import type { MessagePort } from 'node:worker_threads'
import type { Config, Endpoint } from '../config/config.ts'
import type { Sharing } from '../server/listener.ts'
import type { Standing } from '../standing/standing.ts'

/** What the resolver needs to know of the settings. */
export type ResolverSettings = Pick<Config, 'dns' | 'clients' | 'upstreams'> &
  Partial<Pick<Config, 'forward' | 'records' | 'privateAnswers' | 'statusName'>> & {
    /** Which of several threads it is; the only one when left out. */
    readonly sharing?: Sharing
  }

/** What a resolver tells its supervisor. */
export type ResolverNews =
  | { readonly kind: 'listening'; readonly endpoints: readonly Endpoint[] }
  | { readonly kind: 'cannot-listen'; readonly problem: string }
  | { readonly kind: 'warning'; readonly line: string }

/** What the supervisor hands a resolver thread, at its start or later. */
export interface ResolverStart {
  readonly settings: ResolverSettings
  /** What to start from: the folder with what stood last, or a standing made for the occasion. */
  readonly from: string | Standing
  /** The file in which it keeps its answers over a restart: its own, no other thread's. */
  readonly answers: string
}
export type ResolverOrder =
  | { readonly kind: 'office' | 'secure'; readonly port: MessagePort }
  /** Tell the lists in force, if there are any, and close. */
  | { readonly kind: 'lists'; readonly port: MessagePort }
  | { readonly kind: 'stop' }
