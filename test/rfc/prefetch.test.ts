// Issue 5 point 2: what is popular is asked for anew before its time is up, so that nobody waits for it: in the last tenth of its TTL, if it was asked for
// eight times or more. The question that sees it is answered from what is kept; what is asked for less is left to expire.

import { expect, it } from 'vitest'
import type { Settings } from './a-forwarder.ts'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { Script } from './a-upstream.ts'
import { anUpstream } from './a-upstream.ts'
import { a } from './wire.ts'

/** An address that says how often it was asked for, for a hundred seconds. */
function counting(): Script {
  let asked = 0
  return (_, reply) => {
    asked += 1
    reply({ answers: [{ type: 1, ttl: 100, rdata: a(`192.0.2.${asked}`) }] })
  }
}

const name = 'popular.example'

async function kept(times: number, more: Settings = {}) {
  const forwarder = await aForwarder({ [name]: counting() }, more)
  const { ask, upstream } = forwarder
  // The first is the one that has it fetched.
  for (let i = 0; i <= times; i += 1) await ask(name)
  const asked = async (count: number) => {
    await new Promise((done) => setTimeout(done, 30))
    expect(upstream.asked(name)).toBe(count)
  }
  const last = async () => (await ask(name)).answers[0]!.rdata[3]
  return { ...forwarder, asked, last }
}

it.each([
  ['a popular one in the last tenth', 8, 91, 2],
  ['a popular one at the last second', 8, 99, 2],
  ['a popular one before the last tenth', 8, 89, 1],
  ['one that this question makes popular', 6, 91, 2],
  ['one that was asked for once too little', 5, 91, 1],
  ['one that nobody asked for again', 0, 91, 1],
])('%s: asked %i times more, %i s old, makes %i questions upstream', async (_, times, age, questions) => {
  const { last, pass, asked } = await kept(times)
  pass(age)
  expect(await last(), 'the answer is the one that is kept').toBe(1)
  await asked(questions)
})

it('gives the new answer from then on, and asks for it once', async () => {
  const { ask, last, pass, asked } = await kept(8)
  pass(91)
  for (let i = 0; i < 20; i += 1) await ask(name)
  await asked(2)
  expect(await last()).toBe(2)
  pass(20)
  expect((await ask(name)).answers[0]!.ttl).toBeGreaterThan(70)
  await asked(2)
})

it('has it prove itself anew, and lets it go when nobody asks any more', async () => {
  const { ask, pass, asked } = await kept(8)
  pass(91)
  await ask(name)
  await asked(2)
  pass(95)
  await ask(name)
  await asked(2)
  pass(1_000)
  await asked(2)
})

it('asks ahead for nothing that is only blocked', async () => {
  const { ask, pass, upstream } = await aForwarder()
  for (let i = 0; i < 20; i += 1) await ask('closed.example', clients.pupil)
  pass(9)
  await ask('closed.example', clients.pupil)
  expect(upstream.heard).toEqual([])
})

it('asks nobody ahead while the upstream is down, and keeps the answer', async () => {
  const mortal = await anUpstream({ '*': counting() })
  const { ask, last, pass, resolver } = await kept(8, { upstreams: [mortal.endpoint] })
  pass(60)
  await mortal.close()
  for (let i = 0; i < 4 && resolver.totals.upstreamsUp; i += 1) await ask(`other${i}.example`)
  expect(resolver.totals.upstreamsUp).toBe(false)
  pass(31)
  for (let i = 0; i < 10; i += 1) expect(await last()).toBe(1)
  const failures = resolver.totals.upstreamFailures
  await new Promise((done) => setTimeout(done, 50))
  expect(resolver.totals.upstreamFailures).toBe(failures)
})

it('keeps what it has where the new answer is a failure', async () => {
  let asked = 0
  const { ask, pass, upstream } = await aForwarder({
    [name]: (_, reply) => {
      asked += 1
      if (asked === 1) reply({ answers: [{ type: 1, ttl: 100, rdata: a('192.0.2.1') }] })
      else reply({ rcode: 2 })
    },
  })
  for (let i = 0; i < 9; i += 1) await ask(name)
  pass(92)
  await ask(name)
  await new Promise((done) => setTimeout(done, 50))
  expect(upstream.asked(name)).toBe(2)
  const { rcode, answers } = await ask(name)
  expect([rcode, answers[0]!.ttl]).toEqual([0, 8])
})

it('has no more than eight on their way at once', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `popular${i}.example`)
  let hold = false
  const { ask, pass, upstream } = await aForwarder({
    '*': (_, reply) => {
      if (!hold) reply({ answers: [{ type: 1, ttl: 100, rdata: a('192.0.2.1') }] })
    },
  })
  for (const one of names) for (let i = 0; i < 9; i += 1) await ask(one)
  hold = true
  pass(95)
  const before = upstream.heard.length
  await Promise.all(names.map((one) => ask(one)))
  await new Promise((done) => setTimeout(done, 50))
  expect(new Set(upstream.heard.slice(before).map((heard) => heard.name)).size).toBe(8)
})
