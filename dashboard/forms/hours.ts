import type { BellDates, IcsPurpose, TypedPeriod } from '../../src/app/app.ts'
import type { Weekday } from '../../src/time/school-time.ts'
import type { Fields } from './fields.ts'
import { type DayLine, readDay } from './school.ts'

/** More periods than any day has. */
const mostPeriods = 30

/** The days of the week grid that came along, each by its short name. A day whose hours the grid does not show is not in it, and stays. */
export function readWeek(
  fields: Fields,
  weekdays: readonly Weekday[],
): Readonly<Record<string, readonly TypedPeriod[]>> {
  const days: Record<string, readonly TypedPeriod[]> = {}
  for (const weekday of weekdays) {
    const periods = Array.from({ length: mostPeriods }, (_, index) => `${weekday}-${index}`)
      .filter((key) => fields.has(key))
      .map((key) => readPeriod(fields.text(key)))
    if (periods.length > 0) days[weekday] = periods
  }
  return days
}

/** `08:30-09:20 lesson 1e lesuur`; what is none becomes a period that is refused with what was sent. */
function readPeriod(text: string): TypedPeriod {
  const [, from = text, to = '', kind = '', name = ''] = /^(\d\d:\d\d)-(\d\d:\d\d) (\w+)(?: (.*))?$/.exec(text) ?? []
  return { from, to, kind, name }
}

/** A day as its form gives it: no school, as on normal days (undefined), or its hours. */
export function readHours(fields: Fields, lines: number): readonly DayLine[] | 'off' | undefined {
  if (fields.has('as-normal')) return undefined
  return readDay(fields, lines) ?? 'off'
}

/** Reads for which dates and classes other bells are meant; one date where no last one is given. */
export function readBellDates(fields: Fields): BellDates {
  const [from, to, classes] = [fields.text('from'), fields.text('to') || fields.text('from'), fields.all('class')]
  return { from, to, ...(classes.length > 0 && { classes }) }
}

/** What a calendar file is read for: `holidays`, or `lessons:3b`. */
export function readPurpose(fields: Fields): IcsPurpose {
  const [kind, id = ''] = fields.text('for').split(/:(.*)/s)
  return kind === 'lessons' ? { lessonsOf: id } : 'holidays'
}
