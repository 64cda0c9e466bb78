// RFC 6891 section 7: a server that knows no EDNS says FORMERR or NOTIMP to a query that has it. It is asked again without, once, and a query that
// fails in other ways is not.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a } from './wire.ts'

const answers = [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }]

/** Speaks no EDNS: says `rcode`, with the question or as a bare header, to a query with an OPT. */
const old =
  (rcode: number, bare: boolean): Script =>
  ({ message }, reply) => {
    if (!message.edns) reply({ answers })
    else if (bare)
      reply.bytes(Uint8Array.from([message.id >> 8, message.id, 0x81, 0x80 | rcode, 0, 0, 0, 0, 0, 0, 0, 0]))
    else reply({ rcode, edns: false })
  }

it.each([
  ['FORMERR with the question', 1, false],
  ['NOTIMP with the question', 4, false],
  ['FORMERR as a bare header', 1, true],
])('asks without EDNS where the upstream says %s to it', async (_, rcode, bare) => {
  const { ask, upstream } = await aForwarder({ 'www.example': old(rcode, bare) })
  const reply = await ask({ name: 'www.example', edns: {} })
  expect([reply.rcode, reply.answers.length, reply.edns?.version]).toEqual([0, 1, 0])
  expect(upstream.heard.length).toBe(2)
})

it('does not go on asking an upstream that says FORMERR to everything', async () => {
  const { ask, upstream } = await aForwarder({ 'www.example': (_, reply) => reply({ rcode: 1 }) })
  expect((await ask('www.example')).rcode).toBe(2)
  expect(upstream.heard.length).toBeLessThanOrEqual(4)
})

/** Says nothing to a query with an OPT. */
const dropping: Script = ({ message }, reply) => {
  if (!message.edns) reply({ answers })
}

it('asks without EDNS where it is dropped, and soon knows', async () => {
  const { ask, upstream } = await aForwarder({ '*': dropping })
  for (let turn = 0; turn < 8; turn += 1) expect((await ask(`n${turn}.example`)).answers.length).toBe(1)
  const started = performance.now()
  for (let turn = 0; turn < 20; turn += 1) await ask(`m${turn}.example`)
  expect(performance.now() - started).toBeLessThan(500)
  expect(upstream.heard.slice(-20).every(({ message }) => message.edns === undefined)).toBe(true)
})

it('tries again after an hour, and finds that it is not dropped any more', async () => {
  let drops = true
  const { ask, upstream, pass } = await aForwarder({
    '*': (heard, reply) => (drops ? dropping(heard, reply) : reply({ answers })),
  })
  for (let turn = 0; turn < 8; turn += 1) await ask(`n${turn}.example`)
  drops = false
  await ask('still-bare.example')
  expect(upstream.heard.at(-1)!.message.edns).toBeUndefined()
  pass(3_601)
  await ask('with.example')
  await ask('with-too.example')
  expect(upstream.heard.slice(-2).map(({ message }) => message.edns?.size)).toEqual([1232, 1232])
})

it('does not think so of one that was only down for a while', async () => {
  let works = false
  const { ask, upstream } = await aForwarder({ '*': (_, reply) => works && reply({ answers }) })
  for (let turn = 0; turn < 3; turn += 1) expect((await ask(`n${turn}.example`)).rcode).toBe(2)
  works = true
  for (let turn = 0; turn < 10; turn += 1) expect((await ask(`m${turn}.example`)).rcode).toBe(0)
  expect(upstream.heard.slice(-5).every(({ message }) => message.edns !== undefined)).toBe(true)
})

it('does not think so of one that has answered with EDNS before', async () => {
  let works = true
  const { ask, upstream } = await aForwarder({
    '*': (heard, reply) => (works ? reply({ answers }) : dropping(heard, reply)),
  })
  await ask('a.example')
  works = false
  expect((await ask('b.example')).rcode).toBe(2)
  works = true
  await ask('c.example')
  expect(upstream.heard.every(({ message }) => message.edns !== undefined)).toBe(true)
})
