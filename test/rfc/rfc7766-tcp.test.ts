import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { heapInUse } from '../helpers/heap-in-use.ts'
import { aConversation, framed } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { Script } from './a-upstream.ts'
import { a, query } from './wire.ts'

// RFC 7766 sections 6 and 8: many queries go over one connection, close on one another, and are answered as they are ready, in any order; where the
// network cuts a message in pieces or glues two together does not matter. A connection that says nothing whole is closed after some time, and one
// client cannot take all there are.

const slow: Script = (_, reply) =>
  void setTimeout(() => reply({ answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.2') }] }), 200)

const text = { type: 16, ttl: 300, rdata: new Uint8Array(250).fill(120) }
const large: Script = (heard, reply) =>
  heard.transport === 'udp' ? reply({ flags: 0x0200 }) : reply({ answers: Array.from({ length: 200 }, () => text) })

it('answers the quick name first, and each with its own id', async () => {
  const { port } = await aForwarder({ 'slow.example': slow })
  const tcp = await aConversation(port)
  tcp.ask(
    query({ name: 'slow.example', id: 1 }),
    query({ name: 'quick.example', id: 2 }),
    query({ name: 'closed.example', id: 3 }),
  )
  const replies = await tcp.replies(3)
  expect(replies.at(-1)!.id).toBe(1)
  expect(replies.map(({ id }) => id).sort()).toEqual([1, 2, 3])
  expect(replies.at(-1)!.answers[0]!.rdata).toEqual(a('192.0.2.2'))
})

it('reads queries that come an octet at a time', async () => {
  const { port } = await aForwarder()
  const tcp = await aConversation(port)
  for (const octet of framed(query({ name: 'a.example', id: 1 }), query({ name: 'b.example', id: 2 }))) {
    tcp.socket.write(Uint8Array.of(octet))
    await delay(1)
  }
  expect((await tcp.replies(2)).map(({ id }) => id)).toEqual([1, 2])
})

it('reads queries cut in the middle of a length and of a name', async () => {
  const { port } = await aForwarder()
  const tcp = await aConversation(port)
  const bytes = framed(query({ name: 'a.example', id: 1 }), query({ name: 'b.example', id: 2 }))
  for (const [from, to] of [
    [0, 1],
    [1, 20],
    [20, 30],
    [30, 90],
  ] as const) {
    tcp.socket.write(bytes.slice(from, to))
    await delay(10)
  }
  expect((await tcp.replies(2)).length).toBe(2)
})

it('answers ten thousand queries that come at once on one connection', async () => {
  const { port } = await aForwarder()
  const tcp = await aConversation(port)
  tcp.ask(...Array.from({ length: 10_000 }, (_, i) => query({ name: `n${i % 50}.example`, id: i })))
  const replies = await tcp.replies(10_000)
  expect(new Set(replies.map(({ id }) => id)).size).toBe(10_000)
})

it('keeps nothing of ten thousand queries that came at once, though the connection stays open', async () => {
  const { port } = await aForwarder()
  const bytes = framed(...Array.from({ length: 10_000 }, (_, i) => query({ name: `n${i % 50}.example`, id: i })))
  /** Sends them on a connection that stays open, and counts what comes back. */
  const send = async () => {
    const { socket } = await aConversation(port)
    socket.removeAllListeners('data')
    let [left, rest] = [10_000, Buffer.alloc(0)]
    const all = new Promise<void>((done) =>
      socket.on('data', (chunk) => {
        rest = Buffer.concat([rest, chunk])
        let at = 0
        for (; rest.length >= at + 2 && rest.length >= at + 2 + rest.readUInt16BE(at); left -= 1)
          at += 2 + rest.readUInt16BE(at)
        rest = rest.subarray(at)
        if (left === 0) done()
      }),
    )
    socket.write(bytes)
    await all
  }
  await send()
  const before = await heapInUse()
  for (let turn = 0; turn < 4; turn += 1) await send()
  // Two hundred bytes of each would be more.
  expect((await heapInUse()) - before, 'bytes').toBeLessThan(8 << 20)
})

it('reads a hundred queries with as many EDNS options as fit, and passes over these', async () => {
  const { port, upstream } = await aForwarder()
  const tcp = await aConversation(port)
  const options = Array.from({ length: 16_250 }, (_, i) => [65_001 + (i % 500), new Uint8Array(0)] as const)
  const bytes = framed(query({ name: 'www.example', edns: { options } }))
  expect(bytes.length).toBeGreaterThan(65_000)
  for (let i = 0; i < 100; i += 1) tcp.socket.write(bytes)
  const replies = await tcp.replies(100)
  const said = replies.map(({ rcode, answers, edns }) => `${rcode} ${answers.length} ${edns?.options.length}`)
  expect([new Set(said), upstream.heard[0]!.message.edns!.options]).toEqual([new Set(['0 1 0']), []])
})

it('answers a good query behind a bad one and an empty one', async () => {
  const { port } = await aForwarder()
  const tcp = await aConversation(port)
  tcp.ask(
    new Uint8Array(0),
    Uint8Array.from([1, 2, 3]),
    query({ name: 'a.example', id: 5 }).slice(0, 20),
    query({ name: 'a.example', id: 6 }),
  )
  expect((await tcp.replies(2)).map(({ id, rcode }) => [id, rcode])).toEqual([
    [5, 1],
    [6, 0],
  ])
})

it('answers a thousand queries for large answers that came in one piece, to a client that reads', async () => {
  const { port } = await aForwarder({ 'large.example': large })
  const tcp = await aConversation(port)
  tcp.ask(query({ name: 'large.example', id: 1 }))
  await tcp.replies(1)
  tcp.ask(...Array.from({ length: 1_000 }, (_, i) => query({ name: 'large.example', id: i })))
  expect((await tcp.replies(1_001)).length).toBe(1_001)
})

it('lets go of clients that say nothing whole for ten seconds, though an octet a second, or that ask and never read', {
  timeout: 20_000,
}, async () => {
  const { port, ask } = await aForwarder({ 'large.example': large })
  const [idle, dripping, deaf] = await Promise.all([
    aConversation(port),
    aConversation(port),
    aConversation(port, clients.pupil),
  ])
  const started = performance.now()
  deaf.socket.pause()
  deaf.socket.removeAllListeners('data')
  deaf.ask(...Array.from({ length: 5_000 }, (_, i) => query({ name: 'large.example', id: i })))
  const drip = setInterval(() => dripping.socket.write(Uint8Array.of(0)), 1_000)
  // The first two octets would be a length of zero: a whole, empty message.
  dripping.socket.write(Uint8Array.from([1, 0]))
  await Promise.all([idle.closed, dripping.closed])
  clearInterval(drip)
  await delay(500)
  deaf.socket.resume()
  await deaf.closed
  expect(performance.now() - started).toBeLessThan(14_000)
  expect((await ask('a.example')).rcode).toBe(0)
})

it('gives one address fifty connections, and others theirs', async () => {
  const { port, ask } = await aForwarder()
  const crowd = await Promise.all(Array.from({ length: 60 }, () => aConversation(port, clients.pupil)))
  await delay(200)
  expect(crowd.filter(({ socket }) => socket.destroyed).length).toBe(10)
  const other = await aConversation(port, clients.staff)
  other.ask(query({ name: 'a.example' }))
  expect((await other.replies(1)).length).toBe(1)
  expect((await ask('a.example', clients.pupil)).rcode).toBe(0)
  crowd[0]!.socket.destroy()
  await delay(100)
  const again = await aConversation(port, clients.pupil)
  again.ask(query({ name: 'a.example' }))
  expect((await again.replies(1)).length).toBe(1)
})
