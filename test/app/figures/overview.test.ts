import { expect, it } from 'vitest'
import { officeJobs } from '../../../src/jobs/office-jobs.ts'
import { days, minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'
import { dayIsOver, devices, tried, week } from './tried.ts'

/** Runs a job of the office, as its time comes. */
const run = (school: ASchool, name: string) =>
  officeJobs({
    office: school.office,
    storage: school.storage,
    clock: school.clock,
    builtAt: 0,
    keepAttemptsDays: 14,
  })
    .find((job) => job.name === name)!
    .run()

it('shows a span in words, by kind of time, group and subject, with what was before', async () => {
  const school = await aSchool('2026-11-24T09:00')
  const { app, clock, person } = school
  const games = { platform: undefined, category: 'games', kindOfTime: 'break' } as const
  await tried(school, devices(6, '10.1.0', { name: 'clips.example', at: clock() - days(7), count: 5 }))
  await tried(school, [
    ...devices(6, '10.1.0', { name: 'clips.example', at: clock(), count: 10 }),
    ...devices(5, '10.1.1', { name: 'games.example', at: clock(), cause: games }),
    ...devices(4, '10.1.2', { name: 'x.example', at: clock(), cause: { platform: 'undress' } }),
  ])
  await dayIsOver(school)
  const overview = value(await app.overviews.overview(await person(['director']), week))
  expect(overview).toMatchObject({
    total: 65,
    before: 30,
    byKindOfTime: [
      { kind: 'lesson', count: 60, before: 30 },
      { kind: 'break', count: 5 },
    ],
    bySubject: [
      { id: 'platform:clips', count: 60, before: 30 },
      { id: 'category:games', count: 5 },
    ],
    suppressed: 1,
    step: 'day',
    days: { now: 2, before: 2 },
    goesOn: true,
  })
  expect(overview.words.nl).toEqual([
    'Het filter hield 65 keer iets tegen. Dat is 117% meer dan in dezelfde tijd ervoor.',
    'Het meeste (92%) gebeurde in lessen; de groep die het vaakst iets vroeg was pupils.',
    'Geen enkele leerkracht zette iets open.',
  ])
  expect(overview.trend.map(({ from, total }) => [from, total])).toEqual([
    ['2026-11-16', 30],
    ['2026-11-23', 65],
  ])
})

it.each([
  ['a kind of time', { kind: 'break' }, 5],
  ['a group', { group: 'pupils' }, 65],
  ['a group that did nothing', { group: 'guests' }, 0],
  ['a platform', { subject: 'platform:clips' }, 60],
  ['a category', { subject: 'category:games' }, 5],
  ['both', { subject: 'category:games', kind: 'lesson' }, 0],
] as const)('limits to %s', async (_, wish, total) => {
  const school = await aSchool('2026-11-24T09:00')
  const at = school.clock()
  const games = { platform: undefined, category: 'games', kindOfTime: 'break' } as const
  await tried(school, [
    ...devices(6, '10.1.0', { name: 'clips.example', at, count: 10 }),
    ...devices(5, '10.1.1', { name: 'games.example', at, cause: games }),
  ])
  const director = await school.person(['director'])
  await dayIsOver(school)
  expect(value(await school.app.overviews.overview(director, { ...week, ...wish })).total).toBe(total)
  // And the same once the week is over, and the attempts are gone.
  school.clock.advance(days(8))
  await run(school, 'figures')
  await school.storage.attempts.removeBefore(school.clock())
  expect(value(await school.app.overviews.overview(director, { ...week, ...wish })).total).toBe(total)
})

it('keeps the figures of a week right when its attempts have expired', async () => {
  const school = await aSchool('2026-11-24T09:00')
  const { app, clock, person, office, storage } = school
  const director = await person(['director'])
  // Each device on a day of its own: only the week tells that there were five.
  for (let i = 0; i < 5; i += 1) {
    const phone = { name: 'p.example', cause: { group: 'pupil-phones', platform: undefined } }
    await tried(school, devices(6, '10.1.0', { name: 'clips.example', at: clock(), count: 2 }))
    await tried(school, [{ ...phone, from: `10.2.0.${i + 1}`, at: clock() }])
    await dayIsOver(school)
  }
  const then = value(await app.overviews.overview(director, week))
  expect(then.byGroup.map(({ id, count }) => [id, count])).toEqual([['pupils', 60]])
  clock.advance(days(6))
  await office.rollUp()
  const before = value(await app.overviews.overview(director, week))
  clock.advance(days(10))
  await storage.attempts.removeBefore(clock())
  const after = value(await app.overviews.overview(director, week))
  expect(await storage.attempts.total()).toBe(0)
  expect([after.total, after.byGroup, after.byKindOfTime, after.bySubject, after.bars]).toEqual([
    before.total,
    before.byGroup,
    before.byKindOfTime,
    before.bySubject,
    before.bars,
  ])
  expect(after.byGroup.map(({ id, count }) => [id, count])).toEqual([
    ['pupils', 60],
    ['pupil-phones', 5],
  ])
  expect(after.since).toBe('2026-11-24')
})

it('counts a day once, two minutes after it is over: not before, and nothing that comes later', async () => {
  const school = await aSchool('2026-11-24T09:00')
  const { app, clock, person, office } = school
  const director = await person(['director'])
  const total = async () => {
    await office.rollUp()
    return value(await app.overviews.overview(director, week)).total
  }
  const at = clock()
  await tried(school, devices(6, '10.1.0', { name: 'clips.example', at }))
  clock.set('2026-11-24T23:59:30')
  await tried(school, devices(6, '10.1.0', { name: 'maps.example', at: clock(), cause: { platform: 'maps' } }))
  expect(await total()).toBe(0)
  clock.set('2026-11-25T00:01:59')
  expect(await total(), 'not settled yet').toBe(0)
  clock.set('2026-11-25T00:02:00')
  expect([await total(), await total()]).toEqual([12, 12])
  await tried(school, devices(1, '10.1.0', { name: 'clips.example', at }))
  expect(await total()).toBe(12)
})

it.each([
  ['a week that runs since yesterday', '2026-11-24T09:00', week, { days: { now: 1, before: 1 }, before: 6 }],
  ['a week that began today: with nothing', '2026-11-23T09:00', week, { days: { now: 0 }, before: undefined }],
  ['yesterday', '2026-11-24T09:00', { from: '2026-11-23', to: '2026-11-23' }, { goesOn: false, before: 6 }],
])('holds %s against as many days before', async (_, now, wish, compared) => {
  const school = await aSchool('2026-11-16T09:00')
  const { app, clock, person } = school
  for (let day = 0; day < 2; day += 1) {
    await tried(school, devices(6, '10.1.0', { name: 'clips.example', at: clock() }))
    clock.advance(days(1))
  }
  clock.set(now)
  await school.office.rollUp()
  const { before, ...overview } = value(await app.overviews.overview(await person(['director']), wish))
  expect({ ...overview, before }).toMatchObject(compared)
})

it('counts the long night of a clock change as one day', async () => {
  const school = await aSchool('2026-10-25T02:30')
  const { app, clock, person, office } = school
  await tried(school, devices(6, '10.1.0', { name: 'clips.example', at: clock() }))
  clock.advance(minutes(60))
  await tried(school, devices(6, '10.1.0', { name: 'clips.example', at: clock() }))
  clock.advance(days(2))
  await office.rollUp()
  const wish = { from: '2026-10-25', to: '2026-10-25' }
  expect(value(await app.overviews.overview(await person(['director']), wish)).total).toBe(12)
})

it('draws long spans in weeks and months', async () => {
  const { app, person } = await aSchool()
  const director = await person(['director'])
  const stepOf = async (from: string, to: string) => {
    const { step, bars } = value(await app.overviews.overview(director, { from, to }))
    return [step, bars.length]
  }
  expect(await stepOf('2026-11-01', '2026-11-30')).toEqual(['day', 30])
  expect(await stepOf('2026-09-01', '2026-11-30')).toEqual(['week', 14])
  expect(await stepOf('2025-08-01', '2026-07-31')).toEqual(['month', 12])
})

it.each([
  ['the last day before the first', '2026-11-29', '2026-11-23'],
  ['no date', 'x', '2026-11-23'],
  ['a date that does not exist', '2026-02-30', '2026-03-23'],
  ['too long', '2020-01-01', '2026-03-23'],
])('refuses %s', async (_, from, to) => {
  const { app, person } = await aSchool()
  expect(await app.overviews.overview(await person(['director']), { from, to })).toEqual({
    ok: false,
    problem: 'bad-overview-span',
  })
})

it('is for a director and a coordinator', async () => {
  const { app, person } = await aSchool()
  const may = async (role: 'director' | 'coordinator' | 'teacher' | 'officer') =>
    (await app.overviews.overview(await person([role]), week)).ok
  expect([await may('director'), await may('coordinator'), await may('teacher'), await may('officer')]).toEqual([
    true,
    true,
    false,
    false,
  ])
})

it('holds a term against the one before, by the week where one is longer', async () => {
  const holiday = (from: string, to: string) => ({ from, to, name: from, kind: 'holiday' }) as const
  const school = await aSchool('2026-09-08T09:00', (policy) => ({
    ...policy,
    calendar: {
      ...policy.calendar,
      entries: [
        holiday('2026-07-04', '2026-08-16'),
        holiday('2026-10-17', '2026-10-25'),
        holiday('2026-11-05', '2026-11-05'),
        { ...holiday('2026-11-14', '2026-11-22'), unconfirmed: true },
        holiday('2026-12-19', '2027-01-03'),
      ],
    },
  }))
  const { app, clock, person } = school
  const clips = () => tried(school, devices(6, '10.1.0', { name: 'clips.example', at: clock(), count: 31 }))
  for (const day of ['2026-09-08', '2026-11-03']) {
    clock.set(`${day}T09:00`)
    await clips()
    clock.advance(days(1))
    await school.office.rollUp()
  }
  clock.set('2026-12-22T09:00')
  const term = app.overviews.term('2026-12-22')
  expect(term).toEqual({ from: '2026-10-26', to: '2026-12-18' })
  expect(app.overviews.term('2026-12-22', 1)).toEqual({ from: '2027-01-04', to: '2027-07-31' })
  const read = value(await app.overviews.overview(await person(['director']), term))
  expect(read.trend.map(({ from, to, total }) => [from, to, total])).toEqual([
    ['2026-08-17', '2026-10-16', 186],
    ['2026-10-26', '2026-12-18', 186],
  ])
  expect(read.words.nl[0]).toContain('Dat is per week 13% meer dan ervoor.')
})
