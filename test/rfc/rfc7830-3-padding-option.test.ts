// RFC 7830 section 3: padding is an option of zeros in the OPT record. It is given to who gave it, and only where nobody reads along: it says nothing over
// plain transports, and makes answers longer.

import { expect, it } from 'vitest'
import { ANSWER_BLOCK, asksForPadding, padded } from '../../src/dns/padding.ts'
import { aConversation, aSecretConversation } from './a-conversation.ts'
import { aSecureForwarder } from './a-secure-forwarder.ts'
import { query } from './wire.ts'

const PADDING = 12
const paddedQuery = (name: string, size = 30) => query({ name, edns: { options: [[PADDING, new Uint8Array(size)]] } })

it('is of zeros, and the only one', async () => {
  const { dot, certificate } = await aSecureForwarder()
  const tls = await aSecretConversation(dot, certificate)
  tls.ask(paddedQuery('www.example'))
  const [reply] = await tls.replies(1)
  const found = reply!.edns!.options.filter(({ code }) => code === PADDING)
  expect([found.length, new Set(found[0]!.value)]).toEqual([1, new Set([0])])
})

it('fills up nothing for who did not', async () => {
  const { dot, certificate } = await aSecureForwarder()
  const tls = await aSecretConversation(dot, certificate)
  tls.ask(query({ name: 'a.example' }), query({ name: 'b.example', edns: {} }))
  for (const { length } of await tls.replies(2)) expect(length).toBeLessThan(100)
})

it('fills up nothing over UDP and TCP, where anyone reads along', async () => {
  const { port, send } = await aSecureForwarder()
  expect((await send(paddedQuery('2.example')))!.length).toBeLessThan(100)
  const tcp = await aConversation(port)
  tcp.ask(paddedQuery('2.example'))
  expect((await tcp.replies(1))[0]!.length).toBeLessThan(100)
})

it('is not added where nothing can hold it: no OPT record, or bytes behind it', () => {
  const bare = query({ name: 'www.example' })
  const behind = Uint8Array.from([...query({ name: 'www.example', edns: {} }), 0])
  for (const whole of [bare, behind]) expect(padded(whole, ANSWER_BLOCK)).toBe(whole)
})

it('reads no further than there is', () => {
  const whole = paddedQuery('www.example')
  expect(asksForPadding(whole)).toBe(true)
  for (let end = 0; end < whole.length - 34; end += 1) expect(asksForPadding(whole.slice(0, end))).toBe(false)
  expect(asksForPadding(query({ name: 'www.example', edns: { options: [[8, new Uint8Array(4)]] } }))).toBe(false)
})
