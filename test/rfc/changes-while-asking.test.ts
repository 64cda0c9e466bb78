import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { noActs } from '../../src/policy/policy.ts'
import { aForwarder } from './a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from './a-policy.ts'
import type { Script } from './a-upstream.ts'
import { a, cname, query } from './wire.ts'

// A query that waits for the upstream is decided when its answer goes out: by the policy of that moment, and for the one who asked, whoever else has
// asked in the meantime. The answer is always one to the question that was put.

const after =
  (milliseconds: number, answer: Script): Script =>
  (heard, reply) =>
    void setTimeout(() => answer(heard, reply), milliseconds)
const alias: Script = (_, reply) =>
  reply({
    answers: [
      { type: 5, ttl: 300, rdata: cname('closed.example') },
      { name: 'closed.example', type: 1, ttl: 300, rdata: a('192.0.2.1') },
    ],
  })
const address =
  (text: string): Script =>
  (_, reply) =>
    reply({ answers: [{ type: 1, ttl: 300, rdata: a(text) }] })

it.each([
  ['a pupil’s by the staff’s', clients.pupil, clients.staff, false],
  ['the staff’s by a pupil’s', clients.staff, clients.pupil, true],
])('never decides %s view, when the other asks while the first waits', async (_, first, second, given) => {
  const { ask } = await aForwarder({ 'slow.example': after(150, alias) })
  const waiting = ask('slow.example', first)
  for (let i = 0; i < 10; i += 1) {
    await delay(20)
    await ask('quick.example', second)
  }
  expect((await waiting).answers.length > 0).toBe(given)
})

it('never cuts the TTL of one by the permission of another', async () => {
  const { ask } = await aForwarder({ 'slow.example': after(100, address('192.0.2.1')) })
  const waiting = ask('slow.example', clients.pupil)
  await delay(30)
  await ask('quick.example', clients.staff)
  expect((await waiting).answers[0]!.ttl).toBe(60)
})

it('blocks a name that was closed while its answer was on its way', async () => {
  const { ask, resolver } = await aForwarder({ 'slow.example': after(100, address('192.0.2.1')) })
  const waiting = ask({ name: 'slow.example', edns: {} }, clients.pupil)
  await delay(30)
  const rule = { ...aPolicy.rules[0]!, id: 'new', target: { kind: 'site' as const, name: name('slow.example') } }
  resolver.apply({ kind: 'snapshot', snapshot: aSnapshot({ ...aPolicy, rules: [...aPolicy.rules, rule] }) })
  const { answers, ede } = await waiting
  expect([answers, ede?.code]).toEqual([[], 15])
})

it.each([
  ['is no longer', true, false],
  ['is from now on', false, true],
])(
  'answers the question that was put where its name %s rewritten by the time the answer comes',
  async (_, before, afterwards) => {
    const withSafeSearch = (on: boolean) =>
      aSnapshot({ ...aPolicy, groups: aPolicy.groups.map((one) => ({ ...one, safeSearch: on })) })
    const scripts = {
      'search.example': after(80, address('192.0.2.1')),
      'safe.search.example': after(80, address('192.0.2.99')),
    }
    const { ask, resolver } = await aForwarder(scripts, { snapshot: withSafeSearch(before) })
    const waiting = ask('search.example', clients.pupil)
    await delay(30)
    resolver.apply({ kind: 'snapshot', snapshot: withSafeSearch(afterwards) })
    const { answers } = await waiting
    expect(answers.map((one) => [one.name, one.type])).toEqual(
      afterwards
        ? [
            ['search.example', 5],
            ['safe.search.example', 1],
          ]
        : [['search.example', 1]],
    )
    expect(answers.at(-1)!.rdata).toEqual(a(afterwards ? '192.0.2.99' : '192.0.2.1'))
  },
)

it('gives what was kept before a rule to nobody that the rule closes it for, and to all again when it is gone', async () => {
  const { ask, resolver } = await aForwarder()
  const rule = { ...aPolicy.rules[0]!, id: 'new', target: { kind: 'site' as const, name: name('www.example') } }
  for (const closed of [false, true, false]) {
    const policy = closed ? { ...aPolicy, rules: [...aPolicy.rules, rule] } : aPolicy
    resolver.apply({ kind: 'snapshot', snapshot: aSnapshot(policy) })
    resolver.apply({ kind: 'acts', acts: noActs })
    expect((await ask('www.example', clients.pupil)).answers.length).toBe(closed ? 0 : 1)
    expect((await ask('www.example', clients.staff)).answers.length).toBe(1)
  }
})

it('asks nothing more of upstreams that were replaced', async () => {
  const old = await aForwarder()
  const fresh = await aForwarder()
  const { port, address: host } = fresh.upstream.endpoint
  await old.ask('a.example')
  old.resolver.apply({ kind: 'upstreams', upstreams: [`${host}:${port}`] })
  await old.ask('b.example')
  expect([old.upstream.heard.length, fresh.upstream.asked('b.example')]).toEqual([1, 1])
  expect(await old.send(query({ name: 'a.example' }))).toBeDefined()
})
