// RFC 1034 section 4.3.1: recursion is what a client asks for with RD. A forwarder has nothing of its own to give a query without it, and would
// only tell what others have asked (cache snooping): such a query is refused, whether or not the answer is kept.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'

it.each([
  ['a name that nobody asked for', false],
  ['a name that is kept', true],
])('refuses a query without "recursion desired" for %s', async (_, warm) => {
  const { ask, upstream } = await aForwarder()
  if (warm) await ask('www.example')
  const before = upstream.heard.length
  const reply = await ask({ name: 'www.example', flags: 0 })
  expect([reply.rcode, reply.flags & 0x0100, reply.answers]).toEqual([5, 0, []])
  expect(upstream.heard.length).toBe(before)
})
