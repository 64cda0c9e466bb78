import type { MessagePort } from 'node:worker_threads'
import type { Acts, Policy, Restricted } from './policy/policy.ts'
import type { KindOfTime } from './time/calendar.ts'

/** Names with their tags, as `lists/name-index.ts` lays them out. Handing one over copies nothing. */
export interface IndexData {
  readonly buffer: SharedArrayBuffer
  /** Tag-set number (0: none) -> the tags of that set. */
  readonly tagSets: readonly (readonly string[])[]
  /** Tells from which files it was made, where it was made from files. */
  readonly madeFrom?: string
  /** Tells one making from another, of the same files too. */
  readonly making?: string
}

/** Everything the resolver needs to decide: it can start from this alone. */
export interface Snapshot {
  readonly revision: number
  readonly policy: Policy
  /** Tags: `essential`, `protected`, `sensitive`, `platform:ID`, `library:ID`. */
  readonly catalogue: IndexData
  /** Tags: `category:ID`. */
  readonly lists: IndexData
  /** The sets each platform belongs to by its nature, for "and all like them". */
  readonly platformSets: Readonly<Record<string, readonly string[]>>
  readonly restricted: Restricted
}

/** A device as the resolver knows it: by address, found for its MAC where it has one. */
export interface DeviceEntry {
  /** Opaque id. */
  readonly device: string
  readonly group: string
  readonly classes: readonly string[]
  readonly addresses: readonly string[]
  /** It carries a medical mark that holds now. */
  readonly exempt?: true
  /** Its attempts are recorded whatever its group says: a director opened an incident. */
  readonly recorded?: true
}

/** Where questions go that we do not answer ourselves: `ADDR:PORT`, `tls://ADDR:PORT#NAME` or `https://NAME/PATH#ADDR`. */
export type UpstreamAddress = string

/** Office to resolver. Each message replaces what the last one of its kind said. */
export type Down =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'acts'; readonly acts: Acts }
  | { readonly kind: 'devices'; readonly devices: readonly DeviceEntry[] }
  | { readonly kind: 'upstreams'; readonly upstreams: readonly UpstreamAddress[] }

/** A question to be traced: a name in canonical text, the code of a type, and the address that it is asked from. */
export interface TraceQuestion {
  readonly name: string
  readonly type: number
  readonly from: string
}
/** One step on the way of a question, and what was found. An `upstream` says its own time: it is within that of `fetched`. */
export interface TraceStep {
  readonly step: 'who' | 'names' | 'gate' | 'cache' | 'upstream' | 'fetched' | 'answer'
  readonly microseconds: number
  readonly said: Readonly<Record<string, string | number | boolean>>
}
/** What a device would be told. `answers`: type and data; `ttl`: the least, in seconds. */
export interface TraceReply {
  readonly rcode: string
  readonly answers: readonly string[]
  readonly ttl?: number
  readonly error?: { readonly code: number; readonly text: string }
}
/** The way of a question; no reply where nobody of the school can ask from there. */
export interface Trace extends TraceQuestion {
  readonly steps: readonly TraceStep[]
  readonly reply?: TraceReply
  readonly microseconds: number
}
/**
 * Office to resolver, when somebody asks. Of a `way` what came of it goes back over `port`, undefined where there is no policy yet; of `met` the instant at
 * which this thread last met who asks, as `in-force.ts` has it.
 */
export interface TraceOrder {
  readonly kind: 'trace'
  readonly what: 'way' | 'met'
  readonly question: TraceQuestion
  readonly port: MessagePort
}

/** Why a query was blocked, as it is recorded. Ids only. */
export interface AttemptCause {
  readonly group: string
  /** A {@link Reason} kind. */
  readonly reason: string
  readonly clause: string | undefined
  readonly rule: string | undefined
  readonly platform: string | undefined
  readonly category: string | undefined
  readonly kindOfTime: KindOfTime
}

/** Blocked queries since the last batch, as columns: entry `i` of each array is one attempt. */
export interface AttemptBatch {
  /** Numbers rows over the life of one resolver thread; `session` tells threads apart. */
  readonly session: string
  readonly row: Float64Array
  /** First and last time, milliseconds since 1970. */
  readonly first: Float64Array
  readonly last: Float64Array
  /** How often by now. A row that comes again replaces its `last` and `count`. */
  readonly count: Uint32Array
  /** Index into `clients` and into `causes`. */
  readonly client: Uint32Array
  readonly cause: Uint32Array
  readonly type: Uint16Array
  /** Wire-form names one after another; the name of entry `i` begins at `nameAt[i]`. */
  readonly nameAt: Uint32Array
  readonly names: Uint8Array
  readonly clients: readonly string[]
  readonly causes: readonly AttemptCause[]
  /** Attempts that found no room since the last batch. */
  readonly lost: number
}

/** Questions counted per group, subject and kind of time; never per device or name. Written down as they are told, but for those of a trial (`trial-parts.ts`). */
export interface CountRow {
  readonly group: string
  /** `trial`: passed, and would have been blocked if its group were not on trial. */
  readonly outcome: 'pass' | 'block' | 'rewrite' | 'trial'
  readonly platform: string | undefined
  readonly category: string | undefined
  readonly kindOfTime: KindOfTime
  readonly count: number
  /** Of a trial: the addresses of some who asked, only to see whether they are five devices. Written down nowhere. */
  readonly askers?: readonly string[]
}

/** What was noticed of one device on one day. No names. */
export interface DeviceDay {
  /** Its id, where it is known; else whoever is at the address. */
  readonly device: string | undefined
  readonly address: string
  readonly group: string
  /** Questions beyond the limit, in all on that day as far as this session counted, and the last time. */
  readonly over: number
  readonly lastOver: number | undefined
  /** It asked for names that lead past the filter; it asked all day for nothing but what every device asks first; it was in use and fell silent in a lesson. */
  readonly sideDoor: boolean
  readonly onlyBootstrap: boolean
  readonly fellSilent: boolean
  /** It asked for more than every device does first. Told only where several threads answer, to keep `onlyBootstrap` away; written down nowhere. */
  readonly usesUs?: true
}

/** Devices of which there is something new to tell on a day (`2026-11-24`). `session` tells counts that begin anew from those that go on. */
export interface DeviceDays {
  readonly session: string
  readonly day: string
  readonly devices: readonly DeviceDay[]
}

/** What a page that a grant or a focus opened seems to need, too: wire-form names that are closed and can be opened. Never whose device asked. */
export interface Companions {
  readonly act: string
  readonly names: readonly Uint8Array[]
}

/** How long one upstream took since the resolver started; `place` is that in the settings, from 1 on, those of zones behind the others. */
export interface UpstreamTimes {
  readonly place: number
  /** Its text in the settings, for people. */
  readonly address: string
  /** Whether it is thought to answer. */
  readonly isWell: boolean
  readonly answered: number
  readonly failed: number
  /** Of all answers together. */
  readonly milliseconds: number
  /** Milliseconds, and how many answers took no longer. */
  readonly within: readonly (readonly [number, number])[]
}

/** Running totals of the resolver since it started. */
export interface ResolverTotals {
  readonly startedAt: number
  readonly queries: number
  readonly blocked: number
  readonly cacheHits: number
  readonly cacheEntries: number
  readonly cacheBytes: number
  readonly upstreamFailures: number
  /** Questions that were not asked upstream, as too many were waiting already. */
  readonly turnedAway: number
  /** Answers from upstreams that were not theirs, or not to what was asked, and were passed over. */
  readonly forgedAnswers: number
  readonly malformed: number
  readonly refused: number
  /** Questions that were too many for one device. */
  readonly limited: number
  /** Answers for public names that led to a private address, and were not given. */
  readonly privateAnswers: number
  readonly attemptsLost: number
  readonly revision: number
  readonly upstreamsUp: boolean
  /** Left out where nobody counts. */
  readonly upstreams?: readonly UpstreamTimes[]
  /** Which UDP sockets are in use: those that take 64 datagrams a system call, or Node's own. */
  readonly sockets: 'batched' | 'plain'
}

/** Resolver to office. */
export type Up =
  | { readonly kind: 'attempts'; readonly batch: AttemptBatch }
  | { readonly kind: 'counts'; readonly at: number; readonly rows: readonly CountRow[] }
  | { readonly kind: 'totals'; readonly totals: ResolverTotals }
  /** Addresses that asked: one that goes on asking is told again every five minutes. */
  | { readonly kind: 'seen'; readonly addresses: readonly string[] }
  | ({ readonly kind: 'device-days' } & DeviceDays)
  /** All that running acts are known to need now; replaces what the last message of its kind said. */
  | { readonly kind: 'companions'; readonly companions: readonly Companions[] }
  /** The resolver has applied a message; `id` counts the messages it got. */
  | { readonly kind: 'applied'; readonly count: number }
