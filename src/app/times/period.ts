import type { Following, PeriodNow } from '../../time/calendar.ts'
import { nextBell, periodAt } from '../../time/calendar.ts'
import type { SchoolZone } from '../../time/school-time.ts'

const MINUTE = 60_000
/** Longer than any lesson: what lasts longer is a day without a timetable. */
const LONGEST_LESSON = 8 * 60 * MINUTE
/** How far ahead people are told of a change: a summer holiday and some. */
const HORIZON = 60 * 24 * 60 * MINUTE

/** When "until the end of the lesson" ends: with the lesson that `at` lies in; outside a lesson, or without a timetable, thirty minutes on. */
export function lessonEnds(following: Following, zone: SchoolZone, at: number): number {
  const half = at + 30 * MINUTE
  const period = periodNow(following, zone, at)
  if (period.kind !== 'lesson' || period.from === undefined || period.to === undefined) return half
  if (period.to - period.from > LONGEST_LESSON / MINUTE) return half
  return Math.min(periodEnds(following, zone, at), at + LONGEST_LESSON)
}

/** The instant at which the period that `at` lies in is over: the first bell after which it is another one. */
export function periodEnds(following: Following, zone: SchoolZone, at: number): number {
  const now = periodNow(following, zone, at)
  return firstBell(following, zone, at, (bell) => isOther(now, periodNow(following, zone, bell))) ?? at + HORIZON
}

const periodNow = (following: Following, zone: SchoolZone, at: number): PeriodNow =>
  periodAt(following, zone, zone.at(at))

// A period past midnight keeps its bounds on the wall of the day it began, so equal bounds are the same period.
const isOther = (a: PeriodNow, b: PeriodNow): boolean => a.kind !== b.kind || a.from !== b.from || a.to !== b.to

function firstBell(
  following: Following,
  zone: SchoolZone,
  at: number,
  changed: (bell: number) => boolean,
): number | undefined {
  for (let bell = nextBell(following, zone, at); bell < at + HORIZON; bell = nextBell(following, zone, bell))
    if (changed(bell)) return bell
  return undefined
}
