import type { Period, SchoolDay, SchoolWeek } from '../../time/calendar.ts'
import { dayNumber, mondayOf } from '../../time/day-number.ts'
import type { TimedEvent } from '../../time/ics.ts'
import type { Weekday } from '../../time/school-time.ts'
import { weekdayOf, weekdays } from '../../time/school-time.ts'

/** The week that lessons make which come back, and what does not fit in it. */
export interface RegularWeek {
  readonly days: SchoolWeek
  /** How many different weeks have a lesson. */
  readonly weeks: number
  /** The school days without a lesson. */
  readonly kept: readonly Weekday[]
  readonly irregular: readonly TimedEvent[]
}

/** Longer than any lesson. */
const LONGEST_LESSON = 8 * 60

/**
 * Makes a week of the lessons that are there in most weeks. Around them it is as in `base`, the school's own week: its doors open before a first lesson that
 * is the school's first; a lesson of the school's between two of these is a free hour, and a break of the school's a break. A day without lessons is the
 * school's own.
 */
export function regularWeek(
  lessons: readonly TimedEvent[],
  base: SchoolWeek,
  schoolDays: readonly Weekday[],
): RegularWeek {
  const weeks = new Set(lessons.map(({ date }) => mondayOf(dayNumber(date)))).size
  const slots = [...Map.groupBy(lessons, (of) => `${weekdayOf(of.date)} ${of.from}-${of.to}`).values()]
  const isRegular = (slot: readonly TimedEvent[]) =>
    new Set(slot.map(({ date }) => date)).size * 2 > weeks && isLesson(slot[0]!)
  const regular = Map.groupBy(slots.filter(isRegular), ([first]) => weekdayOf(first!.date))

  const days: Partial<Record<Weekday, SchoolDay | 'off'>> = {}
  const kept: Weekday[] = []
  for (const weekday of weekdays) {
    const own = base[weekday]
    const found = regular.get(weekday)
    if (found !== undefined) days[weekday] = dayOf(found.map(periodOf), own === 'off' ? [] : (own ?? []))
    else {
      if (own !== undefined) days[weekday] = own
      if (schoolDays.includes(weekday)) kept.push(weekday)
    }
  }
  const irregular = slots.filter((slot) => !isRegular(slot)).flat()
  return { days, weeks, kept, irregular: irregular.sort((a, b) => a.line - b.line) }
}

const isLesson = ({ from, to }: TimedEvent): boolean => to <= 1440 && to - from <= LONGEST_LESSON

/** A lesson by the name that it has most often. */
function periodOf(slot: readonly TimedEvent[]): Period {
  const { from, to } = slot[0]!
  const names = [...Map.groupBy(slot, ({ name }) => name)].sort((a, b) => b[1].length - a[1].length)
  const name = names[0]![0].slice(0, 40).trim()
  return { from, to, kind: 'lesson', ...(name === '' ? {} : { name }) }
}

function dayOf(lessons: readonly Period[], base: SchoolDay): SchoolDay {
  const apart = merged(lessons.toSorted((a, b) => a.from - b.from))
  const first = apart[0]!
  const inloop = base.filter(({ kind, to }) => kind === 'inloop' && to === first.from)
  const between = apart.slice(1).flatMap((next, i) => gap(base, apart[i]!.to, next.from))
  return [...inloop, ...apart, ...between].sort((a, b) => a.from - b.from)
}

/** Lessons at the same time (of two halves of a class) are one lesson, as long as both. */
function merged(lessons: readonly Period[]): readonly Period[] {
  const apart: Period[] = []
  for (const lesson of lessons) {
    const last = apart.at(-1)
    if (last === undefined || last.to <= lesson.from) apart.push(lesson)
    else apart[apart.length - 1] = { ...last, to: Math.max(last.to, lesson.to) }
  }
  return apart
}

/** What the school has between two lessons of the class. */
function gap(base: SchoolDay, from: number, to: number): readonly Period[] {
  return base
    .filter((period) => from <= period.from && period.to <= to && period.kind !== 'inloop')
    .map((period) => (period.kind === 'lesson' ? { ...period, kind: 'break', free: true } : period))
}
