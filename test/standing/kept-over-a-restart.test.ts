import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { name } from '../../src/dns/name.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { until } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import type { AForwarder, Settings } from '../rfc/a-forwarder.ts'
import { anAddress, startForwarder } from '../rfc/a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from '../rfc/a-policy.ts'
import type { AnUpstream, Script } from '../rfc/a-upstream.ts'
import { anUpstream } from '../rfc/a-upstream.ts'
import { a, cname, query, soa } from '../rfc/wire.ts'

// A restart at 09:00 on a Monday, with the line to the provider down: what was asked before is answered, with the time that is left, and what is closed
// stays closed.

interface Place {
  readonly file: string
  readonly lines: string[]
  readonly settings: Settings
}

/** One upstream for both runs: answers of another one are not used. It falls silent when told to. */
async function aPlace(scripts: Readonly<Record<string, Script>> = {}) {
  const file = join(temporaryFolder(), 'standing', 'answers')
  let silent = false
  const heed =
    (script: Script): Script =>
    (heard, reply) =>
      silent || script(heard, reply)
  const all = Object.entries({ '*': anAddress, ...scripts }).map(([one, script]) => [one, heed(script)] as const)
  const upstream: AnUpstream = await anUpstream(Object.fromEntries(all))
  const lines: string[] = []
  const settings = { upstreams: [upstream.endpoint], keep: { file, warn: (line: string) => lines.push(line) } }
  return { file, lines, settings, upstream, fallSilent: () => (silent = true) }
}

/** Runs a forwarder, and stops it in the ordinary way. */
async function running<Result>(
  { settings }: Pick<Place, 'settings'>,
  more: Settings,
  story: (forwarder: AForwarder) => Promise<Result>,
): Promise<Result> {
  const forwarder = await startForwarder({}, { ...settings, ...more })
  try {
    return await story(forwarder)
  } finally {
    await forwarder.close()
  }
}

const has = (entries: number) => (forwarder: AForwarder) =>
  until(
    () => forwarder.resolver.totals.cacheEntries >= entries,
    () => `${forwarder.resolver.totals.cacheEntries} of ${entries}`,
    8_000,
  )

it('answers from what was kept while the upstream is silent, with the time that is left', async () => {
  const place = await aPlace()
  await running(place, {}, ({ ask }) => ask('www.example'))
  place.fallSilent()
  await running(place, { at: '2026-11-24T09:02' }, async (forwarder) => {
    await has(1)(forwarder)
    const { answers, ede } = await forwarder.ask({ name: 'WWW.example', edns: {} })
    expect(answers.map(({ ttl, rdata }) => [ttl, rdata])).toEqual([[180, a('192.0.2.1')]])
    expect(ede).toBeUndefined()
  })
  expect([place.upstream.heard.length, place.lines]).toEqual([1, []])
})

const kinds: readonly (readonly [string, Script])[] = [
  [
    'alias.example',
    (_, reply) =>
      reply({
        answers: [
          { type: 5, ttl: 90, rdata: cname('other.example') },
          { name: 'other.example', type: 1, ttl: 300, rdata: a('192.0.2.1') },
        ],
      }),
  ],
  [
    'none.example',
    (_, reply) => reply({ rcode: 3, authorities: [{ name: 'example', type: 6, ttl: 600, rdata: soa(500) }] }),
  ],
  [
    'signed.example',
    (_, reply) => reply({ flags: 0x20, answers: [{ type: 65_280, ttl: 300, rdata: new Uint8Array(700).fill(7) }] }),
  ],
  [
    'with-opt.example',
    (_, reply) =>
      reply({
        answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }],
        additionals: [
          { name: '', type: 41, class: 1232, ttl: 0, rdata: new Uint8Array(0) },
          { type: 1, ttl: 5, rdata: a('192.0.2.9') },
        ],
      }),
  ],
  ['private.example', (_, reply) => reply({ answers: [{ type: 1, ttl: 300, rdata: a('10.0.0.1') }] })],
  ['closed-behind.example', (_, reply) => reply({ answers: [{ type: 5, ttl: 300, rdata: cname('closed.example') }] })],
]

it.each(kinds)('gives %s byte for byte as before, to each who asks', async (asked) => {
  const place = await aPlace(Object.fromEntries(kinds))
  const packets = [{}, { edns: {} }, { edns: { flags: 0x8000 } }, { flags: 0x0110 }].map((how) =>
    query({ name: asked, type: asked === 'signed.example' ? 65_280 : 1, ...how }),
  )
  const all = async ({ send }: AForwarder) => {
    const replies: (Uint8Array | undefined)[] = []
    for (const from of [clients.staff, clients.pupil])
      for (const packet of packets) replies.push(await send(packet, from))
    return replies
  }
  const before = await running(place, {}, async (forwarder) => {
    await all(forwarder)
    return all(forwarder)
  })
  place.fallSilent()
  const after = await running(place, {}, async (forwarder) => {
    await has(3)(forwarder)
    return all(forwarder)
  })
  expect(after).toEqual(before)
})

it('keeps closed what was closed meanwhile', async () => {
  const place = await aPlace()
  await running(place, {}, ({ ask }) => ask('www.example', clients.pupil))
  const policy: Policy = {
    ...aPolicy,
    rules: [...aPolicy.rules, { ...aPolicy.rules[0]!, id: 'new', target: { kind: 'site', name: name('www.example') } }],
  }
  await running(place, { snapshot: aSnapshot(policy) }, async (forwarder) => {
    await has(1)(forwarder)
    const { answers, ede } = await forwarder.ask({ name: 'www.example', edns: {} }, clients.pupil)
    expect([answers, ede?.code]).toEqual([[], 15])
    expect((await forwarder.ask('www.example', clients.staff)).answers).toHaveLength(1)
  })
})

it.each([
  ['a minute after its time', '2026-11-24T09:06', 'asked anew'],
  ['a day after, less a second', '2026-11-25T09:04:59', 'asked anew'],
  ['a day after', '2026-11-25T09:05', 'gone'],
  ['with the clock an hour back', '2026-11-24T08:00', 'asked anew'],
  ['with the clock in 1970', '1970-01-01T01:00', 'asked anew'],
])('gives what is started %s (%s) only where the upstream has nothing better: %s', async (_, at, outcome) => {
  const place = await aPlace({
    'other.example': (_heard, reply) => reply({ answers: [{ type: 1, ttl: 172_800, rdata: a('192.0.2.2') }] }),
  })
  await running(place, {}, async ({ ask }) => {
    await ask('www.example')
    await ask('other.example')
  })
  const entries = outcome === 'gone' ? 1 : 2
  await running(place, { at }, async (forwarder) => {
    await has(entries)(forwarder)
    expect(forwarder.resolver.totals.cacheEntries).toBe(entries)
    const { answers, ede } = await forwarder.ask({ name: 'www.example', edns: {} })
    expect([answers[0]!.ttl, ede, place.upstream.asked('www.example')]).toEqual([300, undefined, 2])
  })
})

it('gives what is past its time as old, for half a minute, while the upstream is silent', async () => {
  const place = await aPlace()
  await running(place, {}, ({ ask }) => ask('www.example'))
  place.fallSilent()
  await running(place, { at: '2026-11-24T07:00' }, async (forwarder) => {
    await has(1)(forwarder)
    const { answers, ede } = await forwarder.ask({ name: 'www.example', edns: {} })
    expect([answers[0]!.ttl, ede?.code]).toEqual([30, 3])
  })
})

it('does not use what other servers said, and says so', async () => {
  const place = await aPlace()
  await running(place, {}, ({ ask }) => ask('www.example'))
  const zones = { forward: { 'school.local': [place.upstream.endpoint] } }
  await running(place, { settings: zones }, async ({ ask }) => {
    await until(() => place.lines.length > 0)
    await ask('www.example')
  })
  expect(place.lines).toEqual([`${place.file}: was made under other settings; the answers in it are not used`])
  expect(place.upstream.asked('www.example')).toBe(2)
})

it('uses what the upstreams of the dashboard said while they are still asked, and not when others are', async () => {
  const place = await aPlace()
  const other = await anUpstream({
    '*': (_, reply) => reply({ answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.2') }] }),
  })
  onTestFinished(() => other.close())
  const told = [`${other.endpoint.address}:${other.endpoint.port}`]
  await running(place, {}, async ({ ask, resolver }) => {
    await ask('www.example')
    resolver.apply({ kind: 'upstreams', upstreams: told })
    await ask('www.example')
  })
  await running(place, { told }, async (forwarder) => {
    await has(1)(forwarder)
    expect((await forwarder.ask('www.example')).answers[0]!.rdata).toEqual(a('192.0.2.2'))
    expect([other.heard.length, place.lines]).toEqual([1, []])
  })
  await running(place, {}, async ({ ask }) => {
    await until(() => place.lines.length > 0)
    expect((await ask('www.example')).answers[0]!.rdata).toEqual(a('192.0.2.1'))
  })
})

it('writes no sensitive name down, and no failure', async () => {
  const snapshot = aSnapshot()
  const place = await aPlace({ 'broken.example': (_, reply) => reply({ rcode: 2 }) })
  const tagSets = snapshot.catalogue.tagSets.map((tags) => (tags.includes('essential') ? [...tags, 'sensitive'] : tags))
  const told = { ...snapshot, catalogue: { ...snapshot.catalogue, tagSets } }
  await running(place, { snapshot: told }, async ({ ask }) => {
    for (const one of ['www.example', 'essential.example', 'x.essential.example', 'broken.example']) await ask(one)
  })
  const text = readFileSync(place.file, 'latin1')
  expect(['www', 'essential', 'broken'].map((word) => text.includes(word))).toEqual([true, false, false])
})

it('goes on without what it cannot read or write, and says so once', async () => {
  const place = await aPlace()
  const file = join(place.file, '..', 'a-file', 'answers')
  await running(place, {}, ({ ask }) => ask('www.example'))
  writeFileSync(join(place.file, '..', 'a-file'), '')
  const keep = { file, warn: (line: string) => place.lines.push(line) }
  await running(place, { keep }, async ({ ask }) => {
    expect((await ask('www.example')).answers).toHaveLength(1)
  })
  expect(place.lines.every((line) => line.includes('a-file'))).toBe(true)
  expect(place.lines.length).toBeLessThanOrEqual(2)
})
