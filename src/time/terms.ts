import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './calendar.ts'
import type { DateText } from './school-time.ts'

/** From one holiday to the next: its first and its last day. */
export interface Term {
  readonly from: DateText
  readonly to: DateText
}

/** A holiday of fewer days is a day off: it ends no term. */
const SHORTEST_HOLIDAY = 5

/**
 * The term that a date lies in: between two holidays of the whole school, and within one school year (from 1 August). Of a date in a holiday, the term
 * before it, or with 1 the one after it.
 */
export function termOf(calendar: Calendar, date: DateText, way: -1 | 1 = -1): Term {
  const holidays = holidaysOf(calendar)
  let day = date
  for (const { from, to } of way === 1 ? holidays : holidays.toReversed())
    if (from <= day && day <= to) day = way === 1 ? plus(to, 1) : plus(from, -1)
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '08-01' ? 1 : 0)
  const over = holidays.filter(({ to }) => to < day).map(({ to }) => plus(to, 1))
  const next = holidays.filter(({ from }) => from > day).map(({ from }) => plus(from, -1))
  return { from: [`${year}-08-01`, ...over].toSorted().at(-1)!, to: [`${year + 1}-07-31`, ...next].toSorted()[0]! }
}

/** In order. */
const holidaysOf = ({ entries }: Calendar): readonly Term[] =>
  entries
    .filter(({ kind, classes, unconfirmed }) => kind === 'holiday' && classes === undefined && !unconfirmed)
    .filter(({ from, to }) => plus(from, SHORTEST_HOLIDAY - 1) <= to)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))

const plus = (date: DateText, days: number): DateText => Temporal.PlainDate.from(date).add({ days }).toString()
