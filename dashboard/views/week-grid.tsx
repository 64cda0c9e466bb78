import type { SchoolDay, SchoolWeek } from '../../src/time/calendar.ts'
import type { Weekday } from '../../src/time/school-time.ts'
import type { View } from '../env.ts'
import { Block, DayEdges, grid, labelOf, spanOf, wallTime } from './week-grid-parts.tsx'

/** The days as a school week shows them. */
export const weekdaysInOrder: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

interface Props {
  readonly view: View
  /** What is shown, and said to be it. */
  readonly week: SchoolWeek
  readonly name: string
  readonly schoolDays: readonly Weekday[]
  /** Days that are as on normal days: shown faint, and not dragged here. */
  readonly faint?: readonly Weekday[]
  /** Whether its edges can be dragged. Without script it is a picture; the list beside it says the same in words. */
  readonly draggable?: boolean
}

/** A week as a picture: a column a day, the periods in their places, with edges that can be dragged or moved by keys. */
export function WeekGrid(props: Props) {
  const { view, week, name, schoolDays, draggable = false } = props
  const days = shownDays(week, schoolDays)
  const { from, to } = spanOf(week, draggable)
  const [width, height] = [grid.left + days.length * grid.column, grid.head + (to - from) * grid.perMinute + 8]
  const hours = Array.from({ length: (to - from) / 60 + 1 }, (_, index) => from + index * 60)
  const y = (minute: number) => grid.head + (minute - from) * grid.perMinute
  const shown = draggable
    ? { role: 'group', 'aria-label': view.t.keeping.hours.gridName(name), 'data-week': '' }
    : { 'aria-hidden': 'true' as const }
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it is a labelled group of sliders, or hidden; a title would hang over it while it is dragged.
    <svg
      class="h-auto w-full touch-pan-y select-none"
      viewBox={`0 0 ${width} ${height}`}
      data-from={from}
      data-to={to}
      data-head={grid.head}
      data-per-minute={grid.perMinute}
      {...shown}
    >
      {hours.map((minute) => (
        <g>
          <line class="stroke-base-300" x1={grid.left} x2={width} y1={y(minute)} y2={y(minute)} />
          <text class="fill-muted text-[12px] tabular-nums" x={grid.left - 8} y={y(minute) + 4} text-anchor="end">
            {wallTime(minute)}
          </text>
        </g>
      ))}
      {days.map((day, index) => (
        <Column {...props} day={day} x={grid.left + index * grid.column} y={y} span={{ from, to }} />
      ))}
    </svg>
  )
}

/** The days that have a column or a line: Monday to Friday, and others that are used. */
export function shownDays(week: SchoolWeek, schoolDays: readonly Weekday[]): readonly Weekday[] {
  const used = (day: Weekday) => schoolDays.includes(day) || (week[day] ?? 'off') !== 'off'
  return weekdaysInOrder.filter((day, index) => index < 5 || used(day))
}

/** A day in words: its periods with their hours. */
export function dayInWords(view: View, day: SchoolDay | 'off' | undefined, isSchoolDay: boolean) {
  const texts = view.t.office.timetable
  if (day === undefined && isSchoolDay) return texts.notFilled
  if (day === undefined || day === 'off' || day.length === 0) return texts.off
  return (
    <span class="day-hours">
      {day.map((period) => (
        <span>
          {wallTime(period.from)}–{wallTime(period.to)} {labelOf(view, period)}
        </span>
      ))}
    </span>
  )
}

interface ColumnProps extends Props {
  readonly day: Weekday
  readonly x: number
  readonly y: (minute: number) => number
  readonly span: { readonly from: number; readonly to: number }
}

function Column({ view, week, schoolDays, faint = [], draggable, day, x, y, span }: ColumnProps) {
  const periods = week[day]
  const title = view.t.office.timetable.days[day]
  const isFaint = faint.includes(day)
  const isWhole = periods === undefined && schoolDays.includes(day)
  const blocks: SchoolDay = isWhole
    ? [{ ...span, kind: 'lesson' }]
    : periods === undefined || periods === 'off'
      ? []
      : periods
  // A period over midnight is changed by typing: its end is not in this column.
  const canDrag = draggable === true && !isFaint && !isWhole && blocks.every(({ to }) => to <= 1440)
  return (
    <g class={isFaint ? 'opacity-45' : undefined}>
      <text class="fill-base-content text-[13px] font-semibold" x={x + grid.column / 2} y="18" text-anchor="middle">
        {title}
      </text>
      {blocks.map((period, index) => (
        <Block view={view} period={period} x={x + 4} y={y} {...(canDrag ? { id: `${day}-${index}` } : {})} />
      ))}
      {canDrag && <DayEdges view={view} weekday={day} day={blocks} x={x + 4} y={y} span={span} />}
    </g>
  )
}
