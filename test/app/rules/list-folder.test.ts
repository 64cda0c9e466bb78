import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { name } from '../../../src/dns/name.ts'
import { buildLists } from '../../../src/lists/build-lists.ts'
import { ListLibrary } from '../../../src/lists/library.ts'
import { ListFiles } from '../../../src/lists/list-files.ts'
import { movingClock } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'
import { aListSchool, lines, newIn } from './a-list-school.ts'

// The folder that lists lie in: what comes into it past the pages, what files are called, the bin, a disk that refuses.

const DAY = 24 * 3600_000

it('uses a file that was put into the folder and had shrunk, when somebody says so', async () => {
  const { lists, coordinator, own, isListed } = await aListSchool()
  writeFileSync(join(own, 'games.txt'), lines(10))
  await lists.refresh(coordinator)
  writeFileSync(join(own, 'games.txt'), lines(2, 'm'))
  await lists.refresh(coordinator)
  expect((await lists.lists()).at(-1)).toMatchObject({ state: 'kept-last-good', note: 'shrunk', names: 10 })
  expect(await lists.accept(coordinator, 'games.txt')).toMatchObject({ ok: true })
  expect([await isListed('n5.example'), await isListed('m1.example')]).toEqual([false, true])
  expect(await lists.accept(coordinator, 'games.txt')).toMatchObject({ problem: 'not-shrunk' })
})

it('makes a plain name of whatever a file is called, and never writes over another', async () => {
  const { send, ids } = await aListSchool()
  for (const file of ['../../../etc/passwd', 'C:\\lijsten\\Spél!.hosts', '\u202e\u0000', `${'x'.repeat(500)}.txt`])
    expect(await send({ category: 'games', file }, 'a.example')).toMatchObject({ ok: true })
  expect((await ids()).slice(2)).toEqual([
    'games/lijst.txt',
    'games/passwd.txt',
    'games/spel.txt',
    `games/${'x'.repeat(60)}.txt`,
  ])
  expect(await send({ category: 'games', file: 'passwd' }, 'a.example')).toMatchObject({ problem: 'list-exists' })
})

it.each(['../../office.db', '1/../../x', 'games', ''])('puts nothing back that is not in the bin: %s', async (id) => {
  const { lists, coordinator } = await aListSchool()
  expect(await lists.putBack(coordinator, id)).toMatchObject({ problem: 'list-gone' })
})

it('keeps what was taken away for two weeks', async () => {
  const { lists, coordinator, send, clock, office } = await aListSchool()
  await send(newIn('games'), 'a.example')
  await lists.remove(coordinator, 'games/spelletjes-2026.txt')
  clock.advance(14 * DAY)
  await office.clearOut()
  expect(lists.removed()).toHaveLength(1)
  clock.advance(1)
  await office.clearOut()
  expect(lists.removed()).toEqual([])
})

it('keeps fifty versions at the most, the newest ones', async () => {
  const { data } = await aListSchool()
  const folders = { builtIn: join(data, 'none'), own: join(data, 'own3'), kept: join(data, 'kept3') }
  const files = new ListFiles(folders)
  mkdirSync(folders.own)
  for (let at = 1; at <= 52; at += 1) {
    writeFileSync(join(folders.own, 'games.txt'), `n${at}.example\n`)
    await files.remove('games.txt', at)
  }
  expect(files.binned().map(({ at }) => at)).toEqual(Array.from({ length: 50 }, (_, i) => 52 - i))
})

it('says so where the folder does not take a list', async () => {
  const { lists, coordinator, own, send } = await aListSchool()
  writeFileSync(join(own, 'games'), 'in.the.way.example\n')
  expect(await send(newIn('games'), 'a.example')).toMatchObject({ problem: 'list-not-written' })
  expect(await lists.setOwnText(coordinator, 'games', 'a.example')).toMatchObject({ problem: 'list-not-written' })
})

it('takes away a link that leads nowhere, and what a link leads to stays', async () => {
  const { lists, coordinator, own, ids, data } = await aListSchool()
  const real = join(data, '..', 'elsewhere.txt')
  writeFileSync(real, 'linked.example\n')
  mkdirSync(join(own, 'games'))
  symlinkSync(real, join(own, 'games', 'linked.txt'))
  symlinkSync('/nowhere/at/all', join(own, 'games', 'broken.txt'))
  await lists.refresh(coordinator)
  for (const id of ['games/linked.txt', 'games/broken.txt'])
    expect(await lists.remove(coordinator, id)).toMatchObject({ ok: true })
  expect([await ids(), readFileSync(real, 'utf8')]).toEqual([['adult', 'games'], 'linked.example\n'])
})

it('reads what was changed during a reading, however long that takes', async () => {
  const school = await aSchool()
  const root = join(school.data, '..')
  const gate = Promise.withResolvers<void>()
  let builds = 0
  const folders = { builtIn: join(root, 'lists'), own: join(root, 'own2'), kept: join(root, 'kept2') }
  const library = await ListLibrary.open(folders, async (sources, onRead) => {
    builds += 1
    if (builds === 2) await gate.promise
    return buildLists(sources, onRead)
  })
  const first = library.refresh()
  expect(library.progress()).toEqual({ read: 0, of: 2 })
  writeFileSync(join(folders.own, 'games.txt'), 'later.example\n')
  const second = Promise.all([library.reread(), library.reread()])
  gate.resolve()
  await first
  await second
  expect([builds, library.categoriesOf(name('later.example')), library.progress()]).toEqual([3, ['games'], undefined])
})

it('tells the moment of a list by its file', async () => {
  const { lists, send, ids } = await aListSchool()
  await send(newIn('games'), 'a.example')
  await ids()
  expect((await lists.lists()).at(-1)!.updated).toBeGreaterThan(movingClock('2026-01-01T00:00')())
})

it('looks in what is in use, not in a file that was left aside', async () => {
  const { lists, coordinator, own } = await aListSchool()
  writeFileSync(join(own, 'games.txt'), `co.uk\n${lines(10)}`)
  await lists.refresh(coordinator)
  writeFileSync(join(own, 'games.txt'), 'other.example\n')
  await lists.refresh(coordinator)
  const entries = async (asked: string) => {
    const found = await lists.search(coordinator, asked)
    return found.ok && found.value.lists.map(({ entry, line }) => `${entry} ${line}`)
  }
  expect(await entries('www.n1.example')).toEqual(['n1.example 3'])
  expect(await entries('www.other.example')).toEqual([])
  expect(await entries('school.co.uk')).toEqual([])
})
