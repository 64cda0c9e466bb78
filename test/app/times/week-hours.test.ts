import { expect, it } from 'vitest'
import type { SchoolDay } from '../../../src/time/calendar.ts'
import { aSchool } from '../a-school.ts'

async function withWeek() {
  const school = await aSchool()
  const ann = await school.person(['coordinator'])
  return { ...school, ann, timetable: () => school.app.school.policy().timetables[0]! }
}
const lesson = (from: string, to: string, name?: string) => ({
  ...{ from, to, kind: 'lesson' },
  ...(name === undefined ? {} : { name }),
})

it('lays several days down as one revision, and names it by the week, or by the day when it is one', async () => {
  const { app, ann, timetable } = await withWeek()
  const of = { timetable: 'all' }
  expect(
    await app.calendar.setWeek(ann, of, {
      mon: [lesson('08:00', '09:00')],
      tue: 'off',
      sat: [lesson('10:00', '24:00')],
    }),
  ).toEqual({ ok: true, value: undefined })
  expect(timetable().days).toMatchObject({ mon: [{ from: 480, to: 540 }], tue: 'off', sat: [{ from: 600, to: 1440 }] })
  await app.calendar.setWeek(ann, of, { tue: undefined })
  expect('tue' in timetable().days).toBe(false)
  expect((await app.school.revisions(2)).map(({ why }) => why)).toEqual(['tue of all', 'week of all'])
  expect((await app.school.undo(ann, 2)).ok).toBe(false)
  expect((await app.school.undo(ann, 3)).ok && (await app.school.undo(ann, 2)).ok).toBe(true)
  expect(timetable().days.mon).toHaveLength(5)
})

it('keeps the name of a period that begins as before unless another is given, also none', async () => {
  const { app, ann, timetable } = await withWeek()
  const day = [lesson('08:30', '09:00'), lesson('10:30', '11:00', '  Gym   zaal '), lesson('12:30', '13:00', ' ')]
  await app.calendar.setWeek(ann, { timetable: 'all' }, { mon: day })
  expect((timetable().days.mon as SchoolDay).map(({ name }) => name)).toEqual(['1', 'Gym zaal', undefined])
})

it('changes the days under other bells, and gives one back to the normal days', async () => {
  const { app, ann, timetable } = await withWeek()
  await app.calendar.addSchedule(ann, { nl: 'Kort', en: 'Short' })
  const of = { timetable: 'all', schedule: 'kort' }
  await app.calendar.setWeek(ann, of, { mon: [lesson('08:00', '09:00')], tue: 'off' })
  expect(timetable().schedules).toMatchObject({ kort: { mon: [{ from: 480 }], tue: 'off' } })
  await app.calendar.setWeek(ann, of, { mon: undefined })
  expect(timetable().schedules).toEqual({ kort: { tue: 'off' } })
  expect(timetable().days.mon).toHaveLength(5)
})

it.each([
  ['a timetable that is not there', { timetable: 'nope' }, {}, 'unknown-id'],
  ['bells that are not there', { timetable: 'all', schedule: 'nope' }, {}, 'unknown-id'],
  ['a day that is none', { timetable: 'all' }, { someday: 'off' }, 'bad-time'],
  [
    'hours that overlap',
    { timetable: 'all' },
    { mon: [lesson('08:00', '09:00'), lesson('08:59', '10:00')] },
    'overlap',
  ],
  ['hours past midnight', { timetable: 'all' }, { mon: [lesson('08:00', '24:01')] }, 'bad-time'],
  [
    'one bad day among good ones',
    { timetable: 'all' },
    { mon: [lesson('08:00', '09:00')], tue: [lesson('9', '10:00')] },
    'bad-time',
  ],
] as const)('refuses %s, and changes nothing', async (_, of, days, problem) => {
  const { app, ann } = await withWeek()
  expect(await app.calendar.setWeek(ann, of, days)).toMatchObject({ ok: false, problem })
  expect(app.school.revision()).toBe(1)
})

it('is the coordinator’s to change', async () => {
  const { app, person } = await withWeek()
  const teacher = await person(['teacher'], ['3b'])
  expect(await app.calendar.setWeek(teacher, { timetable: 'all' }, { mon: 'off' })).toMatchObject({
    problem: 'not-allowed',
  })
})

it('lists the rules with their sentences, and what a rule can be about', async () => {
  const { app } = await withWeek()
  expect(app.rules.list()[0]).toMatchObject({
    ...{ target: 'category:adult', what: { nl: 'seks en porno' }, isBasis: true },
    sentence: { en: 'Closed: adult sites, always. For: pupils, pupil-phones. Nobody can open this.' },
  })
  expect(app.rules.list().map(({ isBasis }) => isBasis)).toEqual([true, false, false, false])
  const { set, category, platform } = app.rules.targets()
  expect([set.map((one) => one.target), category.length, platform.map(({ name }) => name.nl)]).toEqual([
    ['set:social-media'],
    2,
    ['Chatter', 'Clips', 'Maps', 'Undress'],
  ])
})

it('makes a set of a kind of the catalogue, which all of that kind join', async () => {
  const { app, ann } = await withWeek()
  await app.rules.removeRule(ann, 'social')
  await app.rules.removeSet(ann, 'social-media')
  const wish = { name: { nl: 'Sociaal' }, like: 'social-media', platforms: [], andAllLikeThem: true }
  expect(await app.rules.setSet(ann, wish)).toMatchObject({ ok: true, value: { id: 'social-media' } })
  expect(app.platforms.list().filter((one) => one.in.includes('social-media'))).toHaveLength(2)
})
