import { describe, expect, it } from 'vitest'
import type { CountRow } from '../../../src/link.ts'
import { days, minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import type { ASchool, Tried } from '../a-school.ts'
import { aSchool, batchOf } from '../a-school.ts'

// Figures minus figures: what one device or one colleague did is in none of them, so no difference is theirs (`src/reports/suppress.ts`).

type Cause = NonNullable<Tried['cause']>
const outside: Cause = { kindOfTime: 'outside' }
const games: Cause = { platform: undefined, category: 'games' }

let rows = 0
/** `count` devices that each tried once, on the day that it is. */
async function tried(school: ASchool, count: number, cause: Cause = {}, network = '10.1.0', first = 1): Promise<void> {
  const all = Array.from({ length: count }, (_, i) => {
    rows += 1
    return { from: `${network}.${first + i}`, name: 'x.example', at: school.clock(), cause, row: rows }
  })
  await school.office.receive({ kind: 'attempts', batch: batchOf(all) })
}

/** Monday to Friday of a week in which eight devices try Clips in lessons and breaks; what `also` adds is of the day with that number. */
async function aWeek(also: (school: ASchool, day: number) => Promise<void> = async () => {}): Promise<ASchool> {
  const school = await aSchool('2026-11-23T09:00')
  for (let day = 0; day < 5; day += 1) {
    await tried(school, 8)
    await tried(school, 8, { kindOfTime: 'break' })
    await also(school, day)
    // The job comes by in the middle of a day, too.
    school.clock.advance(minutes(5))
    if (day % 2 === 0) await school.office.rollUp()
    await tried(school, 8)
    school.clock.advance(days(1) - minutes(5))
  }
  await school.office.rollUp()
  return school
}

/** Lets the week be over, and its attempts gone. */
async function isOver(school: ASchool): Promise<void> {
  school.clock.set('2026-12-01T09:00')
  await school.office.rollUp()
  school.clock.advance(days(14))
  await school.storage.attempts.removeBefore(school.clock())
}

const date = (day: number) => `2026-11-${23 + day}`
/** Monday to Friday, to Thursday, Friday alone, Tuesday alone, and the whole week. */
const spans = (
  [
    [0, 4],
    [0, 3],
    [4, 4],
    [1, 1],
    [0, 6],
  ] as const
).map(([from, to]) => ({ from: date(from), to: date(to) }))
const limits = [
  {},
  ...['lesson', 'break', 'outside'].map((kind) => ({ kind: kind as 'lesson' })),
  { group: 'pupil-phones' },
  { group: 'staff' },
  { group: 'staff', kind: 'outside' },
  { subject: 'category:games' },
  { subject: 'platform:clips', kind: 'outside', group: 'pupils' },
] as const

/** All that a director can read of the week, in every form; how much was left out is not theirs. */
async function allOf({ app, person, clock }: ASchool): Promise<readonly unknown[]> {
  const director = await person(['director'])
  const at = clock()
  const read: unknown[] = []
  for (const [i, span] of spans.entries())
    for (const limit of i < 2 ? limits : limits.slice(0, 1)) {
      const outcome = await app.overviews.overview(director, { ...span, ...limit })
      if (!outcome.ok) throw new Error(outcome.problem)
      const overview = { ...outcome.value, suppressed: 0 }
      read.push([overview, app.overviews.paper(overview, 'nl'), app.overviews.table(overview, 'nl')])
    }
  const { suppressed: _, ...week } = await app.weeks.week(director, Date.parse('2026-11-25T12:00:00+01:00'))
  return [...read, week, at]
}

const staff = (school: ASchool, kindOfTime: CountRow['kindOfTime'], count: number) =>
  school.office.receive({
    kind: 'counts',
    at: school.clock(),
    rows: [{ group: 'staff', outcome: 'block', platform: 'clips', category: undefined, kindOfTime, count }],
  })

/** What four devices at the most did: each of it could be told by a difference, if it were in any figure. */
const alone = async (school: ASchool, day: number): Promise<void> => {
  // Monday to Friday minus Monday to Thursday.
  if (day === 4) await tried(school, 1, games)
  // The total minus its kinds of time.
  if (day === 1) await tried(school, 1, outside)
  // The total minus its groups.
  if (day === 2) await tried(school, 4, { group: 'pupil-phones' })
  // A week minus its days, and a kind of time minus its subjects.
  for (const kindOfTime of ['lesson', 'break', 'outside'] as const) await tried(school, 4, { ...games, kindOfTime })
  // A colleague who stays late.
  if (day === 3) await staff(school, 'outside', 7)
}

it('no figure, file or paper of any span or part knows of what four devices did, or a colleague after hours', async () => {
  const [without, with_] = [await aWeek(), await aWeek(alone)]
  expect(await allOf(with_)).toEqual(await allOf(without))
  await isOver(without)
  await isOver(with_)
  expect(await allOf(with_)).toEqual(await allOf(without))
})

describe('who looks again and again', () => {
  type Figures = { readonly total: number }
  type Looks = readonly (readonly Figures[])[]
  let unmoved: Looks | undefined
  const today = '2026-11-24'
  const spansNow = [
    { from: today, to: today },
    { from: '2026-11-23', to: '2026-11-29' },
    { from: today, to: today, kind: 'lesson', group: 'pupils', subject: 'platform:clips' },
  ] as const

  /** All that can be read at the end of each of these minutes. Eight try Clips in each of the first four, four games; in the second `also` does more. */
  async function looks(also: (school: ASchool) => Promise<void>): Promise<Looks> {
    const school = await aSchool(`${today}T09:00`)
    const { app, clock, office, person } = school
    const [director, coordinator] = [await person(['director']), await person(['coordinator'])]
    const { id } = value(await app.trials.begin(coordinator, 'pupils', 2))
    for (let i = 1; i <= 5; i += 1) await app.requests.ask(`10.1.0.${i}`, 'clips')
    const seen: Looks[number][] = []
    for (const [look, time] of [
      '24T09:00',
      '24T09:20',
      '24T09:30',
      '24T10:00',
      '24T23:50',
      '25T00:01',
      '25T00:02',
    ].entries()) {
      clock.set(`2026-11-${time}`)
      if (look < 4) await someTry(school)
      if (look === 1) await also(school)
      clock.advance(minutes(1) - 1)
      await office.rollUp()
      const read: Figures[] = [value(await app.trials.figures(coordinator, id))]
      for (const span of spansNow) read.push(value(await app.overviews.overview(director, span)))
      seen.push([...read, await app.weeks.week(director, clock())])
    }
    return seen
  }

  const someTry = async (school: ASchool) => {
    await tried(school, 8)
    await tried(school, 4, games)
    await onTrial(school, 6)
  }
  const onTrial = (school: ASchool, count: number) =>
    school.office.receive({
      kind: 'counts',
      at: school.clock(),
      rows: [
        {
          ...{ group: 'pupils', outcome: 'trial', platform: 'clips', category: undefined, kindOfTime: 'lesson', count },
          askers: Array.from({ length: count }, (_, i) => `10.1.0.${i + 1}`),
        },
      ],
    })

  it.each<readonly [string, (school: ASchool) => Promise<void>]>([
    ['one of eight tries once more', (school) => tried(school, 1)],
    ['a fifth tries what four did', (school) => tried(school, 1, games, '10.1.0', 5)],
    ['one tries what nobody did', (school) => tried(school, 1, { platform: 'maps' })],
    ['one more asks for what five asked for', async ({ app }) => void (await app.requests.ask('10.1.0.7', 'clips'))],
    ['one of six that are on trial asks once more', (school) => onTrial(school, 1)],
  ])('sees nothing of it while the hour and the day run, when %s', async (_, also) => {
    unmoved ??= await looks(async () => {})
    const moved = await looks(also)
    // The hour of the trial is over at the fourth look, the day at the last.
    expect(moved.slice(0, 3)).toEqual(unmoved.slice(0, 3))
    const figures = (all: Looks) => all.slice(0, -1).map(([, ...read]) => read)
    expect(figures(moved)).toEqual(figures(unmoved))
    const totals = unmoved.map(([trial, day]) => [trial, day].map((read) => read!.total))
    expect(totals).toEqual([...Array(3).fill([0, 0]), ...Array(3).fill([18, 0]), [18, 32]])
  })
})

describe('a small primary school', () => {
  const school = () =>
    aWeek(async (here, day) => {
      // Eight tablets that try games, two or three a day: on none of them enough to tell.
      const from = [0, 2, 4, 6, 5][day]!
      for (let i = from; i < from + 2 + (day % 2); i += 1) await tried(here, 1, games, `10.1.${i}`)
    })
  const counts = async ({ app, person }: ASchool, from: string, to: string) => {
    const read = await app.overviews.overview(await person(['director']), { from, to })
    if (!read.ok) throw new Error(read.problem)
    const { total, bySubject, suppressed } = read.value
    return [total, bySubject.map(({ id, count }) => `${id} ${count}`), suppressed]
  }

  it('sees what five of its tablets did in a week when that is over, and no part of the week has it', async () => {
    const here = await school()
    const before = await counts(here, date(0), date(6))
    expect(before.slice(0, 2)).toEqual([120, ['platform:clips 120']])
    await isOver(here)
    expect(await counts(here, date(0), date(6))).toEqual([132, ['platform:clips 120', 'category:games 12'], 0])
    expect(await counts(here, date(0), date(4))).toEqual([120, ['platform:clips 120'], 5])
    expect(await counts(here, '2026-11-01', '2026-11-30')).toEqual([
      132,
      ['platform:clips 120', 'category:games 12'],
      0,
    ])
  })
})

it('sums up a group that is only counted over whole weeks that are over, of school time', async () => {
  const school = await aWeek(async (here, day) => {
    await staff(here, 'lesson', 10)
    if (day === 3) await staff(here, 'outside', 7)
  })
  const coordinator = await school.person(['coordinator'])
  for (let i = 1; i <= 5; i += 1)
    await school.app.devices.enrol(coordinator, {
      ...{ label: `S${i}`, address: `10.3.0.${i}`, group: 'staff' },
      classes: [],
    })
  const ofStaff = async (from: string, to: string, kind?: 'lesson') => {
    const wish = { from, to, group: 'staff', ...(kind === undefined ? {} : { kind }) }
    const read = await school.app.overviews.overview(coordinator, wish)
    return read.ok && read.value.total
  }
  expect(await ofStaff(date(0), date(6)), 'the week runs').toBe(0)
  await isOver(school)
  expect(await ofStaff(date(0), date(6))).toBe(50)
  expect(await ofStaff('2026-11-01', '2026-11-30')).toBe(50)
  expect([await ofStaff(date(0), date(5)), await ofStaff(date(1), date(6)), await ofStaff(date(3), date(3))]).toEqual([
    0, 0, 0,
  ])
  expect(await ofStaff(date(0), date(6), 'lesson')).toBe(0)
})
