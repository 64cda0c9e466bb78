import type { UpstreamEndpoint } from '../config/config.ts'
import type { Name } from '../dns/name.ts'
import { selfAndParents, textOfWire } from '../dns/name.ts'
import type { UpstreamTimes } from '../link.ts'
import { Failover } from './failover.ts'
import { HttpsUpstream } from './https.ts'
import { PlainUpstream } from './plain.ts'
import { TlsUpstream } from './tls.ts'
import type { Tried, Upstream, UpstreamFailure, Upstreams } from './upstream.ts'

/** Zone -> the servers that are asked for names in it. */
export type Zones = Readonly<Record<string, readonly UpstreamEndpoint[]>>

/** The upstreams of the settings: one set for most names, and one for each zone that goes elsewhere. `ticks` only goes forward, in milliseconds. */
export function upstreamsOf(endpoints: readonly UpstreamEndpoint[], zones: Zones, ticks: () => number): Upstreams {
  const failover = (servers: readonly UpstreamEndpoint[]) =>
    new Failover(
      servers.map((server) => upstreamOf(server, ticks)),
      ticks,
    )
  const usual = failover(endpoints)
  const elsewhere = Object.entries(zones).map(([zone, servers]) => [zone as Name, failover(servers)] as const)
  return elsewhere.length === 0 ? usual : new Routes(usual, new Map(elsewhere))
}

function upstreamOf(endpoint: UpstreamEndpoint, ticks: () => number): Upstream {
  const { tls } = endpoint
  if (tls === undefined) return new PlainUpstream(endpoint, ticks)
  return tls.path === undefined ? new TlsUpstream({ ...endpoint, tls }) : new HttpsUpstream({ ...endpoint, tls })
}

/** Sends each question where its name belongs: to the servers of the longest zone that holds it, and to them alone. */
class Routes implements Upstreams {
  readonly #usual: Upstreams
  readonly #zones: ReadonlyMap<Name, Upstreams>

  constructor(usual: Upstreams, zones: ReadonlyMap<Name, Upstreams>) {
    this.#usual = usual
    this.#zones = zones
  }

  get isUp(): boolean {
    return this.#usual.isUp
  }

  get forged(): number {
    return [this.#usual, ...this.#zones.values()].reduce((sum, { forged = 0 }) => sum + forged, 0)
  }

  isUpFor(question: Uint8Array): boolean {
    return this.#askedFor(question).isUpFor(question)
  }

  exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    return this.#askedFor(question).exchange(query, question)
  }

  #askedFor(question: Uint8Array): Upstreams {
    for (const name of selfAndParents(textOfWire(question))) {
      const zone = this.#zones.get(name)
      if (zone) return zone
    }
    return this.#usual
  }

  watch(tell: ((tried: Tried) => void) | undefined): void {
    this.#usual.watch?.(tell)
    for (const zone of this.#zones.values()) zone.watch?.(tell)
  }

  times(): readonly UpstreamTimes[] {
    const all = [this.#usual, ...this.#zones.values()].flatMap((upstreams) => upstreams.times?.() ?? [])
    return all.map((times, i) => ({ ...times, place: i + 1 }))
  }

  close(): void {
    this.#usual.close()
    for (const zone of this.#zones.values()) zone.close()
  }
}
