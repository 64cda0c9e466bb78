import { expect, it } from 'vitest'
import { days } from '../../helpers/moving-clock.ts'
import { aSchool, batchOf } from '../a-school.ts'
import { dayIsOver, devices } from './tried.ts'

it('shows the week in figures, without what fewer than five devices did', async () => {
  const school = await aSchool('2026-11-24T09:00')
  const { app, office, person, clock } = school
  const at = clock()
  const games = { platform: undefined, category: 'games' }
  const batch = batchOf([
    ...devices(6, '10.1.0', { name: 'clips.example', at, count: 10 }),
    ...devices(4, '10.1.0', { name: 'games.example', at, cause: games }),
    ...devices(4, '10.2.0', {
      name: 'a.example',
      at: at + days(1),
      cause: { group: 'pupil-phones', platform: undefined },
    }),
  ])
  await office.receive({ kind: 'attempts', batch })
  const teacher = await person(['teacher'], ['3b'])
  await app.desk.give(teacher, '3b', { platform: 'clips' }, { kind: 'lesson' })
  await dayIsOver(school)
  await dayIsOver(school)

  const week = await app.weeks.week(await person(['director']), at)
  expect(app.zone.format(week.from)).toBe('2026-11-23T00:00:00+01:00')
  expect(app.zone.format(week.until)).toBe('2026-11-30T00:00:00+01:00')
  expect(week.total).toBe(60)
  expect(week.byGroup).toEqual([{ group: { nl: 'pupils', en: 'pupils' }, count: 60 }])
  expect(week.bySubject).toEqual([{ name: 'Clips', count: 60 }])
  expect(week.byKindOfTime).toEqual([{ kind: 'lesson', count: 60 }])
  expect(week.byDay.slice(0, 3)).toMatchObject([
    { date: '2026-11-23', lesson: 0 },
    { date: '2026-11-24', lesson: 60 },
    { date: '2026-11-25', lesson: 0 },
  ])
  expect(week.mostGranted).toEqual([{ name: { nl: 'Clips', en: 'Clips' }, count: 1 }])
  expect(week.suppressed).toBe(2)
})

it('counts a group that is only counted when its week is over, where five of its devices are known', async () => {
  const { app, office, person, clock } = await aSchool()
  const coordinator = await person(['coordinator'])
  const counted = {
    group: 'staff',
    outcome: 'block',
    platform: 'clips',
    category: undefined,
    kindOfTime: 'lesson',
  } as const
  await office.receive({ kind: 'counts', at: clock(), rows: [{ ...counted, count: 30 }] })
  await office.receive({
    kind: 'counts',
    at: clock(),
    rows: [
      { ...counted, count: 3 },
      { ...counted, outcome: 'pass', count: 9 },
    ],
  })
  const then = clock()
  const nothing = { byGroup: [], suppressed: 0, total: 0 }
  expect(await app.weeks.week(coordinator, then)).toMatchObject(nothing)
  clock.advance(days(7))
  expect(await app.weeks.week(coordinator, then)).toMatchObject({ ...nothing, suppressed: 1 })
  for (let i = 1; i <= 5; i += 1)
    await app.devices.enrol(coordinator, { label: `S${i}`, address: `10.3.0.${i}`, group: 'staff', classes: [] })
  expect(await app.weeks.week(coordinator, then)).toMatchObject({ byGroup: [{ count: 33 }], total: 33 })
})

it('is not for teachers', async () => {
  const { app, person, clock } = await aSchool()
  expect(await app.weeks.week(await person(['teacher']), clock())).toMatchObject({ total: 0, mostGranted: [] })
})
