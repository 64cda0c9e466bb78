// RFC 7766 section 8: each message stands behind its length. Where the network cuts them in pieces or glues two together does not matter, nor what is
// in them.

import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { aConversation, framed } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import { query } from './wire.ts'

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
