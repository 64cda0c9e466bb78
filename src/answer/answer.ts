import { CLASS_IN, flag, isFailure, rcode, type } from '../dns/codes.ts'
import { LabelView } from '../dns/labels.ts'
import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import type { ExtendedError } from '../dns/reply.ts'
import { MADE_TTL, nodata, servfail } from '../dns/reply.ts'
import { rdataOf, readResponse } from '../dns/response.ts'
import type { Query } from '../dns/scan.ts'
import { skipName } from '../dns/scan.ts'
import { withoutEch } from '../dns/svcb.ts'
import type { Entry } from '../policy/compile.ts'
import { inspect } from '../policy/inspect.ts'
import { blockedError } from './block-error.ts'
import type { Cache } from './cache.ts'
import { isMetaType } from './cache.ts'
import type { Discovery } from './discovery.ts'
import { DISCOVERY_TTL } from './discovery.ts'
import { errors } from './errors.ts'
import type { Fetched, Fetcher } from './fetch.ts'
import { questionLike } from './fetch.ts'
import type { Home } from './home.ts'
import { blocked, minimalAny, own, records, rewritten } from './local.ts'
import { passOn } from './pass-on.ts'
import type { Stored } from './stored.ts'
import { laidOut, STALE_MOST } from './stored.ts'

/** What an answer needs to know beside the query. One object serves every packet in turn. */
export interface Asked {
  /** Decides on another name for the same asker. */
  readonly decide: (packet: Uint8Array, name: LabelView) => Entry
  /** The address the query came in on: where the school's own page is. */
  local: string
  /** Most bytes of the reply. */
  room: number
  /** Seconds until this asker's policy may change; no TTL outlives it. */
  permitted: number
  /** Whether the answer loses the key that hides names from us. */
  withholdsEch: boolean
  /** Instant on the cache's clock, milliseconds. */
  ticks: number
  /** What is kept for the question. */
  kept: Stored | undefined
  /** What came of asking upstream, when this is the second turn of a query that had to wait. */
  fetched: Fetched | undefined
}

/** The upstream must be asked first: then answer again with what came of it. */
export const PENDING = -1

/** One switch on the verdict: block, rewrite, or pass on what is kept or fetched. `decided` is the entry that decided in the end. */
export class Answerer {
  readonly #cache: Cache
  readonly #fetcher: Fetcher
  readonly #home: Home
  readonly #discovery: Discovery
  readonly #target = new LabelView()
  decided!: Entry
  /** Whether the last answer was one that we kept. */
  hit = false
  /** Answers that were refused because they led to a private address, since the start. */
  refusedPrivate = 0

  constructor(cache: Cache, fetcher: Fetcher, home: Home, discovery: Discovery) {
    this.#cache = cache
    this.#fetcher = fetcher
    this.#home = home
    this.#discovery = discovery
  }

  /** Writes the reply and returns its length, or {@link PENDING}. */
  answer(packet: Uint8Array, query: Query, entry: Entry, asked: Asked, out: Uint8Array): number {
    this.decided = entry
    this.hit = false
    const { decision } = entry
    const ttl = Math.min(MADE_TTL, asked.permitted)
    switch (decision.verdict.kind) {
      case 'block':
        if (decision.reason.kind === 'canary' || decision.reason.kind === 'special-use')
          return this.#special(packet, query, entry, asked, out)
        return blocked(packet, query, entry, asked.local, ttl, blockedError(entry), out)
      case 'rewrite':
        return this.#rewrite(packet, query, decision.verdict.target, errors[entry.language], asked, out)
      case 'pass':
        if (decision.reason.kind === 'own-name') return own(packet, query, asked.local, ttl, out)
        if (decision.reason.kind === 'special-use')
          return own(packet, query, query.type === type.AAAA ? '::1' : '127.0.0.1', ttl, out)
        if (query.type === type.ANY) return minimalAny(packet, query, ttl, out)
        return (
          this.#offer(packet, query, asked, out) ??
          this.#atHome(packet, query, asked, out) ??
          this.#pass(packet, query, entry, asked, out)
        )
      default:
        return decision.verdict satisfies never
    }
  }

  /** Starts or joins the exchange that a {@link PENDING} query waits for; not for long where an old answer is kept. */
  fetch(packet: Uint8Array, query: Query, entry: Entry, ticks: number): Promise<Fetched> {
    const { verdict } = entry.decision
    const asked = verdict.kind === 'rewrite' ? questionLike(query, verdict.target) : { packet, query }
    const kept = this.#cache.find(asked.packet, asked.query)
    const hasOld = kept !== undefined && isGoodEnough(kept, ticks)
    return this.#fetcher.fetch(asked.packet, asked.query, hasOld)
  }

  /** Names that do not exist, unless the school has them. */
  #special(packet: Uint8Array, query: Query, entry: Entry, asked: Asked, out: Uint8Array): number {
    const offer = this.#offer(packet, query, asked, out)
    if (offer !== undefined) return offer
    if (entry.decision.reason.kind === 'special-use') {
      const here = this.#atHome(packet, query, asked, out)
      if (here !== undefined) return here
      if (this.#home.isForwarded(packet, query) && query.type !== type.ANY)
        return this.#pass(packet, query, entry, asked, out)
    }
    const ttl = Math.min(MADE_TTL, asked.permitted)
    return blocked(packet, query, entry, asked.local, ttl, blockedError(entry), out)
  }

  /** Where we can be asked in secret, for who asks that. */
  #offer(packet: Uint8Array, query: Query, asked: Asked, out: Uint8Array): number | undefined {
    if (query.type !== type.SVCB) return undefined
    const offered = this.#discovery.answer(packet, query, asked.local)
    return offered && records(packet, query, DISCOVERY_TTL, offered, asked.room, out)
  }

  /** The answer for a name that has records in the settings. */
  #atHome(packet: Uint8Array, query: Query, asked: Asked, out: Uint8Array): number | undefined {
    const here = this.#home.recordsOf(packet, query)
    return here && records(packet, query, Math.min(MADE_TTL, asked.permitted), here, asked.room, out)
  }

  #pass(packet: Uint8Array, query: Query, entry: Entry, asked: Asked, out: Uint8Array): number {
    const { kept } = asked
    if (kept) this.#cache.use(kept)
    if (kept && kept.expires > asked.ticks) {
      this.hit = true
      this.#ahead(packet, query, kept, asked.ticks)
      return this.#passOn(packet, query, entry, kept, asked, out, undefined)
    }
    if (asked.fetched === undefined) return PENDING
    const best = betterOf(kept, asked.fetched, asked.ticks)
    if (best === undefined) return servfail(packet, query, out, errors[entry.language].unreachable)
    const error = best === kept ? staleError(best, entry) : undefined
    return this.#passOn(packet, query, entry, best, asked, out, error)
  }

  /** Has a popular answer asked for anew in the last tenth of its time, so that nobody has to wait when that is up. Once: then it is to prove itself again. */
  #ahead(packet: Uint8Array, query: Query, kept: Stored, ticks: number): void {
    if (kept.hits < POPULAR || kept.expires - ticks > (kept.ttl ?? 0) * 100 || isFailure(kept.rcode)) return
    if (this.#fetcher.refresh(packet, query)) kept.hits = 0
  }

  #passOn(
    packet: Uint8Array,
    query: Query,
    entry: Entry,
    stored: Stored,
    asked: Asked,
    out: Uint8Array,
    error: ExtendedError | undefined,
  ): number {
    const beyond = stored.targets === 0 ? undefined : this.#beyond(entry, stored, asked)
    if (beyond) this.decided = beyond
    const ttl = Math.min(MADE_TTL, asked.permitted)
    if (beyond?.decision.verdict.kind === 'block')
      return blocked(packet, query, beyond, asked.local, ttl, blockedError(beyond), out)
    if (this.#leadsHome(stored, packet, query))
      return nodata(packet, query, out, ttl, errors[entry.language].privateAddress)
    const given = asked.withholdsEch && stored.ech ? bareOfEch(stored) : stored
    if (given === undefined) return nodata(packet, query, out, ttl, errors[entry.language].malformed)
    const mostTtl = error === undefined ? asked.permitted : Math.min(STALE_TTL, asked.permitted)
    const age = Math.floor((asked.ticks - stored.storedAt) / 1000)
    return passOn(packet, query, given, { age, mostTtl, stale: error !== undefined, room: asked.room, error }, out)
  }

  /** Whether an answer to a question leads to a private address and may not; one that does is counted. */
  #leadsHome(stored: Stored, packet: Uint8Array, query: Query): boolean {
    const isRefused = stored.private && !this.#home.mayBePrivate(packet, query)
    if (isRefused) this.refusedPrivate += 1
    return isRefused
  }

  /** The second look: the entry of a name that the answer leads on to, where that name is barred to this asker; or else one that only a trial lets pass. */
  #beyond(entry: Entry, stored: Stored, asked: Asked): Entry | undefined {
    let onTrial: Entry | undefined
    const { bytes } = stored.block
    let at = stored.targetsAt
    for (let i = stored.targets; i > 0 && this.#target.read(bytes, at, bytes.length); i -= 1) {
      const other = asked.decide(bytes, this.#target)
      at = this.#target.end
      if (inspect(entry.decision, other.decision) === entry.decision) continue
      if (other.decision.verdict.kind === 'block') return other
      onTrial ??= other
    }
    return onTrial
  }

  #rewrite(
    packet: Uint8Array,
    query: Query,
    target: Name,
    { forged, unreachable, privateAddress }: (typeof errors)['nl'],
    asked: Asked,
    out: Uint8Array,
  ): number {
    // An HTTPS or SVCB record would carry the browser past the alias; an alias alone would have it ask on.
    if (query.type === type.HTTPS || query.type === type.SVCB)
      return nodata(packet, query, out, Math.min(MADE_TTL, asked.permitted), forged)
    const alias = wireOfName(target)
    const how = { mostTtl: asked.permitted, room: asked.room, error: forged }
    if (query.type !== type.A && query.type !== type.AAAA) return rewritten(packet, query, alias, [], how, out)
    const twin = questionLike(query, target)
    const kept = this.#cache.find(twin.packet, twin.query)
    if (kept) this.#cache.use(kept)
    const fresh = kept && kept.expires > asked.ticks
    if (!fresh && asked.fetched === undefined) return PENDING
    if (fresh) this.#ahead(twin.packet, twin.query, kept, asked.ticks)
    const best = fresh ? kept : betterOf(kept, asked.fetched!, asked.ticks)
    if (best === undefined || isFailure(best.rcode))
      return servfail(packet, query, out, best === undefined ? unreachable : undefined)
    // The safe version is no safer than its address.
    if (this.#leadsHome(best, twin.packet, twin.query))
      return nodata(packet, query, out, Math.min(MADE_TTL, asked.permitted), privateAddress)
    const mostTtl = Math.min(asked.permitted, secondsLeft(best, asked.ticks))
    return rewritten(
      packet,
      query,
      alias,
      addressesOf(best, twin.query.name.end + 4, query.type),
      { ...how, mostTtl },
      out,
    )
  }
}

/** A kept answer as it is for who gets no ECH; what is kept stays as it is. Undefined where it cannot be read. */
function bareOfEch(stored: Stored): Stored | undefined {
  const message = stored.message()
  const response = readResponse(message, message.slice(12, skipName(message, 12, message.length) + 4))
  const given = response && withoutEch({ message, response })
  return given && laidOut(given.message, given.response, new Uint8Array(0), 0, stored.storedAt, stored.expires)
}

/** What to answer from: what was fetched, or, where that failed, what is kept: old data is better than none (RFC 8767). */
function betterOf(kept: Stored | undefined, fetched: Fetched, ticks: number): Stored | undefined {
  if (fetched !== 'failed' && !isFailure(fetched.rcode)) return fetched
  if (kept && isGoodEnough(kept, ticks)) return kept
  return fetched === 'failed' ? undefined : fetched
}

/** That an answer is old is told by one code for names and by another for "no such name" (RFC 8914 sections 4.4 and 4.20). */
const staleError = ({ rcode: code }: Stored, { language }: Entry): ExtendedError =>
  errors[language][code === rcode.NXDOMAIN ? 'staleNxdomain' : 'stale']

/** Whether what is kept may be given where there is nothing better. */
const isGoodEnough = ({ rcode: code, expires }: Stored, ticks: number): boolean =>
  !isFailure(code) && ticks < expires + STALE_MOST

/** The addresses in an answer, as rdata. */
function addressesOf(stored: Stored, questionEnd: number, kind: number): readonly Uint8Array[] {
  return rdataOf(stored.message(), questionEnd, stored.count(0), kind)
}

/** How long the addresses of an answer may still be kept; those of an old one a little. */
function secondsLeft({ ttl = 0, storedAt, expires }: Stored, ticks: number): number {
  return ticks < expires || ttl === 0 ? Math.max(0, ttl - Math.floor((ticks - storedAt) / 1000)) : STALE_TTL
}

/** Why nobody gets an answer to a question: of another class, a zone transfer or the like; or without "recursion desired". Undefined for all others. */
export function unanswerable({ class: inClass, type: kind, flags }: Query): 'notSupported' | 'noRecursion' | undefined {
  if (inClass !== CLASS_IN || isMetaType(kind)) return 'notSupported'
  return (flags & flag.RD) === 0 ? 'noRecursion' : undefined
}

/** Seconds that a stale answer may be kept (RFC 8767 section 4). */
const STALE_TTL = 30

/** From so many questions on an answer is asked for anew before its time is up. */
const POPULAR = 8
