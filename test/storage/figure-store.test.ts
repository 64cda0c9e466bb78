import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import type { Cell, FigureQuery } from '../../src/storage/figure-store.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

async function withDays(count: number) {
  const folder = temporaryFolder()
  const storage = await openStorage(folder)
  onTestFinished(() => storage.close())
  const dates = Array.from({ length: count }, (_, day) =>
    new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
  )
  const cells: Cell[] = ['g1', 'g2', '*'].flatMap((group) =>
    ['lesson', 'break', '*'].flatMap((kind) =>
      ['platform:a', 'platform:b', '*'].map((subject) => ({ group, kind, subject, count: 2, devices: 3 })),
    ),
  )
  for (const date of dates) storage.figures.keep('day', { date, leftOut: 0 }, cells)
  return { folder, figures: storage.figures }
}

const all: Omit<FigureQuery, 'each'> = {
  unit: 'day',
  from: '2025-01-02',
  to: '2025-01-03',
  group: '*',
  kinds: ['*'],
  subject: '*',
}

it('adds days up, and knows which figures a day has', async () => {
  const { figures } = await withDays(2)
  figures.keep('day', { date: '2025-01-03', leftOut: 4 }, [
    { group: 'g1', kind: '*', subject: '*', count: 10, devices: 8 },
  ])
  expect(await figures.read({ ...all, each: 'group' })).toEqual([
    { part: 'g1', kind: '*', count: 12 },
    { part: 'g2', kind: '*', count: 2 },
  ])
  expect(await figures.read({ ...all, each: 'subject' })).toHaveLength(2)
  expect(await figures.read({ ...all, each: 'day', kinds: ['lesson'] })).toEqual([
    { part: '2025-01-02', kind: 'lesson', count: 2 },
  ])
  const has = (date: string, kind: string) => figures.has(date, { group: 'g1', kind, subject: 'platform:a' })
  expect([has('2025-01-02', 'lesson'), has('2025-01-03', 'lesson'), has('2025-01-02', 'outside')]).toEqual([
    true,
    false,
    false,
  ])
  expect(await figures.counted('day', '2025-01-02', '2025-01-09')).toEqual([
    { date: '2025-01-02', leftOut: 0 },
    { date: '2025-01-03', leftOut: 4 },
  ])
  expect(await figures.firstDate()).toBe('2025-01-01')
})

it('writes a day down once: what was shown of it stays', async () => {
  const { figures } = await withDays(3)
  figures.keep('day', { date: '2025-01-03', leftOut: 4 }, [
    { group: 'g3', kind: '*', subject: '*', count: 10, devices: 8 },
  ])
  expect(await figures.read({ ...all, from: '2025-01-03', each: 'group' })).toEqual([
    { part: 'g1', kind: '*', count: 2 },
    { part: 'g2', kind: '*', count: 2 },
  ])
  expect(await figures.counted('day', '2025-01-03', '2025-01-03')).toEqual([{ date: '2025-01-03', leftOut: 0 }])
})

/** Takes the last step of the file's shape back. */
const before7 = `alter table figure_spans add column until_at bigint not null default 1;
  alter table figure_spans add column is_whole integer not null default 1;
  delete from kysely_migration where name = '0007-whole-days'`

it('forgets what was counted of a day that ran, and of a trial of however few devices', async () => {
  const { folder, figures } = await withDays(2)
  figures.keep('week', { date: '2025-01-01', leftOut: 0 }, [
    { group: '*', kind: '*', subject: '*', count: 9, devices: 5 },
  ])
  const file = new SQLite(join(folder, 'attempts.db'))
  file.exec(before7)
  file.exec(`update figure_spans set is_whole = 0 where date = '2025-01-02';
    insert into counts values (0, 'g1', 'trial', 'a', '', 'lesson', 3), (0, 'g1', 'pass', 'a', '', 'lesson', 3)`)
  file.close()
  const storage = await openStorage(folder)
  onTestFinished(() => storage.close())
  const inJanuary = { ...all, from: '2025-01-01', to: '2025-01-31', each: 'day' } as const
  expect(await storage.figures.read(inJanuary)).toEqual([{ part: '2025-01-01', kind: '*', count: 2 }])
  expect(await storage.figures.read({ ...inJanuary, unit: 'week' })).toEqual([
    { part: '2025-01-01', kind: '*', count: 9 },
  ])
  expect(await storage.figures.counted('day', '2025-01-01', '2025-01-31')).toEqual([{ date: '2025-01-01', leftOut: 0 }])
  const counted = (outcome: 'trial' | 'pass') => storage.counts.bySubject(outcome, 'g1', 0, 1)
  expect([(await counted('trial')).length, (await counted('pass')).length]).toEqual([0, 1])
})

it('keeps of figures that were made before only what is of five devices, and sums of nothing else', async () => {
  const { folder, figures } = await withDays(1)
  figures.keep('day', { date: '2025-01-02', leftOut: 0 }, [
    { group: 'g1', kind: 'lesson', subject: 'platform:a', count: 9, devices: 5 },
    { group: 'g1', kind: 'break', subject: 'platform:a', count: 7, devices: 6 },
    { group: 'g1', kind: 'outside', subject: 'platform:a', count: 2, devices: 1 },
    { group: 'g1', kind: '*', subject: 'platform:a', count: 18, devices: 7 },
    { group: '*', kind: '*', subject: '*', count: 18, devices: 7 },
  ])
  const file = new SQLite(join(folder, 'attempts.db'))
  file.exec(before7)
  file.exec(
    `alter table figure_spans drop column left_out; delete from kysely_migration where name = '0006-whole-cells'`,
  )
  file.close()
  const storage = await openStorage(folder)
  onTestFinished(() => storage.close())
  const read = (each: FigureQuery['each'], kinds = ['*']) =>
    storage.figures.read({ ...all, from: '2025-01-01', each, kinds })
  expect(await read('group')).toEqual([{ part: 'g1', kind: '*', count: 16 }])
  expect(await read('subject')).toEqual([{ part: 'platform:a', kind: '*', count: 16 }])
  expect(await read('kind', ['lesson', 'break', 'outside'])).toEqual([
    { part: 'break', kind: 'break', count: 7 },
    { part: 'lesson', kind: 'lesson', count: 9 },
  ])
  expect(await read('day')).toEqual([{ part: '2025-01-02', kind: '*', count: 16 }])
})

it.each([
  ['each group', "subject = '*' and kind in ('*') and group_id <> '*'", 'figures_groups'],
  ['each subject', "group_id = '*' and kind in ('*') and subject <> '*'", 'figures_subjects'],
  ['each day', "group_id = '*' and kind in ('lesson') and subject = '*'", 'figures_'],
])('answers for %s from an index', async (_, where, index) => {
  const { folder } = await withDays(1)
  const file = new SQLite(join(folder, 'attempts.db'), { readonly: true })
  onTestFinished(() => void file.close())
  const plan = file
    .prepare(
      `explain query plan select sum(count), max(devices) from figures where unit = 'day' and ${where} and date >= '2025-01-01' and date <= '2026-12-31'`,
    )
    .all() as readonly { readonly detail: string }[]
  expect(plan[0]!.detail).toMatch(/^SEARCH figures USING/)
  expect(plan[0]!.detail).toContain(index)
})
