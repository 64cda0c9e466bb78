import type { UpstreamEndpoint } from '../config/config.ts'
import type { Zones } from './routes.ts'
import { upstreamsOf } from './routes.ts'
import type { Upstreams } from './upstream.ts'

/** Who is asked: the upstreams of the settings, until others are chosen. */
export class UpstreamsInForce {
  readonly #forward: Zones
  readonly #ticks: () => number
  #servers: readonly UpstreamEndpoint[]
  current: Upstreams

  /** `ticks` is a clock that only goes forward, in milliseconds. */
  constructor(
    { upstreams, forward = {} }: { readonly upstreams: readonly UpstreamEndpoint[]; readonly forward?: Zones },
    ticks: () => number,
  ) {
    this.#servers = upstreams
    this.#forward = forward
    this.#ticks = ticks
    this.current = upstreamsOf(upstreams, forward, ticks)
  }

  /** Tells all whose answers are kept from others. */
  get source(): string {
    return JSON.stringify({ upstreams: this.#servers.map(textOf), forward: this.#forward })
  }

  /** Those that are asked from now on; undefined where they are the same: an office that starts anew tells which they are, too. */
  change(servers: readonly UpstreamEndpoint[]): Upstreams | undefined {
    if (servers.map(textOf).join() === this.#servers.map(textOf).join()) return undefined
    this.#servers = servers
    this.current = upstreamsOf(servers, this.#forward, this.#ticks)
    return this.current
  }
}

const textOf = ({ address, port, tls }: UpstreamEndpoint): string =>
  [address, port, tls?.name, tls?.path].filter((part) => part !== undefined).join(' ')
