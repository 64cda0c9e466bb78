import { holidayEntry } from '../../config/holidays.ts'
import type { Policy } from '../../policy/policy.ts'
import type { CalendarEntry, Region } from '../../time/calendar.ts'
import { NORMAL, regions } from '../../time/calendar.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { mayActOnAll } from '../people/rights.ts'
import type { Changed, Editing } from '../policy/editing.ts'
import { changed } from '../policy/editing.ts'
import type { Ledger } from '../policy/ledger.ts'
import { LONGEST_BELLS, LONGEST_HOLIDAY, plusDays, readDates, withCalendar, withoutBells } from './calendar-entries.ts'
import type { BellDates, CalendarOffice, CalendarProblem } from './calendar-keeping.ts'
import { answeredEntry, holidayQuestions, holidaysOf, questionOf } from './holiday-questions.ts'
import { icsDesk } from './ics-desk.ts'
import { schedulesDesk } from './schedules.ts'
import { schoolYear } from './school-year.ts'
import { timetableOffice } from './timetables.ts'
import { timetablesNow } from './timetables-now.ts'

const refuse = (problem: CalendarProblem, detail?: string): Refusal<CalendarProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** The calendar of the policy that the ledger keeps. */
export function calendarOffice({ clock }: Pick<Parts, 'clock'>, ledger: Ledger, editing: Editing): CalendarOffice {
  const { edit } = editing
  const today = () => ledger.zone.at(clock()).date
  return {
    ...schedulesDesk(ledger, editing, today),
    ...icsDesk(ledger, editing, today),
    ...timetableOffice(editing),

    now: () => timetablesNow(ledger.policy, ledger.zone, clock()),

    setSchedule: (by, wish) =>
      edit(by, `bells ${wish.schedule}, ${wish.from}`, (policy) => withBells(policy, wish, wish.schedule), mayActOnAll),
    clearSchedule: (by, dates) =>
      edit(by, `no bells on ${dates.from}`, (policy) => withBells(policy, dates, undefined), mayActOnAll),

    holidaysToConfirm: () => {
      const { until } = schoolYear(ledger.zone, clock())
      return holidayQuestions(ledger.policy, { from: today(), to: plusDays(ledger.zone.at(until).date, -1) })
    },
    confirmHoliday: (by, id, answer) =>
      edit(by, `holiday ${id}`, (policy) =>
        answer === 'not-here' ? withoutHoliday(policy, id) : withHoliday(policy, id, answer),
      ),
    setRegion: (by, text) =>
      edit(by, `region ${text}`, (policy) => {
        const region = regions.find((known) => known === text)
        return region === undefined ? refuse('unknown-id', text) : changed(withRegion(policy, region), region)
      }),
  }
}

type Next<Value = void> = Outcome<Changed<Value>, CalendarProblem>

/** The policy with these bells on these dates in the place of what was set; undefined sets none. Normal bells need no entry for the whole school. */
function withBells(policy: Policy, wish: BellDates, schedule: string | undefined): Next {
  const dates = readDates(wish.from, wish.to ?? wish.from, LONGEST_BELLS)
  if (dates === undefined) return refuse('bad-date', `${wish.from} - ${wish.to ?? wish.from}`)
  const known = (policy.schedules ?? []).find(({ id }) => id === schedule)
  if (schedule !== undefined && schedule !== NORMAL && known === undefined) return refuse('unknown-id', schedule)
  const classes = wish.classes?.length ? wish.classes : undefined
  const strange = classes?.find((id) => !policy.classes.some((one) => one.id === id))
  if (strange !== undefined) return refuse('unknown-id', strange)

  const left = withoutBells(policy.calendar.entries, dates, classes)
  const isEntry = schedule !== undefined && !(schedule === NORMAL && classes === undefined)
  const { language } = policy.school
  const entry: CalendarEntry = {
    ...{ ...dates, kind: 'schedule', schedule: schedule ?? NORMAL },
    name: known?.name[language] ?? normalName[language],
    ...(classes === undefined ? {} : { classes }),
  }
  return changed(withCalendar(policy, { entries: isEntry ? [...left, entry] : left }), undefined)
}

const normalName = { nl: 'Gewone tijden', en: 'Normal hours' } as const

function withHoliday(policy: Policy, id: string, typed: { readonly from: string; readonly to: string }): Next {
  const dates = readDates(typed.from, typed.to, LONGEST_HOLIDAY)
  if (dates === undefined) return refuse('bad-date', `${typed.from} - ${typed.to}`)
  const entry = answeredEntry(policy, id, dates)
  if (entry === undefined) return refuse('unknown-holiday', id)
  const { entries, notHere } = policy.calendar
  const at = entries.findIndex((known) => questionOf(known) === id)
  return changed(
    withCalendar(policy, {
      entries: at < 0 ? [...entries, entry] : entries.with(at, entry),
      ...(notHere === undefined ? {} : { notHere: notHere.filter((other) => other !== id) }),
    }),
    undefined,
  )
}

function withoutHoliday(policy: Policy, id: string): Next {
  const { entries, notHere = [], region } = policy.calendar
  const left = entries.filter((entry) => entry.kind !== 'holiday' || questionOf(entry) !== id)
  const isOfRegion = region !== undefined && holidaysOf(region).some((known) => known.id === id)
  if (left.length === entries.length && !isOfRegion) return refuse('unknown-holiday', id)
  const declined = isOfRegion ? { notHere: [...new Set([...notHere, id])] } : {}
  return changed(withCalendar(policy, { entries: left, ...declined }), undefined)
}

/** What the school typed in itself stays, but for a holiday on the very dates of one that comes in. */
function withRegion(policy: Policy, region: Region): Policy {
  const { calendar, school } = policy
  const isSame = calendar.region === region
  const kept = isSame ? calendar.entries : calendar.entries.filter(({ holiday }) => holiday === undefined)
  const known = new Set([...(isSame ? (calendar.notHere ?? []) : []), ...kept.map(({ holiday }) => holiday)])
  const added = holidaysOf(region)
    .filter(({ id }) => !known.has(id))
    .map((holiday) => holidayEntry(holiday, school.language))
  const own = kept.filter((entry) => entry.holiday !== undefined || !added.some((other) => isTwin(entry, other)))
  const { notHere: _, ...rest } = calendar
  return { ...policy, calendar: { ...(isSame ? calendar : rest), region, entries: [...own, ...added] } }
}

const isTwin = (a: CalendarEntry, b: CalendarEntry): boolean =>
  a.kind === b.kind && a.classes === undefined && !b.unconfirmed && a.from === b.from && a.to === b.to
