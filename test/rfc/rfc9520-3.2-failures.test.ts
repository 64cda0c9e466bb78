// RFC 9520 sections 3.1 and 3.2: a failure is kept for at least a second and at most five minutes, so that a broken zone, or a dead upstream, is not
// asked for each client anew; and one question is tried a bounded number of times.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a } from './wire.ts'

const failing: Record<string, Script> = {
  'broken.example': (_, reply) => reply({ rcode: 2 }),
  'refused.example': (_, reply) => reply({ rcode: 5 }),
}

it('asks once or twice, not five times, for a name that fails five times in a second', async () => {
  const { ask, upstream } = await aForwarder(failing)
  for (let turn = 0; turn < 5; turn += 1) expect((await ask('broken.example')).rcode).toBe(2)
  expect(upstream.asked('broken.example')).toBeLessThanOrEqual(2)
})

it('asks again once some seconds have passed', async () => {
  const { ask, pass, upstream } = await aForwarder(failing)
  await ask('broken.example')
  const before = upstream.asked('broken.example')
  pass(6)
  await ask('broken.example')
  expect(upstream.asked('broken.example')).toBeGreaterThan(before)
})

it.each([
  ['FORMERR', 1],
  ['NOTIMP', 4],
])(
  'takes %s of an upstream for a failure: kept, not told as the asker’s, and worse than an old answer',
  async (_, rcode) => {
    let works = true
    const { ask, pass, upstream } = await aForwarder({
      'www.example': (_heard, reply) =>
        reply(works ? { answers: [{ type: 1, ttl: 60, rdata: a('192.0.2.1') }] } : { rcode }),
      'new.example': (_heard, reply) => reply({ rcode }),
    })
    await ask('www.example')
    works = false
    pass(100)
    const old = await ask({ name: 'www.example', edns: {} })
    expect([old.rcode, old.answers.length, old.ede?.code]).toEqual([0, 1, 3])
    for (let turn = 0; turn < 5; turn += 1) expect((await ask('new.example')).rcode).toBe(2)
    // With EDNS, and without.
    expect(upstream.asked('new.example')).toBe(2)
  },
)

it('is quiet again after that', async () => {
  const { ask, pass, upstream } = await aForwarder(failing)
  for (let round = 0; round < 3; round += 1) {
    for (let turn = 0; turn < 5; turn += 1) await ask('broken.example')
    pass(6)
  }
  expect(upstream.asked('broken.example')).toBeLessThanOrEqual(6)
})

it('does not ask for each client anew where an old answer stands in', async () => {
  let works = true
  const { ask, pass, upstream } = await aForwarder({
    'www.example': (_, reply) =>
      reply(works ? { answers: [{ type: 1, ttl: 60, rdata: a('192.0.2.1') }] } : { rcode: 2 }),
  })
  await ask('www.example')
  pass(100)
  works = false
  for (let turn = 0; turn < 5; turn += 1) expect((await ask('www.example')).answers.length).toBe(1)
  expect(upstream.heard.length).toBeLessThanOrEqual(3)
  pass(6)
  works = true
  expect((await ask('www.example')).answers[0]!.ttl).toBe(60)
})

it('tells REFUSED apart from SERVFAIL', async () => {
  const { ask } = await aForwarder(failing)
  expect((await ask('refused.example')).rcode).toBe(5)
})

it('tries a silent upstream three times at the most, and says SERVFAIL within five seconds', async () => {
  const { ask, upstream } = await aForwarder({ 'silent.example': () => {} })
  const started = performance.now()
  const reply = await ask({ name: 'silent.example', edns: {} })
  expect([reply.rcode, reply.ede?.code]).toEqual([2, 23])
  expect(performance.now() - started).toBeLessThan(5_000)
  expect(upstream.heard.length).toBeLessThanOrEqual(3)
  const again = performance.now()
  for (let turn = 0; turn < 5; turn += 1) expect((await ask('silent.example')).rcode).toBe(2)
  expect([upstream.heard.length <= 3, performance.now() - again < 500]).toEqual([true, true])
})
