import { expect, it } from 'vitest'
import { fillClass } from '../../helpers/fill-class.ts'
import type { Tried } from '../a-school.ts'
import { aSchool, batchOf } from '../a-school.ts'

const MINUTE = 60_000

/** A school in a lesson, with a device of 3B whose questions were refused. */
async function aClass(tried: readonly (Omit<Tried, 'from' | 'at'> & { readonly ago?: number })[] = [], start?: string) {
  const school = await aSchool(start)
  const [coordinator, teacher] = [await school.person(['coordinator']), await school.person(['teacher'], ['3b'])]
  const device = { label: 'Chromebook of Kim', address: '10.1.0.5', group: 'pupils', classes: ['3b'] }
  await school.app.devices.enrol(coordinator, device)
  await fillClass(school.app, coordinator, '3b')
  const rows = tried.map(({ ago = 1, ...one }) => ({ ...one, from: '10.1.0.5', at: school.clock() - ago * MINUTE }))
  await school.office.receive({ kind: 'attempts', batch: batchOf(rows) })
  const blocked = async () => {
    const found = await school.app.snags.justBlocked(teacher, '3b')
    return found.ok ? found.value.map(({ key }) => key) : found.problem
  }
  return { ...school, coordinator, teacher, blocked }
}

const games = { platform: undefined, category: 'games', rule: 'games' }

it.each([
  [
    'an app, once for all its names',
    [{ name: 'www.clips.example' }, { name: 'clips-media.example' }],
    ['platform:clips'],
  ],
  ['nothing that is older than ten minutes', [{ name: 'www.clips.example', ago: 10 }], []],
  ['what was asked just short of ten minutes ago', [{ name: 'www.clips.example', ago: 9.99 }], ['platform:clips']],
  ['nothing locked', [{ name: 'undress.example', cause: { platform: 'undress', reason: 'locked' } }], []],
  ['nothing that no rule closes now', [{ name: 'games.example', cause: games }], []],
] as const)('shows %s', async (_, tried, keys) => {
  expect(await (await aClass(tried)).blocked()).toEqual(keys)
})

it('says which names, and never of which device', async () => {
  const { app, teacher } = await aClass([{ name: 'www.clips.example' }])
  const found = await app.snags.justBlocked(teacher, '3b')
  expect(found).toMatchObject({ ok: true, value: [{ names: ['www.clips.example'], targetName: { nl: 'Clips' } }] })
  expect(JSON.stringify(found)).not.toMatch(/Kim|10\.1\.0\.5/)
})

it('opens it until the break, shows it no more, and leaves a note that the coordinator settles', async () => {
  const { app, clock, coordinator, teacher, blocked } = await aClass([{ name: 'www.clips.example' }])
  const given = await app.snags.open(teacher, '3b', 'platform:clips')
  expect(given.ok && given.value.until - clock()).toBe(75 * MINUTE)
  expect(await blocked()).toEqual([])
  expect(await app.snags.waiting(teacher), 'notes are the coordinator’s to read').toEqual([])
  const [note] = await app.snags.waiting(coordinator)
  expect(note).toMatchObject({ className: '3B', by: teacher.name, targetName: { nl: 'Clips' } })
  expect(note!.why, 'to look up').toEqual({ name: 'clips.example', group: 'pupils' })
  expect(await app.snags.settle(teacher, note!.id)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.snags.settle(coordinator, note!.id)).toMatchObject({ ok: true })
  expect(await app.snags.settle(coordinator, note!.id)).toMatchObject({ problem: 'already-over' })
  expect(await app.snags.waiting(coordinator)).toEqual([])
})

it('opens it for half an hour after the last bell', async () => {
  const { app, clock, teacher } = await aClass([], '2026-11-24T16:00')
  const given = await app.snags.open(teacher, '3b', 'platform:clips')
  expect(given.ok && given.value.until - clock()).toBe(30 * MINUTE)
})

it.each([
  ['what is locked', '3b', 'platform:undress', 'locked'],
  ['a target of another kind', '3b', 'everything', 'unknown-target'],
  ['a category', '3b', 'category:adult', 'unknown-target'],
  ['half the world', '3b', 'site:nl', 'bad-site'],
  ['another’s class', '4a', 'platform:clips', 'not-your-class'],
  ['a class that is not there', 'zzz', 'platform:clips', 'unknown-class'],
])('does not open %s, and notes nothing', async (_, of, key, problem) => {
  const { app, teacher, coordinator } = await aClass()
  expect(await app.snags.open(teacher, of, key)).toMatchObject({ ok: false, problem })
  expect(await app.snags.waiting(coordinator)).toEqual([])
})

it('takes a note in words: on one line, cut off, and not without any', async () => {
  const { app, teacher, coordinator } = await aClass()
  expect(await app.snags.note(teacher, '3b', ' \u202e\n ')).toMatchObject({ problem: 'nothing-noted' })
  expect(await app.snags.note(teacher, '3b', `De rekensite\nblijft <b>wit</b> ${'x'.repeat(500)}`)).toMatchObject({
    ok: true,
  })
  const [note] = await app.snags.waiting(coordinator)
  expect(note?.words).toMatch(/^De rekensite blijft <b>wit<\/b> x+$/)
  expect(note?.words).toHaveLength(300)
})

it('takes twenty notes an hour of one person, and goes on opening', async () => {
  const { app, clock, teacher, coordinator } = await aClass()
  for (let i = 0; i < 20; i += 1) await app.snags.note(teacher, '3b', `nummer ${i}`)
  expect(await app.snags.note(teacher, '3b', 'nog een')).toMatchObject({ problem: 'noted-enough' })
  expect(await app.snags.open(teacher, '3b', 'platform:clips')).toMatchObject({ ok: true })
  expect(await app.snags.waiting(coordinator)).toHaveLength(20)
  clock.advance(60 * MINUTE + 1)
  expect(await app.snags.note(teacher, '3b', 'nog een')).toMatchObject({ ok: true })
})

it('keeps notes for ninety days', async () => {
  const { app, office, clock, teacher, coordinator } = await aClass()
  await app.snags.note(teacher, '3b', 'doet het niet')
  clock.advance(90 * 24 * 60 * MINUTE)
  await office.clearOut()
  expect(await app.snags.waiting(coordinator)).toHaveLength(1)
  clock.advance(1)
  await office.clearOut()
  expect(await app.snags.waiting(coordinator)).toEqual([])
})

it('shows nothing of a class of fewer than five devices, and takes notes and opens all the same', async () => {
  const { app, office, clock, teacher, coordinator } = await aClass([{ name: 'www.clips.example' }])
  const all = (await app.devices.devices(coordinator)).filter(({ classes }) => classes.includes('3b'))
  for (const { id } of all.slice(1, 2)) await app.devices.erase(coordinator, id)
  expect(await app.snags.justBlocked(teacher, '3b')).toMatchObject({ ok: true })
  for (const { id } of all.slice(2, 3)) await app.devices.erase(coordinator, id)
  await office.receive({
    kind: 'attempts',
    batch: batchOf([{ from: '10.1.0.5', name: 'www.clips.example', at: clock(), row: 9 }]),
  })
  expect(await app.snags.justBlocked(teacher, '3b')).toEqual({ ok: false, problem: 'too-few-devices' })
  expect(await app.snags.open(teacher, '3b', 'platform:clips')).toMatchObject({ ok: true })
  expect(await app.snags.note(teacher, '3b', 'doet het niet')).toMatchObject({ ok: true })
})
