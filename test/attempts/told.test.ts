import { setTimeout as delay } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { textOfWire } from '../../src/dns/name.ts'
import type { CountRow, ResolverTotals, Up } from '../../src/link.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { aForwarder } from '../rfc/a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from '../rfc/a-policy.ts'

/** A forwarder with an office that only listens. */
async function anOffice(policy: Policy = aPolicy) {
  const forwarder = await aForwarder({}, { snapshot: aSnapshot(policy) })
  const { port1, port2 } = new MessageChannel()
  const told: Up[] = []
  port2.on('message', (message: Up) => told.push(message))
  onTestFinished(() => port2.close())
  forwarder.resolver.attach(port1, () => {})
  return {
    ...forwarder,
    /** Rows of attempts so far: client, name, count. */
    attempts: () =>
      told.flatMap((one) => {
        if (one.kind !== 'attempts') return []
        const { batch } = one
        return Array.from(batch.row, (_, i) => [
          batch.clients[batch.client[i]!],
          textOfWire(batch.names, batch.nameAt[i]!),
          batch.count[i],
        ])
      }),
    async counts(): Promise<readonly CountRow[]> {
      forwarder.resolver.tellTotals()
      await delay(20)
      return told.flatMap((one) => (one.kind === 'counts' ? one.rows : []))
    },
    async totals(): Promise<ResolverTotals> {
      forwarder.resolver.tellTotals()
      await delay(20)
      return told.flatMap((one) => (one.kind === 'totals' ? [one.totals] : [])).at(-1)!
    },
    seen: () => told.flatMap((one) => (one.kind === 'seen' ? one.addresses : [])),
  }
}

it('tells an attempt within a second and a bit, with its repeats', async () => {
  const { ask, attempts } = await anOffice()
  for (let i = 0; i < 6; i += 1) await ask('closed.example', clients.pupil)
  await delay(1_150)
  expect(attempts()).toEqual([[clients.pupil, 'closed.example', 6]])
})

it('tells of no canary, special name, page of ours, open name or bad packet', async () => {
  const { ask, send, attempts, resolver } = await anOffice()
  for (const name of [
    'use-application-dns.net',
    'mask.icloud.com',
    'resolver.arpa',
    'x.local',
    'localhost',
    'rooster.example',
    'www.example',
    'search.example',
  ])
    await ask(name, clients.pupil)
  await ask('closed.example', clients.staff)
  await ask('closed.example', clients.stranger)
  await ask({ name: 'closed.example', type: 252 }, clients.pupil)
  await send(new Uint8Array(12), clients.pupil)
  resolver.tellAttempts()
  await delay(20)
  expect(attempts()).toEqual([])
})

it('tells of a name that was barred at the second look, under the name that was asked for', async () => {
  const { ask, attempts, resolver } = await anOffice()
  await ask('www.closed.example', clients.pupil)
  resolver.tellAttempts()
  await delay(20)
  expect(attempts()).toEqual([[clients.pupil, 'www.closed.example', 1]])
})

it('tells which addresses it met, once, and never a stranger’s', async () => {
  const { ask, seen, resolver } = await anOffice()
  for (const from of [clients.pupil, clients.staff, clients.pupil, clients.stranger]) await ask('www.example', from)
  resolver.tellAttempts()
  await ask('www.example', clients.pupil)
  resolver.tellAttempts()
  await delay(20)
  expect(seen()).toEqual([clients.pupil, clients.staff])
})

describe('figures', () => {
  it('count questions by group, outcome and subject, and what is ours to answer not at all', async () => {
    const { ask, counts } = await anOffice()
    for (const name of [
      'www.example',
      'other.example',
      'chat.example',
      'games.example',
      'search.example',
      'localhost',
      'mask.icloud.com',
      'rooster.example',
    ])
      await ask(name, clients.pupil)
    await ask('chat.example', clients.staff)
    const rows = await counts()
    const row = (group: string, outcome: string, count: number, platform?: string, category?: string) => ({
      group,
      outcome,
      kindOfTime: 'lesson',
      platform,
      category,
      count,
    })
    expect(rows.toSorted((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1))).toEqual(
      [
        row('pupils', 'pass', 2),
        row('pupils', 'block', 1, 'chat'),
        row('pupils', 'block', 1, undefined, 'games'),
        row('pupils', 'rewrite', 1),
        row('staff', 'pass', 1, 'chat'),
      ].toSorted((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1)),
    )
  })

  it('count a device once in a minute while everything is closed, however often its apps ask, and tell of no attempt', async () => {
    const everything = { ...aPolicy.rules[0]!, id: 'all', target: { kind: 'everything' as const } }
    const { ask, counts, attempts, clock } = await anOffice({ ...aPolicy, rules: [everything] })
    for (const minute of [0, 1]) {
      if (minute > 0) clock.advance(60_000)
      for (let i = 0; i < 20; i += 1) await ask(`n${i}.example`, clients.pupil)
      await ask('www.example', clients.unknown)
    }
    const kept = (await counts()).filter(({ outcome }) => outcome === 'block')
    expect(kept.reduce((sum, { count }) => sum + count, 0)).toBe(4)
    expect(kept.every(({ platform, category }) => platform === undefined && category === undefined)).toBe(true)
    expect(attempts()).toEqual([])
  })

  it.each([
    ['counts', 1],
    ['none', 1],
  ] as const)('are all there is of a group that records %s', async (record, expected) => {
    const groups = aPolicy.groups.map((one) => ({ ...one, record }))
    const { ask, counts, attempts, resolver } = await anOffice({ ...aPolicy, groups })
    await ask('closed.example', clients.pupil)
    resolver.tellAttempts()
    const rows = await counts()
    expect([rows.reduce((sum, { count }) => sum + count, 0), attempts()]).toEqual([expected, []])
  })

  it('keep running totals: questions, blocked, from what is kept, bad, refused, failed', async () => {
    const { ask, send, totals } = await anOffice()
    await ask('www.example', clients.pupil)
    await ask('www.example', clients.pupil)
    await ask('www.example', clients.staff)
    await ask('closed.example', clients.pupil)
    await ask('www.example', clients.stranger)
    await send(new Uint8Array(12))
    const { queries, blocked, cacheHits, malformed, refused, cacheEntries, upstreamFailures, upstreamsUp } =
      await totals()
    expect({ queries, blocked, cacheHits, malformed, refused, cacheEntries, upstreamFailures, upstreamsUp }).toEqual({
      queries: 4,
      blocked: 1,
      cacheHits: 2,
      malformed: 1,
      refused: 1,
      cacheEntries: 1,
      upstreamFailures: 0,
      upstreamsUp: true,
    })
  })
})
