import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a } from './wire.ts'

// RFC 6891 section 7: a server that knows no EDNS says FORMERR or NOTIMP to a query that has it. It is asked again without, once, and a query that
// fails in other ways is not.

const answers = [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }]

/** Speaks no EDNS: says `rcode`, with the question or as a bare header, to a query with an OPT. */
const old =
  (rcode: number, bare: boolean): Script =>
  ({ message }, reply) => {
    if (!message.edns) reply({ answers })
    else if (bare)
      reply.bytes(Uint8Array.from([message.id >> 8, message.id, 0x81, 0x80 | rcode, 0, 0, 0, 0, 0, 0, 0, 0]))
    else reply({ rcode })
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
  expect([1, 2]).toContain((await ask('www.example')).rcode)
  expect(upstream.heard.length).toBeLessThanOrEqual(4)
})
