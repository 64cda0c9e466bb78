import type { Policy } from '../../policy/policy.ts'
import type { SchoolDay, SchoolWeek, Timetable } from '../../time/calendar.ts'
import type { Weekday } from '../../time/school-time.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Changed } from '../policy/editing.ts'
import { changed } from '../policy/editing.ts'
import { schoolDay, weekdayOf } from '../policy/school-rules.ts'
import type { CalendarOffice, CalendarProblem } from './calendar-keeping.ts'

type Of = Parameters<CalendarOffice['setWeek']>[1]
type Days = Parameters<CalendarOffice['setWeek']>[2]

const refuse = (problem: CalendarProblem, detail: string): Refusal<CalendarProblem> => ({ ok: false, problem, detail })

/** What the revision is called: `week of school, heat`; of one day, `tue of school`. */
export function weekWords({ timetable, schedule }: Of, days: Days): string {
  const [day, ...more] = Object.keys(days)
  const what = day !== undefined && more.length === 0 ? day : 'week'
  return `${what} of ${timetable}${schedule === undefined ? '' : `, ${schedule}`}`
}

/** The policy with these days in a timetable; refused where one of them cannot be read. */
export function withWeek(policy: Policy, of: Of, days: Days): Outcome<Changed<void>, CalendarProblem> {
  const { schedule } = of
  const found = policy.timetables.find(({ id }) => id === of.timetable)
  if (found === undefined) return refuse('unknown-id', of.timetable)
  if (schedule !== undefined && !policy.schedules?.some(({ id }) => id === schedule))
    return refuse('unknown-id', schedule)
  let next = found
  for (const [weekdayText, typed] of Object.entries(days)) {
    const weekday = weekdayOf(weekdayText)
    if (weekday === undefined) return refuse('bad-time', weekdayText)
    const week = schedule === undefined ? found.days : found.schedules?.[schedule]
    const read =
      typed === undefined || typed === 'off' ? ({ ok: true, value: typed } as const) : schoolDay(typed, week?.[weekday])
    if (!read.ok) return read
    next =
      schedule === undefined ? withNormalDay(next, weekday, read.value) : withDay(next, schedule, weekday, read.value)
  }
  return changed(
    { ...policy, timetables: policy.timetables.map((known) => (known === found ? next : known)) },
    undefined,
  )
}

/** The timetable with another day under a bell schedule; undefined: as on normal days. */
export function withDay(
  timetable: Timetable,
  schedule: string,
  weekday: Weekday,
  day: SchoolDay | 'off' | undefined,
): Timetable {
  const week = withOrWithout(timetable.schedules?.[schedule] ?? {}, weekday, day)
  return { ...timetable, schedules: { ...timetable.schedules, [schedule]: week } }
}

function withNormalDay(timetable: Timetable, weekday: Weekday, day: SchoolDay | 'off' | undefined): Timetable {
  return { ...timetable, days: withOrWithout(timetable.days, weekday, day) }
}

function withOrWithout(week: SchoolWeek, weekday: Weekday, day: SchoolDay | 'off' | undefined): SchoolWeek {
  const { [weekday]: _, ...others } = week
  return day === undefined ? others : { ...others, [weekday]: day }
}
