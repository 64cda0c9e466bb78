import { expect, it } from 'vitest'
import { aSchool } from '../a-school.ts'

const name = { nl: 'Onderbouw', en: 'Lower years' }

async function aCoordinator() {
  const school = await aSchool()
  return { ...school, by: await school.person(['coordinator']) }
}

it('adds hours as a copy, with the days under other bells too, which then change by themselves', async () => {
  const { app, by } = await aCoordinator()
  await app.calendar.addSchedule(by, { nl: 'Tropen', en: 'Heat' })
  const short = [{ from: '08:00', to: '12:00', kind: 'lesson' }]
  await app.calendar.setScheduleDay(by, { timetable: 'all', schedule: 'tropen', weekday: 'mon' }, short)
  const added = await app.calendar.addTimetable(by, { name, copyOf: 'all' })
  const [all, copy] = app.school.policy().timetables
  expect(added).toEqual({ ok: true, value: copy })
  expect(copy).toEqual({ ...all, id: 'onderbouw', name })
  await app.calendar.setWeek(by, { timetable: 'onderbouw' }, { wed: 'off' })
  expect(app.school.policy().timetables.map(({ days }) => days.wed === 'off')).toEqual([false, true])
  expect(await app.school.setGroup(by, 'pupils', { timetable: 'onderbouw' })).toMatchObject({ ok: true })
})

it('adds hours that are empty: the whole school day counts as lesson until they are filled in', async () => {
  const { app, by } = await aCoordinator()
  expect(await app.calendar.addTimetable(by, { name: { nl: 'Leeg', en: '' } })).toEqual({
    ok: true,
    value: { id: 'leeg', name: { nl: 'Leeg', en: 'Leeg' }, days: {} },
  })
})

it.each([
  ['no name', { name: { nl: '', en: '' } }, 'name-missing'],
  ['the name of others', { name: { nl: 'all', en: '' } }, 'id-taken'],
  ['a name that is too long', { name: { nl: 'x'.repeat(61), en: '' } }, 'name-too-long'],
  ['hours to copy that are not there', { name, copyOf: '__proto__' }, 'unknown-id'],
])('refuses hours with %s', async (_, wish, problem) => {
  const { app, by, person } = await aCoordinator()
  expect(await app.calendar.addTimetable(by, wish)).toMatchObject({ ok: false, problem })
  expect(await app.calendar.addTimetable(await person(['director']), { name })).toMatchObject({
    problem: 'not-allowed',
  })
  expect(app.school.revision()).toBe(1)
})

it('renames hours, which keep their id, and takes that back', async () => {
  const { app, by } = await aCoordinator()
  expect(await app.calendar.renameTimetable(by, 'all', name)).toMatchObject({ ok: true, value: { id: 'all', name } })
  expect(await app.calendar.renameTimetable(by, 'none', name)).toMatchObject({ problem: 'unknown-id' })
  expect(await app.calendar.renameTimetable(by, 'all', { nl: '?', en: '' })).toMatchObject({ problem: 'id-bad' })
  await app.school.undo(by, 2)
  expect(app.school.policy().timetables[0]!.name).toEqual({ nl: 'All', en: 'All' })
})

it('removes hours that nobody follows, and says who still does', async () => {
  const { app, by } = await aCoordinator()
  await app.calendar.addTimetable(by, { name, copyOf: 'all' })
  await app.school.setClass(by, '3b', { timetable: 'onderbouw' })
  expect(await app.calendar.removeTimetable(by, 'all')).toMatchObject({ problem: 'in-use', detail: 'pupils' })
  expect(await app.calendar.removeTimetable(by, 'onderbouw')).toMatchObject({ problem: 'in-use', detail: '3B' })
  await app.school.setClass(by, '3b', { timetable: null })
  expect(await app.calendar.removeTimetable(by, 'onderbouw')).toMatchObject({ ok: true })
  expect(await app.calendar.removeTimetable(by, 'onderbouw')).toMatchObject({ problem: 'unknown-id' })
  expect(await app.school.undo(by, 5)).toMatchObject({ ok: true })
  expect(app.school.policy().timetables).toHaveLength(2)
  // Who follows it by now keeps it from being taken back to before it was there.
  expect(await app.school.undo(by, 2)).toMatchObject({ ok: true })
  await app.school.undo(by, 7)
  await app.school.setClass(by, '3b', { timetable: 'onderbouw' })
  expect(await app.school.undo(by, 8)).toMatchObject({ ok: false })
})
