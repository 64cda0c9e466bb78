// RFC 1034 section 3.1, RFC 4592: a name is a row of labels, and a list's name stands for itself and what lies below it at a label's border, never for
// a name that merely ends in the same letters. Octets that look like a dot or a border inside a label are none.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { query, read } from './wire.ts'

it.each([
  ['the name itself', 'bad.example', true],
  ['a name below it', 'www.bad.example', true],
  ['a name far below it', 'a.b.c.d.e.f.g.bad.example', true],
  ['a name that ends in the same letters', 'notbad.example', false],
  ['the same with a hyphen', 'not-bad.example', false],
  ['a name that begins with it', 'bad.example.example', false],
  ['its parent', 'example', false],
  ['its neighbour', 'good.example', false],
  ['the label elsewhere', 'bad.other.example', false],
])('%s, %s: blocked is %s', async (_, name, expected) => {
  const { ask } = await aForwarder()
  const reply = await ask({ name, edns: {} }, clients.pupil)
  expect(reply.ede?.code === 15).toBe(expected)
})

const label = (...bytes: readonly (number | string)[]) => {
  const octets = bytes.flatMap((byte) => (typeof byte === 'string' ? [...Buffer.from(byte, 'latin1')] : [byte]))
  return [octets.length, ...octets]
}

it.each([
  ['one label "bad.example" (a dot inside)', [label('bad.example')], false],
  ['"x.bad" in one label', [label('x.bad'), label('example')], false],
  ['a label that ends in the octets of "bad"', [label('x', 3, 'bad'), label('example')], false],
  ['a label of every odd octet', [label(0, 255, '"<b>', 46, 92), label('example')], false],
  ['an odd label below a blocked name', [label(0, 255, ' '), label('bad'), label('example')], true],
])('%s: blocked is %s', async (_, labels, expected) => {
  const { send } = await aForwarder()
  const name = [...labels.flat(), 0]
  const opt = [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0]
  const packet = Uint8Array.from([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, ...name, 0, 1, 0, 1, ...opt])
  const reply = read((await send(packet, clients.pupil))!)
  expect([reply.rcode, reply.ede?.code === 15]).toEqual([0, expected])
})

it('takes a name of 255 bytes and 127 labels, and one of four labels of 63', async () => {
  const { ask, send } = await aForwarder()
  const deep = Array.from({ length: 127 }, () => 'a').join('.')
  const wide = [63, 63, 63, 61].map((length) => 'x'.repeat(length)).join('.')
  expect((await ask(deep)).rcode).toBe(0)
  expect((await ask(wide)).rcode).toBe(0)
  expect((await send(query({ name: `${deep}.a` })))!.length).toBe(12)
})
