import type { ServerHttp2Stream } from 'node:http2'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { HttpsUpstream } from '../../src/upstream/https.ts'
import { TlsUpstream } from '../../src/upstream/tls.ts'
import type { Upstream } from '../../src/upstream/upstream.ts'
import { responseTo } from '../rfc/a-upstream.ts'
import { a, query, read } from '../rfc/wire.ts'
import type { Answering, ATlsServer, Responding } from './a-tls-server.ts'
import { anHttpsServer, aTlsServer, serverName } from './a-tls-server.ts'

const answers = [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }]
const answered = (packet: Uint8Array) => responseTo(packet, { answers })

const asker = (upstream: Upstream) => {
  onTestFinished(() => upstream.close())
  return async (name: string, options = {}) => {
    const packet = query({ name, edns: options })
    const answer = await upstream.exchange(packet, packet.slice(12, -11))
    return typeof answer === 'string' ? answer : read(answer).answers.length
  }
}
const overTls = ({ port, authority }: ATlsServer, name = serverName, trust: string | undefined = authority) =>
  asker(new TlsUpstream({ address: '127.0.0.1', port, tls: { name } }, trust))
const overHttps = (
  { port, authority }: ATlsServer,
  name = serverName,
  trust: string | undefined = authority,
  patience?: number,
) => asker(new HttpsUpstream({ address: '127.0.0.1', port, tls: { name, path: '/dns-query' } }, trust, patience))

const good: Answering = (_, packet, send) => send(answered(packet))
const give = (stream: ServerHttp2Stream, body: Uint8Array, headers = {}) => {
  stream.respond({ ':status': 200, 'content-type': 'application/dns-message', ...headers })
  stream.end(body)
}
const goodHttps: Responding = (stream, packet) => give(stream, answered(packet))

describe.each([
  ['TLS', async () => aTlsServer(good), overTls],
  ['HTTPS', async () => anHttpsServer(goodHttps), overHttps],
] as const)('an upstream over %s', (_, start, over) => {
  it('is asked over one connection, two hundred questions at once and one by one', async () => {
    const server = await start()
    const ask = over(server)
    const many = await Promise.all(Array.from({ length: 200 }, (_, i) => ask(`n${i}.example`)))
    for (let turn = 0; turn < 5; turn += 1) many.push(await ask(`m${turn}.example`))
    expect([new Set(many), server.connections()]).toEqual([new Set([1]), 1])
  })

  it('is not asked where its certificate is for another name, or by somebody who is not trusted', async () => {
    const server = await start()
    expect(await over(server, 'other.example')('a.example')).toBe('unreachable')
    const stranger = await start()
    expect(await over(server, serverName, stranger.authority)('a.example')).toBe('unreachable')
    const system = new TlsUpstream({ address: '127.0.0.1', port: server.port, tls: { name: serverName } })
    expect(await asker(system)('a.example')).toBe('unreachable')
  })

  it('is asked on a new connection when the last was ended, and the question is not lost', async () => {
    const server = await start()
    const ask = over(server)
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await ask(`n${turn}.example`)).toBe(1)
      server.hangUp()
      await delay(turn * 20)
    }
    expect(await ask('last.example')).toBe(1)
    expect(server.connections()).toBe(4)
  })

  it('is told from one that is not there', async () => {
    const server = await start()
    const gone = { ...server, port: 1 }
    const started = performance.now()
    expect(await over(gone)('a.example')).toBe('unreachable')
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('over TLS', () => {
  it('takes answers in any order, and passes over those to no question', async () => {
    const held: [Uint8Array, (reply: Uint8Array) => void][] = []
    const server = await aTlsServer((_, packet, send) => {
      held.push([packet, send])
      if (held.length < 20) return
      for (const [one, reply] of held.reverse()) {
        reply(new Uint8Array(3))
        reply(answered(query({ name: 'evil.example', id: (one[0]! << 8) | one[1]! })))
        reply(answered(one))
        reply(answered(one))
      }
    })
    const ask = overTls(server)
    expect(new Set(await Promise.all(Array.from({ length: 20 }, (_, i) => ask(`n${i}.example`))))).toEqual(new Set([1]))
  })

  it('pads what it asks to a multiple of 128 bytes', async () => {
    const lengths: number[] = []
    const server = await aTlsServer((_, packet, send) => {
      lengths.push(packet.length)
      send(answered(packet))
    })
    const ask = overTls(server)
    await ask('a.example')
    await ask(`${'long.'.repeat(30)}example`)
    expect(lengths).toEqual([128, 256])
  })

  it.each<readonly [string, Answering, string]>([
    ['says nothing', () => {}, 'timeout'],
    ['hangs up', (_, _packet, _send, socket) => void socket.destroy(), 'unreachable'],
    [
      'ends in the middle of an answer',
      (_, packet, _send, socket) => void socket.end(answered(packet).slice(0, 9)),
      'unreachable',
    ],
    ['sends noise', (_, _packet, send) => send(new Uint8Array(500).fill(7)), 'timeout'],
  ])('gives up where the server %s', async (_, answering, expected) => {
    const ask = overTls(await aTlsServer(answering))
    const started = performance.now()
    expect(await ask('a.example')).toBe(expected)
    expect(performance.now() - started).toBeLessThan(3_500)
  })
})

describe('over HTTPS', () => {
  it('asks by POST, with an id of 0 and padded', async () => {
    const seen: number[][] = []
    const server = await anHttpsServer((stream, packet) => {
      seen.push([packet[0]!, packet[1]!, packet.length])
      give(stream, answered(packet))
    })
    await overHttps(server)('a.example')
    expect(seen).toEqual([[0, 0, 128]])
  })

  it.each<readonly [string, Responding, string]>([
    ['says 500', (stream, packet) => give(stream, answered(packet), { ':status': 500 }), 'unreachable'],
    [
      'sends a page',
      (stream, packet) => give(stream, answered(packet), { 'content-type': 'text/html' }),
      'unreachable',
    ],
    ['answers another question', (stream) => give(stream, answered(query({ name: 'b.example' }))), 'unreachable'],
    ['sends nothing', (stream) => give(stream, new Uint8Array(0)), 'unreachable'],
    ['sends without end', (stream) => give(stream, new Uint8Array(200_000)), 'unreachable'],
    ['ends the stream', (stream) => stream.close(8), 'unreachable'],
    ['says nothing', () => {}, 'timeout'],
  ])('gives up where the server %s', async (_, responding, expected) => {
    const ask = overHttps(await anHttpsServer(responding))
    const started = performance.now()
    expect(await ask('a.example')).toBe(expected)
    expect(performance.now() - started).toBeLessThan(3_500)
  })

  it('lets one name that is not answered cost no other its connection', async () => {
    const server = await anHttpsServer((stream, packet) => {
      if (read(packet).questions[0]!.name !== 'slow.example') goodHttps(stream, packet, stream.session as never)
    })
    const ask = overHttps(server, serverName, server.authority, 200)
    const slow = ask('slow.example')
    const others: unknown[] = []
    let isOver = false
    void slow.then(() => (isOver = true))
    while (!isOver) others.push(await ask(`n${others.length}.example`))
    others.push(await ask('last.example'))
    expect([await slow, new Set(others), server.connections()]).toEqual(['timeout', new Set([1]), 1])
  })

  it('begins anew when nothing at all comes any more', async () => {
    let isSilent = true
    const server = await anHttpsServer((stream, packet, session) => isSilent || goodHttps(stream, packet, session))
    const ask = overHttps(server, serverName, server.authority, 200)
    expect(await ask('a.example')).toBe('timeout')
    isSilent = false
    expect([await ask('c.example'), server.connections()]).toEqual([1, 2])
  })

  it('goes on elsewhere when the server says that it goes away', async () => {
    const server = await anHttpsServer((stream, packet, session) => {
      give(stream, answered(packet))
      session.goaway()
    })
    const ask = overHttps(server)
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await ask(`n${turn}.example`)).toBe(1)
      await delay(20)
    }
    expect(server.connections()).toBe(3)
  })
})
