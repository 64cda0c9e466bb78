// A query that waits for the upstream is decided when its answer goes out: by the policy of that moment, and for the one who asked, whoever else has
// asked in the meantime. The answer is always one to the question that was put.

import { createSocket } from 'node:dgram'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { noActs } from '../../src/policy/policy.ts'
import { freePort } from '../helpers/a-product.ts'
import { aForwarder, anAddress } from './a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from './a-policy.ts'
import type { AnUpstream, Script } from './a-upstream.ts'
import { anUpstream } from './a-upstream.ts'
import type { Message } from './wire.ts'
import { a, cname, query, read } from './wire.ts'

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

it.each([
  ['kept', 10],
  ['old, as the upstream fails,', 3_600],
])('gives what is %s to nobody that a new rule closes it for, and to all again when it is gone', async (_, seconds) => {
  let works = true
  const { ask, resolver, pass } = await aForwarder({
    'www.example': (heard, reply) => (works ? anAddress(heard, reply) : reply({ rcode: 2 })),
  })
  await ask('www.example', clients.pupil)
  works = false
  pass(seconds)
  const rule = { ...aPolicy.rules[0]!, id: 'new', target: { kind: 'site' as const, name: name('www.example') } }
  for (const closed of [false, true, false]) {
    const policy = closed ? { ...aPolicy, rules: [...aPolicy.rules, rule] } : aPolicy
    resolver.apply({ kind: 'snapshot', snapshot: aSnapshot(policy) })
    resolver.apply({ kind: 'acts', acts: noActs })
    const reply = await ask({ name: 'www.example', edns: {} }, clients.pupil)
    const old = seconds > 300 ? 3 : undefined
    expect([reply.answers.length, reply.ede?.code]).toEqual(closed ? [0, 15] : [1, old])
    expect((await ask('www.example', clients.staff)).answers.length).toBe(1)
  }
})

it('lets nothing through while the policy is swapped a hundred times and pupils go on asking', async () => {
  const { ask, resolver } = await aForwarder()
  const others = Array.from({ length: 100 }, (_, i) => ({
    ...{ ...aPolicy.rules[0]!, id: `other-${i}` },
    target: { kind: 'site' as const, name: name(`other-${i}.example`) },
  }))
  const given: unknown[] = []
  let isOver = false
  const asking = async (asked: string) => {
    while (!isOver) given.push(...(await ask(asked, clients.pupil)).answers)
  }
  const all = ['closed.example', 'x.games.example', 'adult.example', 'chat.example'].map(asking)
  for (const i of others.keys()) {
    resolver.apply({
      kind: 'snapshot',
      snapshot: aSnapshot({ ...aPolicy, rules: [...aPolicy.rules, ...others.slice(0, i)] }),
    })
    resolver.apply({ kind: 'acts', acts: noActs })
    await delay(1)
  }
  isOver = true
  await Promise.all(all)
  expect([given, resolver.totals.queries > 100]).toEqual([[], true])
})

it('gives a client of each family its own group’s answer, to its own id, where both ask one name at once', async () => {
  const port = await freePort()
  const dns = ['127.0.0.1', '::1'].map((address) => ({ address, port }))
  await aForwarder({ 'slow.example': after(50, alias) }, { settings: { dns } })
  const asked = (type: 'udp4' | 'udp6', to: string, id: number, name: string) =>
    new Promise<Message>((resolve) => {
      const socket = createSocket(type)
      socket.on('message', (reply, from) => {
        socket.close()
        expect([from.address, from.port]).toEqual([to, port])
        resolve(read(new Uint8Array(reply)))
      })
      socket.bind(0, type === 'udp4' ? clients.pupil : '::1', () => socket.send(query({ name, id }), port, to))
    })
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      i % 2 === 0
        ? asked('udp4', '127.0.0.1', i, 'slow.example')
        : asked('udp6', '::1', i, i % 4 === 1 ? 'SLOW.example' : 'slow.example'),
    ),
  )
  // What it is an alias of is closed to pupils, who are those over IPv4.
  expect(replies.map(({ id, questions, answers }) => [id, questions[0]!.name, answers.length])).toEqual(
    replies.map((_, i) => [i, i % 4 === 1 ? 'SLOW.example' : 'slow.example', i % 2 === 0 ? 0 : 2]),
  )
})

describe('upstreams that were replaced', () => {
  const others: Script = (_, reply) => reply({ answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.2') }] })
  async function replacing(scripts: Readonly<Record<string, Script>> = {}) {
    const old = await aForwarder(scripts)
    const fresh = await anUpstream({ '*': others })
    onTestFinished(() => fresh.close())
    const tell = (to: AnUpstream) => {
      const { address, port } = to.endpoint
      old.resolver.apply({ kind: 'upstreams', upstreams: [`${address}:${port}`] })
    }
    return { ...old, fresh, tell, first: async (name: string) => (await old.ask(name)).answers[0]?.rdata }
  }

  it('are asked nothing more, and what they said is given to nobody', async () => {
    const { first, tell, upstream, fresh, resolver } = await replacing()
    expect(await first('a.example')).toEqual(a('192.0.2.1'))
    tell(fresh)
    expect(resolver.totals.cacheEntries).toBe(0)
    expect([await first('a.example'), await first('b.example')]).toEqual([a('192.0.2.2'), a('192.0.2.2')])
    expect([upstream.heard.length, fresh.heard.length]).toEqual([1, 2])
  })

  it('are not given as old answers either, when nobody is where the new ones are said to be', async () => {
    const gone = await anUpstream({})
    await gone.close()
    const { ask, tell } = await replacing()
    await ask('a.example')
    tell(gone)
    expect((await ask('a.example')).rcode).toBe(2)
  })

  it('may finish what they were asked, for who asked before; it is not kept, and nobody joins them', async () => {
    const { first, tell, fresh, resolver } = await replacing({ 'slow.example': after(100, address('192.0.2.1')) })
    const waiting = first('slow.example')
    await delay(30)
    tell(fresh)
    expect(await first('slow.example')).toEqual(a('192.0.2.2'))
    expect(await waiting).toEqual(a('192.0.2.2'))
    expect([await first('slow.example'), resolver.totals.cacheEntries]).toEqual([a('192.0.2.2'), 1])
  })

  it('lose nothing when the office only says again which they are', async () => {
    const { first, tell, upstream } = await replacing()
    await first('a.example')
    tell(upstream)
    expect([await first('a.example'), upstream.heard.length]).toEqual([a('192.0.2.1'), 1])
  })
})
