import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ListPlace } from '../../../src/app/app.ts'
import { aListSchool, lines, newIn } from './a-list-school.ts'

// What a coordinator does with lists.

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
