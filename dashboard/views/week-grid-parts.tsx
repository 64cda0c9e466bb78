import type { Period, SchoolDay, SchoolWeek } from '../../src/time/calendar.ts'
import type { Weekday } from '../../src/time/school-time.ts'
import type { View } from '../env.ts'
import { visible } from './words.tsx'

/** The measures of the picture, in its own units. */
export const grid = { left: 46, head: 30, column: 170, perMinute: 0.85 } as const

/** `08:30` for minutes on the wall; past midnight it begins anew. */
export const wallTime = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The hours that a week takes, with half an hour to drag into where that is wanted. */
export function spanOf(week: SchoolWeek, withRoom: boolean): { readonly from: number; readonly to: number } {
  const periods = Object.values(week).flatMap((day) => (day === 'off' ? [] : day))
  if (periods.length === 0) return { from: 8 * 60, to: 16 * 60 }
  const room = withRoom ? 30 : 0
  const from = Math.min(...periods.map((period) => period.from)) - room
  const to = Math.max(...periods.map((period) => period.to)) + room
  return { from: Math.max(0, Math.floor(from / 60) * 60), to: Math.ceil(to / 60) * 60 }
}

/** A free hour is said to be one, by whatever name: it looks like a lesson otherwise. */
export function labelOf(view: View, { kind, name, free }: Period): string {
  if (!free) return name ?? view.t.kinds[kind]
  const { free: freeHour } = view.t.office.timetable
  return name === undefined ? freeHour : `${name} (${freeHour})`
}

interface BlockProps {
  readonly view: View
  readonly period: Period
  readonly x: number
  readonly y: (minute: number) => number
  /** By which the script finds it: `mon-0`. */
  readonly id?: string
}

/** One period in its place. What does not fit in it is not drawn; while it is dragged, the script shows and hides it in the same way. */
export function Block({ view, period, x, y, id }: BlockProps) {
  const top = y(period.from)
  const height = y(period.to) - top - 2
  const label = labelOf(view, period)
  return (
    <g class={`block-${period.kind}`} data-block={id}>
      <rect x={x} y={short(top + 1)} width={grid.column - 8} height={short(Math.max(3, height))} />
      <text x={x + 9} y={short(top + Math.min(16, height / 2 + 5))} visibility={height > 13 ? undefined : 'hidden'}>
        {visible(cut(height > 30 ? label : `${cut(label, 14)} ${wallTime(period.from)}`, 22))}
      </text>
      <text x={x + 9} y={short(top + 30)} visibility={height > 30 ? undefined : 'hidden'}>
        {wallTime(period.from)}–{wallTime(period.to)}
      </text>
    </g>
  )
}

interface EdgesProps {
  readonly view: View
  readonly weekday: Weekday
  readonly day: SchoolDay
  readonly x: number
  readonly y: (minute: number) => number
  readonly span: { readonly from: number; readonly to: number }
}

/** A handle for each moment at which something begins or ends that day: where two periods meet there is one for both. */
export function DayEdges({ view, weekday, day, x, y, span }: EdgesProps) {
  const { hours: t } = view.t.keeping
  const minutes = [...new Set(day.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  return (
    <>
      {minutes.map((minute) => {
        const ends = day.flatMap((period, index) =>
          period.to === minute ? [{ period, key: `${weekday}-${index}-t` }] : [],
        )
        const begins = day.flatMap((period, index) =>
          period.from === minute ? [{ period, key: `${weekday}-${index}-f` }] : [],
        )
        const parts = [
          ...ends.map(({ period }) => t.ends(labelOf(view, period))),
          ...begins.map(({ period }) => t.begins(labelOf(view, period))),
        ]
        return (
          <g
            role="slider"
            tabindex={0}
            data-edge={weekday}
            data-inputs={[...ends, ...begins].map(({ key }) => key).join(' ')}
            aria-label={visible(t.edge(view.t.office.timetable.days[weekday], parts.join(', ')))}
            aria-orientation="vertical"
            aria-valuemax={span.to}
            aria-valuenow={minute}
            aria-valuetext={wallTime(minute)}
            transform={`translate(0 ${short(y(minute))})`}
          >
            <rect x={x} y="-6" width={grid.column - 8} height="9" />
          </g>
        )
      })}
    </>
  )
}

/** The periods of a day as fields, one each (`08:30-09:20 lesson 1e lesuur`), which the script keeps as the edges are. */
export function DayInputs({ weekday, day }: { readonly weekday: Weekday; readonly day: SchoolDay }) {
  return (
    <>
      {day.map(({ from, to, kind, free, name }, index) => (
        <input
          type="hidden"
          name={`${weekday}-${index}`}
          value={`${timeText(from)}-${timeText(to)} ${free ? 'free' : kind} ${name ?? ''}`}
        />
      ))}
    </>
  )
}

/** `24:00` is the end of the day, where {@link wallTime} would begin anew. */
const timeText = (minute: number): string => (minute === 1440 ? '24:00' : wallTime(minute))

const cut = (text: string, most = 20): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

/** A number of the picture without the tail that floating point gives it. */
const short = (length: number): number => Math.round(length * 100) / 100
