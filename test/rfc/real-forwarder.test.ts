// Unbound stands between a client and us, asking over TCP alone: what we say must hold for a resolver that is strict about what it takes.

import { expect, it } from 'vitest'
import { freePort } from '../helpers/a-product.ts'
import { aConversation } from './a-conversation.ts'
import type { AForwarder } from './a-forwarder.ts'
import { aForwarder, exchange } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { anUnbound } from './an-unbound.ts'
import { a, query, read } from './wire.ts'

async function anUnboundBefore({ port }: AForwarder): Promise<number> {
  const own = await freePort()
  await anUnbound(
    `  interface: 127.0.0.1@${own}\n  outgoing-interface: ${clients.staff}\n  tcp-upstream: yes\n  ede: yes\n`,
    `forward-zone:\n  name: "."\n  forward-addr: 127.0.0.1@${port}\n`,
    async () => (await exchange(own, query({ name: 'localhost' }), '127.0.0.1', 100)) !== undefined,
  )
  return own
}

it('answers Unbound over TCP: addresses, negative answers, large ones and unknown types', async () => {
  const forwarder = await aForwarder({
    'none.example': (_, reply) => reply({ rcode: 3 }),
    'unknown.example': (_, reply) => reply({ answers: [{ type: 65_280, ttl: 300, rdata: a('10.0.0.1') }] }),
  })
  const port = await anUnboundBefore(forwarder)
  const ask = async (name: string, type = 1) =>
    read((await exchange(port, query({ name, type, edns: {} }), '127.0.0.1', 5_000))!)
  expect((await ask('www.example')).answers.map(({ rdata }) => rdata)).toEqual([a('192.0.2.1')])
  expect((await ask('none.example')).rcode).toBe(3)
  expect((await ask('unknown.example', 65_280)).answers.map(({ rdata }) => rdata)).toEqual([a('10.0.0.1')])
  const many = await Promise.all(Array.from({ length: 40 }, (_, i) => ask(`n${i}.example`)))
  expect(many.map(({ rcode, answers }) => [rcode, answers.length])).toEqual(many.map(() => [0, 1]))
})

it('answers streams of queries on one connection, as a resolver in front of us would send', async () => {
  const { port } = await aForwarder()
  const tcp = await aConversation(port)
  tcp.ask(...Array.from({ length: 300 }, (_, i) => query({ name: `n${i}.example`, id: i, edns: { flags: 0x8000 } })))
  const replies = await tcp.replies(300)
  expect(new Set(replies.map(({ id, questions }) => `${id} ${questions[0]!.name}`))).toEqual(
    new Set(Array.from({ length: 300 }, (_, i) => `${i} n${i}.example`)),
  )
})
