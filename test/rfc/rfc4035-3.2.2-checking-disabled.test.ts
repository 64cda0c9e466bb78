// RFC 4035 section 3.2.2: who sets CD wants the answer unchecked, and says so to the upstream through us. Such an answer may be one that checking would have
// refused: it is kept apart, and CD stands in the reply.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a } from './wire.ts'

const CD = 0x10
/** As an upstream that checks signatures does with a name whose signature is not right. */
const bogus: Script = ({ message }, reply) =>
  reply(message.flags & CD ? { answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }] } : { rcode: 2 })

it('asks upstream with CD where it was set, and keeps those answers apart', async () => {
  const { ask, upstream } = await aForwarder()
  await ask({ name: 'www.example', flags: 0x0110 })
  await ask({ name: 'www.example', flags: 0x0100 })
  expect(upstream.heard.map(({ message }) => message.flags & 0x10)).toEqual([0x10, 0])
})

it('gives what failed the check to who wants it unchecked, and to nobody else', async () => {
  const { ask } = await aForwarder({ 'bogus.example': bogus })
  for (const flags of [0x0100 | CD, 0x0100, 0x0100 | CD, 0x0100]) {
    const reply = await ask({ name: 'bogus.example', flags })
    expect([reply.rcode, reply.answers.length, reply.flags & CD]).toEqual(flags & CD ? [0, 1, CD] : [2, 0, 0])
  }
})
