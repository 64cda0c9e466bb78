import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ListPlace } from '../../../src/app/app.ts'
import { name } from '../../../src/dns/name.ts'
import { buildLists } from '../../../src/lists/build-lists.ts'
import { ListLibrary } from '../../../src/lists/library.ts'
import { ListFiles } from '../../../src/lists/list-files.ts'
import { movingClock } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const DAY = 24 * 3600_000

/** A school with its lists, its coordinator, and the folder that its lists are in. */
async function aListSchool() {
  const school = await aSchool()
  const { lists } = school.app
  const coordinator = await school.person(['coordinator'])
  const own = join(school.data, '..', 'own')
  const send = (where: ListPlace, text: string, by = coordinator) => lists.bring(by, where, bytesOf(text))
  const isListed = async (text: string) => {
    await lists.ready()
    const found = school.app.names.find(text)
    return found.ok && found.value.categories.length > 0
  }
  const ids = async () => {
    await lists.ready()
    return (await lists.lists()).map(({ id }) => id)
  }
  const said = async () => (await school.storage.audit.recent(20)).map(({ action, subject }) => `${action} ${subject}`)
  return { ...school, lists, coordinator, own, send, isListed, ids, said }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += 1000) yield new TextEncoder().encode(text.slice(at, at + 1000))
}

const lines = (count: number, prefix = 'n') =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}.example\n`).join('')

const newIn = (category: string, file = 'Spelletjes 2026.txt') => ({ category, file })

it('adds a list from a file, replaces it, takes it away, and puts it back, each in force and in the audit', async () => {
  const { lists, coordinator, send, isListed, ids, said, told } = await aListSchool()
  expect(await send(newIn('games'), lines(3))).toEqual({ ok: true, value: undefined })
  expect(await ids()).toEqual(['adult', 'games', 'games/spelletjes-2026.txt'])
  expect(await isListed('www.n2.example')).toBe(true)
  expect(told.filter(({ kind }) => kind === 'snapshot').length).toBeGreaterThan(0)
  expect(await send({ list: 'games/spelletjes-2026.txt' }, lines(3, 'm'))).toEqual({ ok: true, value: undefined })
  expect([await isListed('n2.example'), await isListed('m2.example')]).toEqual([false, true])
  expect(await lists.remove(coordinator, 'games/spelletjes-2026.txt')).toMatchObject({ ok: true })
  expect([await isListed('m2.example'), await ids()]).toEqual([false, ['adult', 'games']])
  const [newest, older] = lists.removed()
  expect(await lists.putBack(coordinator, newest!.id)).toMatchObject({ ok: true })
  expect(await isListed('m2.example')).toBe(true)
  expect(await lists.putBack(coordinator, older!.id)).toMatchObject({ ok: true })
  expect([await isListed('n2.example'), await isListed('m2.example')]).toEqual([true, false])
  expect((await said()).slice(0, 5)).toEqual([
    'list-put-back games/spelletjes-2026.txt',
    'list-put-back games/spelletjes-2026.txt',
    'list-removed games/spelletjes-2026.txt',
    'list-replaced games/spelletjes-2026.txt',
    'list-added games/spelletjes-2026.txt',
  ])
})

it('asks about a list that lost more than half of its names, and about lines that say no name, before it takes their place', async () => {
  const { lists, coordinator, send, isListed, person } = await aListSchool()
  await send(newIn('games'), lines(10))
  const asked = await send({ list: 'games/spelletjes-2026.txt' }, `${lines(4, 'm')}||ads.example^\n`)
  if (!asked.ok || asked.value === undefined) throw new Error('it should have asked')
  expect(asked.value).toMatchObject({
    ...{ list: 'games/spelletjes-2026.txt', category: 'games', names: 4, before: 10, hasShrunk: true },
    problems: [{ line: 5, text: '||ads.example^', problem: 'bad-character', right: 'ads.example' }],
  })
  expect([await isListed('n9.example'), await isListed('m0.example')]).toEqual([true, false])
  const other = await person(['coordinator'])
  expect(await lists.take(other, asked.value.upload)).toMatchObject({ problem: 'list-gone' })
  expect(await lists.take(coordinator, asked.value.upload)).toMatchObject({ ok: true })
  expect([await isListed('n9.example'), await isListed('m0.example')]).toEqual([false, true])
  expect(await lists.lists()).toMatchObject([{}, {}, { names: 4, problemCount: 1, state: 'in-use' }])
  expect(await lists.take(coordinator, asked.value.upload)).toMatchObject({ problem: 'list-gone' })
})

it('holds a file that waits for half an hour, and no more than four', async () => {
  const { lists, coordinator, send, clock } = await aListSchool()
  const asks = async (file: string) => {
    const asked = await send({ category: 'games', file }, 'a.example\nbad^\n')
    return asked.ok ? asked.value!.upload : ''
  }
  const first = await asks('a.txt')
  clock.advance(30 * 60_000 - 1)
  expect(await lists.take(coordinator, first)).toMatchObject({ ok: true })
  const late = await asks('b.txt')
  clock.advance(30 * 60_000)
  expect(await lists.take(coordinator, late)).toMatchObject({ problem: 'list-gone' })
  const [oldest, second] = [
    await asks('c.txt'),
    await asks('d.txt'),
    await asks('e.txt'),
    await asks('f.txt'),
    await asks('g.txt'),
  ]
  expect(await lists.take(coordinator, oldest!)).toMatchObject({ problem: 'list-gone' })
  expect(await lists.take(coordinator, second!)).toMatchObject({ ok: true })
})

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

it('switches a list off and on again', async () => {
  const { lists, coordinator, isListed, said } = await aListSchool()
  expect(await lists.setOn(coordinator, 'games', false)).toMatchObject({ ok: true })
  expect(await isListed('games.example')).toBe(false)
  expect(await lists.lists()).toMatchObject([{ id: 'adult' }, { id: 'games', state: 'off', names: 1 }])
  const found = await lists.search(coordinator, 'www.games.example')
  expect(found).toMatchObject({ value: { categories: [], lists: [{ list: 'games', line: 1, isOff: true }] } })
  expect(await lists.setOn(coordinator, 'games', false)).toMatchObject({ ok: true })
  expect(await lists.setOn(coordinator, 'games', true)).toMatchObject({ ok: true })
  expect(await lists.setOn(coordinator, 'games', false)).toMatchObject({ ok: true })
  expect(await lists.setOn(coordinator, 'games', true)).toMatchObject({ ok: true })
  expect(await isListed('games.example')).toBe(true)
  expect((await said()).slice(2)).toEqual(['list-switched-on games', 'list-switched-off games'])
})

it('never leaves a kind of sites that is always closed without a list', async () => {
  const { lists, coordinator, send, isListed } = await aListSchool()
  expect(await lists.setOn(coordinator, 'adult', false)).toEqual({
    ok: false,
    problem: 'last-of-locked',
    detail: 'adult',
  })
  await send(newIn('adult', 'beter.txt'), lines(3))
  await lists.ready()
  // Before it is read, too.
  expect(await lists.setOn(coordinator, 'adult', false)).toMatchObject({ ok: true })
  expect(await lists.remove(coordinator, 'adult/beter.txt')).toMatchObject({ problem: 'last-of-locked' })
  expect(await isListed('n1.example')).toBe(true)
})

it('keeps the school’s own names of a kind of sites as they were typed, and says of each bad line what would be right', async () => {
  const { lists, coordinator, isListed, ids, said } = await aListSchool()
  expect(lists.ownText('games')).toEqual({ ok: true, value: '' })
  const typed = '# van de leerlingenraad\r\nspel.example\r\n'
  expect(await lists.setOwnText(coordinator, 'games', typed)).toMatchObject({ ok: true })
  expect(await isListed('www.spel.example')).toBe(true)
  expect(lists.ownText('games')).toEqual({ ok: true, value: '# van de leerlingenraad\nspel.example\n' })
  const bad = await lists.setOwnText(coordinator, 'games', 'goed.example\nhttps://spel.example/pagina\ncom\n')
  expect(bad).toMatchObject({
    ...{ ok: false, problem: 'list-lines', detail: '2' },
    lines: [
      { line: 2, text: 'https://spel.example/pagina', right: 'spel.example' },
      { line: 3, text: 'com', problem: 'one-label' },
    ],
  })
  expect(await isListed('goed.example')).toBe(false)
  expect(await lists.setOwnText(coordinator, 'games', typed)).toMatchObject({ ok: true })
  expect(await lists.setOwnText(coordinator, 'games', ' \n')).toMatchObject({ ok: true })
  expect(await ids()).toEqual(['adult', 'games'])
  expect(await lists.setOwnText(coordinator, 'games', '')).toMatchObject({ ok: true })
  expect(await said()).toEqual(['own-list-saved games/eigen-namen.txt', 'own-list-saved games/eigen-namen.txt'])
})

it('says in which lists a name stands, at which line, and by which name above it', async () => {
  const { lists, coordinator, send } = await aListSchool()
  await send(newIn('games'), `# spelletjes\n0.0.0.0 spel.example\n${lines(5000)}www.spel.example\n`)
  await lists.ready()
  const found = await lists.search(coordinator, 'https://WWW.spel.example/x')
  expect(found).toMatchObject({
    value: {
      name: 'www.spel.example',
      lists: [
        { list: 'games/spelletjes-2026.txt', entry: 'spel.example', line: 2 },
        { list: 'games/spelletjes-2026.txt', entry: 'www.spel.example', line: 5003 },
      ],
    },
  })
  expect(await lists.search(coordinator, 'geen naam!')).toMatchObject({ problem: 'bad-name' })
})

it.each<readonly [string, ListPlace, string, string]>([
  ['without a single name', newIn('games'), '# niets\n||x^\n', 'list-empty'],
  ['that is a web page', newIn('games'), '<!doctype html><p>404</p>', 'list-web-page'],
  ['for a kind of sites that is none', newIn('../../etc'), 'a.example', 'unknown-kind-of-sites'],
  ['for a list that is not there', { list: '../a-school.txt' }, 'a.example', 'unknown-list'],
  ['in the place of one that ships with the product', { list: 'games' }, 'a.example', 'not-own-list'],
])('refuses a file %s', async (_, where, text, problem) => {
  const { send, ids, own } = await aListSchool()
  expect(await send(where, text)).toMatchObject({ ok: false, problem })
  expect(await ids()).toEqual(['adult', 'games'])
  const incoming = join(own, '..', 'kept', '.incoming')
  expect(existsSync(incoming) ? readdirSync(incoming) : []).toEqual([])
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

it('lets nobody else near them', async () => {
  const { lists, send, person, said, isListed } = await aListSchool()
  const director = await person(['director'])
  const all = [
    await send(newIn('games'), 'a.example', director),
    await lists.setOwnText(director, 'games', 'a.example'),
    await lists.setOn(director, 'games', false),
    await lists.remove(director, 'games'),
    await lists.accept(director, 'games'),
    await lists.putBack(director, '1/games.txt'),
    await lists.search(director, 'games.example'),
  ]
  expect(new Set(all.map((one) => ('problem' in one ? one.problem : 'done')))).toEqual(new Set(['not-allowed']))
  expect([await said(), await isListed('games.example')]).toEqual([[], true])
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
