// RFC 4343 sections 3 and 4: names are the same whatever the case of their letters, in the cache and in every list; the reply has the client's letters.
// Only the 26 letters of ASCII have a case: other octets are compared as they are.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { a } from './wire.ts'

it('answers from what is kept, in the letters of each client', async () => {
  const { ask, upstream } = await aForwarder()
  for (const name of ['www.example', 'WWW.EXAMPLE', 'wWw.ExAmPlE'])
    expect((await ask(name)).questions[0]!.name).toBe(name)
  expect(upstream.heard.length).toBe(1)
})

it.each(['closed.example', 'CLOSED.EXAMPLE', 'cLoSeD.eXaMpLe', 'Www.BAD.example', 'GAMES.example', 'Chat.Example'])(
  'blocks %s',
  async (name) => {
    const { ask, upstream } = await aForwarder()
    const reply = await ask({ name, edns: {} }, clients.pupil)
    expect([reply.answers, reply.ede?.code, reply.questions[0]!.name]).toEqual([[], 15, name])
    expect(upstream.heard).toEqual([])
  },
)

it('takes an upstream’s answer in other letters than the question’s', async () => {
  const { ask } = await aForwarder({
    'www.example': ({ message }, reply) => {
      const packet = Uint8Array.from([message.id >> 8, message.id, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0])
      const question = [3, ...Buffer.from('WwW'), 7, ...Buffer.from('eXAMPLe'), 0, 0, 1, 0, 1]
      const record = [0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 1, 0, 0, 4, ...a('192.0.2.7')]
      reply.bytes(Uint8Array.from([...packet, ...question, ...record]))
    },
  })
  const { answers, questions } = await ask('www.example')
  expect([questions[0]!.name, answers[0]!.name, answers[0]!.rdata]).toEqual([
    'www.example',
    'www.example',
    a('192.0.2.7'),
  ])
})

it('merges questions in flight that differ in case alone', async () => {
  const { ask, upstream } = await aForwarder({
    'slow.example': (_, reply) => void setTimeout(() => reply({ answers: [] }), 150),
  })
  await Promise.all(['slow.example', 'SLOW.example', 'Slow.Example', 'sLOW.exAMPLe'].map((name) => ask(name)))
  expect(upstream.heard.length).toBe(1)
})

it('does not lower-case what is no letter', async () => {
  const { ask, upstream } = await aForwarder()
  for (const name of ['a[b.example', 'a{b.example', 'a\u00c0.example', 'a\u00e0.example']) await ask(name)
  expect(upstream.heard.length).toBe(4)
})
