import { createSocket } from 'node:dgram'
import { onTestFinished } from 'vitest'
import type { Snapshot } from '../../src/link.ts'
import { noActs } from '../../src/policy/policy.ts'
import type { Keep } from '../../src/standing/answer-keeper.ts'
import type { ResolverSettings } from '../../src/threads/resolver-orders.ts'
import { Resolver } from '../../src/threads/resolver-thread.ts'
import type { MovingClock } from '../helpers/moving-clock.ts'
import { movingClock } from '../helpers/moving-clock.ts'
import { aSnapshot, clients, schoolNetworks } from './a-policy.ts'
import type { AnUpstream, Script } from './a-upstream.ts'
import { anUpstream } from './a-upstream.ts'
import type { Asked, Message } from './wire.ts'
import { a, query, read } from './wire.ts'

/** The product's resolver on a real port of 127.0.0.1, with an upstream that the test has scripted. */
export interface AForwarder {
  readonly resolver: Resolver
  readonly port: number
  readonly upstream: AnUpstream
  readonly clock: MovingClock
  /** Lets seconds pass for what is kept, without waiting for them. */
  pass(seconds: number): void
  /** Asks over UDP, from an address of 127.0.0.0/8 (that of a member of staff when left out). */
  ask(asked: Asked | string, from?: string): Promise<Message>
  /** Sends bytes over UDP and gives the reply's, or undefined when `patience` milliseconds bring none. */
  send(packet: Uint8Array, from?: string, patience?: number): Promise<Uint8Array | undefined>
}

/** Says the same address for every name, for five minutes. */
export const anAddress: Script = (_, reply) => reply({ answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }] })

/** What a test may set beside the upstream's scripts: what is in force, and other upstreams than the scripted one. */
export interface Settings {
  readonly snapshot?: Snapshot
  readonly upstreams?: readonly AnUpstream['endpoint'][]
  /** Upstreams that the office told of last, which stand above those of the settings. */
  readonly told?: readonly string[]
  /** Further settings of the server. */
  readonly settings?: Partial<ResolverSettings>
  /** Where its answers are kept over a restart; nowhere when left out. */
  readonly keep?: Keep
  /** A moment on the school's wall, at which it starts. */
  readonly at?: string
}

/** A forwarder that is gone when the test is over. Its upstream knows `scripts`, and `192.0.2.1` for all other names. */
export async function aForwarder(
  scripts: Readonly<Record<string, Script>> = {},
  more: Settings = {},
): Promise<AForwarder> {
  const forwarder = await startForwarder(scripts, more)
  onTestFinished(() => forwarder.close())
  return forwarder
}

/** The same for several tests: close it afterwards. */
export async function startForwarder(
  scripts: Readonly<Record<string, Script>> = {},
  more: Settings = {},
): Promise<AForwarder & { close(): Promise<void> }> {
  const upstream = await anUpstream({ '*': anAddress, ...scripts })
  const clock = movingClock(more.at ?? '2026-11-24T09:00')
  let passed = 0
  const resolver = new Resolver(
    {
      dns: [{ address: '127.0.0.1', port: 0 }],
      clients: schoolNetworks,
      upstreams: more.upstreams ?? [upstream.endpoint],
      ...more.settings,
    },
    clock,
    () => performance.now() + passed,
    more.keep,
  )
  const told = more.told ? { upstreams: more.told } : {}
  const standing = { snapshot: more.snapshot ?? aSnapshot(), acts: noActs, devices: [], ...told }
  const endpoints = await resolver.start(standing)
  const port = endpoints[0]!.port
  return {
    async close() {
      await resolver.close()
      await upstream.close()
    },
    resolver,
    port,
    upstream,
    clock,
    pass(seconds) {
      passed += seconds * 1000
      clock.advance(seconds * 1000)
    },
    async ask(asked, from) {
      const packet = query(typeof asked === 'string' ? { name: asked } : asked)
      const reply = await exchange(port, packet, from)
      if (reply === undefined) throw new Error('no reply')
      return read(reply)
    },
    send: (packet, from, patience) => exchange(port, packet, from, patience),
  }
}

/** Sends a datagram to 127.0.0.1 from an address, and waits for what comes back. */
export function exchange(
  port: number,
  packet: Uint8Array,
  from: string = clients.staff,
  patience = 6_000,
): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const finish = (reply: Uint8Array | undefined) => {
      clearTimeout(timer)
      socket.close()
      resolve(reply)
    }
    const timer = setTimeout(() => finish(undefined), patience)
    socket.on('message', (reply) => finish(new Uint8Array(reply)))
    socket.on('error', () => finish(undefined))
    socket.bind(0, from, () => socket.send(packet, port, '127.0.0.1'))
  })
}
