import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import type { Endpoint } from '../../src/config/config.ts'
import type { Origin } from '../../src/query-path.ts'
import { DnsServer } from '../../src/server/dns.ts'
import { canShare } from '../../src/server/udp.ts'
import { freePort } from '../helpers/a-product.ts'

const THREADS = 3

/** Several servers on one endpoint, as several threads have them; each answers with its own number. */
async function servers(address: string): Promise<{ readonly endpoint: Endpoint; readonly all: readonly DnsServer[] }> {
  const endpoint = { address, port: await freePort() }
  const all: DnsServer[] = []
  for (let place = 0; place < THREADS; place += 1) {
    const answer = (_: Uint8Array, __: number, { address: from }: Origin, out: Uint8Array) => {
      const text = Buffer.from(`${place} ${from}`)
      out.set(text)
      return text.length
    }
    const server = new DnsServer([endpoint], answer, { threads: THREADS, isFirst: place === 0 })
    await server.start()
    onTestFinished(() => server.close())
    all.push(server)
  }
  return { endpoint, all }
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

it('an address of IPv6 is always one thread’s, too', async () => {
  const { endpoint } = await servers('::1')
  const threads = await Promise.all(Array.from({ length: 20 }, () => overUdp(endpoint, '::1')))
  expect(new Set(threads).size).toBe(1)
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

it('a second Rooster is not let in beside the first', async () => {
  const { endpoint } = await servers('127.0.0.1')
  const second = new DnsServer([endpoint], () => 0, { threads: THREADS, isFirst: true })
  await expect(second.start()).rejects.toThrow(/the port is in use by another program/)
})
