import { CLASS_IN, flag, rcode, type, UDP_SIZE } from '../dns/codes.ts'
import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import { writeWord } from '../dns/reply.ts'
import { readResponse } from '../dns/response.ts'
import { Query, scanQuery } from '../dns/scan.ts'
import type { Failover } from '../upstream/failover.ts'
import type { Cache, Stored } from './cache.ts'
import { InFlight } from './in-flight.ts'

/** What came of asking upstream. */
export type Fetched = Stored | 'failed'

/** Seconds that a SERVFAIL is kept, so that a broken zone is not asked for again and again (RFC 9520 section 3.2). */
const FAILURE_KEPT = 5

/** Asks upstream for what is not kept, keeps the answer, and lets equal questions wait for one exchange. */
export class Fetcher {
  readonly #cache: Cache
  readonly #ticks: () => number
  readonly #running = new InFlight<Fetched>()
  #upstreams: Failover
  /** Exchanges that gave no answer at all, since the start. */
  failures = 0

  /** `ticks` is a clock that only goes forward, in milliseconds. */
  constructor(cache: Cache, upstreams: Failover, ticks: () => number) {
    this.#cache = cache
    this.#upstreams = upstreams
    this.#ticks = ticks
  }

  get upstreams(): Failover {
    return this.#upstreams
  }

  /** Asks other upstreams from now on; exchanges under way end as they may. */
  setUpstreams(upstreams: Failover): void {
    const old = this.#upstreams
    this.#upstreams = upstreams
    setTimeout(() => old.close(), 10_000).unref()
  }

  /** The upstream's answer to the question of `packet`, which is copied. Never rejects. */
  fetch(packet: Uint8Array, query: Query): Promise<Fetched> {
    const asked = outgoing(packet, query)
    const key = Buffer.from(asked.buffer).toString('latin1')
    return this.#running.share(key, () => this.#exchange(asked).catch(() => 'failed' as const))
  }

  async #exchange(asked: Uint8Array): Promise<Fetched> {
    const query = new Query()
    scanQuery(asked, asked.length, query)
    const question = asked.slice(12, query.name.end + 4)
    const message = await this.#upstreams.exchange(asked, question)
    const response = typeof message === 'string' ? undefined : readResponse(message, question)
    if (typeof message === 'string' || response === undefined) {
      this.failures += 1
      return 'failed'
    }
    const ttl = response.rcode === rcode.SERVFAIL ? FAILURE_KEPT : response.ttl
    const storedAt = this.#ticks()
    const stored: Stored = {
      message: message.slice(0, response.end),
      response,
      storedAt,
      expires: storedAt + (ttl ?? 0) * 1000,
    }
    // What is worse than what we have must not push it out: stale data may yet be wanted.
    if (ttl !== undefined && ttl > 0 && !(response.rcode === rcode.SERVFAIL && this.#cache.get(asked, query)))
      this.#cache.set(asked, query, stored)
    return stored
  }
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

/** The query as it goes upstream: the question alone, RD, CD, and an OPT of our own (the asker's options, ECS among them, stay here). */
function outgoing(packet: Uint8Array, query: Query): Uint8Array {
  const end = query.name.end + 4
  const asked = new Uint8Array(end + 11)
  writeWord(asked, 2, flag.RD | (query.flags & flag.CD))
  asked[5] = 1
  asked[11] = 1
  asked.set(packet.subarray(12, end), 12)
  writeWord(asked, writeWord(asked, end + 1, type.OPT), UDP_SIZE)
  if (query.dnssecOk) asked[end + 7] = 0x80
  return asked
}
