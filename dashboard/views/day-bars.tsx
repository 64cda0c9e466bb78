import type { WeekView } from '../../src/app/app.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import type { View } from '../env.ts'

const plot = { height: 210, top: 24, bottom: 30 } as const
/** The same picture for a phone and for a desk: scaled, its letters would be too small on the one or too big on the other. */
const widths = [
  { width: 340, class: 'md:hidden' },
  { width: 920, class: 'hidden md:block' },
] as const
const kinds = ['lesson', 'break', 'outside'] as const

/** The days of the week as standing bars of lesson, break and outside, with the same as a table. */
export function DayBars({
  view,
  week,
  zone,
}: {
  readonly view: View
  readonly week: WeekView
  readonly zone: SchoolZone
}) {
  const { t } = view
  const days = week.byDay.map((day) => ({ ...day, name: view.moments.day(zone.instantsOf(day.date, 720)[0] ?? 0) }))
  return (
    <section class="card-panel">
      <div class="flex flex-wrap items-baseline justify-between gap-2">
        <h2 class="section-title">{t.week.byDay}</h2>
        <ul class="flex flex-wrap gap-4 text-sm">
          {kinds.map((kind) => (
            <li class="flex items-center gap-2">
              <svg class="size-3" viewBox="0 0 10 10" aria-hidden="true">
                <rect class={`bar-${kind}`} width="10" height="10" rx="2" />
              </svg>
              {t.week[kind]}
            </li>
          ))}
        </ul>
      </div>
      {widths.map((size) => (
        <Plot view={view} days={days} size={size} />
      ))}
      <details class="fold mt-3">
        <summary>{t.week.tableOf(t.week.byDay)}</summary>
        <div class="mt-2 overflow-x-auto">
          <DayTable view={view} days={days} />
        </div>
      </details>
    </section>
  )
}

type Day = WeekView['byDay'][number] & { readonly name: string }

function Plot({
  view,
  days,
  size,
}: {
  readonly view: View
  readonly days: readonly Day[]
  readonly size: (typeof widths)[number]
}) {
  const most = Math.max(1, ...days.map((day) => day.lesson + day.break + day.outside))
  const step = size.width / Math.max(1, days.length)
  const width = Math.min(72, step * 0.62)
  return (
    <svg class={`h-auto w-full ${size.class}`} viewBox={`0 0 ${size.width} ${plot.height}`} aria-hidden="true">
      <line
        class="stroke-base-300"
        x1="0"
        x2={size.width}
        y1={plot.height - plot.bottom}
        y2={plot.height - plot.bottom}
      />
      {days.map((day, index) => {
        const middle = step * (index + 0.5)
        const total = day.lesson + day.break + day.outside
        return (
          <g>
            <Stack day={day} most={most} x={middle - width / 2} width={width} />
            <text
              class="fill-base-content text-[13px] font-semibold"
              x={middle}
              y={topOf(total, most) - 7}
              text-anchor="middle"
            >
              {total > 0 ? view.moments.number(total) : ''}
            </text>
            <text class="fill-muted text-[13px]" x={middle} y={plot.height - 10} text-anchor="middle">
              {day.name.split(' ')[0]?.slice(0, 2)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function Stack({
  day,
  most,
  x,
  width,
}: {
  readonly day: Day
  readonly most: number
  readonly x: number
  readonly width: number
}) {
  let below = 0
  return (
    <>
      {kinds.map((kind) => {
        const bottom = topOf(below, most)
        below += day[kind]
        const top = topOf(below, most)
        return (
          <rect
            class={`bar-${kind}`}
            x={x.toFixed(1)}
            y={top.toFixed(1)}
            width={width.toFixed(1)}
            height={(bottom - top).toFixed(1)}
          />
        )
      })}
    </>
  )
}

function DayTable({ view, days }: { readonly view: View; readonly days: readonly Day[] }) {
  const { t } = view
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.week.day}</th>
          {kinds.map((kind) => (
            <th scope="col" class="text-end">
              {t.week[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr>
            <th scope="row" class="font-medium">
              {day.name}
            </th>
            {kinds.map((kind) => (
              <td class="text-end tabular-nums">{view.moments.number(day[kind])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const topOf = (count: number, most: number): number =>
  plot.height - plot.bottom - (count / most) * (plot.height - plot.top - plot.bottom)
