import { dateOfDay, dayNumber } from './day-number.ts'
import type { IcsEvent, Report } from './ics-components.ts'
import type { IcsLine } from './ics-lines.ts'
import type { Moment, MomentReader } from './ics-moment.ts'
import { isAfter, readWeekly, weeklyDates } from './ics-repeat.ts'
import type { DateText } from './school-time.ts'

/** One time of an event, on the wall of its own zone: whole days from `begin` on, or minutes. */
export interface Occurrence {
  readonly begin: Moment
  readonly length: Length
}
type Length = { readonly days: number } | { readonly minutes: number }

/** What else of the file an event needs to be read. */
export interface Around {
  readonly moments: MomentReader
  /** The times that were moved of what repeats, by its id. They stand in the file as events of their own. */
  readonly moved: (id: string) => readonly IcsLine[]
  /** What repeats is followed between these dates. */
  readonly within: { readonly from: DateText; readonly to: DateText }
  readonly report: Report
}

/** A year and some: what lasts longer is no event. */
const LONGEST = 400

/** The times of an event. None, and a problem told, where it cannot be read. */
export function occurrencesOf(event: IcsEvent, around: Around): readonly Occurrence[] {
  const begin = momentOf(event.property('DTSTART'), event, around)
  if (begin === undefined) return []
  const length = lengthOf(event, begin, around)
  if (length === undefined) return []
  const strange = event.property('RDATE') ?? event.property('EXRULE')
  if (strange !== undefined) {
    around.report(strange.line, 'unread-repeat', strange.name)
    return []
  }
  const rule = event.property('RRULE')
  const isMoved = event.property('RECURRENCE-ID') !== undefined
  if (rule === undefined || isMoved) return [{ begin, length }]
  return repeated(event, rule, begin, around)?.map((date) => ({ begin: { ...begin, date }, length })) ?? []
}

function momentOf(property: IcsLine | undefined, { line }: IcsEvent, { moments, report }: Around): Moment | undefined {
  if (property === undefined) {
    report(line, 'no-begin')
    return undefined
  }
  const read = moments.read(property.value, property.params)
  if (typeof read !== 'string') return read
  report(property.line, read, read === 'unknown-zone' ? property.params.get('TZID') : property.value)
  return undefined
}

/** How long it lasts: up to DTEND, for DURATION, or one day (RFC 5545 section 3.6.1). A day that ends as it begins is one all the same. */
function lengthOf(event: IcsEvent, begin: Moment, around: Around): Length | undefined {
  const [end, duration] = [event.property('DTEND'), event.property('DURATION')]
  const { moments, report } = around
  let until: Moment | undefined = begin
  if (end !== undefined) until = momentOf(end, event, around)
  else if (duration !== undefined) {
    until = moments.plus(begin, duration.value)
    if (until === undefined) report(duration.line, 'bad-time', duration.value)
  }
  if (until === undefined) return undefined

  const { line } = end ?? duration ?? event
  if ((begin.minute === undefined) !== (until.minute === undefined)) {
    report(line, 'bad-time', end?.value)
    return undefined
  }
  const minutes = minutesBetween(begin, moments.on(begin.zone, until))
  if (minutes < 0 || (minutes === 0 && begin.minute !== undefined)) report(line, 'ends-before')
  else if (minutes > LONGEST * 1440) report(line, 'too-long')
  else return begin.minute === undefined ? { days: Math.max(1, minutes / 1440) } : { minutes }
  return undefined
}

/** A time without a zone in a rule is one of the event's own. */
const floatingIn = ({ zone }: Moment): IcsLine['params'] => new Map([['TZID', zone.id]])

const minutesBetween = (from: Moment, to: Moment): number =>
  (dayNumber(to.date) - dayNumber(from.date)) * 1440 + (to.minute ?? 0) - (from.minute ?? 0)

/** The dates of what repeats, without those that are left out or were moved. */
function repeated(
  event: IcsEvent,
  rule: IcsLine,
  begin: Moment,
  { moments, moved, within, report }: Around,
): readonly DateText[] | undefined {
  const weekly = readWeekly(rule.value)
  const until = weekly?.until === undefined ? undefined : moments.read(weekly.until, floatingIn(begin))
  if (weekly === undefined || typeof until === 'string') {
    report(rule.line, 'unread-repeat', rule.value)
    return undefined
  }
  const end = until && moments.on(begin.zone, until)
  const left = leftOut([...event.all('EXDATE'), ...moved(event.value('UID') ?? '')], begin, moments)
  // A day more at either side: in another zone it may be another date.
  const [first, last] = [dateOfDay(dayNumber(within.from) - 1), dateOfDay(dayNumber(within.to) + 1)]
  return weeklyDates(weekly, begin.date, first, last).filter(
    (date) => !(end && isAfter({ ...begin, date }, end)) && !left.has(date) && !left.has(`${date} ${begin.minute}`),
  )
}

/** The dates, or dates and times, at which it is left out. What cannot be read leaves nothing out. */
function leftOut(lines: readonly IcsLine[], begin: Moment, moments: MomentReader): ReadonlySet<string> {
  const left = new Set<string>()
  for (const { value, params } of lines)
    for (const text of value.split(',')) {
      const read = moments.read(text, params)
      if (typeof read === 'string') continue
      const { date, minute } = moments.on(begin.zone, read)
      left.add(minute === undefined ? date : `${date} ${minute}`)
    }
  return left
}
