import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Up } from '../../src/link.ts'
import { noActs } from '../../src/policy/policy.ts'
import { crewSize } from '../../src/threads/resolver-crew.ts'
import type { ACrew } from '../helpers/a-crew.ts'
import { aCrew, crewPolicy } from '../helpers/a-crew.ts'
import { until } from '../helpers/a-product.ts'
import { ask } from '../helpers/ask.ts'
import { aSnapshot } from '../rfc/a-policy.ts'
import type { AnUpstream } from '../rfc/a-upstream.ts'
import { anUpstream } from '../rfc/a-upstream.ts'
import { a } from '../rfc/wire.ts'

const pupils = Array.from({ length: 12 }, (_, i) => `127.0.2.${i + 1}`)
const staff = Array.from({ length: 12 }, (_, i) => `127.0.3.${i + 1}`)

/** What each of some devices is told of a name. */
const answers = ({ endpoint }: ACrew, devices: readonly string[], name: string) =>
  Promise.all(devices.map(async (from) => (await ask(endpoint, name, { from })).data.length > 0))

/** How often each client was refused, of all attempts that were told. */
function attemptsIn(told: readonly Up[]): ReadonlyMap<string, number> {
  const rows = new Map<string, readonly [string, number]>()
  for (const one of told) {
    if (one.kind !== 'attempts') continue
    const { session, row, client, clients, count } = one.batch
    for (const [i, id] of row.entries()) rows.set(`${session} ${id}`, [clients[client[i]!]!, count[i]!])
  }
  const counts = new Map<string, number>()
  for (const [client, count] of rows.values()) counts.set(client, (counts.get(client) ?? 0) + count)
  return counts
}

/** A device of each thread: two that do not share a cache. */
async function ofEachThread({ endpoint }: ACrew, upstream: Pick<AnUpstream, 'asked'>): Promise<readonly string[]> {
  const [one = '', ...others] = staff
  for (const [i, other] of others.entries()) {
    const name = `${i}.probe.example`
    for (const from of [one, other]) await ask(endpoint, name, { from })
    if (upstream.asked(name) === 2) return [one, other]
  }
  throw new Error('all devices are one thread’s')
}

const now = Date.now()
const grant = {
  id: 'g1',
  from: now - 1000,
  until: now + 3600_000,
  audience: { kind: 'group', id: 'pupils' },
  target: { kind: 'site', name: 'closed.example' },
} as const

describe('two resolver threads', () => {
  it('both answer, and each device always gets its own group’s answer, over one cache or the other', async () => {
    const crew = await aCrew(2)
    for (let round = 0; round < 3; round += 1) {
      expect(await answers(crew, staff, 'closed.example')).toEqual(staff.map(() => true))
      expect(await answers(crew, pupils, 'closed.example')).toEqual(pupils.map(() => false))
    }
    // Each has a cache of its own.
    expect(crew.upstream.asked('closed.example')).toBe(2)
  })

  it('ask from ports of the same range, mixed at random: what the one uses says nothing of the other, and each has its own answers', async () => {
    const crew = await aCrew(2)
    const listener = await anUpstream({
      // Each name has an address of its own.
      '*': ({ name }, reply) => reply({ answers: [{ type: 1, ttl: 300, rdata: a(`192.0.2.${name.split('.')[0]}`) }] }),
    })
    onTestFinished(() => listener.close())
    const { address, port } = listener.endpoint
    await crew.link.send({ kind: 'upstreams', upstreams: [`${address}:${port}`] })
    const [one = '', other = ''] = await ofEachThread(crew, listener)
    const from = listener.heard.length
    const names = Array.from({ length: 150 }, (_, i) => i)
    const told = async (device: string, zone: string) => {
      const got: string[] = []
      for (const i of names) got.push(...(await ask(crew.endpoint, `${i}.${zone}`, { from: device })).data)
      return got
    }
    // And what both ask at once.
    const all = names.map((i) => `192.0.2.${i}`)
    expect(await Promise.all([told(one, 'one.example'), told(other, 'other.example')])).toEqual([all, all])
    expect(await Promise.all([told(one, 'both.example'), told(other, 'both.example')])).toEqual([all, all])
    const heard = listener.heard.slice(from)
    expect(heard.filter(({ name }) => name.endsWith('both.example')).length).toBe(2 * names.length)
    const portsFor = (zone: string) => heard.filter(({ name }) => name.endsWith(zone)).map((each) => each.port)
    const [mine, theirs] = [portsFor('.one.example'), portsFor('.other.example')]
    const middle = [...mine, ...theirs].sort((x, y) => x - y)[names.length]!
    for (const ports of [mine, theirs])
      for (const isOne of [(each: number) => each < middle, (each: number) => each % 2 === 0]) {
        // Half of them by chance: a quarter of 150 is six standard deviations away.
        const share = ports.filter(isOne).length / ports.length
        expect(share).toBeGreaterThan(0.25)
        expect(share).toBeLessThan(0.75)
      }
  })

  it('a grant is done when every device has it, and so is its end', async () => {
    const crew = await aCrew(2)
    for (let round = 0; round < 3; round += 1) {
      await crew.link.send({ kind: 'acts', acts: { ...noActs, grants: [grant] } as never })
      expect(await answers(crew, pupils, 'closed.example')).toEqual(pupils.map(() => true))
      await crew.link.send({ kind: 'acts', acts: noActs })
      expect(await answers(crew, pupils, 'closed.example')).toEqual(pupils.map(() => false))
    }
  })

  it('a change of policy is done when both have it', async () => {
    const crew = await aCrew(2)
    const open = { ...crewPolicy, rules: [] }
    await crew.link.send({ kind: 'snapshot', snapshot: aSnapshot(open) })
    expect(await answers(crew, pupils, 'closed.example')).toEqual(pupils.map(() => true))
  })

  it('attempts of both are told, each device’s as one row with its repeats', async () => {
    const crew = await aCrew(2)
    for (let i = 0; i < 4; i += 1) await answers(crew, pupils, 'closed.example')
    const counted = () => [...attemptsIn(crew.told).values()]
    // Told once a second: repeats may come with the next telling.
    await until(() => counted().length === pupils.length && counted().every((count) => count >= 4))
    expect(counted()).toEqual(pupils.map(() => 4))
  })

  it.each([0, 1])(
    'thread %d killed: the other answers all, it is back within a second, and holds what holds by then',
    async (place) => {
      const crew = await aCrew(2)
      const victim = crew.crew.threads[place]!
      await victim.terminate()
      const sent = crew.link.send({ kind: 'acts', acts: { ...noActs, grants: [grant] } as never })
      expect(await answers(crew, pupils, 'closed.example')).toEqual(pupils.map(() => true))
      await sent
      await until(() => crew.crew.threads.length === 2 && crew.starts() === 3, undefined, 1_000)
      expect(crew.warnings).toEqual(['resolver: the thread ended; starting it again'])
      // Its socket is there some moments later; what is asked meanwhile is answered by the other.
      const before = crew.upstream.asked('fresh.example')
      await until(
        async () => {
          await answers(crew, staff, `fresh.example`)
          return crew.upstream.asked('fresh.example') - before === 2
        },
        undefined,
        3_000,
      )
      expect(await answers(crew, pupils, 'closed.example')).toEqual(pupils.map(() => true))
    },
  )

  it('a question is traced in the thread whose device asks it', async () => {
    const crew = await aCrew(2)
    const kept = async (name: string, from: string) => {
      const trace = await crew.link.trace({ name, type: 1, from })
      return trace?.steps.find(({ step }) => step === 'cache')?.said['kept']
    }
    const [one = '', other = ''] = await ofEachThread(crew, crew.upstream)
    await ask(crew.endpoint, 'one.example', { from: one })
    await ask(crew.endpoint, 'other.example', { from: other })
    const asked = [await kept('other.example', one), await kept('one.example', other)]
    expect([await kept('one.example', one), await kept('other.example', other), ...asked]).toEqual([
      'fresh',
      'fresh',
      'nothing',
      'nothing',
    ])
    // Where something was changed since they asked, and where nobody asked yet.
    await crew.link.send({ kind: 'acts', acts: noActs })
    await ask(crew.endpoint, 'again.example', { from: one })
    await crew.link.send({ kind: 'acts', acts: noActs })
    expect([await kept('again.example', one), await kept('again.example', other)]).toEqual(['fresh', 'nothing'])
    expect(await kept('stranger.example', '127.0.3.200')).toBe('nothing')
  })

  it('a device that asks too much from many ports is held to the limit of one device', async () => {
    const limits = { queriesPerSecond: 1, burst: 10, unlimited: [] }
    const crew = await aCrew(2, { ...crewPolicy, limits })
    const asked = Array.from({ length: 30 }, async () => {
      const reply = await Promise.race([ask(crew.endpoint, 'open.example', { from: '127.0.3.77' }), delay(600)])
      return reply !== undefined && !reply.truncated
    })
    const answered = (await Promise.all(asked)).filter(Boolean).length
    expect(answered).toBeGreaterThanOrEqual(10)
    expect(answered).toBeLessThanOrEqual(12)
  })
})

describe('how many threads there are', () => {
  const size = (resolverThreads: number | undefined, cores: number, mayShare: boolean) => {
    const said: string[] = []
    const settings = resolverThreads === undefined ? {} : { resolverThreads }
    return [
      crewSize(
        settings,
        (line) => said.push(line),
        cores,
        () => mayShare,
      ),
      said.length,
    ]
  }
  it.each([
    ['one core', undefined, 1, true, 1, 0],
    ['two cores', undefined, 2, true, 1, 0],
    ['three cores: one is left to the office', undefined, 3, true, 2, 0],
    ['many cores', undefined, 64, true, 4, 0],
    ['many cores, and sockets that cannot be shared', undefined, 64, false, 1, 0],
    ['two asked for on one core', 2, 1, true, 2, 0],
    ['two asked for where they cannot be had: that is said', 2, 8, false, 1, 1],
    ['one asked for', 1, 8, false, 1, 0],
  ])('%s', (_, given, cores, mayShare, threads, warnings) =>
    expect(size(given, cores, mayShare)).toEqual([threads, warnings]),
  )
})
