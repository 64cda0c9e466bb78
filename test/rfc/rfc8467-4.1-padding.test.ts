// RFC 8467 section 4.1: an answer over TLS is filled up to a multiple of 468 bytes where the query was padded, so that its length says little of the name.

import { expect, it } from 'vitest'
import { ANSWER_BLOCK, padded } from '../../src/dns/padding.ts'
import { aSecretConversation } from './a-conversation.ts'
import { clients } from './a-policy.ts'
import { aSecureForwarder } from './a-secure-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { query, read } from './wire.ts'

const PADDING = 12
const text = (size: number) => ({ type: 16, ttl: 300, rdata: new Uint8Array(size).fill(size - 1).fill(120, 1) })
const texts: Script = (heard, reply) => reply({ answers: [text(Number(heard.name.split('.')[0]))] })
const scripts = Object.fromEntries([2, 200, 250].map((size) => [`${size}.example`, texts]))
const paddedQuery = (name: string, size = 30) =>
  query({ name, type: 16, edns: { options: [[PADDING, new Uint8Array(size)]] } })

it.each(['2.example', '200.example', '250.example', 'closed.example'])('fills the answer for %s up', async (name) => {
  const { dot, certificate } = await aSecureForwarder(scripts)
  const tls = await aSecretConversation(dot, certificate, clients.pupil)
  tls.ask(paddedQuery(name), paddedQuery(name, 0))
  for (const { length, edns } of await tls.replies(2)) {
    expect(length % ANSWER_BLOCK).toBe(0)
    const [padding] = edns!.options.filter(({ code }) => code === PADDING)
    expect(new Set(padding!.value)).toEqual(new Set([0]))
  }
})

it.each([
  [0, 468],
  [425, 468],
  [426, 936],
  [65_492, 65_535],
])('makes a message with %i bytes of text one of %i', (size, expected) => {
  // 43 beside the data: 12 of the header, 5 of the question, 11 of the record, 11 of the OPT record and 4 of the option.
  const { length } = padded(message(size), ANSWER_BLOCK)
  expect(length).toBe(expected)
})

it('leaves alone what has no room for more', () => {
  const whole = message(65_493)
  expect(padded(whole, ANSWER_BLOCK)).toBe(whole)
})

/** A message for the root with one record of `size` bytes of data and an OPT record. */
function message(size: number): Uint8Array {
  const record = [0, 0, 16, 0, 1, 0, 0, 0, 0, size >> 8, size & 255, ...new Uint8Array(size)]
  const bytes = Uint8Array.from([
    ...[0, 1, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 1],
    ...[0, 0, 16, 0, 1],
    ...record,
    ...[0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0],
  ])
  if (size < 65_000) read(bytes)
  return bytes
}
