import { CLASS_IN, flag, isFailure, rcode, type, UDP_SIZE } from '../dns/codes.ts'
import { lowered } from '../dns/labels.ts'
import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import { writeWord } from '../dns/reply.ts'
import type { Response } from '../dns/response.ts'
import { readResponse } from '../dns/response.ts'
import { levelTtls } from '../dns/rrset-ttl.ts'
import { Query, scanQuery } from '../dns/scan.ts'
import type { Upstreams } from '../upstream/upstream.ts'
import type { Cache } from './cache.ts'
import { hashOf, keyOf } from './cache.ts'
import { InFlight } from './in-flight.ts'
import type { Stored } from './stored.ts'
import { laidOut } from './stored.ts'

/** What came of asking upstream. */
export type Fetched = Stored | 'failed'

/**
 * Seconds that a failure is kept, so that a broken zone or a dead upstream is not asked again and again (RFC 9520 section 3.2): SERVFAIL or REFUSED, and no
 * answer at all, which may be the bad luck of two lost datagrams. So much longer where an old answer stands in and all who could be asked are down (the
 * failure recheck timer of RFC 8767 section 5): the first of them that answers anything ends it.
 */
const FAILURE_KEPT = { servfail: 5, silence: 1, longer: 29 }

/**
 * Milliseconds that one waits for an answer: who could have an old one (the client response timer of RFC 8767 section 5), who could not while all are down,
 * and who could meanwhile: that all are down is only what came of asking last.
 */
const PATIENCE = { hasOld: 1_800, isDown: 1_000, both: 200 }

/**
 * At most so many exchanges are under way, so many questions wait for them, and so many are asked ahead of their time, as who waits comes first; so many
 * failures are remembered. What is beyond fails at once: a flood of names that nobody answers takes no more memory than this.
 */
const MOST = { running: 10_000, waiting: 20_000, ahead: 8, failed: 10_000 }

/** Asks upstream for what is not kept, keeps the answer, and lets equal questions wait for one exchange. */
export class Fetcher {
  readonly #cache: Cache
  readonly #ticks: () => number
  readonly #most: typeof MOST
  #running = new InFlight<Fetched>()
  /** Question -> until when it is not asked again. */
  readonly #failed = new Map<string, number>()
  /** Questions whose exchange has been under way for too long for who could have an old answer. */
  readonly #overdue = new Set<string>()
  #upstreams: Upstreams
  #ahead = 0
  #waiting = 0
  /** Of upstreams that are asked no more. */
  #forgedBefore = 0
  /** Questions that were not asked, as too many were under way, since the start. */
  turnedAway = 0
  /** Exchanges that gave no answer at all, since the start. */
  failures = 0

  /** `ticks` is a clock that only goes forward, in milliseconds. */
  constructor(cache: Cache, upstreams: Upstreams, ticks: () => number, most = MOST) {
    this.#cache = cache
    this.#most = most
    this.#upstreams = upstreams
    this.#ticks = ticks
  }

  /** What came for answers of upstreams that were not theirs, since the start. */
  get forged(): number {
    return this.#forgedBefore + (this.#upstreams.forged ?? 0)
  }

  get upstreams(): Upstreams {
    return this.#upstreams
  }

  /** Asks other upstreams from now on, and keeps nothing of what these said; exchanges under way end as they may. */
  setUpstreams(upstreams: Upstreams): void {
    const old = this.#upstreams
    this.#upstreams = upstreams
    this.#forgedBefore += old.forged ?? 0
    this.#running = new InFlight()
    this.#cache.clear()
    this.#failed.clear()
    this.#overdue.clear()
    setTimeout(() => old.close(), 10_000).unref()
  }

  /** The upstream's answer to the question of `packet`, which is copied. Never rejects. With `hasOld` it fails in time; what comes later is kept. */
  fetch(packet: Uint8Array, query: Query, hasOld = false): Promise<Fetched> {
    const asked = outgoing(packet, query)
    const key = Buffer.from(asked.buffer).toString('latin1')
    const isDown = !this.#upstreams.isUpFor(questionOf(asked))
    const longer = hasOld && isDown ? FAILURE_KEPT.longer * 1000 : 0
    if ((this.#failed.get(key) ?? Number.NEGATIVE_INFINITY) + longer > this.#ticks()) return FAILED
    if (this.#isFull(key)) {
      this.turnedAway += 1
      return FAILED
    }
    const fetched = this.#running.share(key, () =>
      this.#exchange(asked, key)
        .catch(() => 'failed' as const)
        .finally(() => this.#overdue.delete(key)),
    )
    if (!hasOld && !isDown) return this.#counted(fetched)
    const patience = hasOld && isDown ? PATIENCE.both : hasOld ? PATIENCE.hasOld : PATIENCE.isDown
    return this.#counted(this.#inTime(key, fetched, patience))
  }

  /** Asks anew for what is kept and popular, with nobody waiting for it. Returns false while the upstreams are down, or have enough of these. */
  refresh(packet: Uint8Array, query: Query): boolean {
    if (this.#ahead >= this.#most.ahead || !this.#upstreams.isUpFor(questionOf(outgoing(packet, query)))) return false
    this.#ahead += 1
    void this.fetch(packet, query).finally(() => {
      this.#ahead -= 1
    })
    return true
  }

  #isFull(key: string): boolean {
    const { waiting, running } = this.#most
    return this.#waiting >= waiting || (this.#running.count >= running && !this.#running.has(key))
  }

  #counted(fetched: Promise<Fetched>): Promise<Fetched> {
    this.#waiting += 1
    return fetched.finally(() => {
      this.#waiting -= 1
    })
  }

  #inTime(key: string, fetched: Promise<Fetched>, patience: number): Promise<Fetched> {
    if (this.#overdue.has(key)) return FAILED
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#overdue.add(key)
        resolve('failed')
      }, patience)
      void fetched.then((result) => {
        clearTimeout(timer)
        resolve(result)
      })
    })
  }

  async #exchange(asked: Uint8Array, key: string): Promise<Fetched> {
    const query = new Query()
    scanQuery(asked, asked.length, query)
    const question = questionOf(asked)
    const upstreams = this.#upstreams
    const message = await upstreams.exchange(asked, question)
    if (typeof message !== 'string') blameNobody(message)
    const response = typeof message === 'string' ? undefined : readResponse(message, question)
    if (typeof message === 'string' || response === undefined || isUseless(response)) {
      this.failures += 1
      this.#rest(key, FAILURE_KEPT.silence)
      return 'failed'
    }
    levelTtls(message, response, query.name.end + 4)
    const hasFailed = isFailure(response.rcode)
    const ttl = hasFailed ? FAILURE_KEPT.servfail : response.ttl
    const storedAt = this.#ticks()
    const expires = storedAt + (ttl ?? 0) * 1000
    const stored = laidOut(message, response, keyOf(asked, query), hashOf(query), storedAt, expires)
    // Whoever asked before the upstreams were changed gets what the old ones say; nobody else does.
    if (upstreams !== this.#upstreams) return stored
    // What is worse than what we have must not push it out: stale data may yet be wanted.
    const known = hasFailed ? this.#cache.find(asked, query) : undefined
    if (known && !isFailure(known.rcode)) this.#rest(key, FAILURE_KEPT.servfail)
    else if (ttl !== undefined && ttl > 0) this.#cache.set(asked, query, stored)
    return stored
  }

  #rest(key: string, seconds: number): void {
    if (this.#failed.size >= this.#most.failed) this.#failed.clear()
    this.#failed.set(key, this.#ticks() + seconds * 1000)
  }
}

const FAILED: Promise<Fetched> = Promise.resolve('failed')

/** Truncated even over TCP (RFC 2181 section 9), or with an extended code, which speaks of our connection and not of the name (RFC 6891 section 6.1.3). */
const isUseless = ({ truncated, rcode: code }: Response): boolean => truncated || code > flag.RCODE

/** FORMERR and NOTIMP are between the upstream and us: to who asked, and whose query was good, nothing was found out. */
function blameNobody(message: Uint8Array): void {
  const code = message[3]! & flag.RCODE
  if (code === rcode.FORMERR || code === rcode.NOTIMP) message[3] = (message[3]! & ~flag.RCODE) | rcode.SERVFAIL
}

/** The question of `query` put to another name: its packet, scanned. */
export function questionLike(query: Query, name: Name): { readonly packet: Uint8Array; readonly query: Query } {
  const wire = wireOfName(name)
  const packet = new Uint8Array(12 + wire.length + 4)
  writeWord(packet, 2, query.flags & (flag.RD | flag.CD))
  packet[5] = 1
  packet.set(wire, 12)
  writeWord(packet, writeWord(packet, 12 + wire.length, query.type), CLASS_IN)
  const scanned = new Query()
  scanQuery(packet, packet.length, scanned)
  scanned.dnssecOk = query.dnssecOk
  return { packet, query: scanned }
}

/**
 * The query as it goes upstream: the question alone, its name in lower case so that equal questions are equal bytes, RD, CD, AD, so that what the upstream
 * has found authentic is kept for whoever wants to know (RFC 6840 section 5.7), and an OPT of our own (the asker's options, ECS among them, stay here).
 */
function outgoing(packet: Uint8Array, query: Query): Uint8Array {
  const end = query.name.end + 4
  const asked = new Uint8Array(end + OPT_SIZE)
  writeWord(asked, 2, flag.RD | flag.AD | (query.flags & flag.CD))
  asked[5] = 1
  asked[11] = 1
  for (let at = 12; at < end; at += 1) asked[at] = at < query.name.end ? lowered[packet[at]!]! : packet[at]!
  writeWord(asked, writeWord(asked, end + 1, type.OPT), UDP_SIZE)
  if (query.dnssecOk) asked[end + 7] = 0x80
  return asked
}

/** Bytes of the OPT that each of our queries ends with. */
const OPT_SIZE = 11

/** The question alone of a query that {@link outgoing} made. */
const questionOf = (asked: Uint8Array): Uint8Array => asked.slice(12, asked.length - OPT_SIZE)
