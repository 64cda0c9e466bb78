import { describe, expect, it } from 'vitest'
import type { Policy } from '../../../src/policy/policy.ts'
import type { CalendarEntry } from '../../../src/time/calendar.ts'
import { days } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const heat = [{ from: 480, to: 600, kind: 'lesson' }] as const
/** The school with bells for heat and for tests. */
const withBells = (policy: Policy): Policy => ({
  ...policy,
  schedules: [
    { id: 'heat', name: { nl: 'Tropenrooster', en: 'Heat' } },
    { id: 'tests', name: { nl: 'Toetsweek', en: 'Tests' } },
  ],
  timetables: policy.timetables.map((timetable) => ({
    ...timetable,
    schedules: { heat: { tue: heat, wed: heat }, tests: { tue: 'off' } },
  })),
})
const aSchoolWithBells = (at = '2026-11-24T09:00') => aSchool(at, withBells)
const short = ({ from, to, schedule, classes }: CalendarEntry) =>
  `${from === to ? from : `${from}..${to}`} ${schedule}${classes ? ` ${classes.join(' ')}` : ''}`

describe('"Vandaag anders": other bells for a date', () => {
  it('one call closes what is closed in a lesson at the times of the new bells, and another takes it back', async () => {
    const { app, person } = await aSchoolWithBells('2026-11-24T10:05')
    const director = await person(['director'])
    const teacher = await person(['teacher'], ['3b'])
    const kind = async () => {
      const now = await app.desk.now(teacher, '3b')
      return now.ok && now.value.kindOfTime
    }
    expect(await kind()).toBe('lesson')
    expect(await app.calendar.setSchedule(director, { from: '2026-11-24', schedule: 'heat' })).toMatchObject({
      ok: true,
    })
    expect(await kind()).toBe('outside')
    expect(app.calendar.bellsOn('2026-11-24')).toEqual({ school: 'heat', classes: [] })
    expect(app.calendar.bellsOn('2026-11-25')).toEqual({ school: 'normal', classes: [] })
    expect(await app.calendar.clearSchedule(director, { from: '2026-11-24' })).toMatchObject({ ok: true })
    expect(await kind()).toBe('lesson')
    expect(app.school.policy().calendar.entries).toEqual([])
  })

  it('brings the new bells to the resolver at once, as a revision that says so', async () => {
    const { app, person, told } = await aSchoolWithBells()
    await app.calendar.setSchedule(await person(['coordinator']), { from: '2026-11-24', schedule: 'heat' })
    expect(told.findLast((message) => message.kind === 'snapshot')).toMatchObject({
      snapshot: { revision: 2, policy: { calendar: { entries: [{ name: 'Tropenrooster', schedule: 'heat' }] } } },
    })
    expect((await app.school.revisions(1))[0]?.why).toBe('bells heat, 2026-11-24')
  })

  const school = 'heat'
  it.each([
    ['the same date again', [{ from: '2026-11-24', schedule: 'tests' }], ['2026-11-24 tests']],
    [
      'a day in the middle of a week',
      [
        { from: '2026-11-23', to: '2026-11-27', schedule: 'tests' },
        { from: '2026-11-25', schedule: school },
      ],
      ['2026-11-23..2026-11-24 tests', '2026-11-26..2026-11-27 tests', '2026-11-25 heat'],
    ],
    [
      'normal bells for a day of it',
      [
        { from: '2026-11-23', to: '2026-11-27', schedule: 'tests' },
        { from: '2026-11-27', schedule: 'normal' },
      ],
      ['2026-11-23..2026-11-26 tests'],
    ],
    [
      'normal bells for one class are kept: the school has others',
      [{ from: '2026-11-25', schedule: 'normal', classes: ['3b'] }],
      ['2026-11-24 heat', '2026-11-25 normal 3b'],
    ],
    [
      'other bells for one of two classes',
      [
        { from: '2026-11-25', to: '2026-11-26', schedule: 'heat', classes: ['3b', '4a'] },
        { from: '2026-11-26', schedule: 'tests', classes: ['4a'] },
      ],
      ['2026-11-24 heat', '2026-11-25 heat 3b 4a', '2026-11-26 heat 3b', '2026-11-26 tests 4a'],
    ],
  ])('takes the place of what was set: %s', async (_, wishes, expected) => {
    const { app, person } = await aSchoolWithBells()
    const coordinator = await person(['coordinator'])
    await app.calendar.setSchedule(coordinator, { from: '2026-11-24', schedule: school })
    for (const wish of wishes) expect(await app.calendar.setSchedule(coordinator, wish)).toMatchObject({ ok: true })
    expect(app.school.policy().calendar.entries.map(short)).toEqual(expected)
  })

  it.each([
    ['bells that are not there', { schedule: 'hot' }, 'unknown-id', 'hot'],
    ['a date that is none', { from: '2026-02-30' }, 'bad-date', '2026-02-30 - 2026-02-30'],
    ['a date of nonsense', { from: "'; drop" }, 'bad-date', "'; drop - '; drop"],
    ['an end before the beginning', { to: '2026-11-23' }, 'bad-date', '2026-11-24 - 2026-11-23'],
    ['more than a year', { to: '2027-11-26' }, 'bad-date', '2026-11-24 - 2027-11-26'],
    ['a class that is not there', { classes: ['3b', '9z'] }, 'unknown-id', '9z'],
  ])('refuses %s', async (_, change, problem, detail) => {
    const { app, person } = await aSchoolWithBells()
    const wish = { from: '2026-11-24', schedule: 'heat', ...change }
    expect(await app.calendar.setSchedule(await person(['coordinator']), wish)).toEqual({ ok: false, problem, detail })
    expect(app.school.revision()).toBe(1)
  })

  it('is not for a teacher', async () => {
    const { app, person } = await aSchoolWithBells()
    const teacher = await person(['teacher'], ['3b'])
    const wish = { from: '2026-11-24', schedule: 'heat', classes: ['3b'] }
    expect(await app.calendar.setSchedule(teacher, wish)).toMatchObject({ problem: 'not-allowed' })
    expect(await app.calendar.clearSchedule(teacher, wish)).toMatchObject({ problem: 'not-allowed' })
  })
})

describe('the bell schedules', () => {
  it('are added, filled in for a day, and taken away', async () => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    const { calendar } = app
    expect(calendar.schedules().map(({ id }) => id)).toEqual(['normal'])
    expect(await calendar.addSchedule(coordinator, { nl: 'Korte dag', en: 'Short day' })).toMatchObject({
      ok: true,
      value: { id: 'korte-dag' },
    })
    const of = { timetable: 'all', schedule: 'korte-dag', weekday: 'tue' }
    const day = [
      { from: '09:00', to: '10:00', kind: 'free' },
      { from: '08:30', to: '09:00', kind: 'lesson' },
    ]
    expect(await calendar.setScheduleDay(coordinator, of, day)).toMatchObject({ ok: true })
    expect(await calendar.setScheduleDay(coordinator, { ...of, weekday: 'wed' }, 'off')).toMatchObject({ ok: true })
    expect(await calendar.setScheduleDay(coordinator, { ...of, weekday: 'thu' }, 'off')).toMatchObject({ ok: true })
    expect(await calendar.setScheduleDay(coordinator, { ...of, weekday: 'thu' }, undefined)).toMatchObject({ ok: true })
    expect(app.school.policy().timetables[0]?.schedules).toEqual({
      'korte-dag': {
        tue: [
          { from: 510, to: 540, kind: 'lesson' },
          { from: 540, to: 600, kind: 'break', free: true },
        ],
        wed: 'off',
      },
    })
    await calendar.setSchedule(coordinator, { from: '2026-11-24', schedule: 'korte-dag' })
    expect(await calendar.removeSchedule(coordinator, 'korte-dag')).toMatchObject({
      problem: 'in-use',
      detail: 'Korte dag, 2026-11-24',
    })
    await calendar.clearSchedule(coordinator, { from: '2026-11-24' })
    expect(await calendar.removeSchedule(coordinator, 'korte-dag')).toMatchObject({ ok: true })
    expect(app.school.policy().timetables[0]?.schedules).toEqual({})
  })

  it('of a day that is over go with their entry', async () => {
    const { app, person, clock } = await aSchoolWithBells()
    const coordinator = await person(['coordinator'])
    await app.calendar.setSchedule(coordinator, { from: '2026-11-24', schedule: 'heat' })
    clock.advance(days(1))
    expect(await app.calendar.removeSchedule(coordinator, 'heat')).toMatchObject({ ok: true })
    expect(app.school.policy().calendar.entries).toEqual([])
  })

  it('are changed by two people at once, each another day of the same bells', async () => {
    const { app, person } = await aSchoolWithBells()
    const seen = app.school.revision()
    const [one, other] = [await person(['coordinator']), await person(['coordinator'])]
    const of = { timetable: 'all', schedule: 'heat' }
    const set = (who: typeof one, weekday: string) =>
      app.calendar.setScheduleDay({ person: who, seen }, { ...of, weekday }, 'off')
    expect(await set(one, 'tue')).toMatchObject({ ok: true })
    expect(await set(other, 'wed')).toMatchObject({ ok: true })
    expect(await set(other, 'tue')).toMatchObject({ ok: true })
    expect(
      await app.calendar.setScheduleDay({ person: other, seen }, { ...of, weekday: 'tue' }, undefined),
    ).toMatchObject({
      problem: 'changed-meanwhile',
    })
  })

  it.each([
    ['without a name', { nl: ' ', en: 'x' }, 'name-missing'],
    ['named with signs', { nl: '!', en: '!' }, 'id-bad'],
    ['that are there', { nl: 'Heat', en: 'x' }, 'id-taken'],
    ['under the id of the normal ones', { nl: 'Normal', en: 'x' }, 'id-taken'],
  ])('are refused %s', async (_, name, problem) => {
    const { app, person } = await aSchoolWithBells()
    expect(await app.calendar.addSchedule(await person(['coordinator']), name)).toMatchObject({ problem })
  })

  it.each([
    ['a timetable that is not there', { timetable: 'none' }, 'unknown-id'],
    ['bells that are not there', { schedule: 'normal' }, 'unknown-id'],
    ['a weekday that is none', { weekday: 'day' }, 'bad-time'],
  ])('have no day for %s', async (_, change, problem) => {
    const { app, person } = await aSchoolWithBells()
    const of = { timetable: 'all', schedule: 'heat', weekday: 'tue', ...change }
    expect(await app.calendar.setScheduleDay(await person(['coordinator']), of, 'off')).toMatchObject({ problem })
  })

  it('are kept by the coordinator alone', async () => {
    const { app, person } = await aSchoolWithBells()
    const director = await person(['director'])
    const refused = { problem: 'not-allowed' }
    expect(await app.calendar.addSchedule(director, { nl: 'x', en: 'x' })).toMatchObject(refused)
    expect(await app.calendar.removeSchedule(director, 'heat')).toMatchObject(refused)
    expect(await app.calendar.setRegion(director, 'nl-zuid')).toMatchObject(refused)
    expect(await app.calendar.confirmHoliday(director, 'x', 'not-here')).toMatchObject(refused)
  })
})

it('a special day has hours of its own, and a free hour stays one', async () => {
  const { app, person } = await aSchool('2026-11-28T10:15')
  const coordinator = await person(['coordinator'])
  const fair = { from: '2026-11-28', to: '2026-11-28', name: 'Open dag', kind: 'special', classes: ['3b'] } as const
  const day = [
    { from: '10:00', to: '10:30', kind: 'free' },
    { from: '10:30', to: '12:00', kind: 'lesson' },
  ]
  expect(await app.school.addCalendarEntry(coordinator, { ...fair, day })).toMatchObject({ ok: true })
  expect(await app.desk.now(coordinator, '3b')).toMatchObject({ value: { kindOfTime: 'break', freeHour: true } })
  const wrong = { ...fair, day: [{ from: '10:00', to: '09:00', kind: 'lesson' }] }
  expect(await app.school.addCalendarEntry(coordinator, wrong)).toMatchObject({ problem: 'bad-time' })
})
