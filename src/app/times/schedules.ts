import type { BellSchedule, Policy, Text } from '../../policy/policy.ts'
import type { CalendarEntry, Timetable } from '../../time/calendar.ts'
import { NORMAL } from '../../time/calendar.ts'
import type { DateText } from '../../time/school-time.ts'
import { idFrom } from '../id-from.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Changed, Editing } from '../policy/editing.ts'
import { changed } from '../policy/editing.ts'
import type { Ledger } from '../policy/ledger.ts'
import { schoolDay, weekdayOf } from '../policy/school-rules.ts'
import type { CalendarOffice, CalendarProblem } from './calendar-keeping.ts'
import { weekWords, withDay, withWeek } from './week-hours.ts'

type Schedules = Pick<
  CalendarOffice,
  'schedules' | 'bellsOn' | 'addSchedule' | 'removeSchedule' | 'setScheduleDay' | 'setWeek'
>

const refuse = (problem: CalendarProblem, detail?: string): Refusal<CalendarProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** The bell schedules themselves: which there are, and what the days of a timetable are under each. */
export function schedulesDesk(ledger: Ledger, { edit }: Editing, today: () => DateText): Schedules {
  return {
    schedules: () => [normal, ...(ledger.policy.schedules ?? [])],
    bellsOn: (date) => bellsOn(ledger.policy.calendar.entries, date),

    addSchedule: (by, name) => edit(by, `add bells ${name.nl.trim()}`, (policy) => withSchedule(policy, name)),
    removeSchedule: (by, id) => edit(by, `remove bells ${id}`, (policy) => withoutSchedule(policy, id, today())),

    setScheduleDay: (by, { timetable, schedule, weekday: weekdayText }, day) =>
      edit(by, `${weekdayText} of ${timetable}, ${schedule}`, (policy) => {
        const found = policy.timetables.find(({ id }) => id === timetable)
        if (found === undefined) return refuse('unknown-id', timetable)
        if (!policy.schedules?.some(({ id }) => id === schedule)) return refuse('unknown-id', schedule)
        const weekday = weekdayOf(weekdayText)
        if (weekday === undefined) return refuse('bad-time', weekdayText)
        const old = found.schedules?.[schedule]?.[weekday]
        const read = day === undefined || day === 'off' ? { ok: true as const, value: day } : schoolDay(day, old)
        if (!read.ok) return read
        const next = withDay(found, schedule, weekday, read.value)
        const timetables = policy.timetables.map((known) => (known.id === timetable ? next : known))
        return changed({ ...policy, timetables }, undefined)
      }),

    setWeek: (by, of, days) => edit(by, weekWords(of, days), (policy) => withWeek(policy, of, days)),
  }
}

const normal: BellSchedule = { id: NORMAL, name: { nl: 'Gewone tijden', en: 'Normal hours' } }

function bellsOn(entries: readonly CalendarEntry[], date: DateText): ReturnType<CalendarOffice['bellsOn']> {
  const there = entries.filter(({ kind, from, to }) => kind === 'schedule' && from <= date && date <= to)
  const classes = new Map<string, string>()
  for (const { classes: ids = [], schedule = NORMAL } of there)
    for (const id of ids) if (!classes.has(id)) classes.set(id, schedule)
  return {
    school: there.find((entry) => entry.classes === undefined)?.schedule ?? NORMAL,
    classes: [...classes].map(([id, schedule]) => ({ class: id, schedule })),
  }
}

function withSchedule(policy: Policy, { nl, en }: Text): Outcome<Changed<BellSchedule>, CalendarProblem> {
  const name = { nl: nl.trim(), en: en.trim() }
  if (name.nl === '' || name.en === '') return refuse('name-missing')
  const id = idFrom(name.nl)
  if (id === '') return refuse('id-bad', name.nl)
  const { schedules = [] } = policy
  if (id === NORMAL || schedules.some((known) => known.id === id)) return refuse('id-taken', name.nl)
  return changed({ ...policy, schedules: [...schedules, { id, name }] }, { id, name })
}

/** Days that are over no longer need it: their entries go with it. */
function withoutSchedule(policy: Policy, id: string, today: DateText): Outcome<Changed<void>, CalendarProblem> {
  const { schedules = [], calendar } = policy
  if (!schedules.some((known) => known.id === id)) return refuse('unknown-id', id)
  const named = calendar.entries.filter(({ schedule }) => schedule === id)
  const use = named.find(({ to }) => to >= today)
  if (use !== undefined) return refuse('in-use', `${use.name}, ${use.from}`)
  const next = {
    ...policy,
    schedules: schedules.filter((known) => known.id !== id),
    timetables: policy.timetables.map((timetable) => withoutWeek(timetable, id)),
    calendar: { ...calendar, entries: calendar.entries.filter((entry) => !named.includes(entry)) },
  }
  return changed(next, undefined)
}

function withoutWeek(timetable: Timetable, id: string): Timetable {
  const { [id]: _, ...schedules } = timetable.schedules ?? {}
  return timetable.schedules === undefined ? timetable : { ...timetable, schedules }
}
