import { expect, it } from 'vitest'
import type { Companions, DeviceDay, ResolverTotals, Up } from '../../src/link.ts'
import { Gathering } from '../../src/threads/gathering.ts'
import { noTotals } from '../helpers/no-totals.ts'

const totals = (more: Partial<ResolverTotals>): Up => ({
  kind: 'totals',
  totals: {
    ...noTotals,
    startedAt: 1_000,
    sockets: 'batched',
    ...more,
  },
})
const companions = (...told: readonly (readonly [string, ...string[]])[]): Up => ({
  kind: 'companions',
  companions: told.map(([act, ...names]) => ({ act, names: names.map((name) => Buffer.from(name)) })),
})

function aGathering() {
  let now = 0
  const gathering = new Gathering<string>(() => now, 'a run')
  return {
    gathering,
    wait: (milliseconds: number) => {
      now += milliseconds
    },
    totals: (thread: string, more: Partial<ResolverTotals>) => {
      const gathered = gathering.of(thread, totals(more))
      return gathered?.kind === 'totals' ? gathered.totals : undefined
    },
  }
}

it('what threads counted is added up, and what each keeps', () => {
  const { totals } = aGathering()
  totals('a', { queries: 10, blocked: 2, cacheEntries: 5, startedAt: 2_000 })
  const sum = totals('b', { queries: 7, blocked: 1, cacheEntries: 3, startedAt: 1_500 })
  expect(sum).toMatchObject({ queries: 17, blocked: 3, cacheEntries: 8, startedAt: 1_500 })
})

it('a revision is in force when every thread has it; an upstream is up when any thread gets answers', () => {
  const { totals } = aGathering()
  totals('a', { revision: 4, upstreamsUp: false })
  expect(totals('b', { revision: 5, upstreamsUp: true })).toMatchObject({ revision: 4, upstreamsUp: true })
})

it('what threads counted that are gone stays counted, what they kept does not', () => {
  const { gathering, totals } = aGathering()
  totals('a', { queries: 10, cacheEntries: 5 })
  totals('b', { queries: 7, cacheEntries: 3 })
  gathering.gone('a')
  totals('c', { queries: 1 })
  gathering.gone('c')
  expect(totals('b', { queries: 8, cacheEntries: 3 })).toMatchObject({ queries: 19, cacheEntries: 3 })
})

it.each([
  ['a thread that is silent for a minute', 60_000, true],
  ['one that is silent for longer: the office hears silence, too', 60_001, false],
])('%s', (_, silence, isHeard) => {
  const { totals, wait } = aGathering()
  totals('a', {})
  wait(silence)
  expect(totals('b', {}) !== undefined).toBe(isHeard)
})

it('one that was silent and is gone keeps nothing back', () => {
  const { gathering, totals, wait } = aGathering()
  totals('a', {})
  wait(100_000)
  gathering.gone('a')
  expect(totals('b', {})).toBeDefined()
})

it('what pages need is what any thread says, each name once and ten at most', () => {
  const { gathering } = aGathering()
  const told = (message: Up | undefined) =>
    message?.kind === 'companions' &&
    message.companions.map(({ act, names }: Companions) => [act, ...names.map((name) => Buffer.from(name).toString())])
  gathering.of('a', companions(['g1', 'x', 'y'], ['g2', 'z']))
  expect(told(gathering.of('b', companions(['g1', 'y', 'w'])))).toEqual([
    ['g1', 'x', 'y', 'w'],
    ['g2', 'z'],
  ])
  expect(told(gathering.of('a', companions()))).toEqual([['g1', 'y', 'w']])
  const many = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']
  const [first] = told(gathering.of('a', companions(['g1', ...many]))) as string[][]
  expect(first).toHaveLength(11)
})

const noticed = (session: string, more: Partial<DeviceDay>, day = '2026-11-24'): Up => ({
  kind: 'device-days',
  session,
  day,
  devices: [
    {
      device: 'd1',
      address: '10.0.0.1',
      group: 'pupils',
      over: 0,
      lastOver: undefined,
      sideDoor: false,
      onlyBootstrap: false,
      fellSilent: false,
      ...more,
    },
  ],
})
const only = (message: Up | undefined) => (message?.kind === 'device-days' ? message.devices[0] : undefined)

it('a device that two threads answer has one day: counts added once, in one session, however often each tells', () => {
  const { gathering } = aGathering()
  gathering.of('a', noticed('sa', { over: 5, lastOver: 100 }))
  gathering.of('b', noticed('sb', { over: 3, lastOver: 90 }))
  const told = gathering.of('a', noticed('sa', { over: 6, lastOver: 110 }))
  expect(told).toMatchObject({ session: 'a run', day: '2026-11-24' })
  expect(only(told)).toMatchObject({ over: 9, lastOver: 110 })
  expect(only(gathering.of('a', noticed('sa', { over: 1, lastOver: 200 }, '2026-11-25')))).toMatchObject({ over: 1 })
})

it('a device that uses us by one thread does not ask for the first things only, whoever tells first', () => {
  const first = aGathering().gathering
  expect(only(first.of('a', noticed('sa', { onlyBootstrap: true })))?.onlyBootstrap).toBe(true)
  expect(only(first.of('b', noticed('sb', { usesUs: true })))?.onlyBootstrap).toBe(false)
  const second = aGathering().gathering
  expect(second.of('b', noticed('sb', { usesUs: true })), 'nobody else is told that it uses us').toBeUndefined()
  const told = only(second.of('a', noticed('sa', { onlyBootstrap: true, sideDoor: true })))
  expect(told).toMatchObject({ onlyBootstrap: false, sideDoor: true })
  expect(told).not.toHaveProperty('usesUs')
})
