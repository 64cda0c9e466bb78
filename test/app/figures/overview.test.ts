import { expect, it } from 'vitest'
import { officeJobs } from '../../../src/jobs/office-jobs.ts'
import { days, minutes } from '../../helpers/moving-clock.ts'
import type { ASchool, Tried } from '../a-school.ts'
import { aSchool, batchOf } from '../a-school.ts'

/** `count` devices that each tried once. */
const devices = (count: number, network: string, tried: Omit<Tried, 'from'>): Tried[] =>
  Array.from({ length: count }, (_, i) => ({ ...tried, from: `${network}.${i + 1}` }))

let rows = 0
const nextRow = () => {
  rows += 1
  return rows
}
async function tried(school: ASchool, all: readonly Tried[]): Promise<void> {
  const batch = batchOf(all.map((one) => ({ ...one, row: nextRow() })))
  await school.office.receive({ kind: 'attempts', batch })
}

const value = <Value>(outcome: { readonly ok: boolean; readonly value?: Value }): Value => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.value as Value
}

const week = { from: '2026-11-23', to: '2026-11-29' }

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
  const overview = value(await app.overviews.overview(await person(['director']), week))
  expect(overview).toMatchObject({
    total: 69,
    before: 30,
    byKindOfTime: [
      { kind: 'lesson', count: 64, before: 30 },
      { kind: 'break', count: 5 },
    ],
    bySubject: [
      { id: 'platform:clips', count: 60, before: 30 },
      { id: 'category:games', count: 5 },
    ],
    suppressed: 1,
    step: 'day',
  })
  expect(overview.words.nl).toEqual([
    'Het filter hield 69 keer iets tegen. Dat is 130% meer dan in dezelfde tijd ervoor.',
    'Het meeste (93%) gebeurde in lessen; de groep die het vaakst iets vroeg was pupils.',
    'Geen enkele leerkracht zette iets open.',
  ])
  expect(overview.trend.map(({ from, total }) => [from, total])).toEqual([
    ['2026-11-16', 30],
    ['2026-11-23', 69],
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
  expect(value(await school.app.overviews.overview(director, { ...week, ...wish })).total).toBe(total)
  // And the same once the figures are made, and the attempts are gone.
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
    await office.rollUp()
    clock.advance(days(1))
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

it('counts a day once, whatever was counted of it before', async () => {
  const school = await aSchool('2026-11-24T09:00')
  const { app, clock, person, office } = school
  const director = await person(['director'])
  const total = async () => value(await app.overviews.overview(director, week)).total
  await tried(school, devices(6, '10.1.0', { name: 'clips.example', at: clock() }))
  expect(await total()).toBe(6)
  await office.rollUp()
  expect(await total(), 'not settled yet').toBe(6)
  clock.advance(minutes(3))
  await office.rollUp()
  expect(await total()).toBe(6)
  await tried(school, devices(6, '10.1.0', { name: 'maps.example', at: clock() }))
  expect(await total()).toBe(12)
  clock.advance(days(1))
  await office.rollUp()
  await office.rollUp()
  expect(await total()).toBe(12)
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

it('tells what people did: grants, refusals of five or more, looks, exclusions and measures, without whose', async () => {
  const school = await aSchool('2026-11-24T09:00')
  const { app, clock, person, storage } = school
  const director = await person(['director'])
  const teacher = await person(['teacher'], ['3b'])
  const coordinator = await person(['coordinator'])
  const enrolled = value(
    await app.devices.enrol(coordinator, {
      label: 'Telefoon van Sem',
      address: '10.2.0.9',
      group: 'pupil-phones',
      classes: ['3b'],
    }),
  )
  await app.desk.give(teacher, '3b', { platform: 'clips' }, { kind: 'lesson' })
  await app.exclusions.exclude(director, { device: enrolled.id, reason: 'gevaarlijk gedrag', until: clock() + days(2) })
  await app.measures.takePhone(director, { class: '3b' }, { why: 'telefoon in de les' })
  for (let i = 0; i < 5; i += 1)
    await storage.audit.append({
      at: clock(),
      by: teacher,
      action: 'request-refused',
      subject: 'platform:clips',
      detail: { devices: 1 },
    })
  await tried(school, [{ from: '10.2.0.9', name: 'clips.example', at: clock() }])
  const [attempt] = await app.attempts.recent(coordinator, { limit: 1 })
  await app.looks.behind(coordinator, attempt!.id, 'melding van de mentor')
  const overview = value(await app.overviews.overview(director, week))
  expect(overview).toMatchObject({
    grants: 1,
    mostRefused: [{ name: { nl: 'Clips' }, count: 5 }],
    exclusions: [{ from: clock(), until: clock() + days(2) }],
    measures: [{ kind: 'phone-taken' }],
    looks: [{ by: 'Person 3', action: 'device-looked-at' }],
  })
  const paper = JSON.stringify(app.overviews.paper(overview, 'nl'))
  expect(paper).not.toContain('Sem')
  expect(paper).toContain('bekeek van welk apparaat iets kwam')
})
