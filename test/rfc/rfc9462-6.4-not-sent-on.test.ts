// RFC 9462 section 6.4: `resolver.arpa` is about the resolver that is asked. Sent on, it would lead a device past this one to the upstream: so it exists here,
// with nothing in it where nothing is offered, and discovery ends.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { itSendsOn } from './kept-at-home.ts'

it.each([
  ['_dns.resolver.arpa', 64],
  ['resolver.arpa', 64],
  ['resolver.arpa', 1],
  ['RESOLVER.arpa', 65],
  ['below._dns.resolver.arpa', 64],
])('says that %s has nothing of type %i, and asks nobody', async (name, type) => {
  const { ask, upstream } = await aForwarder()
  const { rcode, answers, authorities } = await ask({ name, type })
  expect([rcode, answers, authorities.length, upstream.heard]).toEqual([0, [], 1, []])
})

itSendsOn('_dns.resolver.example', 'notresolver.arpa')
