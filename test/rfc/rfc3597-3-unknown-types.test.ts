// RFC 3597 sections 3 and 4: records of types we do not know are passed on as they are: their data is not read, decompressed or put in lower case,
// whatever it looks like.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { aCatalogue } from './a-policy.ts'
import { wireName } from './wire.ts'

it.each([
  ['four octets', [10, 0, 0, 1]],
  ['nothing', []],
  ['letters in both cases', [...Buffer.from('AbCdEf')]],
  ['what looks like a compressed name', [0xc0, 0x0c]],
  ['what looks like a pointer to itself', [0xc0, 0x29]],
  ['what looks like the name of a closed site', wireName('closed.example')],
  ['700 octets', Array.from({ length: 700 }, (_, i) => i & 255)],
])('passes on a record of an unknown type that holds %s', async (_, rdata) => {
  const answers = [{ type: 65_280, ttl: 300, rdata: Uint8Array.from(rdata) }]
  const { ask } = await aForwarder({ 'www.example': (_heard, reply) => reply({ answers }) })
  for (let turn = 0; turn < 2; turn += 1) {
    const reply = await ask({ name: 'www.example', type: 65_280, edns: {} }, '127.0.0.2')
    expect(reply.answers.map(({ type, rdata: data }) => [type, [...data]])).toEqual([[65_280, rdata]])
  }
})

it('passes on records of another class and of several types at once', async () => {
  const answers = [
    { type: 99, ttl: 300, rdata: Uint8Array.from([1]) },
    { type: 46, ttl: 300, rdata: new Uint8Array(40) },
    { type: 1, ttl: 300, class: 3, rdata: Uint8Array.from([1, 2, 3, 4]) },
  ]
  const { ask } = await aForwarder({ 'www.example': (_heard, reply) => reply({ answers }) })
  expect((await ask('www.example')).answers.map(({ type, class: inClass }) => [type, inClass])).toEqual([
    [99, 1],
    [46, 1],
    [1, 3],
  ])
})

it('blocks a closed name for every type alike', async () => {
  const { ask, upstream } = await aForwarder()
  for (const type of [1, 2, 5, 6, 12, 15, 16, 28, 33, 43, 64, 65, 257, 65_280]) {
    const reply = await ask({ name: 'chat.example', type, edns: {} }, '127.0.0.2')
    expect([type, reply.rcode, reply.answers, reply.ede?.code]).toEqual([type, 0, [], 15])
  }
  expect([upstream.heard, aCatalogue.platforms[0]!.id]).toEqual([[], 'chat'])
})
