import type { Policy } from '../../policy/policy.ts'
import type { Calendar, CalendarEntry } from '../../time/calendar.ts'
import { dateOfDay, dayNumber } from '../../time/day-number.ts'
import type { DateText } from '../../time/school-time.ts'
import { isDate } from '../../time/school-time.ts'

/** Dates, both included. */
export interface Dates {
  readonly from: DateText
  readonly to: DateText
}

/** A summer holiday and some: what lasts longer was not meant. */
export const LONGEST_HOLIDAY = 70
/** The longest that other bells can be set for: a school year. */
export const LONGEST_BELLS = 366

/** The dates as they are typed, if they are dates, in order and not too many. */
export function readDates(from: string, to: string, longest: number): Dates | undefined {
  if (!isDate(from) || !isDate(to) || to < from) return undefined
  return dayNumber(to) - dayNumber(from) < longest ? { from, to } : undefined
}

/** The policy with these entries in its calendar. */
export function withCalendar(policy: Policy, change: Partial<Calendar>): Policy {
  return { ...policy, calendar: { ...policy.calendar, ...change } }
}

/** The policy without one entry. A holiday of the region that is taken out is one that this school does not have, and is not asked about again. */
export function withoutEntry(policy: Policy, index: number): Policy {
  const { entries, notHere = [] } = policy.calendar
  const holiday = entries[index]?.holiday
  return withCalendar(policy, {
    entries: entries.toSpliced(index, 1),
    ...(holiday === undefined ? {} : { notHere: [...new Set([...notHere, holiday])] }),
  })
}

/** The entries without other bells on these dates: for these classes, or, when left out, for the whole school. What lasts longer is cut. */
export function withoutBells(
  entries: readonly CalendarEntry[],
  { from, to }: Dates,
  classes: readonly string[] | undefined,
): readonly CalendarEntry[] {
  return entries.flatMap((entry) => {
    const isOfThese =
      classes === undefined ? entry.classes === undefined : entry.classes?.some((id) => classes.includes(id))
    if (entry.kind !== 'schedule' || !isOfThese || entry.to < from || to < entry.from) return [entry]
    const others = entry.classes?.filter((id) => !classes?.includes(id)) ?? []
    return [
      ...(entry.from < from ? [{ ...entry, to: plusDays(from, -1) }] : []),
      ...(others.length > 0
        ? [{ ...entry, from: later(entry.from, from), to: sooner(entry.to, to), classes: others }]
        : []),
      ...(to < entry.to ? [{ ...entry, from: plusDays(to, 1) }] : []),
    ]
  })
}

/** The date some days later. */
export const plusDays = (date: DateText, days: number): DateText => dateOfDay(dayNumber(date) + days)

const later = (a: DateText, b: DateText): DateText => (a < b ? b : a)
const sooner = (a: DateText, b: DateText): DateText => (a < b ? a : b)
