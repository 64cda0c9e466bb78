import { join } from 'node:path'
import type { Holiday } from '../../config/holidays.ts'
import { holidayEntry, loadHolidays } from '../../config/holidays.ts'
import type { Policy } from '../../policy/policy.ts'
import { root } from '../../product.ts'
import type { CalendarEntry, Region } from '../../time/calendar.ts'
import type { Dates } from './calendar-entries.ts'
import type { HolidayQuestion } from './calendar-keeping.ts'

const read = new Map<Region, readonly Holiday[]>()

/** The holidays of a region as they ship. */
export function holidaysOf(region: Region): readonly Holiday[] {
  const holidays = read.get(region) ?? loadHolidays(join(root, 'config'), region)
  read.set(region, holidays)
  return holidays
}

/** The id by which a holiday of the calendar is asked about. */
export const questionOf = ({ holiday, from, name }: CalendarEntry): string => holiday ?? `${from} ${name}`

/**
 * The holidays with a day between two dates of which the school has not said whether and when it has them: those of its calendar that are unconfirmed, and
 * those that its region got since. In the order of their dates.
 */
export function holidayQuestions({ calendar }: Policy, { from, to }: Dates): readonly HolidayQuestion[] {
  const answered = new Set([...(calendar.notHere ?? []), ...calendar.entries.map(({ holiday }) => holiday)])
  const ofRegion = calendar.region === undefined ? [] : holidaysOf(calendar.region)
  const unconfirmed = calendar.entries.filter((entry) => entry.unconfirmed).map((entry) => asQuestion(entry, ofRegion))
  const added = ofRegion
    .filter(({ id }) => !answered.has(id))
    .map((holiday) => ({ id: holiday.id, name: holiday.name, from: holiday.from, to: holiday.to }))
  return [...unconfirmed, ...added]
    .filter((holiday) => holiday.from <= to && from <= holiday.to)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

function asQuestion(entry: CalendarEntry, ofRegion: readonly Holiday[]): HolidayQuestion {
  const { name, from, to } = entry
  const known = ofRegion.find(({ id }) => id === entry.holiday)
  return { id: questionOf(entry), name: known?.name ?? { nl: name, en: name }, from, to }
}

/** The entry for a question that is answered with dates: as the calendar or the region has it, and no longer unconfirmed. Undefined where there is none. */
export function answeredEntry({ calendar, school }: Policy, id: string, dates: Dates): CalendarEntry | undefined {
  const known =
    calendar.entries.find((entry) => entry.kind === 'holiday' && questionOf(entry) === id) ??
    newOf(calendar.region, school.language, id)
  if (known === undefined) return undefined
  const { unconfirmed: _, ...entry } = known
  return { ...entry, ...dates }
}

function newOf(region: Region | undefined, language: 'nl' | 'en', id: string): CalendarEntry | undefined {
  const holiday = region === undefined ? undefined : holidaysOf(region).find((known) => known.id === id)
  return holiday && holidayEntry(holiday, language)
}
