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
  for (const date of dates) storage.figures.replace('day', { date, until: 1, isWhole: true }, cells)
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

it('adds days up, and counts the devices of the fullest one', async () => {
  const { figures } = await withDays(4)
  figures.replace('day', { date: '2025-01-03', until: 1, isWhole: true }, [
    { group: 'g1', kind: '*', subject: '*', count: 10, devices: 8 },
  ])
  expect(await figures.read({ ...all, each: 'group' })).toEqual([
    { part: 'g1', kind: '*', count: 12, devices: 8 },
    { part: 'g2', kind: '*', count: 2, devices: 3 },
  ])
  expect(await figures.read({ ...all, each: 'subject' })).toHaveLength(2)
  expect(await figures.read({ ...all, each: 'day', kinds: ['lesson'] })).toEqual([
    { part: '2025-01-02', kind: 'lesson', count: 2, devices: 3 },
  ])
  expect([await figures.firstDate(), (await figures.counted('day', '2025-01-02', '2025-01-09')).length]).toEqual([
    '2025-01-01',
    3,
  ])
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
