import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import type { Script } from './a-upstream.ts'

// RFC 9520 sections 3.1 and 3.2: a failure is kept for at least a second and at most five minutes, so that a broken zone, or a dead upstream, is not
// asked for each client anew; and one question is tried a bounded number of times.

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
})
