import { parseCidr } from '../../clients/address.ts'
import type { Policy } from '../../policy/policy.ts'
import type { CalendarEntry, Period, SchoolDay } from '../../time/calendar.ts'
import type { Weekday } from '../../time/school-time.ts'
import { isDate, weekdays } from '../../time/school-time.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { TypedPeriod } from '../times/calendar-keeping.ts'
import type { SchoolOffice, SchoolProblem } from './keeping.ts'

const refuse = (problem: SchoolProblem, detail: string): Refusal<SchoolProblem> => ({ ok: false, problem, detail })

/** Networks as they are typed, in canonical text; refused where one is none. Groups may share one: an unknown device there is in the strictest. */
export function networksOf(texts: readonly string[]): Outcome<readonly string[], SchoolProblem> {
  const networks: string[] = []
  for (const text of texts.filter((typed) => typed.trim() !== '')) {
    const cidr = parseCidr(text)
    if (cidr === undefined) return refuse('bad-network', text.trim())
    if (!networks.includes(cidr.text)) networks.push(cidr.text)
  }
  return { ok: true, value: networks }
}

/** The weekday of its short name, `mon`. */
export function weekdayOf(text: string): Weekday | undefined {
  return weekdays.find((weekday) => weekday === text)
}

/** A day's periods as they are typed, in order. One without a name keeps the name that the old day had for one with the same beginning. */
export function schoolDay(
  typed: readonly TypedPeriod[],
  old: SchoolDay | 'off' | undefined,
): Outcome<SchoolDay, SchoolProblem> {
  const periods: Period[] = []
  for (const { from: fromText, to: toText, kind, name: called } of typed) {
    const [from, to] = [minuteOf(fromText), minuteOf(toText)]
    const span = `${fromText}-${toText}`
    if (from === undefined || to === undefined || from >= to) return refuse('bad-time', span)
    const kinds = kindsTyped.get(kind)
    if (kinds === undefined) return refuse('bad-time', kind)
    const before = Array.isArray(old) ? (old as SchoolDay).find((period) => period.from === from)?.name : undefined
    const name = called === undefined ? before : called.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME)
    periods.push({ from, to, ...kinds, ...(name ? { name } : {}) })
  }
  periods.sort((a, b) => a.from - b.from)
  const clash = periods.find((period, i) => i > 0 && period.from < periods[i - 1]!.to)
  return clash ? refuse('overlap', timeOf(clash.from)) : { ok: true, value: periods }
}

/** Characters: more does not fit beside the hours of a period. */
const LONGEST_NAME = 40

const kindsTyped: ReadonlyMap<string, Pick<Period, 'kind' | 'free'>> = new Map([
  ['lesson', { kind: 'lesson' }],
  ['break', { kind: 'break' }],
  ['free', { kind: 'break', free: true }],
  ['inloop', { kind: 'inloop' }],
])

/** A calendar entry as it is typed; only a special day has hours of its own. */
export function calendarEntry(
  { classes: known }: Policy,
  entry: Parameters<SchoolOffice['addCalendarEntry']>[1],
): Outcome<CalendarEntry, SchoolProblem> {
  const { from, to, kind, classes } = entry
  const name = entry.name.trim()
  if (name === '') return { ok: false, problem: 'name-missing' }
  const bad = [from, to].find((date) => !isDate(date))
  if (bad !== undefined) return refuse('bad-date', bad)
  if (to < from) return refuse('bad-date', `${from} - ${to}`)
  const missing = classes?.find((id) => !known.some((other) => other.id === id))
  if (missing !== undefined) return refuse('unknown-id', missing)
  // No class chosen means the whole school.
  const forClasses = classes === undefined || classes.length === 0 ? {} : { classes }
  const day = entry.day === undefined || kind !== 'special' ? undefined : schoolDay(entry.day, undefined)
  if (day?.ok === false) return day
  return { ok: true, value: { from, to, name, kind, ...forClasses, ...(day && { day: day.value }) } }
}

/** Minutes since midnight of `HH:MM`; 24:00 is the end of the day. */
function minuteOf(text: string): number | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim())
  if (match === null) return undefined
  const [hour, minute] = [Number(match[1]), Number(match[2])]
  return minute < 60 && hour * 60 + minute <= 1440 ? hour * 60 + minute : undefined
}

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
