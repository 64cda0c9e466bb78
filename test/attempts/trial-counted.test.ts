import { setTimeout as delay } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { expect, it, onTestFinished } from 'vitest'
import type { Up } from '../../src/link.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { aForwarder } from '../rfc/a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from '../rfc/a-policy.ts'
import { a, cname } from '../rfc/wire.ts'

// A trial lets a group have what its rules close, and tells how often that was.

const address = (name: string) => ({ name, type: 1, ttl: 300, rdata: a('192.0.2.1') })

/** A resolver whose pupils are on trial, an upstream that leads some names on to others, and an office that only listens. */
async function onTrial(policy: Policy = aPolicy) {
  const leadingOn = (from: string, to: string) => ({
    [from]: (_: unknown, reply: (said: object) => void) =>
      reply({ answers: [{ name: from, type: 5, ttl: 300, rdata: cname(to) }, address(to)] }),
  })
  const forwarder = await aForwarder(
    { ...leadingOn('shop.example', 'games.example'), ...leadingOn('cdn.example', 'adult.example') },
    { snapshot: aSnapshot(policy) },
  )
  const { port1, port2 } = new MessageChannel()
  const told: Up[] = []
  port2.on('message', (message: Up) => told.push(message))
  onTestFinished(() => port2.close())
  forwarder.resolver.attach(port1, () => {})
  const now = forwarder.clock()
  const trials = [{ id: 't', from: now, until: now + 3600_000, group: 'pupils' }]
  forwarder.resolver.apply({ kind: 'acts', acts: { ...noActs, trials } })
  return {
    ...forwarder,
    /** Whether the name is given, without an error that says it is closed. */
    async given(name: string, from: string): Promise<boolean> {
      const { answers, ede } = await forwarder.ask({ name, type: 1, edns: {} }, from)
      return answers.length > 0 && ede?.code !== 15
    },
    async figures() {
      forwarder.resolver.tellAttempts(true)
      forwarder.resolver.tellTotals()
      await delay(20)
      const rows = told.flatMap((one) => (one.kind === 'counts' ? one.rows : []))
      const attempts = told.flatMap((one) => (one.kind === 'attempts' ? [one.batch] : []))
      const lines = rows.map(({ group, outcome, platform = '-', category = '-', count }) =>
        [group, outcome, platform, category, count].join(' '),
      )
      const askers = rows.map(({ outcome, askers: of = [] }) => `${outcome}: ${of.join(' ')}`)
      return { lines: lines.sort(), attempts: attempts.length, askers: askers.sort() }
    },
  }
}

it('what a trial lets pass is given, counted by subject, and no attempt; a lock holds, and other groups are closed as ever', async () => {
  const { given, figures } = await onTrial()
  const pupil = [
    await given('games.example', clients.pupil),
    await given('games.example', clients.pupil),
    await given('chat.example', clients.pupil),
    await given('www.example', clients.pupil),
    await given('adult.example', clients.pupil),
  ]
  expect(pupil).toEqual([true, true, true, true, false])
  const { lines, attempts, askers } = await figures()
  expect(askers, 'only of a trial it is told who, once').toEqual([
    'block: ',
    'pass: ',
    `trial: ${clients.pupil}`,
    `trial: ${clients.pupil}`,
  ])
  expect(lines).toEqual([
    'pupils block - adult 1',
    'pupils pass - - 1',
    'pupils trial - games 2',
    'pupils trial chat - 1',
  ])
  // The lock is the one attempt.
  expect(attempts).toBe(1)
})

it('an answer that leads on to what a rule closes is given and counted; one that leads on to what is locked is not', async () => {
  const { given, figures } = await onTrial()
  expect([await given('shop.example', clients.pupil), await given('cdn.example', clients.pupil)]).toEqual([true, false])
  // Once more, from what is kept.
  expect(await given('shop.example', clients.pupil)).toBe(true)
  expect((await figures()).lines).toEqual(['pupils block - adult 1', 'pupils trial - games 2'])
})

it('where everything would be closed, what was asked for is counted by its subject, with no minute of any device', async () => {
  const everything = { ...aPolicy.rules[0]!, id: 'all', target: { kind: 'everything' as const } }
  const { given, figures } = await onTrial({ ...aPolicy, rules: [everything] })
  for (const name of ['chat.example', 'games.example', 'www.example', 'www.example'])
    expect(await given(name, clients.pupil)).toBe(true)
  expect(await figures()).toMatchObject({
    lines: ['pupils trial - - 2', 'pupils trial - games 1', 'pupils trial chat - 1'],
    attempts: 0,
  })
})

it('an answer given on trial is not kept past its end', async () => {
  const { ask, clock, given, resolver } = await onTrial()
  const until = clock() + 20_000
  resolver.apply({
    kind: 'acts',
    acts: { ...noActs, trials: [{ id: 't', from: clock(), until, group: 'pupils' }] },
  })
  const { answers } = await ask('games.example', clients.pupil)
  expect(Math.max(...answers.map(({ ttl }) => ttl))).toBeLessThanOrEqual(20)
  clock.advance(19_999)
  expect(await given('games.example', clients.pupil)).toBe(true)
  clock.advance(1)
  expect(await given('games.example', clients.pupil)).toBe(false)
})
