import type { Following } from '../../time/calendar.ts'
import { dayOf, kindOfTime, nextBell } from '../../time/calendar.ts'
import type { DateText, SchoolZone } from '../../time/school-time.ts'
import { isDate } from '../../time/school-time.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import { lessonEnds, periodEnds } from '../times/period.ts'

/**
 * When something that a person begins ends by itself; it always does. `lesson`: with the lesson (outside one: in thirty minutes). `minutes`: 1 to 480.
 * `break`: when the next break of today begins, or the last bell if there is none. `day`: the last bell of today, 18:00 on a day without bells.
 * `time`: `16:30` on the wall, until 06:00 tomorrow at most. `standing`: the end of a date, until the end of the school year at most.
 */
export type ActEnd =
  | { readonly kind: 'lesson' }
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'break' }
  | { readonly kind: 'day' }
  | { readonly kind: 'time'; readonly time: string }
  | { readonly kind: 'standing'; readonly date: DateText }

/** `bad-end`: no such time, or too far off; `bells-over`: today's last bell has gone; `standing-not-allowed`, `reason-missing`: of a standing permission. */
export type EndProblem = 'bad-end' | 'bells-over' | 'standing-not-allowed' | 'reason-missing'

/** Longest that something lasts for a number of minutes. */
export const LONGEST = 480
/** A day that has no bells is over at 18:00. */
const DAY_WITHOUT_BELLS = 18 * 60
/** An evening's act is over at 06:00 at the latest. */
const NIGHT_OVER = 6 * 60
const WHOLE_DAY = 24 * 60

const refuse = (problem: EndProblem, detail?: string): Refusal<EndProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** The instant at which it ends, for those who follow these timetables; always after `at`. Who may have it stand is asked elsewhere. */
export function endOf(end: ActEnd, follows: Following, zone: SchoolZone, at: number): Outcome<number, EndProblem> {
  switch (end.kind) {
    case 'lesson':
      return { ok: true, value: lessonEnds(follows, zone, at) }
    case 'minutes': {
      const { minutes } = end
      const fits = Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST
      return fits ? { ok: true, value: at + minutes * 60_000 } : refuse('bad-end')
    }
    case 'break':
      return later(nextBreak(follows, zone, at) ?? lastBell([follows], zone, at), at)
    case 'day':
      return later(lastBell([follows], zone, at), at)
    case 'time':
      return wallTime(end.time, zone, at)
    case 'standing':
      return standing(end.date, zone, at)
    default:
      return end satisfies never
  }
}

/** What was to end at `until`, for a room: at the next bell after `at` at the latest, for then others come in. */
export function byTheBell(until: number, follows: Following, zone: SchoolZone, at: number): number {
  return Math.min(until, periodEnds(follows, zone, at))
}

/** The last bell of the day that `at` lies in, of all that these follow; 18:00 where nobody has bells that day. It may have gone. */
export function lastBell(all: readonly Following[], zone: SchoolZone, at: number): number {
  const { date, weekday } = zone.at(at)
  const ends = all
    .flatMap((follows) => follows.timetables.flatMap((timetable) => dayOf(follows, timetable, date, weekday)))
    // A day without a timetable counts as one long lesson: that is no bell.
    .filter(({ from, to }) => to - from < WHOLE_DAY)
    .map(({ to }) => to)
  return zone.instantsOf(date, ends.length > 0 ? Math.max(...ends) : DAY_WITHOUT_BELLS)[0]!
}

/** The last day of the school year that `at` lies in: years change on 1 August. */
export function schoolYearEnds(zone: SchoolZone, at: number): DateText {
  const { date } = zone.at(at)
  const year = Number(date.slice(0, 4))
  return date.slice(5) < '08-01' ? `${year}-07-31` : `${year + 1}-07-31`
}

const later = (instant: number, at: number): Outcome<number, EndProblem> =>
  instant > at ? { ok: true, value: instant } : refuse('bells-over')

/** When the next break of today begins; undefined where none comes. */
function nextBreak(follows: Following, zone: SchoolZone, at: number): number | undefined {
  const { date } = zone.at(at)
  const kindAt = (instant: number) => kindOfTime(follows, zone, zone.at(instant))
  let before = kindAt(at)
  for (let bell = nextBell(follows, zone, at); zone.at(bell).date === date; bell = nextBell(follows, zone, bell)) {
    const kind = kindAt(bell)
    if (kind === 'break' && before !== 'break') return bell
    before = kind
  }
  return undefined
}

function wallTime(text: string, zone: SchoolZone, at: number): Outcome<number, EndProblem> {
  const [, hour = '99', minute = '99'] = /^(\d\d):(\d\d)$/.exec(text) ?? []
  const wall = Number(hour) * 60 + Number(minute)
  if (Number(hour) > 23 || Number(minute) > 59) return refuse('bad-end', text.slice(0, 20))
  const { date } = zone.at(at)
  const today = zone.instantsOf(date, wall).find((instant) => instant > at)
  if (today !== undefined) return { ok: true, value: today }
  if (wall > NIGHT_OVER) return refuse('bad-end', text)
  return { ok: true, value: zone.instantsOf(zone.plusDays(date, 1), wall)[0]! }
}

function standing(date: DateText, zone: SchoolZone, at: number): Outcome<number, EndProblem> {
  const last = schoolYearEnds(zone, at)
  if (!isDate(date) || date < zone.at(at).date || date > last) return refuse('bad-end', last)
  return { ok: true, value: zone.instantsOf(zone.plusDays(date, 1), 0)[0]! }
}
