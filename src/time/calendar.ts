import type { DateText, SchoolTime, SchoolZone, Weekday } from './school-time.ts'
import { weekdays } from './school-time.ts'

/** What a moment is to a school. School time is all but `outside`. */
export type KindOfTime = 'inloop' | 'lesson' | 'break' | 'outside'

/**
 * A stretch of a school day, half-open: `from <= t < to`, in minutes on the wall. `to` runs past 1440 for a period that ends after midnight
 * (22:00 to 06:00 is 1320 to 1800).
 */
export interface Period {
  readonly from: number
  readonly to: number
  readonly kind: 'inloop' | 'lesson' | 'break'
  readonly name?: string
  /** Of a break: it is a free hour, in which a lesson of others may go on. */
  readonly free?: true
}

/** The periods of one day, in order and apart. What lies uncovered between the first and the last is a break. */
export type SchoolDay = readonly Period[]

/** A week of periods. `off`: no school that day. */
export type SchoolWeek = Readonly<Partial<Record<Weekday, SchoolDay | 'off'>>>

/** One week of periods. A school day that is not named counts as lesson from midnight to midnight. */
export interface Timetable {
  readonly id: string
  readonly name: { readonly nl: string; readonly en: string }
  readonly days: SchoolWeek
  /** What the days are under a bell schedule of the school, by its id. A day that a schedule does not name is as ever. */
  readonly schedules?: Readonly<Record<string, SchoolWeek>>
}

/** The id that stands for no bell schedule: the days of the timetable itself. No schedule has it. */
export const NORMAL = 'normal'

/** The regions over which Dutch school holidays are spread; of each there is a file in `config/holidays/`. */
export const regions = ['nl-noord', 'nl-midden', 'nl-zuid'] as const
export type Region = (typeof regions)[number]

/** Dates that differ from the timetable, both ends included, for the given classes (all when left out). */
export interface CalendarEntry {
  readonly from: DateText
  readonly to: DateText
  readonly name: string
  /**
   * `holiday`, `study-day`: no school. `special`: school time, in `day` (all day when left out). `schedule`: these days follow the bell schedule
   * `schedule`.
   */
  readonly kind: 'holiday' | 'study-day' | 'special' | 'schedule'
  readonly classes?: readonly string[]
  readonly day?: SchoolDay
  /** A bell schedule's id, or {@link NORMAL}. */
  readonly schedule?: string
  /** Its dates are not certain: it does not hold until somebody has confirmed them. */
  readonly unconfirmed?: true
  /** The id under which the region's holidays have it. */
  readonly holiday?: string
}

export interface Calendar {
  readonly schoolDays: readonly Weekday[]
  readonly entries: readonly CalendarEntry[]
  /** Whose holidays the school has. */
  readonly region?: Region
  /** Ids of the region's holidays that this school does not have. */
  readonly notHere?: readonly string[]
}

/** What a device follows: the timetables of its classes that have their own, or else its group's (undefined: not filled in yet). */
export interface Following {
  readonly calendar: Calendar
  readonly timetables: readonly (Timetable | undefined)[]
  /** The classes whose special days count for it. */
  readonly classes: readonly string[]
}

const wholeDay: SchoolDay = [{ from: 0, to: 1440, kind: 'lesson' }]
const noSchool: SchoolDay = []
const strictness: Record<KindOfTime, number> = { lesson: 3, inloop: 2, break: 1, outside: 0 }

/** The kind of time on the wall for one who follows several timetables: the strictest of them (lesson, inloop, break, outside). */
export function kindOfTime(following: Following, zone: SchoolZone, at: SchoolTime): KindOfTime {
  return periodAt(following, zone, at).kind
}

/** A moment's period as people see it: its kind, its bounds on the wall clock, and its name where it has one. */
export interface PeriodNow {
  readonly kind: KindOfTime
  readonly name?: string
  /** A break that is a free hour. */
  readonly free?: true
  /** Minutes on the wall of the day on which the period began; undefined outside school time. */
  readonly from?: number
  readonly to?: number
}

/** The period that `at` lies in; of several timetables, the one whose kind is strictest. */
export function periodAt(following: Following, zone: SchoolZone, at: SchoolTime): PeriodNow {
  let strictest: PeriodNow = { kind: 'outside' }
  for (const timetable of following.timetables) {
    for (const [date, weekday, shift] of nights(zone, at)) {
      const found = inDay(dayOf(following, timetable, date, weekday), at.minute + shift)
      if (found && strictness[found.kind] > strictness[strictest.kind]) strictest = found
    }
  }
  return strictest
}

/**
 * The next instant after `instant` at which the kind of time may change: every bell, midnight and clock change counts, so it may be early but is
 * never late.
 */
export function nextBell(following: Following, zone: SchoolZone, instant: number): number {
  const today = zone.at(instant)
  const edges = new Set([1440])
  for (const timetable of following.timetables) {
    for (const [date, weekday, shift] of nights(zone, today)) {
      for (const { from, to } of dayOf(following, timetable, date, weekday)) {
        edges.add(from - shift).add(to - shift)
      }
    }
  }
  const minutes = [...edges].filter((minute) => minute >= 0 && minute <= 1440)
  const instants = minutes.flatMap((minute) => zone.instantsOf(today.date, minute))
  const change = zone.nextClockChange(instant)
  return Math.min(...[...instants, change ?? Infinity].filter((candidate) => candidate > instant))
}

/**
 * The periods that hold on a date. Where several things hold, the first of these wins: a special day of the class, a special day of the school, a holiday
 * or study day (of either), a bell schedule of the class, one of the school, the timetable. What is not confirmed does not hold; of two of a kind, the
 * first in the calendar does.
 */
export function dayOf(
  following: Following,
  timetable: Timetable | undefined,
  date: DateText,
  weekday: Weekday,
): SchoolDay {
  const entries = entriesOn(following, date)
  const ofClassFirst = (kind: CalendarEntry['kind']) =>
    entries.find((entry) => entry.kind === kind && entry.classes) ?? entries.find((entry) => entry.kind === kind)
  const special = ofClassFirst('special')
  if (special) return special.day ?? wholeDay
  if (entries.some(({ kind }) => kind === 'holiday' || kind === 'study-day')) return noSchool
  const schedule = ofClassFirst('schedule')?.schedule ?? NORMAL
  const day = timetable?.schedules?.[schedule]?.[weekday] ?? timetable?.days[weekday]
  if (day === 'off') return noSchool
  return day ?? (following.calendar.schoolDays.includes(weekday) ? wholeDay : noSchool)
}

/** What the calendar has on a date for who follows it. */
const entriesOn = ({ calendar, classes }: Following, date: DateText): readonly CalendarEntry[] =>
  calendar.entries.filter(
    (entry) =>
      entry.from <= date &&
      date <= entry.to &&
      !entry.unconfirmed &&
      (entry.classes === undefined || entry.classes.some((id) => classes.includes(id))),
  )

function inDay(day: SchoolDay, minute: number): PeriodNow | undefined {
  const period = day.find(({ from, to }) => from <= minute && minute < to)
  if (period) return period
  const before = day.findLast(({ to }) => to <= minute)
  const after = day.find(({ from }) => minute < from)
  return before && after && { kind: 'break', from: before.to, to: after.from }
}

/** The two days whose periods may hold now: today, and yesterday for those that run past midnight (`shift` minutes earlier). */
function nights(zone: SchoolZone, { date, weekday }: SchoolTime): readonly (readonly [DateText, Weekday, number])[] {
  return [
    [date, weekday, 0],
    [zone.plusDays(date, -1), before(weekday), 1440],
  ]
}

const before = (weekday: Weekday): Weekday => weekdays[(weekdays.indexOf(weekday) + 6) % 7]!
