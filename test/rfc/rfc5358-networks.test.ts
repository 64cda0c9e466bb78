import { expect, it } from 'vitest'
import { aConversation } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { query } from './wire.ts'

// RFC 5358: a resolver that answers everyone is a weapon. Who is on none of the school's networks is refused, over UDP and TCP, with the reason (RFC 8914,
// code 18) for those who can read it, and nothing of what we know: no kept answer, no verdict on a name. The refusal is no longer than it must be.

it.each(['www.example', 'closed.example', 'use-application-dns.net', 'rooster.example', 'localhost'])(
  'refuses a stranger %s',
  async (name) => {
    const { ask, port, upstream } = await aForwarder()
    await ask(name, clients.staff)
    const before = upstream.heard.length
    const udp = await ask({ name, edns: {} }, clients.stranger)
    const tcp = await aConversation(port, clients.stranger)
    tcp.ask(query({ name }))
    const [overTcp] = await tcp.replies(1)
    expect([udp.rcode, udp.ede?.code, udp.answers, udp.authorities]).toEqual([5, 18, [], []])
    expect([overTcp!.rcode, overTcp!.answers, overTcp!.edns]).toEqual([5, [], undefined])
    expect(upstream.heard.length).toBe(before)
  },
)

it('answers one who is on the school’s network and in no group’s, as the strictest group', async () => {
  const { ask } = await aForwarder()
  expect((await ask('www.example', clients.unknown)).answers.length).toBe(1)
  expect((await ask('closed.example', clients.unknown)).answers).toEqual([])
})

it('takes an attack of strangers without remembering any', async () => {
  const { ask, resolver, send } = await aForwarder()
  await Promise.all(
    Array.from({ length: 200 }, (_, i) => send(query({ name: `n${i}.example` }), `127.8.${i}.1`, 2_000)),
  )
  expect((await ask('www.example')).rcode).toBe(0)
  expect(resolver).toBeDefined()
})
