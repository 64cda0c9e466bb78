// RFC 1035 section 4.1.1, RFC 8906 section 3: a reply carries the query's id, opcode and question, has QR and RA set, copies RD (and CD,
// RFC 4035 section 3.2.2), and leaves the reserved bit zero. A response is never answered: two servers would answer each other for ever.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { query, read } from './wire.ts'

it.each([
  ['an id of zero', { name: 'www.example', id: 0 }],
  ['an id of all ones', { name: 'www.example', id: 0xffff }],
  ['a name in mixed case', { name: 'WwW.eXaMpLe', id: 7 }],
  ['a type nobody has heard of', { name: 'www.example', type: 65_280 }],
  ['the root', { name: '', type: 2 }],
  ['a name of one label', { name: 'printer' }],
  ['a name that is blocked', { name: 'CLOSED.example' }],
])('echoes %s as it came', async (_, asked) => {
  const { ask } = await aForwarder()
  const reply = await ask(asked, '127.0.0.2')
  expect(reply.id).toBe('id' in asked ? asked.id : 0x1234)
  expect(reply.questions).toEqual([{ name: asked.name, type: 'type' in asked ? asked.type : 1, class: 1 }])
})

it.each([
  ['RD alone', 0x0100, 0x8180],
  ['RD and CD', 0x0110, 0x8190],
  ['RD and the reserved bit, which does not come back', 0x0140, 0x8180],
  ['RD, AA, TC and RA, which are a server’s to say', 0x0780, 0x8180],
])('answers %s with the right flags', async (_, flags, expected) => {
  const { ask } = await aForwarder()
  const first = await ask({ name: 'www.example', flags })
  const kept = await ask({ name: 'www.example', flags })
  const made = await ask({ name: 'closed.example', flags }, '127.0.0.2')
  expect([first.flags, kept.flags, made.flags]).toEqual([expected, expected, expected])
})

it('never answers a response, however good its question', async () => {
  const { send } = await aForwarder()
  expect(await send(query({ name: 'www.example', flags: 0x8180 }), undefined, 200)).toBeUndefined()
  expect(await send(query({ name: 'www.example', flags: 0x8100 }), undefined, 200)).toBeUndefined()
})

it.each([1, 2, 3, 4, 5, 6, 9, 15])('answers opcode %i with "not implemented" and the same opcode', async (opcode) => {
  const { send } = await aForwarder()
  const reply = read((await send(query({ name: 'www.example', flags: (opcode << 11) | 0x0100 })))!)
  expect([(reply.flags >> 11) & 15, reply.rcode, reply.length]).toEqual([opcode, 4, 12])
})

it.each([
  ['CH TXT version.bind', { name: 'version.bind', type: 16, class: 3 }],
  ['class ANY', { name: 'www.example', class: 255 }],
  ['class 5', { name: 'www.example', class: 5 }],
  ['class 0', { name: 'www.example', class: 0 }],
])('refuses %s, and asks nobody', async (_, asked) => {
  const { ask, upstream } = await aForwarder()
  const reply = await ask(asked)
  expect([reply.rcode, reply.answers, upstream.heard.length]).toEqual([5, [], 0])
})

it('sends upstream nothing of the asker but the question and CD: an id, RD and AD of its own', async () => {
  const { ask, upstream } = await aForwarder()
  await ask({ name: 'www.example', id: 0x4242, flags: 0x0790 | 0x0040 })
  expect(upstream.heard[0]!.message.flags).toBe(0x0130)
  expect(upstream.heard[0]!.message.id).not.toBe(0x4242)
})
