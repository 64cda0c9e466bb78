// RFC 9848 section 3: a group may have the key withheld by which a browser hides names from the network. What is kept is the upstream's answer, for all.

import { expect, it } from 'vitest'
import { aConversation } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from './a-policy.ts'
import type { Said, Script } from './a-upstream.ts'
import { query, svcb, u16 } from './wire.ts'

const param = (key: number, ...value: readonly number[]) => [...u16(key), ...u16(value.length), ...value]
const alpn = param(1, 2, 0x68, 0x32)
const ech = param(5, 0, 4, 0xfe, 0x0d, 0, 0)
const plain = Uint8Array.from([...svcb(1, ''), ...alpn])
const hiding = Uint8Array.from([...plain, ...ech])
const broken = Uint8Array.from([...svcb(1, ''), ...ech, ...alpn])

const AD = 0x20
const DO = 0x8000
const signature = { type: 46, ttl: 300, rdata: Uint8Array.from([...u16(65), ...new Array(40).fill(1)]) }

/** A school where the pupils' group has ECH withheld, and an upstream that says this to www.example. */
const withholding = (said: Said) => withholdingBy((_, reply) => reply(said))
const withholdingBy = (script: Script) => {
  const groups = aPolicy.groups.map((group) => (group.id === 'pupils' ? { ...group, ech: 'withhold' as const } : group))
  return aForwarder({ 'www.example': script }, { snapshot: aSnapshot({ ...aPolicy, groups }) })
}

it.each([
  ['the pupil first', [clients.pupil, clients.staff, clients.pupil]],
  ['the teacher first', [clients.staff, clients.pupil, clients.staff]],
])('gives the same kept answer with the key to staff and without it to pupils: %s', async (_, asking) => {
  const { ask, upstream } = await withholding({ answers: [{ type: 65, ttl: 300, rdata: hiding }] })
  for (const from of asking) {
    const { rcode, answers } = await ask({ name: 'www.example', type: 65 }, from)
    expect([rcode, answers.map(({ rdata }) => rdata)]).toEqual([0, [from === clients.staff ? hiding : plain]])
  }
  expect(upstream.heard.length).toBe(1)
})

it.each([
  ['with the key', hiding, [65], 0],
  ['without one', plain, [65, 46], AD],
] as const)('a signed answer %s', async (_, rdata, types, flags) => {
  const { ask } = await withholding({ flags: AD, answers: [{ type: 65, ttl: 300, rdata }, signature] })
  const reply = await ask({ name: 'www.example', type: 65, edns: { flags: DO } }, clients.pupil)
  expect([reply.answers.map(({ type }) => type), reply.flags & AD]).toEqual([types, flags])
})

it('says that there is no such record where it is malformed, and leaves it to others', async () => {
  const { ask } = await withholding({ answers: [{ type: 65, ttl: 300, rdata: broken }] })
  const { rcode, answers, authorities, ede } = await ask({ name: 'www.example', type: 65, edns: {} }, clients.pupil)
  expect([rcode, answers, authorities.length, ede?.code]).toEqual([0, [], 1, 0])
  expect((await ask({ name: 'www.example', type: 65 }, clients.staff)).answers[0]!.rdata).toEqual(broken)
})

it.each([
  ['sixty-four of which have one', 64, 0],
  ['more than any honest answer has', 65, 2],
  ['as many as a message holds', 2_000, 2],
])('an answer with records %s', async (_, count, expected) => {
  const answers = Array.from({ length: count }, () => ({ type: 65, ttl: 300, rdata: hiding }))
  const script: Script = ({ transport }, reply) => reply(transport === 'udp' ? { flags: 0x0200 } : { answers })
  const { port } = await withholdingBy(script)
  const tcp = await aConversation(port, clients.pupil)
  tcp.ask(query({ name: 'www.example', type: 65 }))
  const [reply] = await tcp.replies(1)
  expect([reply!.rcode, reply!.answers.length]).toEqual([expected, expected === 0 ? count : 0])
  expect(reply!.answers.every(({ rdata }) => Buffer.from(rdata).equals(plain))).toBe(true)
})

it('is withheld wherever such a record stands, whatever was asked for', async () => {
  const said = { additionals: [{ name: 'other.example', type: 64, ttl: 300, rdata: hiding }] }
  const { ask } = await withholding({ ...said, answers: [{ type: 16, ttl: 300, rdata: Uint8Array.of(1, 65) }] })
  const { additionals } = await ask({ name: 'www.example', type: 16 }, clients.pupil)
  expect(additionals.map(({ rdata }) => rdata)).toEqual([plain])
})
