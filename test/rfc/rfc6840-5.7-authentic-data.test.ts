// RFC 6840 sections 5.7 and 5.8: AD in a query asks to be told whether the upstream found the answer authentic, as DO does; AD in a reply is given to who asked,
// and is the upstream's word alone: a forwarder checks nothing.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a } from './wire.ts'

it.each([
  ['to one who asks with DO', { edns: { flags: 0x8000 } }, 0x20],
  ['to one who asks with AD (RFC 6840 section 5.7)', { flags: 0x0120 }, 0x20],
  ['not to others', {}, 0],
])('passes the upstream’s AD on %s', async (_, how, expected) => {
  const answers = [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }]
  // A resolver that checks signatures says so only to who asks with AD or DO (RFC 6840 section 5.8).
  const script: Script = ({ message }, reply) =>
    reply({ answers, flags: message.flags & 0x20 || (message.edns?.flags ?? 0) & 0x8000 ? 0x20 : 0 })
  const { ask, upstream } = await aForwarder({ 'www.example': script })
  expect((await ask({ name: 'www.example', ...how })).flags & 0x20).toBe(expected)
  expect(upstream.heard.map(({ message }) => message.flags & 0x20)).toEqual([0x20])
})

it('never sets AD itself', async () => {
  const { ask } = await aForwarder()
  expect((await ask({ name: 'www.example', flags: 0x0120, edns: { flags: 0x8000 } })).flags & 0x20).toBe(0)
})
