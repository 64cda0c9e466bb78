import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import type { Endpoint } from '../../src/config/config.ts'
import type { Origin } from '../../src/query-path.ts'
import { DnsServer } from '../../src/server/dns.ts'
import { placeOf, Sharers } from '../../src/server/steering.ts'
import { canShare } from '../../src/server/udp.ts'
import { freePort } from '../helpers/a-product.ts'

const THREADS = 3

/** Several servers on one endpoint, as several threads have them; each answers with its own number. */
async function servers(address: string) {
  const endpoint: Endpoint = { address, port: await freePort() }
  const start = async (place: number, isFirst = false) => {
    const answer = (_: Uint8Array, __: number, { address: from }: Origin, out: Uint8Array) => {
      const text = Buffer.from(`${place} ${from}`)
      out.set(text)
      return text.length
    }
    const server = new DnsServer([endpoint], answer, { threads: THREADS, isFirst })
    await server.start()
    onTestFinished(() => server.close())
    return server
  }
  const all: DnsServer[] = []
  for (let place = 0; place < THREADS; place += 1) all.push(await start(place, place === 0))
  return { endpoint, all, start }
}

function overUdp({ address, port }: Endpoint, from: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    const timer = setTimeout(() => reject(new Error('no reply')), 2_000)
    socket.once('message', (reply) => {
      clearTimeout(timer)
      socket.close()
      resolve(reply.toString().split(' ')[0]!)
    })
    socket.bind(0, from, () => socket.send('?', port, address))
  })
}

function overTcp({ address, port }: Endpoint, from: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, localAddress: from }, () => socket.write(Uint8Array.from([0, 1, 63])))
    socket.once('error', reject)
    socket.once('data', (data) => {
      socket.destroy()
      resolve(data.subarray(2).toString().split(' ')[0]!)
    })
  })
}

const devices = Array.from({ length: 40 }, (_, i) => `127.0.1.${i + 1}`)

it('can share an endpoint here', () => expect(canShare()).toBe(true))

it.each([
  ['UDP', overUdp],
  ['TCP', overTcp],
])(
  'a device that asks over %s from many ports is always one thread’s, and the threads share the devices',
  async (_, ask) => {
    const { endpoint } = await servers('127.0.0.1')
    const of = new Map<string, Set<string>>()
    for (const device of devices)
      of.set(device, new Set(await Promise.all(Array.from({ length: 8 }, () => ask(endpoint, device)))))
    expect([...of].filter(([, threads]) => threads.size > 1)).toEqual([])
    const counts = Map.groupBy(devices, (device) => [...of.get(device)!][0])
    expect(counts.size).toBe(THREADS)
    for (const [, mine] of counts) expect(mine!.length).toBeGreaterThan(4)
  },
)

it('an address of IPv6 is always one thread’s, too, and whose is known', async () => {
  const { endpoint } = await servers('::1')
  const threads = await Promise.all(Array.from({ length: 20 }, () => overUdp(endpoint, '::1')))
  expect(new Set(threads)).toEqual(new Set([String(placeOf('::1', THREADS))]))
})

it('where one thread is gone the others answer its devices, and when it is back it has some again', async () => {
  const { endpoint, all } = await servers('127.0.0.1')
  await all[1]!.close()
  const without = await Promise.all(devices.map((device) => overUdp(endpoint, device)))
  expect(new Set(without)).toEqual(new Set(['0', '2']))
  await all[1]!.start()
  const again = await Promise.all(devices.map((device) => overUdp(endpoint, device)))
  expect(new Set(again)).toEqual(new Set(['0', '1', '2']))
})

it.each([
  ['UDP', overUdp],
  ['TCP', overTcp],
])('whose a device is over %s is known beforehand, after threads came and went, too', async (_, ask) => {
  const { endpoint, all, start } = await servers('127.0.0.1')
  const sharers = new Sharers<string>()
  for (const place of all.keys()) sharers.add(String(place))
  const askAll = () => Promise.all(devices.map((device) => ask(endpoint, device)))
  const foreseen = () => devices.map((device) => sharers.at(placeOf(device, THREADS)))
  expect(await askAll()).toEqual(foreseen())
  for (const place of [0, 1, 0]) {
    await all[place]!.close()
    sharers.remove(String(place))
    all[place] = await start(place)
    sharers.add(String(place))
    expect(await askAll(), `after ${place} was away`).toEqual(foreseen())
  }
})

it.each([
  ['not-an-address', 0],
  ['', 0],
  ['0.0.0.0', 0],
  ['::', 0],
])('a place for %j', (address, place) => expect(placeOf(address, THREADS)).toBe(place))

it('an IPv4 address has one place, however it is written', () =>
  expect(placeOf('::ffff:127.0.1.9', THREADS)).toBe(placeOf('127.0.1.9', THREADS)))

it('a second Rooster is not let in beside the first', async () => {
  const { endpoint } = await servers('127.0.0.1')
  const second = new DnsServer([endpoint], () => 0, { threads: THREADS, isFirst: true })
  await expect(second.start()).rejects.toThrow(/the port is in use by another program/)
})
