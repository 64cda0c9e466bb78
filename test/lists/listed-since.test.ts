import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { buildLists } from '../../src/lists/build-lists.ts'
import { ListLibrary } from '../../src/lists/library.ts'
import { days, movingClock } from '../helpers/moving-clock.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const since = (text: string) => movingClock(`${text}T03:00`)()

/** The school's list of games, which changes; and a shipped one. */
async function aList() {
  const root = temporaryFolder()
  const folders = { builtIn: join(root, 'built-in'), own: join(root, 'own'), kept: join(root, 'kept') }
  for (const folder of [folders.builtIn, folders.own]) mkdirSync(folder)
  const file = (path: string, date: string, names: readonly string[]) => {
    writeFileSync(path, names.map((one) => `${one}\n`).join(''))
    utimesSync(path, since(date) / 1000, since(date) / 1000)
  }
  file(join(folders.builtIn, 'adult.txt'), '2026-08-01', ['adult.example'])
  file(join(folders.own, 'games.txt'), '2026-08-22', ['old.example', 'gone.example'])
  const library = await ListLibrary.open(folders, async (sources) => buildLists(sources))
  return {
    updates: join(folders.kept, 'games.txt.updates'),
    kept: join(folders.kept, 'games.txt'),
    library,
    async change(date: string, names: readonly string[]) {
      file(join(folders.own, 'games.txt'), date, names)
      await library.refresh()
    },
    async told(text: string) {
      return (await library.listedSince(name(text))).map(({ list, entry, at: when, isKnown }) => {
        return `${list} ${entry} ${isKnown ? 'since' : 'before'} ${new Date(when).toISOString().slice(0, 10)}`
      })
    },
  }
}

it('says since which update a name is on a list that changed three times', async () => {
  const { change, told } = await aList()
  expect(await told('old.example')).toEqual(['games.txt old.example before 2026-08-22'])
  await change('2026-09-01', ['old.example', 'gone.example', 'first.example'])
  await change('2026-10-01', ['old.example', 'first.example', 'second.example'])
  await change('2026-11-01', ['old.example', 'first.example', 'second.example', 'gone.example', 'www.old.example'])
  expect(await told('old.example')).toEqual(['games.txt old.example before 2026-08-22'])
  expect(await told('first.example')).toEqual(['games.txt first.example since 2026-09-01'])
  expect(await told('second.example')).toEqual(['games.txt second.example since 2026-10-01'])
  // What was taken off and came back is there since it came back.
  expect(await told('gone.example')).toEqual(['games.txt gone.example since 2026-11-01'])
  // A name below an entry is closed since the entry is there, whatever came later for itself.
  expect(await told('www.old.example')).toEqual(['games.txt old.example before 2026-08-22'])
  expect(await told('a.b.second.example')).toEqual(['games.txt second.example since 2026-10-01'])
  expect(await told('adult.example')).toEqual(['adult adult.example before 2026-08-01'])
  expect(await told('none.example')).toEqual([])
})

it('keeps nothing for a file that was only touched', async () => {
  const { change, told, updates } = await aList()
  await change('2026-09-01', ['old.example', 'gone.example'])
  expect(() => readdirSync(updates)).toThrow()
  expect(await told('old.example')).toEqual(['games.txt old.example before 2026-08-22'])
})

it('keeps 90 days of updates, and 90 at the most', async () => {
  const { change, told, updates } = await aList()
  const dateOf = (day: number) => new Date(since('2026-09-01') + day * days(1)).toISOString().slice(0, 10)
  const names = ['old.example', 'gone.example']
  const upTo = (day: number) => [...names, ...Array.from({ length: day + 1 }, (_, i) => `n${i}.example`)]
  for (let day = 0; day <= 91; day += 1) await change(dateOf(day), upTo(day))
  expect(readdirSync(updates)).toHaveLength(90)
  expect(await told('n91.example')).toEqual([`games.txt n91.example since ${dateOf(91)}`])
  expect(await told('n2.example')).toEqual([`games.txt n2.example since ${dateOf(2)}`])
  expect(await told('n1.example')).toEqual([`games.txt n1.example before ${dateOf(1)}`])
  await change('2027-06-01', [...upTo(91), 'new.example'])
  expect(readdirSync(updates)).toHaveLength(1)
  expect(await told('old.example')).toEqual([`games.txt old.example before ${dateOf(91)}`])
})

it('says no more than it knows where an update was not written down, or cannot be read', async () => {
  const { change, told, updates } = await aList()
  await change('2026-09-01', ['old.example', 'first.example'])
  await change('2026-10-01', ['old.example', 'first.example', 'second.example'])
  const [first] = readdirSync(updates).sort()
  rmSync(join(updates, first!))
  expect(await told('first.example')).toEqual(['games.txt first.example before 2026-09-01'])
  expect(await told('second.example')).toEqual(['games.txt second.example since 2026-10-01'])
  writeFileSync(join(updates, readdirSync(updates)[0]!), 'not gzip')
  expect(await told('second.example')).toEqual(['games.txt second.example before 2026-10-01'])
  // Files of others there are passed over.
  writeFileSync(join(updates, 'x-y.gz'), '')
  expect(await told('old.example')).toEqual(['games.txt old.example before 2026-10-01'])
})

it('looks in the last good copy while the file is unusable', async () => {
  const { change, told, library } = await aList()
  await change('2026-09-01', ['old.example', 'first.example'])
  await change('2026-10-01', ['<html>'])
  expect(library.lists().find(({ id }) => id === 'games.txt')).toMatchObject({
    state: 'kept-last-good',
    updated: since('2026-09-01'),
  })
  expect(await told('first.example')).toEqual(['games.txt first.example since 2026-09-01'])
})

it('does not go in a circle when an old version is put back', async () => {
  const { change, told } = await aList()
  await change('2026-09-01', ['old.example', 'gone.example', 'first.example'])
  await change('2026-08-22', ['old.example', 'gone.example'])
  await change('2026-09-01', ['old.example', 'gone.example', 'first.example'])
  expect(await told('first.example')).toEqual(['games.txt first.example since 2026-09-01'])
})

it('stays small: an update of a list of twenty thousand names is its own names', async () => {
  const { change, told, updates } = await aList()
  const many = Array.from({ length: 20_000 }, (_, i) => `a${i}.example`)
  await change('2026-09-01', many)
  await change('2026-10-01', [...many, 'new.example'])
  const sizes = readdirSync(updates)
    .sort()
    .map((file) => statSync(join(updates, file)).size)
  expect(sizes[1]).toBeLessThan(100)
  expect(await told('new.example')).toEqual(['games.txt new.example since 2026-10-01'])
  expect(await told('a19999.example')).toEqual(['games.txt a19999.example since 2026-09-01'])
})
