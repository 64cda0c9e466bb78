// RFC 7766 sections 6.2.1.1 and 7: queries may follow on one another over one connection without waiting, and each is answered as soon as it is ready,
// in any order.

import { expect, it } from 'vitest'
import { aConversation } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a, query } from './wire.ts'

it('answers the quick names first, and each with its own id', async () => {
  let answerSlow = () => {}
  const slow: Script = (_, reply) => {
    answerSlow = () => reply({ answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.2') }] })
  }
  const { port } = await aForwarder({ 'slow.example': slow })
  const tcp = await aConversation(port)
  tcp.ask(
    query({ name: 'slow.example', id: 1 }),
    query({ name: 'quick.example', id: 2 }),
    query({ name: 'closed.example', id: 3 }),
  )
  expect((await tcp.replies(2)).map(({ id }) => id).sort()).toEqual([2, 3])
  answerSlow()
  const last = (await tcp.replies(3)).at(-1)!
  expect([last.id, last.answers[0]!.rdata]).toEqual([1, a('192.0.2.2')])
})

it('answers ten thousand queries that come at once on one connection', async () => {
  const { port } = await aForwarder()
  const tcp = await aConversation(port)
  tcp.ask(...Array.from({ length: 10_000 }, (_, i) => query({ name: `n${i % 50}.example`, id: i })))
  const replies = await tcp.replies(10_000)
  expect(new Set(replies.map(({ id }) => id)).size).toBe(10_000)
})
