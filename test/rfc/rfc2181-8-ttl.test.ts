// RFC 2181 section 8, RFC 1035 section 3.2.1: a TTL is the time a record may still be kept, so it counts down while we keep it; one with its
// top bit set counts as none. On top of that stands the promise to schools: for a device whose permission can change, no more than 60 s.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { Said } from './a-upstream.ts'
import { a, cname, soa } from './wire.ts'

const address = (ttl: number) => ({ type: 1, ttl, rdata: a('192.0.2.1') })
const saying = (said: Said) => ({ 'www.example': (_: unknown, reply: (said: Said) => void) => reply(said) })

it.each([
  [300, 0, 300],
  [300, 2, 298],
  [300, 299, 1],
])('gives a TTL of %i, kept for %i s, as %i', async (ttl, kept, expected) => {
  const { ask, pass, upstream } = await aForwarder(saying({ answers: [address(ttl)] }))
  await ask('www.example')
  pass(kept)
  expect((await ask('www.example')).answers[0]!.ttl).toBe(expected)
  expect(upstream.heard.length).toBe(1)
})

it.each([
  ['when its time is up', 300, 300],
  ['after a day, however long its TTL', 604_800, 86_400],
])('asks upstream again %s', async (_, ttl, kept) => {
  const { ask, pass, upstream } = await aForwarder(saying({ answers: [address(ttl)] }))
  await ask('www.example')
  pass(kept)
  await ask('www.example')
  expect(upstream.heard.length).toBe(2)
})

it.each([0x8000_0000, 0x8000_0001, 0xffff_ffff])('takes a TTL of %i as none, and does not keep it', async (ttl) => {
  const { ask, upstream } = await aForwarder(saying({ answers: [address(ttl)] }))
  expect((await ask('www.example')).answers[0]!.ttl).toBe(0)
  await ask('www.example')
  expect(upstream.heard.length).toBe(2)
})

it('keeps an answer no longer than the shortest TTL in it', async () => {
  const alias = { type: 5, ttl: 20, rdata: cname('other.example') }
  const { ask, pass, upstream } = await aForwarder(
    saying({ answers: [alias, { ...address(300), name: 'other.example' }] }),
  )
  await ask('www.example')
  pass(19)
  expect((await ask('www.example')).answers.map(({ ttl }) => ttl)).toEqual([1, 281])
  pass(2)
  await ask('www.example')
  expect(upstream.heard.length).toBe(2)
})

it('keeps "there is none" behind an alias no longer than the alias', async () => {
  const alias = { type: 5, ttl: 20, rdata: cname('other.example') }
  const authorities = [{ name: 'example', type: 6, ttl: 600, rdata: soa(600) }]
  const { ask, pass, upstream } = await aForwarder(saying({ answers: [alias], authorities }))
  await ask('www.example')
  pass(21)
  await ask('www.example')
  expect(upstream.heard.length).toBe(2)
})

it.each([
  ['a pupil no more than 60 s', clients.pupil, 60],
  ['staff, for whom nothing changes, the whole of it', clients.staff, 300],
])('gives %s', async (_, from, expected) => {
  const { ask } = await aForwarder(saying({ answers: [address(300)] }))
  await ask('www.example', clients.staff)
  expect((await ask('www.example', from)).answers[0]!.ttl).toBe(expected)
})

it.each([
  ['half a minute', '2026-11-24T23:59:30', 30],
  ['a second', '2026-11-24T23:59:59', 1],
  ['a minute and a half', '2026-11-24T23:58:30', 60],
])('gives a pupil no TTL beyond the next bell, %s away', async (_, at, expected) => {
  const { ask, clock } = await aForwarder(saying({ answers: [address(300)] }))
  clock.set(at)
  expect((await ask('www.example', clients.pupil)).answers[0]!.ttl).toBe(expected)
})
