import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { answerCarried } from '../../src/server/carried.ts'
import { Carrier } from '../../src/server/carrier.ts'
import type { Brought } from '../../src/server/carrier-line.ts'
import type { PacketHandler } from '../../src/server/listener.ts'
import { eachPacket, PacketBatch } from '../../src/server/packet-batch.ts'
import type { Offers } from '../../src/server/secure-link.ts'

const caller = { number: 7, place: 0, address: '127.0.0.2', local: '127.0.0.1', transport: 'tls' } as const
const nothing: Offers = { dot: [], doh: [] }

/** A carrier and what answers at the other end. */
function aPair(handle: PacketHandler) {
  let now = 0
  const carrier = new Carrier(() => now)
  const discovery = { offers: nothing }
  const attach = () => {
    const { port1, port2 } = new MessageChannel()
    answerCarried(port1, discovery, handle)
    carrier.attach(port2)
    return port1
  }
  onTestFinished(() => carrier.close())
  const ask = (...bytes: readonly number[]) =>
    new Promise<Brought>((done) =>
      carrier.ask(caller, Uint8Array.from(bytes), (brought) =>
        done(typeof brought === 'string' ? brought : brought.slice()),
      ),
    )
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  return { carrier, discovery, attach, ask, pass }
}

/** Sends back what it got, and what its first byte says. */
const echo: PacketHandler = (packet, length, origin, out) => {
  if (packet[0] === 0) return 0
  if (packet[0] === 1) {
    const send = origin.later()
    setTimeout(() => send(packet), 10)
    return 0
  }
  out.set(packet.subarray(0, length))
  return length
}

it('brings every query its own reply: at once, later, or none', async () => {
  const { attach, ask } = aPair(echo)
  attach()
  const asked = Array.from({ length: 300 }, (_, i) => [i % 3, i >> 8, i & 255])
  expect(await Promise.all(asked.map((bytes) => ask(...bytes)))).toEqual(
    asked.map((bytes) => (bytes[0] === 0 ? 'none' : Uint8Array.from(bytes))),
  )
})

it('tells who asks, on which address and how', async () => {
  const { attach, ask } = aPair((_, __, { address, local, transport }, out) => {
    const text = Buffer.from(`${address} ${local} ${transport}`)
    out.set(text)
    return text.length
  })
  attach()
  expect(Buffer.from((await ask(2)) as Uint8Array).toString()).toBe('127.0.0.2 127.0.0.1 tls')
})

it('has nothing for who asks before there is a resolver', async () => {
  const { ask, attach } = aPair(echo)
  expect(await ask(2)).toBe('lost')
  attach()
  expect(await ask(2)).toEqual(Uint8Array.of(2))
})

it('gives up what is not answered in ten seconds, and asks on', async () => {
  const { ask, attach, pass } = aPair((packet, length, origin, out) => {
    if (packet[0] !== 9) return echo(packet, length, origin, out)
    origin.later()
    return 0
  })
  attach()
  const silent = ask(9)
  await ask(2)
  pass(9)
  await delay(1_100)
  const later = ask(9)
  pass(2)
  expect(await silent).toBe('lost')
  expect(await Promise.race([later, delay(50, 'waits')])).toBe('waits')
  expect(await ask(2)).toEqual(Uint8Array.of(2))
})

it('loses what a resolver was asked that ends, and tells the next who asks', async () => {
  const { ask, attach } = aPair((packet, length, origin, out) => {
    if (packet[0] === 9) origin.later()
    return packet[0] === 9 ? 0 : echo(packet, length, origin, out)
  })
  const first = attach()
  const waiting = ask(9)
  await ask(2)
  first.close()
  expect(await waiting).toBe('lost')
  expect(await ask(2), 'before there is another').toBe('lost')
  attach()
  expect(await ask(3)).toEqual(Uint8Array.of(3))
})

it('lets twenty thousand wait, and no more', async () => {
  const { ask, attach } = aPair((_, __, origin) => {
    origin.later()
    return 0
  })
  attach()
  const waiting = Array.from({ length: 20_000 }, () => ask(9))
  expect(await ask(9)).toBe('lost')
  expect(await Promise.race([waiting[0], delay(20, 'waits')])).toBe('waits')
})

/** A carrier to several threads, each of which answers with its own number but for a 9, for which it makes wait. */
function threeThreads() {
  const carrier = new Carrier(() => 0, 3)
  onTestFinished(() => carrier.close())
  const attach = (number: number) => {
    const { port1, port2 } = new MessageChannel()
    const handle: PacketHandler = (packet, _, { later }, out) => {
      out[0] = number
      if (packet[0] !== 9) return 1
      later()
      return 0
    }
    answerCarried(port1, { offers: nothing }, handle)
    carrier.attach(port2)
    return port1
  }
  const ask = (place: number, byte = 2) =>
    new Promise((done) =>
      carrier.ask({ ...caller, number: place, place }, Uint8Array.of(byte), (brought) =>
        done(typeof brought === 'string' ? brought : brought[0]),
      ),
    )
  return { attach, ask, all: () => Promise.all([0, 1, 2].map((place) => ask(place))) }
}

it('asks of several threads always the one whose place the caller has, and takes the places of one that ends as the kernel does', async () => {
  const { attach, ask, all } = threeThreads()
  const first = attach(10)
  expect(await all(), 'while the others are not there yet').toEqual([10, 10, 10])
  attach(11)
  attach(12)
  for (let turn = 0; turn < 3; turn += 1) expect(await all()).toEqual([10, 11, 12])
  const waiting = [ask(0, 9), ask(1, 9)]
  await all()
  first.close()
  expect(await waiting[0]).toBe('lost')
  expect(await Promise.race([waiting[1], delay(20, 'waits')])).toBe('waits')
  expect((await all()).slice(0, 2), 'the last has the place of the first').toEqual([12, 11])
  attach(13)
  expect(await all()).toEqual([12, 11, 13])
})

it('is on offer until its end has gone, and not when another has taken its place', async () => {
  const { carrier, discovery, attach, ask } = aPair(echo)
  const offers: Offers = { dot: [{ address: '0.0.0.0', port: 853 }], doh: [] }
  const first = attach()
  carrier.offer(offers)
  await ask(2)
  expect(discovery.offers).toEqual(offers)
  const gone = once(first, 'close')
  attach()
  await ask(2)
  first.close()
  await gone
  expect(discovery.offers).toEqual(offers)
  carrier.close()
  await delay(20)
  expect(discovery.offers).toEqual(nothing)
})

it('a batch gives back what was put in, in order', () => {
  const number = fc.integer({ min: 0, max: 0xffff_ffff })
  const packets = fc.array(fc.tuple(number, number, fc.uint8Array({ maxLength: 3_000 })), { maxLength: 40 })
  const batch = new PacketBatch()
  fc.assert(
    fc.property(packets, (put) => {
      for (const [first, second, packet] of put) batch.add(first, second, packet)
      const got: [number, number, Uint8Array][] = []
      eachPacket(batch.take(), (first, second, packet) => got.push([first, second, packet.slice()]))
      expect(got).toEqual(put)
      expect(batch.isEmpty).toBe(true)
    }),
    { numRuns: 50 },
  )
})

it('a batch holds the longest packets there are', () => {
  const batch = new PacketBatch()
  for (let i = 0; i < 5; i += 1) batch.add(i, i, new Uint8Array(65_535).fill(i))
  const sizes: number[] = []
  eachPacket(batch.take(), (_, __, packet) => sizes.push(packet.length))
  expect(sizes).toEqual(new Array(5).fill(65_535))
})
