import type { IcsLine } from './ics-lines.ts'
import { icsLines } from './ics-lines.ts'

/** Why a calendar file, or one event of it, cannot be read. */
export type IcsFault =
  | 'too-big'
  | 'not-a-calendar'
  | 'too-many-events'
  | 'bad-line'
  | 'no-begin'
  | 'bad-time'
  | 'unknown-zone'
  | 'ends-before'
  | 'too-long'
  | 'unread-repeat'

/** Takes a problem: the line of the file, and the text that it is about. */
export type Report = (line: number, problem: IcsFault, detail?: string) => void

/** A VEVENT as it stands in the file, without what it holds in turn (alarms). */
export interface IcsEvent {
  /** On which it begins. */
  readonly line: number
  /** The first property of this name. */
  property(name: string): IcsLine | undefined
  /** The value of that. */
  value(name: string): string | undefined
  /** All of this name. */
  all(name: string): readonly IcsLine[]
}

const MOST_EVENTS = 5000
const MOST_PROPERTIES = 500
/** How deep parts may lie in parts: an alarm in an event in a calendar is three. */
const DEEPEST = 10

/** The events of an iCalendar text, in their order (RFC 5545 sections 3.4 and 3.6). */
export function eventsIn(text: string, report: Report): readonly IcsEvent[] {
  const events: IcsEvent[] = []
  for (const event of partsIn(text, report)) {
    events.push(event)
    if (events.length < MOST_EVENTS) continue
    report(event.line, 'too-many-events')
    break
  }
  return events
}

/** Goes through the lines of a text as parts in parts, and gives those that are events of the calendar. */
function* partsIn(text: string, report: Report): Generator<IcsEvent> {
  const open: string[] = []
  let lines: IcsLine[] = []
  let began = 0
  for (const line of readable(text, report)) {
    if (open.length === 0 && !beginsCalendar(line)) return report(line.line, 'not-a-calendar')
    if (open.length > DEEPEST) return report(line.line, 'bad-line')
    const wasEvent = isEvent(open)
    if (line.name === 'BEGIN') {
      open.push(partOf(line))
      if (isEvent(open)) [lines, began] = [[], line.line]
    } else if (line.name === 'END') {
      open.pop()
      if (wasEvent) yield eventOf(began, lines)
    } else if (wasEvent && lines.length < MOST_PROPERTIES) lines.push(line)
  }
}

function* readable(text: string, report: Report): Generator<IcsLine> {
  for (const line of icsLines(text)) {
    if (typeof line === 'number') report(line, 'bad-line')
    else yield line
  }
}

const beginsCalendar = (line: IcsLine): boolean => line.name === 'BEGIN' && partOf(line) === 'VCALENDAR'
const partOf = ({ value }: IcsLine): string => value.trim().toUpperCase()
const isEvent = (open: readonly string[]): boolean => open.length === 2 && open[1] === 'VEVENT'

function eventOf(line: number, lines: readonly IcsLine[]): IcsEvent {
  const property = (name: string) => lines.find((of) => of.name === name)
  return {
    line,
    property,
    value: (name) => property(name)?.value.trim(),
    all: (name) => lines.filter((of) => of.name === name),
  }
}
