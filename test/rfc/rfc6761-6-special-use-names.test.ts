// RFC 6761 section 6: `test` and `invalid` are nobody's on the internet and do not exist here, and `localhost` is the asker itself: none of them is sent on.
// `example` is a name like others (section 6.5). The zones backwards of private addresses (section 6.1) are in a test of their own, RFC 6303.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { itKeepsAtHome, itSendsOn } from './kept-at-home.ts'

itKeepsAtHome('x.test', 'test', 'x.invalid', 'invalid')
itSendsOn('www.example', 'test.example', 'nottest', 'notlocalhost.example', 'localhost.example')

it.each([
  ['localhost', 1, [[127, 0, 0, 1]]],
  ['LocalHost', 1, [[127, 0, 0, 1]]],
  ['localhost', 28, [[...new Array(15).fill(0), 1]]],
  ['app.localhost', 1, [[127, 0, 0, 1]]],
  ['localhost', 16, []],
  ['localhost', 65, []],
] as const)('answers %s of type %i with the loopback', async (name, type, expected) => {
  const { ask, upstream } = await aForwarder()
  const { rcode, answers } = await ask({ name, type })
  expect([rcode, answers.map(({ rdata }) => [...rdata]), upstream.heard]).toEqual([0, expected, []])
})
