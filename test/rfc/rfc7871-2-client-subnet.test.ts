// RFC 7871 section 2: a client subnet tells strangers who asks, and should not be sent unless it is wanted. Ours are minors: what a device sends goes no further,
// we add none, and answers are the same for all.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'

const SUBNET = 8
const subnet = (last: number) => Uint8Array.from([0, 1, 32, 0, 10, 1, 2, last])

it.each([
  ['a client subnet', subnet(3)],
  ['a client subnet of nobody, which asks for none to be added', Uint8Array.from([0, 1, 0, 0])],
  ['a malformed client subnet', Uint8Array.from([0, 9])],
  ['an empty one', new Uint8Array(0)],
])('answers a query with %s, and neither sends it on nor gives it back', async (_, value) => {
  const { ask, upstream } = await aForwarder()
  const { rcode, answers, edns } = await ask({ name: 'www.example', edns: { options: [[SUBNET, value]] } })
  expect([rcode, answers.length, edns!.options]).toEqual([0, 1, []])
  expect(upstream.heard[0]!.message.edns).toEqual({ size: 1232, version: 0, flags: 0, options: [] })
})

it('asks once for all subnets, and adds none of its own', async () => {
  const { ask, upstream } = await aForwarder()
  for (const last of [1, 2, 3]) await ask({ name: 'www.example', edns: { options: [[SUBNET, subnet(last)]] } })
  await ask('www.example')
  expect(upstream.heard.map(({ message }) => message.edns?.options)).toEqual([[]])
})
