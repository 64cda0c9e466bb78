// RFC 6891 sections 6.1 and 7: a reply has an OPT record if and only if the query had one; a version above 0 is answered BADVERS and no more; options
// and flags we do not know are passed over. OPT speaks of one connection: none of it goes on to the upstream, and none of the upstream's comes back.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { a, query } from './wire.ts'

const kinds = [
  ['an answer', 'www.example', clients.staff, 0],
  ['a blocked name', 'closed.example', clients.pupil, 0],
  ['a canary', 'use-application-dns.net', clients.staff, 3],
  ['a refusal', 'www.example', clients.stranger, 5],
] as const

it.each(kinds)('has an OPT in the reply to %s if the query has one', async (_, name, from, rcode) => {
  const { ask } = await aForwarder()
  const withOpt = await ask({ name, edns: {} }, from)
  const without = await ask({ name }, from)
  expect([withOpt.rcode, without.rcode]).toEqual([rcode, rcode])
  expect(withOpt.edns).toMatchObject({ size: 1232, version: 0 })
  expect(without.edns).toBeUndefined()
})

it.each([1, 2, 255])('answers EDNS version %i with BADVERS, and asks nobody', async (version) => {
  const { ask, upstream } = await aForwarder()
  const reply = await ask({ name: 'www.example', edns: { version } })
  expect([reply.rcode, reply.answers, reply.edns?.version]).toEqual([16, [], 0])
  expect(upstream.heard).toEqual([])
})

it.each<readonly [string, readonly (readonly [number, Uint8Array])[]]>([
  ['one that nobody knows', [[65_001, Uint8Array.from([0xde, 0xad])]]],
  ['keepalive, which is for TCP', [[11, new Uint8Array(0)]]],
  ['padding', [[12, new Uint8Array(100)]]],
  ['two hundred empty ones', Array.from({ length: 200 }, () => [9, new Uint8Array(0)] as const)],
])('passes over an option: %s; upstream hears nothing of it', async (_, options) => {
  const { ask, upstream } = await aForwarder()
  const reply = await ask({ name: 'www.example', edns: { options } })
  expect([reply.rcode, reply.answers.length, reply.edns!.options]).toEqual([0, 1, []])
  expect(upstream.heard[0]!.message.edns).toEqual({ size: 1232, version: 0, flags: 0, options: [] })
})

it('copies the DO bit, asks upstream with it, and keeps those answers apart', async () => {
  const { ask, upstream } = await aForwarder()
  const signed = await ask({ name: 'www.example', edns: { flags: 0x8000 } })
  const plain = await ask({ name: 'www.example', edns: { flags: 0x4000 } })
  expect([signed.edns!.flags, plain.edns!.flags]).toEqual([0x8000, 0])
  expect(upstream.heard.map(({ message }) => message.edns!.flags)).toEqual([0x8000, 0])
})

it('leaves the upstream’s OPT and its errors with the upstream', async () => {
  const { ask } = await aForwarder({
    'www.example': (_, reply) =>
      reply({
        answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }],
        additionals: [{ name: '', type: 41, class: 4096, ttl: 0, rdata: Uint8Array.from([0, 15, 0, 2, 0, 9]) }],
      }),
  })
  const [withOpt, without] = [await ask({ name: 'www.example', edns: {} }), await ask('www.example')]
  expect(withOpt.edns).toEqual({ size: 1232, version: 0, flags: 0, options: [] })
  expect([withOpt.additionals, without.additionals, without.edns]).toEqual([[], [], undefined])
})

it('says SERVFAIL, not "there is none", where an extended code cannot be passed on', async () => {
  const { ask } = await aForwarder({
    'www.example': (_, reply) =>
      reply({ additionals: [{ name: '', type: 41, class: 1232, ttl: 0x0100_0000, rdata: new Uint8Array(0) }] }),
  })
  expect((await ask('www.example')).rcode).toBe(2)
})

it('answers a query whose OPT is not its last record', async () => {
  const { send } = await aForwarder()
  const packet = query({ name: 'www.example', edns: {} })
  packet[11] = 2
  const reply = await send(Uint8Array.from([...packet, 0, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0]))
  expect(reply![3]! & 15).toBe(0)
})
