import { dateOfDay, dayNumber } from './day-number.ts'
import type { IcsEvent, IcsFault, Report } from './ics-components.ts'
import { eventsIn } from './ics-components.ts'
import type { Occurrence } from './ics-event.ts'
import { occurrencesOf } from './ics-event.ts'
import type { IcsLine } from './ics-lines.ts'
import { momentReader } from './ics-moment.ts'
import type { DateText, SchoolZone } from './school-time.ts'

/** Something that lasts whole days, both ends included. */
export interface DayEvent {
  /** The line on which the event begins in the file, from 1. */
  readonly line: number
  readonly name: string
  readonly from: DateText
  readonly to: DateText
}

/** Something with a beginning and an end, in minutes on the school's wall; `to` runs past 1440 where it ends on a later day. */
export interface TimedEvent {
  readonly line: number
  readonly name: string
  readonly date: DateText
  readonly from: number
  readonly to: number
}

/** One thing that was not read: where, and the text that it is about. */
export interface IcsProblem {
  readonly line: number
  readonly problem: IcsFault
  readonly detail?: string
}

/** What a calendar file holds of the days between two dates; each time of what repeats is an event of its own. */
export interface Ics {
  readonly dayEvents: readonly DayEvent[]
  readonly timedEvents: readonly TimedEvent[]
  /** The first hundred; `problemCount` is how many there are. */
  readonly problems: readonly IcsProblem[]
  readonly problemCount: number
}

/** Dates, both included. */
export interface Dates {
  readonly from: DateText
  readonly to: DateText
}

/** The most characters that a file may have. */
export const MOST_ICS = 2_000_000
const MOST_TIMES = 20_000
const MOST_PROBLEMS = 100

/**
 * Reads the events of an iCalendar file (RFC 5545): all-day and timed ones, in any zone, repeated by the week at most. Nothing is kept of what is cancelled;
 * what cannot be read is a problem with its line, and the rest is read. Times without a zone are on the school's wall.
 */
export function readIcs(text: string, zone: SchoolZone, within: Dates): Ics {
  const problems: IcsProblem[] = []
  let problemCount = 0
  const report: Report = (line, problem, detail) => {
    problemCount += 1
    if (problems.length >= MOST_PROBLEMS) return
    problems.push({ line, problem, ...(detail === undefined ? {} : { detail: plain(detail) }) })
  }
  const dayEvents: DayEvent[] = []
  const timedEvents: TimedEvent[] = []
  if (text.length > MOST_ICS) report(1, 'too-big')

  const events = text.length > MOST_ICS ? [] : eventsIn(text, report)
  const moments = momentReader(zone)
  const around = { moments, moved: movedTimes(events), within, report }
  for (const event of events) {
    if (event.value('STATUS')?.toUpperCase() === 'CANCELLED') continue
    const named = { line: event.line, name: plain(unescaped(event.value('SUMMARY') ?? '')) }
    for (const { begin, length } of occurrencesOf(event, around)) {
      if (dayEvents.length + timedEvents.length >= MOST_TIMES) {
        report(event.line, 'too-many-events')
        return { dayEvents, timedEvents, problems, problemCount }
      }
      const at = onWall({ begin: moments.on(zone, begin), length })
      if (at.date > within.to || lastDateOf(at) < within.from) continue
      if ('days' in at) dayEvents.push({ ...named, from: at.date, to: lastDateOf(at) })
      else timedEvents.push({ ...named, ...at })
    }
  }
  return { dayEvents, timedEvents, problems, problemCount }
}

type OnWall =
  | { readonly date: DateText; readonly days: number }
  | { readonly date: DateText; readonly from: number; readonly to: number }

/** From midnight to midnight is whole days, as some programs write them. */
function onWall({ begin: { date, minute = 0 }, length }: Occurrence): OnWall {
  if ('days' in length) return { date, days: length.days }
  const { minutes } = length
  if (minute === 0 && minutes % 1440 === 0) return { date, days: minutes / 1440 }
  return { date, from: minute, to: minute + minutes }
}

const lastDateOf = (at: OnWall): DateText =>
  dateOfDay(dayNumber(at.date) + ('days' in at ? at.days - 1 : Math.floor((at.to - 1) / 1440)))

/** By the id of what repeats, the times of it that were moved. They are asked for once: what repeats stands in the file once. */
function movedTimes(events: readonly IcsEvent[]): (id: string) => readonly IcsLine[] {
  const moved = new Map<string, IcsLine[]>()
  for (const event of events) {
    const [id, time] = [event.value('UID'), event.property('RECURRENCE-ID')]
    if (id === undefined || time === undefined) continue
    const of = moved.get(id)
    if (of) of.push(time)
    else moved.set(id, [time])
  }
  return (id) => {
    const of = moved.get(id) ?? []
    moved.delete(id)
    return of
  }
}

/** RFC 5545 section 3.3.11. */
const unescaped = (text: string): string =>
  text.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? ' ' : sign))

/** One line of at most eighty characters that shows nothing but itself. */
const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 80)
