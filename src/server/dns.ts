import { networkInterfaces } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import type { Endpoint } from '../config/config.ts'
import { ListenError } from './listen-error.ts'
import type { Listener, PacketHandler, Sharing } from './listener.ts'
import { listenTcp } from './tcp.ts'
import { listenUdp } from './udp.ts'

/** Milliseconds between two looks at the machine's addresses, where all of them are listened on. */
const LOOK_AGAIN = 5_000

/** The DNS listeners of a server: UDP and TCP on each endpoint, and for `0.0.0.0` and `::` on each local address, as they come and go. */
export class DnsServer {
  readonly #wanted: readonly Endpoint[]
  readonly #handle: PacketHandler
  readonly #sharing: Sharing
  readonly #isStranger: ((address: string) => boolean) | undefined
  readonly #listeners = new Map<string, readonly Listener[]>()
  #timer: NodeJS.Timeout | undefined

  /** `isStranger`: whether an address is on none of the school's networks, so that few connections are kept for it. */
  constructor(
    wanted: readonly Endpoint[],
    handle: PacketHandler,
    sharing: Sharing = { threads: 1, isFirst: true },
    isStranger?: (address: string) => boolean,
  ) {
    this.#wanted = wanted
    this.#handle = handle
    this.#sharing = sharing
    this.#isStranger = isStranger
  }

  /** Starts listening. Rejects with a {@link ListenError} where an endpoint that was asked for by name cannot be had. */
  async start(): Promise<readonly Endpoint[]> {
    const { threads, isFirst } = this.#sharing
    for (const endpoint of this.#expanded()) {
      // The kernel lets any program of this user share what threads share: another one that runs already would be answering half the school.
      if (threads > 1 && isFirst) await Promise.all((await this.#listen(endpoint, 1)).map((alone) => alone.close()))
      await this.#open(endpoint)
    }
    if (this.#wanted.some(isWildcard)) this.#timer = setInterval(() => void this.#follow(), LOOK_AGAIN).unref()
    return [...this.#listeners.values()].map(([udp]) => udp!.endpoint)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.all([...this.#listeners.values()].flat().map((listener) => listener.close()))
    this.#listeners.clear()
  }

  /** Opens listeners on addresses that have come, and closes those on addresses that have gone. */
  async #follow(): Promise<void> {
    const now = this.#expanded()
    for (const [key, listeners] of this.#listeners) {
      if (now.some((endpoint) => keyOf(endpoint) === key)) continue
      this.#listeners.delete(key)
      await Promise.all(listeners.map((listener) => listener.close()))
    }
    for (const endpoint of now) {
      if (this.#listeners.has(keyOf(endpoint))) continue
      // A new IPv6 address is tentative for a second or two; the next look tries again.
      await this.#open(endpoint).catch(() => delay(0))
    }
  }

  async #open(endpoint: Endpoint): Promise<void> {
    this.#listeners.set(keyOf(endpoint), await this.#listen(endpoint, this.#sharing.threads))
  }

  async #listen(endpoint: Endpoint, threads: number): Promise<readonly Listener[]> {
    const udp = await listenUdp(endpoint, this.#handle, threads)
    try {
      return [udp, await listenTcp(udp.endpoint, this.#handle, threads, this.#isStranger)]
    } catch (error) {
      await udp.close()
      // Port 0 stands for any that is free: one free for UDP may be taken for TCP.
      if (endpoint.port !== 0 || !isTaken(error)) throw error
      return await this.#listen(endpoint, threads)
    }
  }

  #expanded(): readonly Endpoint[] {
    const local = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
    return this.#wanted.flatMap((endpoint) => {
      if (!isWildcard(endpoint)) return [endpoint]
      const family = endpoint.address === '::' ? 'IPv6' : 'IPv4'
      return local
        .filter((one) => one.family === family && !one.scopeid)
        .map(({ address }) => ({ address, port: endpoint.port }))
    })
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof ListenError && (error.cause as NodeJS.ErrnoException).code === 'EADDRINUSE'
const isWildcard = ({ address }: Endpoint): boolean => address === '0.0.0.0' || address === '::'
const keyOf = ({ address, port }: Endpoint): string => `${address} ${port}`
