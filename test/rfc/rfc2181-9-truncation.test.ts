// RFC 2181 section 9, RFC 5966: of an answer with TC set nothing is used or kept; the question is put again over TCP. If that cannot be had either,
// there is no answer.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a } from './wire.ts'

const wrong = { type: 1, ttl: 300, rdata: a('192.0.2.66') }
const right = { type: 1, ttl: 300, rdata: a('192.0.2.1') }

const truncatedThen =
  (overTcp: Script, inUdp: readonly (typeof wrong)[] = []): Script =>
  (heard, reply) =>
    heard.transport === 'udp' ? reply({ flags: 0x0200, answers: inUdp }) : overTcp(heard, reply)

it.each([
  ['an empty truncated answer', []],
  ['a truncated answer with records in it', [wrong, wrong]],
])('asks again over TCP after %s, and gives that answer whole', async (_, inUdp) => {
  const { ask, upstream } = await aForwarder({
    'www.example': truncatedThen((_heard, reply) => reply({ answers: [right] }), inUdp),
  })
  for (let turn = 0; turn < 2; turn += 1) {
    const { answers, flags } = await ask('www.example')
    expect(answers.map(({ rdata }) => rdata)).toEqual([right.rdata])
    expect(flags & 0x0200).toBe(0)
  }
  expect(upstream.heard.map(({ transport }) => transport)).toEqual(['udp', 'tcp'])
})

it('does not take an answer that is truncated over TCP too, and keeps nothing of it', async () => {
  const { ask } = await aForwarder({
    'www.example': (_, reply) => reply({ flags: 0x0200, answers: [wrong] }),
  })
  for (let turn = 0; turn < 2; turn += 1) {
    const { rcode, answers } = await ask('www.example')
    expect([rcode, answers]).toEqual([2, []])
  }
})

it.each<readonly [string, Script]>([
  [
    'has another id',
    (_, reply) => reply.bytes(Uint8Array.from([9, 9, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1])),
  ],
  ['is eleven bytes', (_, reply) => reply.bytes(new Uint8Array(11))],
  ['is nothing at all', (_, reply) => reply.bytes(new Uint8Array(0))],
])('does not take an answer over TCP that %s', async (_, overTcp) => {
  const { ask } = await aForwarder({ 'www.example': truncatedThen(overTcp) })
  const { rcode, answers } = await ask('www.example')
  expect([rcode, answers]).toEqual([2, []])
})
