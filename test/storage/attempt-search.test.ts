import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { fillAttempts } from '../../bench/many-rows.ts'
import type { AttemptQuery } from '../../src/storage/attempt-store.ts'
import { openStorage } from '../../src/storage/storage.ts'
import type { StoredAttempt } from '../../src/storage/stored-attempt.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const NOW = Date.UTC(2026, 10, 24, 11)
const DAY = 24 * 3600_000
const devices = Array.from({ length: 30 }, (_, i) => ({ id: `d${i}`, group: i % 3 === 0 ? 'staff' : 'pupils' }))
const subjects = [
  {
    platform: 'clips',
    category: null,
    names: ['clips.example', 'www.clips.example', 'a.clips.example', 'clips-two.example'],
  },
  { platform: null, category: 'games', names: ['games.example', 'play.games.example', 'xclips.example'] },
  { platform: null, category: null, names: ['rare.example.org'] },
]

async function filled(rows: number) {
  const data = temporaryFolder()
  const storage = await openStorage(data)
  onTestFinished(() => storage.close())
  const file = new SQLite(join(data, 'attempts.db'))
  fillAttempts(file, { rows, until: NOW, days: 2, devices, subjects })
  file.close()
  return storage
}

/** The same, said plainly. */
function plainly(all: readonly StoredAttempt[], q: AttemptQuery): readonly number[] {
  const isName = (name: string) =>
    q.name === undefined ||
    (q.name.includes('.') ? name === q.name || name.endsWith(`.${q.name}`) : name.includes(q.name))
  const isIn = (at: number, id: number) =>
    at >= (q.from ?? 0) &&
    at < (q.until ?? Infinity) &&
    (q.before === undefined || at < q.before || (q.beforeId !== undefined && at === q.before && id < q.beforeId))
  return all
    .filter(
      (a) =>
        (q.group ?? a.group) === a.group &&
        (q.platform === undefined || q.platform === a.platform) &&
        (q.category === undefined || q.category === a.category) &&
        (q.reason ?? a.reason) === a.reason &&
        (q.devices?.includes(a.device ?? '') ?? true) &&
        isName(a.name) &&
        isIn(a.last, a.id),
    )
    .slice(0, q.limit)
    .map(({ id }) => id)
}

it('finds with every combination of filters what a plain look finds, page by page', async () => {
  const { attempts } = await filled(3000)
  const all = await attempts.recent({ limit: 10_000 })
  expect(all).toHaveLength(3000)
  const choices = {
    name: [undefined, 'clips.example', 'clips', 'example', 'nothing.example', 'zzz', '%', 'rare.example.org'],
    group: [undefined, 'pupils', 'nobody'],
    devices: [undefined, ['d1', 'd2', 'd3'], [], ['gone']],
    platform: [undefined, 'clips', 'none'],
    category: [undefined, 'games'],
    reason: [undefined, 'park', 'locked', 'exclusion'],
    span: [
      {},
      { from: NOW - DAY, until: NOW - DAY / 2 },
      { before: all[700]!.last, beforeId: all[700]!.id },
      { before: NOW - DAY },
    ],
  }
  // Not more than three at once, and of those combinations every second one.
  const queries = combinations(choices).filter((query, i) => i % 2 === 0 && Object.keys(query).length <= 4)
  for (const { span, ...query } of queries as unknown as readonly (AttemptQuery & { readonly span: object })[]) {
    const asked = { ...query, ...span, limit: 40 }
    const found = (await attempts.recent(asked)).map(({ id }) => id)
    const { name, ...rest } = asked
    expect(found, JSON.stringify(asked)).toEqual(plainly(all, name === '%' ? rest : asked))
  }
})

/** Every choice with every other; what is undefined is left out. */
function combinations(
  choices: Readonly<Record<string, readonly unknown[]>>,
): readonly Readonly<Record<string, unknown>>[] {
  return Object.entries(choices).reduce<Record<string, unknown>[]>(
    (all, [key, values]) =>
      all.flatMap((one) => values.map((value) => (value === undefined ? one : { ...one, [key]: value }))),
    [{}],
  )
}

it('reads all of a device in steps, and none twice', async () => {
  const { attempts } = await filled(90_000)
  const [first] = await attempts.recent({ limit: 1 })
  const own = await attempts.ofDevice(first!.device!)
  expect(own.length).toBeGreaterThan(2000)
  expect(new Set(own.map(({ id }) => id)).size).toBe(own.length)
  expect(own.every(({ last }, i) => i === 0 || last <= own[i - 1]!.last)).toBe(true)
})

it('finds a page of many rows at once, whatever is asked: what matches rarely or never, too', async () => {
  const { attempts } = await filled(200_000)
  const few = ['d1', 'd2']
  for (const query of [
    { reason: 'exclusion' },
    { platform: 'none' },
    { name: 'zzz' },
    { devices: few, name: 'rare.example.org' },
    { devices: few, platform: 'clips', reason: 'park' },
  ]) {
    const before = process.cpuUsage()
    await attempts.recent({ ...query, limit: 100 })
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000, JSON.stringify(query)).toBeLessThan(100)
  }
})

it('counts its rows once, and keeps the number in step with what is written and deleted', async () => {
  const { attempts } = await filled(1000)
  expect(await attempts.total()).toBe(1000)
  const row = {
    session: 's',
    first: NOW,
    last: NOW,
    count: 1,
    device: undefined,
    group: 'pupils',
    name: 'a.example' as never,
    type: 1,
  }
  const rest = {
    platform: undefined,
    category: undefined,
    reason: 'rule',
    clause: undefined,
    rule: undefined,
    kindOfTime: 'lesson',
  } as const
  attempts.write([1, 2].map((n) => ({ ...row, ...rest, row: n })))
  attempts.write([2, 3, 3].map((n) => ({ ...row, ...rest, row: n, count: 2 })))
  expect(await attempts.total()).toBe(1003)
  const removed = await attempts.removeBefore(NOW - DAY)
  expect([await attempts.total(), (await attempts.recent({ limit: 5000 })).length]).toEqual([
    1003 - removed,
    1003 - removed,
  ])
})

it('counts rows exactly that are written, prolonged and deleted while it counts', async () => {
  const { attempts } = await filled(90_000)
  const [last] = await attempts.recent({ limit: 1 })
  const counting = attempts.total()
  const added = { ...last!, session: 's', row: 1, first: NOW, last: NOW }
  attempts.write([added, { ...last!, last: NOW, count: 9 }])
  const removed = await attempts.removeBefore(NOW - 2 * DAY + DAY / 100)
  expect(removed).toBeGreaterThan(100)
  expect(await counting).toBe(90_001)
  expect(await attempts.total()).toBe(90_001 - removed)
})
