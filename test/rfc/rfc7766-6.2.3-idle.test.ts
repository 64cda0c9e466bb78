// RFC 7766 section 6.2.3: a connection on which nothing whole comes for some time is closed, and one whose client does not read is made to wait; one that is
// in use stays, and costs no more than what is under way.

import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { heapInUse } from '../helpers/heap-in-use.ts'
import { aConversation, framed } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { Script } from './a-upstream.ts'
import { query } from './wire.ts'

const text = { type: 16, ttl: 300, rdata: new Uint8Array(250).fill(120) }
const large: Script = (heard, reply) =>
  heard.transport === 'udp' ? reply({ flags: 0x0200 }) : reply({ answers: Array.from({ length: 200 }, () => text) })

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
