import { Cache } from '../../src/answer/cache.ts'
import { Fetcher } from '../../src/answer/fetch.ts'
import { AttemptCollector } from '../../src/attempts/collect.ts'
import { Companions } from '../../src/attempts/companions.ts'
import { Counts } from '../../src/attempts/count.ts'
import { DeviceDays } from '../../src/attempts/device-days.ts'
import { parseCidr } from '../../src/clients/address.ts'
import { InForce, MOST_ASKERS } from '../../src/in-force.ts'
import type { Snapshot } from '../../src/link.ts'
import { QueryPath } from '../../src/query-path.ts'
import { RateLimit } from '../../src/server/rate-limit.ts'
import type { Clock } from '../../src/time/clock.ts'
import { schoolDate, schoolZone } from '../../src/time/school-time.ts'
import { Failover } from '../../src/upstream/failover.ts'
import type { Upstream, Upstreams } from '../../src/upstream/upstream.ts'
import { movingClock } from '../helpers/moving-clock.ts'
import { aPolicy, aSnapshot, schoolNetworks } from './a-policy.ts'
import { responseTo } from './a-upstream.ts'
import { a } from './wire.ts'

/** The whole way of a query without a socket: for packets by the hundred thousand. */
export interface APath {
  readonly totals: QueryPath['totals']
  /** Puts a packet in, and gives the reply; undefined where there is none. Rejects with whatever is thrown. */
  handle(packet: Uint8Array, from: string, transport?: 'udp' | 'tcp'): Promise<Uint8Array | undefined>
}

/** What a test may choose of a path. */
export interface Around {
  readonly inForce: InForce
  readonly upstreams: Upstreams
  readonly clock: Clock
  readonly ticks: () => number
}

/** The bytes that stand for an upstream: given a query, its answer. */
export type Answering = (query: Uint8Array) => Uint8Array

const anAddress: Answering = (query) => responseTo(query, { answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }] })

/** Makes a {@link APath}. `ticks` ages what is kept. */
export function aPath(
  answering: Answering = anAddress,
  ticks: () => number = () => 0,
  snapshot: Snapshot = aSnapshot(),
): APath {
  const upstream: Upstream = { address: 'memory', exchange: async (query) => answering(query), close: () => {} }
  const counts = new Counts()
  const allowed = schoolNetworks.map((text) => parseCidr(text)!)
  return pathAround({
    inForce: new InForce(allowed, snapshot, (views) => counts.gather(views)),
    upstreams: new Failover([upstream], ticks),
    clock: movingClock('2026-11-24T09:00'),
    ticks,
  })
}

/** The same around parts that the test has chosen. */
export function pathAround({ inForce, upstreams, clock, ticks }: Around): APath {
  const cache = new Cache(4 << 20)
  const limit = new RateLimit(MOST_ASKERS)
  limit.set(aPolicy.limits!)
  const path = new QueryPath({
    inForce,
    cache,
    fetcher: new Fetcher(cache, upstreams, ticks),
    attempts: new AttemptCollector('test'),
    counts: new Counts(),
    limit,
    days: new DeviceDays('test', MOST_ASKERS, (now) => schoolDate(schoolZone('Europe/Amsterdam'), now)),
    companions: new Companions(MOST_ASKERS),
    clock,
    ticks,
  })
  const out = new Uint8Array(65_535)
  return {
    totals: path.totals,
    async handle(packet, from, transport = 'udp') {
      let send: (reply: Uint8Array | undefined) => void = () => {}
      const later = new Promise<Uint8Array | undefined>((resolve) => {
        send = resolve
      })
      let waits = false
      const origin = {
        address: from,
        local: '127.0.0.1',
        transport,
        later: () => {
          waits = true
          return (reply: Uint8Array) => send(reply.slice())
        },
      }
      const length = path.handle(packet, packet.length, origin, out)
      if (waits) return later
      return length === 0 ? undefined : out.slice(0, length)
    },
  }
}
