import type { Period, SchoolDay, Timetable } from '../../src/time/calendar.ts'
import type { Weekday } from '../../src/time/school-time.ts'
import type { View } from '../env.ts'

/** The days as a school week shows them. */
export const weekdaysInOrder: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** `08:30` for minutes on the wall; past midnight it begins anew. */
export const wallTime = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

interface Props {
  readonly view: View
  readonly timetable: Timetable
  readonly schoolDays: readonly Weekday[]
}

const left = 46
const head = 30
const column = 170
const perMinute = 0.85

/** A week as a picture: a column a day, the periods in their places. The table beside it says the same in words. */
export function WeekGrid({ view, timetable, schoolDays }: Props) {
  const days = shownDays(timetable, schoolDays)
  const { from, to } = spanOf(timetable)
  const [width, height] = [left + days.length * column, head + (to - from) * perMinute + 8]
  const hours = Array.from({ length: (to - from) / 60 + 1 }, (_, index) => from + index * 60)
  const y = (minute: number) => head + (minute - from) * perMinute
  return (
    <svg class="h-auto w-full" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {hours.map((minute) => (
        <g>
          <line class="stroke-base-300" x1={left} x2={width} y1={y(minute)} y2={y(minute)} />
          <text class="fill-muted text-[12px] tabular-nums" x={left - 8} y={y(minute) + 4} text-anchor="end">
            {wallTime(minute)}
          </text>
        </g>
      ))}
      {days.map((day, index) => (
        <g>
          <text
            class="fill-base-content text-[13px] font-semibold"
            x={left + (index + 0.5) * column}
            y="18"
            text-anchor="middle"
          >
            {view.t.office.timetable.days[day]}
          </text>
          <DayColumn
            view={view}
            day={timetable.days[day]}
            school={schoolDays.includes(day)}
            x={left + index * column + 4}
            y={y}
            span={{ from, to }}
          />
        </g>
      ))}
    </svg>
  )
}

/** The same week as a table, and the way to edit each day. */
export function WeekTable({ view, timetable, schoolDays }: Props) {
  const texts = view.t.office.timetable
  return (
    <ul class="row-list">
      {shownDays(timetable, schoolDays).map((day) => (
        <li class="row">
          <div class="min-w-0 flex-1">
            <p class="font-semibold first-letter:uppercase">{texts.days[day]}</p>
            <p class="text-sm text-muted">{inWords(view, timetable.days[day], schoolDays.includes(day))}</p>
          </div>
          <a
            class="btn btn-outline"
            href={`/timetable/${encodeURIComponent(timetable.id)}/${day}`}
            aria-label={texts.edit(texts.days[day])}
          >
            {view.t.office.people.change}
          </a>
        </li>
      ))}
    </ul>
  )
}

interface ColumnProps {
  readonly view: View
  readonly day: SchoolDay | 'off' | undefined
  readonly school: boolean
  readonly x: number
  readonly y: (minute: number) => number
  readonly span: { readonly from: number; readonly to: number }
}

function DayColumn({ view, day, school, x, y, span }: ColumnProps) {
  if (day === 'off' || (day === undefined && !school)) return null
  if (day === undefined) return <Block view={view} period={{ ...span, kind: 'lesson' }} x={x} y={y} />
  return (
    <>
      {day.map((period) => (
        <Block view={view} period={period} x={x} y={y} />
      ))}
    </>
  )
}

function Block({ view, period, x, y }: Pick<ColumnProps, 'view' | 'x' | 'y'> & { readonly period: Period }) {
  const top = y(period.from)
  const height = y(period.to) - top - 2
  const label = labelOf(view, period)
  return (
    <g>
      <rect class={`block-${period.kind}`} x={x} y={top + 1} width={column - 8} height={Math.max(3, height)} rx="6" />
      {height > 13 && (
        <text
          class={`block-text-${period.kind} text-[11.5px] font-semibold`}
          x={x + 9}
          y={top + Math.min(16, height / 2 + 5)}
        >
          {height > 30 ? cut(label) : `${cut(label, 14)} ${wallTime(period.from)}`}
        </text>
      )}
      {height > 30 && (
        <text class={`block-text-${period.kind} text-[11px] tabular-nums`} x={x + 9} y={top + 30}>
          {wallTime(period.from)}–{wallTime(period.to)}
        </text>
      )}
    </g>
  )
}

function shownDays(timetable: Timetable, schoolDays: readonly Weekday[]): readonly Weekday[] {
  const used = (day: Weekday) => schoolDays.includes(day) || (timetable.days[day] ?? 'off') !== 'off'
  return weekdaysInOrder.filter((day, index) => index < 5 || used(day))
}

function spanOf(timetable: Timetable): { readonly from: number; readonly to: number } {
  const periods = Object.values(timetable.days).flatMap((day) => (day === 'off' ? [] : day))
  if (periods.length === 0) return { from: 8 * 60, to: 16 * 60 }
  const from = Math.min(...periods.map((period) => period.from))
  const to = Math.max(...periods.map((period) => period.to))
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 }
}

function inWords(view: View, day: SchoolDay | 'off' | undefined, school: boolean) {
  const texts = view.t.office.timetable
  if (day === undefined && school) return texts.notFilled
  if (day === undefined || day === 'off' || day.length === 0) return texts.off
  return day.map((period) => (
    <span class="me-4 inline-block whitespace-nowrap">
      <span class="tabular-nums">
        {wallTime(period.from)}–{wallTime(period.to)}
      </span>{' '}
      {labelOf(view, period)}
    </span>
  ))
}

/** A free hour is said to be one, by whatever name: it looks like a lesson otherwise. */
function labelOf(view: View, { kind, name, free }: Period): string {
  if (!free) return name ?? view.t.kinds[kind]
  const { free: freeHour } = view.t.office.timetable
  return name === undefined ? freeHour : `${name} (${freeHour})`
}

const cut = (text: string, most = 20): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)
