// Names that are ours to answer, below and in any letters, and that are never sent on. Canaries, by which a browser or phone asks whether this network
// filters, do not exist, for any type: an address would switch the way round us on. The school's own page is at the address that was asked.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { itKeepsAtHome, itSendsOn } from './kept-at-home.ts'

itKeepsAtHome('use-application-dns.net', 'mask.icloud.com', 'mask-h2.icloud.com')
itSendsOn('icloud.com', 'application-dns.net', 'net')

it.each([
  ['rooster.example', 1, [[127, 0, 0, 1]]],
  ['ROOSTER.example', 1, [[127, 0, 0, 1]]],
  ['rooster.example', 28, []],
  ['rooster.example', 65, []],
] as const)('answers the school’s own page, %s of type %i', async (name, type, expected) => {
  const { ask, upstream } = await aForwarder()
  const { rcode, answers } = await ask({ name, type }, clients.pupil)
  expect([rcode, answers.map(({ rdata }) => [...rdata]), upstream.heard]).toEqual([0, expected, []])
})
