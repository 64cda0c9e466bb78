import { expect, it } from 'vitest'
import { hours } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

it('makes every change a revision with who, when and why, in force at the resolver', async () => {
  const { app, person, told, clock } = await aSchool()
  expect(app.school.revision()).toBe(1)
  const coordinator = await person(['coordinator'])
  clock.advance(hours(1))
  expect(await app.school.addClass(coordinator, 'Groep 5 Rood')).toEqual({
    ok: true,
    value: { id: 'groep-5-rood', name: 'Groep 5 Rood' },
  })
  expect(await app.school.revisions(10)).toEqual([
    { number: 2, at: clock(), by: 'Person 1', why: 'add class Groep 5 Rood' },
    { number: 1, at: clock() - hours(1), by: '', why: 'first-policy' },
  ])
  const snapshot = told.find((message) => message.kind === 'snapshot')
  expect(snapshot).toMatchObject({ snapshot: { revision: 2, policy: { classes: { length: 3 } } } })
})

it('keeps two changes made at the same moment', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  await Promise.all([app.school.addClass(coordinator, '5C'), app.school.addClass(coordinator, '5D')])
  expect(app.school.policy().classes).toHaveLength(4)
  expect(app.school.revision()).toBe(3)
})

it('is kept by the coordinator alone', async () => {
  const { app, person } = await aSchool()
  expect(await app.school.addClass(await person(['teacher', 'director']), '5C')).toMatchObject({
    problem: 'not-allowed',
  })
})

it.each([
  ['a class without a name', { name: ' ' }, 'name-missing'],
  ['a class named with signs only', { name: '!?' }, 'id-bad'],
  ['a class that is there already', { name: '3b' }, 'id-taken'],
  ['a class with a timetable that is not there', { name: '5C', timetable: 'none' }, 'unknown-id'],
])('refuses %s', async (_, { name, timetable }: { name: string; timetable?: string }, problem) => {
  const { app, person } = await aSchool()
  expect(await app.school.addClass(await person(['coordinator']), name, { timetable })).toMatchObject({ problem })
})

it('takes a class away that nothing needs', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const device = { label: 'Cart 1', address: '10.1.0.1', group: 'pupils', classes: ['3b'] }
  await app.devices.enrol(coordinator, device)
  expect(await app.school.removeClass(coordinator, '3b')).toMatchObject({ problem: 'in-use', detail: 'Cart 1' })
  expect(await app.school.removeClass(coordinator, '4a')).toMatchObject({ ok: true })
  expect(await app.school.removeClass(coordinator, '4a')).toMatchObject({ problem: 'unknown-id' })
})

it('renames a class, which keeps its id, its devices and its people', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const teacher = await person(['teacher'], ['3b'])
  expect(await app.school.setClass(coordinator, '3b', { name: ' Groep 3\nBlauw ' })).toMatchObject({
    ok: true,
    value: { id: '3b', name: 'Groep 3 Blauw' },
  })
  expect(await app.desk.classesOf(teacher)).toMatchObject([{ id: '3b', name: 'Groep 3 Blauw' }])
  expect(await app.school.setClass(coordinator, '3b', { room: true })).toMatchObject({
    value: { name: 'Groep 3 Blauw', room: true },
  })
  await app.school.undo(coordinator, 3)
  await app.school.undo(coordinator, 2)
  expect(app.school.policy().classes[0]).toEqual({ id: '3b', name: '3B' })
})

it.each([
  ['no name', ' ', 'name-missing'],
  ['signs only', '--', 'id-bad'],
  ['the name of another', '4a', 'id-taken'],
  ['a name that is too long', 'x'.repeat(61), 'name-too-long'],
])('refuses to rename a class to %s', async (_, name, problem) => {
  const { app, person } = await aSchool()
  expect(await app.school.setClass(await person(['coordinator']), '3b', { name })).toMatchObject({ problem })
  expect(await app.school.setClass(await person(['teacher']), '3b', { name: '3C' })).toMatchObject({
    problem: 'not-allowed',
  })
})

it('finds a class in a file by the name that it has now, not by the id of one that had it before', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  await app.school.setClass(coordinator, '3b', { name: '4B' })
  expect(await app.school.addClass(coordinator, '3B')).toMatchObject({ value: { id: '3b-2' } })
  const file = 'naam;mac;groep;klassen\nL1;a4:83:e7:00:00:01;pupils;3B\n'
  expect(await app.deviceFiles.take(coordinator, file)).toMatchObject({ ok: true })
  expect(await app.devices.devices(coordinator)).toMatchObject([{ classes: ['3b-2'] }])
})

it('adds a class that is called by a number alone, and keeps the order of the classes', async () => {
  const { app, person } = await aSchool()
  expect(await app.school.addClass(await person(['coordinator']), '7')).toMatchObject({
    ok: true,
    value: { id: 'n7', name: '7' },
  })
  expect(app.school.policy().classes.map(({ name }) => name)).toEqual(['3B', '4A', '7'])
})

it('keeps what the school is called, its type, its language and its officer, and takes that back', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const before = app.school.policy().school
  const officer = { name: ' F. de Vries ', contact: 'fg@school.example' }
  const details = { name: 'De  Nieuwe School', type: 'secondary', language: 'en', officer } as const
  expect(await app.school.setSchool(coordinator, details)).toMatchObject({ ok: true })
  expect(app.school.policy().school).toEqual({
    ...before,
    ...{ name: 'De Nieuwe School', type: 'secondary', language: 'en' },
    officer: { name: 'F. de Vries', contact: 'fg@school.example' },
  })
  expect(app.privacy.officer()).toEqual({ name: 'F. de Vries', contact: 'fg@school.example' })
  const none = { ...details, type: undefined, officer: { name: '', contact: ' ' } }
  expect(await app.school.setSchool(coordinator, none)).toMatchObject({ ok: true })
  expect(app.school.policy().school).not.toHaveProperty('officer')
  expect(app.school.policy().school.type, 'left out it stays').toBe('secondary')
  await app.school.undo(coordinator, 3)
  await app.school.undo(coordinator, 2)
  expect(app.school.policy().school).toEqual(before)
})

it.each([
  ['no name', { name: '\n' }, 'name-missing'],
  ['a name that is too long', { name: 'x'.repeat(121) }, 'name-too-long'],
  ['an officer without an address', { officer: { name: 'F. de Vries', contact: '' } }, 'officer-half'],
  ['an address of nobody', { officer: { name: '', contact: 'fg@school.example' } }, 'officer-half'],
])('refuses a school with %s', async (_, change, problem) => {
  const { app, person } = await aSchool()
  const details = { name: 'A', language: 'nl', officer: { name: '', contact: '' }, ...change } as const
  expect(await app.school.setSchool(await person(['coordinator']), details)).toMatchObject({ problem })
  expect(await app.school.setSchool(await person(['director']), details)).toMatchObject({ problem: 'not-allowed' })
  expect(app.school.revision()).toBe(1)
})

it.each([
  ['no network', ['10.1.0.0/99'], 'bad-network'],
  ['host bits', ['10.1.2.3/16'], 'bad-network'],
  ['a network no group has', ['10.9.0.0/16'], 'unknown-id', 'nobody'],
])('refuses networks: %s', async (_, networks, problem, group = 'pupils') => {
  const { app, person } = await aSchool()
  expect(await app.school.setNetworks(await person(['coordinator']), group, networks)).toMatchObject({ problem })
})

it('lets groups share a network, in which an unknown device is listed under the strictest of them', async () => {
  const { app, office, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const shared = await app.school.setNetworks(coordinator, 'staff', ['10.3.0.0/16', '10.2.0.0/16'])
  expect(shared).toMatchObject({ ok: true })
  await office.receive({ kind: 'seen', addresses: ['10.2.0.9', '10.3.0.9'] })
  const groups = (await app.devices.devices(coordinator)).map(({ addresses, group }) => [addresses[0], group])
  expect(Object.fromEntries(groups)).toEqual({ '10.2.0.9': 'pupil-phones', '10.3.0.9': 'staff' })
})

it('keeps networks in one way of writing', async () => {
  const { app, person } = await aSchool()
  const set = await app.school.setNetworks(await person(['coordinator']), 'pupils', ['FD00:0::/8', ' ', '10.7.0.1'])
  expect(set).toMatchObject({ ok: true, value: { networks: ['fd00::/8', '10.7.0.1/32'] } })
})

it('sets a day in order, keeps the names of its lessons, and takes a day off', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const day = [
    { from: '10:30', to: '12:00', kind: 'lesson' },
    { from: '8:30', to: '10:00', kind: 'lesson' },
  ]
  expect(await app.school.setDay(coordinator, 'all', 'tue', day)).toMatchObject({ ok: true })
  expect(await app.school.setDay(coordinator, 'all', 'wed', undefined)).toMatchObject({ ok: true })
  expect(app.school.policy().timetables[0]!.days).toMatchObject({
    tue: [
      { from: 510, to: 600, kind: 'lesson', name: '1' },
      { from: 630, to: 720, kind: 'lesson', name: '2' },
    ],
    wed: 'off',
  })
})

it.each([
  ['a time that is none', [{ from: '8.30', to: '10:00', kind: 'lesson' }], 'bad-time', '8.30-10:00'],
  ['a time past midnight', [{ from: '08:30', to: '25:00', kind: 'lesson' }], 'bad-time', '08:30-25:00'],
  ['an end before its beginning', [{ from: '10:00', to: '08:30', kind: 'lesson' }], 'bad-time', '10:00-08:30'],
  ['a kind that is none', [{ from: '08:30', to: '10:00', kind: 'party' }], 'bad-time', 'party'],
  [
    'lessons that overlap',
    [
      { from: '08:30', to: '10:00', kind: 'lesson' },
      { from: '09:59', to: '11:00', kind: 'lesson' },
    ],
    'overlap',
    '09:59',
  ],
])('refuses a day with %s', async (_, day, problem, detail) => {
  const { app, person } = await aSchool()
  expect(await app.school.setDay(await person(['coordinator']), 'all', 'tue', day)).toEqual({
    ok: false,
    problem,
    detail,
  })
})

it.each([
  ['a date that is none', { from: '2026-02-30' }, 'bad-date'],
  ['an end before the beginning', { to: '2026-12-01' }, 'bad-date'],
  ['no name', { name: '' }, 'name-missing'],
  ['a class that is not there', { classes: ['9z'] }, 'unknown-id'],
])('refuses a holiday with %s', async (_, change, problem) => {
  const { app, person } = await aSchool()
  const entry = { from: '2026-12-21', to: '2027-01-03', name: 'Kerst', kind: 'holiday', ...change } as const
  expect(await app.school.addCalendarEntry(await person(['coordinator']), entry)).toMatchObject({ problem })
})

it('adds a holiday and takes it away', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const entry = { from: '2026-12-21', to: '2027-01-03', name: 'Kerst', kind: 'holiday', classes: [] } as const
  expect(await app.school.addCalendarEntry(coordinator, entry)).toMatchObject({ ok: true })
  expect(app.school.policy().calendar.entries).toEqual([
    { from: '2026-12-21', to: '2027-01-03', name: 'Kerst', kind: 'holiday' },
  ])
  expect(await app.school.removeCalendarEntry(coordinator, 1)).toMatchObject({ problem: 'unknown-id' })
  expect(await app.school.removeCalendarEntry(coordinator, 0)).toMatchObject({ ok: true })
  expect(app.school.policy().calendar.entries).toEqual([])
})
