import type { Asked } from './answer/answer.ts'
import { Answerer, PENDING, unanswerable } from './answer/answer.ts'
import type { Cache } from './answer/cache.ts'
import { Discovery } from './answer/discovery.ts'
import { errors } from './answer/errors.ts'
import type { Fetched, Fetcher } from './answer/fetch.ts'
import { Home } from './answer/home.ts'
import { udpRoom } from './answer/pass-on.ts'
import type { AttemptCollector } from './attempts/collect.ts'
import type { Companions } from './attempts/companions.ts'
import type { Counts } from './attempts/count.ts'
import type { DeviceDays } from './attempts/device-days.ts'
import { addressBytes } from './dns/address.ts'
import { writeServerCookie } from './dns/cookie.ts'
import type { LabelView } from './dns/labels.ts'
import { badvers, formerr, notimp, refused, servfail, truncated } from './dns/reply.ts'
import type { Scan } from './dns/scan.ts'
import { Query, scanQuery } from './dns/scan.ts'
import type { Asker, InForce } from './in-force.ts'
import type { Entry, View } from './policy/compile.ts'
import type { RateLimit } from './server/rate-limit.ts'
import type { Clock } from './time/clock.ts'

/** Where a packet came from and how its reply goes back. */
export interface Origin {
  readonly address: string
  /** Our own address that it was sent to. */
  readonly local: string
  readonly transport: 'udp' | 'tcp' | 'tls' | 'https'
  /** For a reply that is not ready yet: a function that sends it. Called at most once, while the packet is at hand. */
  readonly later: () => (reply: Uint8Array) => void
}

/** The parts that a query passes, in the order of the picture in the README. */
export interface Stages {
  readonly inForce: InForce
  readonly cache: Cache
  readonly fetcher: Fetcher
  readonly attempts: AttemptCollector
  readonly counts: Counts
  readonly limit: RateLimit
  readonly days: DeviceDays
  readonly companions: Companions
  /** What the settings say of single names, and where else we can be asked; nothing when left out. */
  readonly home?: Home
  readonly discovery?: Discovery
  /** Milliseconds since 1970, and milliseconds that only go forward. */
  readonly clock: Clock
  readonly ticks: () => number
}

/** What a query waited for: the entry that made it wait, and what came. */
interface Waited {
  readonly entry: Entry
  readonly fetched: Fetched
}

/** No reply now: either none at all, or one that comes later. */
const NOTHING = 0

/** The longest time an upstream's TTL is passed on in seconds, and the longest where permission may change. */
const MOST_TTL = { steady: 86_400, changing: 60 }

/** One packet, start to end. Reads one buffer and writes into another; what it needs in between it keeps, so a packet costs no garbage. */
export class QueryPath {
  readonly #stages: Stages
  readonly #answerer: Answerer
  readonly #query = new Query()
  readonly #late = new Uint8Array(65_535)
  /** What our cookies are made with. New with each start: a client whose cookie is of before just gets another (RFC 9018 section 5). */
  readonly #secret = crypto.getRandomValues(new Uint8Array(16))
  #view!: View
  readonly #asked: Asked
  readonly totals = { queries: 0, blocked: 0, cacheHits: 0, malformed: 0, refused: 0, limited: 0 }

  constructor(stages: Stages) {
    this.#stages = stages
    const { cache, fetcher, home = new Home({}), discovery = new Discovery() } = stages
    this.#answerer = new Answerer(cache, fetcher, home, discovery)
    const decide = (target: Uint8Array, name: LabelView) => stages.inForce.decide(this.#view, target, name)
    this.#asked = {
      decide,
      local: '',
      room: 0,
      permitted: 0,
      withholdsEch: false,
      ticks: 0,
      kept: undefined,
      fetched: undefined,
    }
  }

  /** Answers that were refused because they led to a private address. */
  get refusedPrivate(): number {
    return this.#answerer.refusedPrivate
  }

  /** Takes a packet all the way through. Returns the length of the reply in `out` (512 bytes or more; 65,535 for TCP), 0 where there is none now. */
  handle(packet: Uint8Array, length: number, origin: Origin, out: Uint8Array): number {
    const scan = scanQuery(packet, length, this.#query)
    const now = this.#stages.clock()
    if (scan !== 'query') return this.#malformed(scan, packet, origin, now, out)
    if (this.#query.hasCookie) this.#bake(origin, now)

    const asker = this.#stages.inForce.identify(origin.address, now)
    if (asker === undefined) return this.#stranger(packet, origin, now, out)
    if (asker.limited && this.#stages.limit.isOver(asker.number, origin.transport === 'udp' ? 'udp' : 'tcp', now))
      return this.#oneTooMany(packet, origin, asker, now, out)
    const no = unanswerable(this.#query)
    if (no !== undefined) return refused(packet, this.#query, out, errors[this.#language][no])

    return this.#walk(packet, length, origin, asker, now, undefined, out)
  }

  /** Decide, answer, record. A query whose answer must be fetched walks a second time, under the policy of that moment. */
  #walk(
    packet: Uint8Array,
    length: number,
    origin: Origin,
    asker: Asker,
    now: number,
    waited: Waited | undefined,
    out: Uint8Array,
  ): number {
    const { inForce, cache, ticks } = this.#stages
    const query = this.#query
    const kept = cache.find(packet, query)
    const entry = inForce.decide(asker.view, packet, query.name, kept)
    let decided: Entry | undefined = entry
    this.#view = asker.view
    const asked = this.#asked
    asked.local = origin.local
    asked.room = origin.transport === 'udp' ? udpRoom(query) : 65_535
    asked.permitted = permitted(asker, now)
    asked.withholdsEch = asker.view.withholdsEch
    asked.ticks = ticks()
    asked.kept = kept
    asked.fetched = waited && asksTheSame(waited.entry, entry) ? waited.fetched : undefined
    try {
      const reply = this.#answerer.answer(packet, query, entry, asked, out)
      decided = reply === PENDING ? undefined : this.#answerer.decided
      if (this.#answerer.hit && waited === undefined) this.totals.cacheHits += 1
      if (reply !== PENDING) return reply
      this.#wait(packet.slice(0, length), origin, entry)
      return NOTHING
    } catch {
      return servfail(packet, query, out)
    } finally {
      // In `finally`, not as a stage: no early return and no failure may skip the record.
      if (decided) this.#record(packet, asker, decided, now)
    }
  }

  #wait(packet: Uint8Array, origin: Origin, entry: Entry): void {
    const send = origin.later()
    // A listener uses its origin again for the next packet, which may be another client's.
    const from: Origin = { ...origin, later: () => send }
    void this.#answerer.fetch(packet, this.#query, entry, this.#stages.ticks()).then((fetched) => {
      const now = this.#stages.clock()
      scanQuery(packet, packet.length, this.#query)
      if (this.#query.hasCookie) this.#bake(from, now)
      const asker = this.#stages.inForce.identify(from.address, now)
      const length =
        asker === undefined
          ? this.#stranger(packet, from, now, this.#late)
          : this.#walk(packet, packet.length, from, asker, now, { entry, fetched }, this.#late)
      if (length > 0) send(this.#late.subarray(0, length))
    })
  }

  get #language(): 'nl' | 'en' {
    return this.#stages.inForce.snapshot.policy.school.language
  }

  /** Our cookie for this client. We ask nobody for it: on a school's network it is not what stands between us and a forger. TLS needs none. */
  #bake({ address, transport }: Origin, now: number): void {
    const bytes = addressBytes(address)
    this.#query.hasCookie = bytes !== undefined && (transport === 'udp' || transport === 'tcp')
    if (bytes) writeServerCookie(this.#query.cookie, bytes, Math.floor(now / 1000), this.#secret)
  }

  #record(packet: Uint8Array, asker: Asker, entry: Entry, now: number): void {
    const { attempts, counts, days, companions } = this.#stages
    this.totals.queries += 1
    entry.hits += 1
    days.note(asker, entry, now)
    companions.note(asker, packet, this.#query, entry, now)
    if (entry.decision.verdict.kind === 'block') this.totals.blocked += 1
    if (entry.record === 'attempt')
      attempts.record(asker.address, asker.number, packet, this.#query, asker.view, entry, now)
    else if (entry.record === 'minute') counts.keptOut(asker.address, asker.view, entry, now)
    else if (entry.decision.reason.kind === 'trial') counts.onTrial(asker.address, entry)
  }

  /** Over UDP a real client is told to come over TCP, every second time: nothing at all is cheaper, and a datagram may be lost. TCP has a limit of its own. */
  #oneTooMany(packet: Uint8Array, { transport }: Origin, asker: Asker, now: number, out: Uint8Array): number {
    this.totals.limited += 1
    const count = this.#stages.days.over(asker, now)
    if (transport !== 'udp') return refused(packet, this.#query, out, errors[this.#language].tooMany)
    return count % 2 === 1 ? truncated(packet, this.#query, out) : NOTHING
  }

  #malformed(scan: Exclude<Scan, 'query'>, packet: Uint8Array, origin: Origin, now: number, out: Uint8Array): number {
    this.totals.malformed += 1
    if (this.#isMirror(origin, now)) return NOTHING
    switch (scan) {
      case 'ignore':
        return NOTHING
      case 'formerr':
        return formerr(this.#query, out)
      case 'notimp':
        return notimp(this.#query, out)
      case 'badvers':
        return badvers(packet, this.#query, out)
      default:
        return scan satisfies never
    }
  }

  /** Errors over UDP may go to who never asked: all of them together have one bucket, so that nobody is flooded by way of us. */
  #isMirror({ transport }: Origin, now: number): boolean {
    return transport === 'udp' && this.#stages.limit.isMirror(now)
  }

  #stranger(packet: Uint8Array, origin: Origin, now: number, out: Uint8Array): number {
    this.totals.refused += 1
    if (this.#isMirror(origin, now)) return NOTHING
    return refused(packet, this.#query, out, errors[this.#language].stranger)
  }
}

/** Whether both entries need the same answer from upstream; a change of policy while a query waits may turn its name into another one. */
function asksTheSame({ decision: before }: Entry, { decision: after }: Entry): boolean {
  if (before.verdict.kind === 'rewrite' && after.verdict.kind === 'rewrite')
    return before.verdict.target === after.verdict.target
  return before.verdict.kind === after.verdict.kind
}

/** Seconds that an answer given now may be kept: none outlives the moment at which this asker's policy may change. A known device may be excluded at any. */
export function permitted({ view, known }: Pick<Asker, 'view' | 'known'>, now: number): number {
  if (!view.changes && !known) return MOST_TTL.steady
  return Math.min(MOST_TTL.changing, Math.max(0, Math.floor((view.edge - now) / 1000)))
}
