import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { root } from '../../src/product.ts'
import type { Origin } from '../../src/query-path.ts'
import { DnsServer } from '../../src/server/dns.ts'
import { listenTcp } from '../../src/server/tcp.ts'
import { listenUdp, udpSockets } from '../../src/server/udp.ts'
import { batchedSockets } from '../../src/server/udp-batch.ts'
import { listenPlain } from '../../src/server/udp-plain.ts'

/** Says back what it got, with where it came from and where it came in. */
function echo(packet: Uint8Array, length: number, { address, local, transport }: Origin, out: Uint8Array): number {
  const text = Buffer.from(`${transport} ${address} ${local} ${Buffer.from(packet.subarray(0, length)).toString()}`)
  out.set(text)
  return text.length
}

function ask(text: string, to: string, port: number, from?: string): Promise<{ text: string; from: string }> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(to.includes(':') ? 'udp6' : 'udp4')
    const timer = setTimeout(() => reject(new Error('no reply')), 2_000)
    socket.on('message', (reply, peer) => {
      clearTimeout(timer)
      socket.close()
      resolve({ text: reply.toString(), from: peer.address })
    })
    socket.bind(0, from, () => socket.send(text, port, to))
  })
}

/** Both kinds of socket run the same tests: the batched ones were built by `npm test`. */
const kinds = [
  ['batched', batchedSockets(join(root, 'dist'))],
  ['plain', listenPlain],
] as const
const BUFFER = 4 << 20

it('uses the batched sockets where they were built', () => expect(udpSockets).toBe('batched'))

async function aServer(...addresses: readonly string[]) {
  const server = new DnsServer(
    addresses.map((address) => ({ address, port: 0 })),
    echo,
  )
  const endpoints = await server.start()
  onTestFinished(() => server.close())
  return endpoints
}

it.each(['127.0.0.1', '127.0.0.77', '::1'])('answers over UDP on %s, from that address', async (address) => {
  const [endpoint] = await aServer(address)
  const reply = await ask('hello', address, endpoint!.port)
  expect(reply).toEqual({ text: `udp ${address === '::1' ? '::1' : '127.0.0.1'} ${address} hello`, from: address })
})

it('listens over UDP and TCP on the same port', async () => {
  const [endpoint] = await aServer('127.0.0.1')
  const socket = connect(endpoint!.port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write(Uint8Array.from([0, 2, 104, 105]))
  const [chunk] = await new Promise<Buffer[]>((resolve) => socket.once('data', (data) => resolve([data])))
  expect(chunk!.subarray(2).toString()).toBe('tcp 127.0.0.1 127.0.0.1 hi')
  expect(chunk!.readUInt16BE()).toBe(chunk!.length - 2)
})

it('listens on each local address for 0.0.0.0, with a socket of its own, so a reply leaves from the address that was asked', async () => {
  const endpoints = await aServer('0.0.0.0')
  const local = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family }) => family === 'IPv4')
  expect(endpoints.map(({ address }) => address).sort()).toEqual(local.map(({ address }) => address).sort())
  for (const { address, port } of endpoints) expect((await ask('hello', address, port)).from).toBe(address)
})

it.each(kinds)('%s sockets: takes a burst of 2,000 datagrams that come while it is busy', async (_, listen) => {
  let heard = 0
  const listener = await listen!({ address: '127.0.0.1', port: 0 }, BUFFER, () => {
    heard += 1
    return 0
  })
  onTestFinished(() => listener.close())
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  const sent = Array.from(
    { length: 2_000 },
    () => new Promise((done) => socket.send('x'.repeat(40), listener.endpoint.port, '127.0.0.1', done)),
  )
  await Promise.all(sent)
  await new Promise((done) => setTimeout(done, 200))
  socket.close()
  expect(heard).toBe(2_000)
})

it.each(kinds)(
  '%s sockets: sends a reply that is late to the one who asked, though another has asked since',
  async (_, listen) => {
    const waiting: (() => void)[] = []
    const listener = await listen!({ address: '127.0.0.1', port: 0 }, BUFFER, (packet, length, origin) => {
      const text = Buffer.from(packet.subarray(0, length)).toString()
      const send = origin.later()
      waiting.push(() => send(Buffer.from(`late ${text}`)))
      return 0
    })
    onTestFinished(() => listener.close())
    const both = [
      ask('one', '127.0.0.1', listener.endpoint.port, '127.0.0.2'),
      ask('two', '127.0.0.1', listener.endpoint.port, '127.0.0.3'),
    ]
    while (waiting.length < 2) await new Promise((done) => setTimeout(done, 5))
    for (const send of waiting.reverse()) send()
    expect((await Promise.all(both)).map(({ text }) => text).sort()).toEqual(['late one', 'late two'])
  },
)

it.each(kinds)('%s sockets: does nothing with a reply that is late when all is closed', async (_, listen) => {
  let send: ((reply: Uint8Array) => void) | undefined
  const listener = await listen!({ address: '127.0.0.1', port: 0 }, BUFFER, (_packet, _length, origin) => {
    send = origin.later()
    return 0
  })
  const socket = createSocket('udp4')
  socket.send('x', listener.endpoint.port, '127.0.0.1')
  while (send === undefined) await new Promise((done) => setTimeout(done, 5))
  await listener.close()
  socket.close()
  expect(() => send!(new Uint8Array(12))).not.toThrow()
})

it.each([
  ['UDP', listenUdp, /dns 127\.0\.0\.1:\d+ \(udp\): the port is in use by another program.*\(--dns\)/],
  ['TCP', listenTcp, /dns 127\.0\.0\.1:\d+ \(tcp\): the port is in use by another program.*\(--dns\)/],
] as const)('says in a sentence that a port is taken, over %s', async (_, listen, sentence) => {
  const first = await listen({ address: '127.0.0.1', port: 0 }, echo)
  onTestFinished(() => first.close())
  await expect(listen(first.endpoint, echo)).rejects.toThrow(sentence)
})

it('says in a sentence that the machine has no such address', async () => {
  await expect(listenUdp({ address: '192.0.2.7', port: 0 }, echo)).rejects.toThrow(/this machine has no such address/)
})

it('leaves no UDP socket behind where its TCP port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => taken.once('listening', done))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as { port: number }
  const server = new DnsServer([{ address: '127.0.0.1', port }], echo)
  await expect(server.start()).rejects.toThrow(/in use/)
  const udp = await listenUdp({ address: '127.0.0.1', port }, echo)
  await udp.close()
})

it.each(kinds)('%s sockets: tell where a packet came from and reply there, over IPv4 and IPv6', async (_, listen) => {
  for (const [to, from] of [
    ['127.0.0.1', '127.0.0.9'],
    ['::1', '::1'],
  ] as const) {
    const listener = await listen!({ address: to, port: 0 }, BUFFER, echo)
    onTestFinished(() => listener.close())
    const replies = await Promise.all(['a', 'b'].map((text) => ask(text, to, listener.endpoint.port, from)))
    expect(replies.map(({ text }) => text).sort()).toEqual(['a', 'b'].map((text) => `udp ${from} ${to} ${text}`))
  }
})

it.each(kinds)('%s sockets: go on after an empty packet and one of 9,000 bytes', async (_, listen) => {
  const listener = await listen!({ address: '127.0.0.1', port: 0 }, BUFFER, (packet, length, origin, out) =>
    length > 0 && length < 100 ? echo(packet, length, origin, out) : 0,
  )
  onTestFinished(() => listener.close())
  const socket = createSocket('udp4')
  onTestFinished(() => void socket.close())
  for (const packet of [new Uint8Array(0), new Uint8Array(9_000)])
    socket.send(packet, listener.endpoint.port, '127.0.0.1')
  expect((await ask('still here', '127.0.0.1', listener.endpoint.port)).text).toContain('still here')
})

/** Sends a datagram from port 0, as only who may write raw packets can. */
const FORGES = `
import socket, struct, sys
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP)
raw.sendto(struct.pack('!HHHH', 0, int(sys.argv[1]), 12, 0) + b'nobody'[:4], ('127.0.0.1', 0))
`

it.each(kinds)('%s sockets: go on after a datagram from port 0, to which nothing can be sent', async (_, listen) => {
  const listener = await listen!({ address: '127.0.0.1', port: 0 }, BUFFER, echo)
  onTestFinished(() => listener.close())
  await promisify(execFile)('python3', ['-c', FORGES, String(listener.endpoint.port)])
  expect((await ask('still here', '127.0.0.1', listener.endpoint.port)).text).toContain('still here')
})

/** Asks once, and prints the flags and the number in the reply's IP header, as only who may read raw packets sees them. */
const SEES = `
import socket, sys
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP)
raw.settimeout(5)
asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
asker.sendto(b'hi', ('127.0.0.1', int(sys.argv[1])))
while True:
  packet = raw.recv(4096)
  if packet[20:22] == int(sys.argv[1]).to_bytes(2, 'big'):
    print('whole' if packet[6] & 0x40 else 'may be fragmented', packet[4] << 8 | packet[5])
    break
`

it('batched sockets: replies are not to be fragmented on their way (RFC 9715 section 3.1), so their number means nothing (RFC 6864 section 4.1)', async () => {
  const [[, listen]] = kinds
  const listener = await listen!({ address: '127.0.0.1', port: 0 }, BUFFER, echo)
  onTestFinished(() => listener.close())
  const { stdout } = await promisify(execFile)('python3', ['-c', SEES, String(listener.endpoint.port)])
  expect(stdout.trim()).toBe('whole 0')
})

it.each(kinds)('%s sockets: are closed twice without harm, and free the port', async (_, listen) => {
  const first = await listen!({ address: '127.0.0.1', port: 0 }, BUFFER, echo)
  await first.close()
  await first.close().catch(() => {})
  const second = await listen!(first.endpoint, BUFFER, echo)
  await second.close()
})
