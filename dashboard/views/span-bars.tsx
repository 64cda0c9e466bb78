import type { Overview } from '../../src/app/figures/overview.ts'
import type { View } from '../env.ts'

const plot = { height: 210, top: 24, bottom: 30 } as const
/** The same picture for a phone and for a desk: scaled, its letters would be too small on the one or too big on the other. */
const widths = [
  { width: 340, labels: 6, class: 'md:hidden' },
  { width: 920, labels: 16, class: 'hidden md:block' },
] as const
const kinds = ['lesson', 'break', 'outside'] as const
type Bar = Overview['bars'][number]

/** The days, weeks or months of a span as standing bars of lesson, break and outside, with the same as a table. */
export function SpanBars({ view, overview }: { readonly view: View; readonly overview: Overview }) {
  const { t } = view
  const title = t.directing.overview.bars[overview.step]
  return (
    <section class="card-panel">
      <div class="flex flex-wrap items-baseline justify-between gap-2">
        <h2 class="section-title">{title}</h2>
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
        <Plot view={view} overview={overview} size={size} />
      ))}
      <details class="fold mt-3">
        <summary>{t.week.tableOf(title)}</summary>
        <section class="mt-2 overflow-x-auto" tabindex={0} aria-label={title}>
          <BarTable view={view} bars={overview.bars} />
        </section>
      </details>
    </section>
  )
}

const sum = (bar: Bar): number => bar.lesson + bar.break + bar.outside

function Plot({
  view,
  overview: { bars, step: unit },
  size,
}: {
  readonly view: View
  readonly overview: Overview
  readonly size: (typeof widths)[number]
}) {
  const most = Math.max(1, ...bars.map(sum))
  const step = size.width / Math.max(1, bars.length)
  const width = Math.min(72, step * 0.62)
  // Of many bars only some are written under, and none above: what is drawn small is read in the table.
  const every = Math.ceil(bars.length / size.labels)
  return (
    <svg class={`h-auto w-full ${size.class}`} viewBox={`0 0 ${size.width} ${plot.height}`} aria-hidden="true">
      <line class="stroke-base-300" x1="0" x2={size.width} y1={bottom} y2={bottom} />
      {bars.map((bar, index) => {
        const middle = step * (index + 0.5)
        return (
          <g>
            <Stack bar={bar} most={most} x={middle - width / 2} width={width} />
            {sum(bar) > 0 && every === 1 && (
              <text
                class="fill-base-content text-[13px] font-semibold"
                x={middle}
                y={topOf(sum(bar), most) - 7}
                text-anchor="middle"
              >
                {view.moments.number(sum(bar))}
              </text>
            )}
            {index % every === 0 && (
              <text class="fill-muted text-[13px]" x={middle} y={plot.height - 10} text-anchor="middle">
                {shortDate(view, bar.date, unit, bars.length)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** `ma` in a week, else `24-11`; of a month its name. */
function shortDate({ language }: View, date: string, unit: Overview['step'], count: number): string {
  const at = Date.parse(`${date}T12:00:00Z`)
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { timeZone: 'UTC', ...options }).format(at)
  if (unit === 'month') return format({ month: 'short' })
  if (unit === 'day' && count <= 7) return format({ weekday: 'short' }).slice(0, 2)
  return format({ day: 'numeric', month: 'numeric' })
}

function Stack({
  bar,
  most,
  x,
  width,
}: {
  readonly bar: Bar
  readonly most: number
  readonly x: number
  readonly width: number
}) {
  let below = 0
  return (
    <>
      {kinds.map((kind) => {
        const low = topOf(below, most)
        below += bar[kind]
        const high = topOf(below, most)
        return (
          <rect
            class={`bar-${kind}`}
            x={x.toFixed(1)}
            y={high.toFixed(1)}
            width={width.toFixed(1)}
            height={(low - high).toFixed(1)}
          />
        )
      })}
    </>
  )
}

function BarTable({ view, bars }: { readonly view: View; readonly bars: readonly Bar[] }) {
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
        {bars.map((bar) => (
          <tr>
            <th scope="row" class="font-medium">
              {view.moments.date(bar.date)}
            </th>
            {kinds.map((kind) => (
              <td class="text-end tabular-nums">{view.moments.number(bar[kind])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const bottom = plot.height - plot.bottom
const topOf = (count: number, most: number): number => bottom - (count / most) * (bottom - plot.top)
