import type { View } from '../env.ts'
import { Name } from './words.tsx'

interface Row {
  readonly name: string
  readonly count: number
  /** What it was before, where that may be shown. */
  readonly before?: number
}

/** Most rows in a chart: more are noise. */
const mostRows = 8

interface BarsProps {
  readonly view: View
  readonly title: string
  /** What the first column of the table is. */
  readonly of: string
  readonly rows: readonly Row[]
  readonly none?: string
  /** The rows stay in the order they have: that of time. */
  readonly inOrder?: boolean
}

/** Counts as lying bars, which are the table's own third column: what is drawn is also written. */
export function Bars({ view, title, of, rows, none, inOrder = false }: BarsProps) {
  const shown = inOrder ? rows : rows.toSorted((a, b) => b.count - a.count).slice(0, mostRows)
  const most = Math.max(1, ...shown.map(({ count }) => count))
  return (
    <section class="card-panel">
      <h2 class="section-title">{title}</h2>
      {shown.length === 0 ? (
        <p class="text-muted">{none ?? view.t.none}</p>
      ) : (
        <table class="w-full">
          <caption class="sr-only">{title}</caption>
          <thead class="sr-only">
            <tr>
              <th scope="col">{of}</th>
              <th scope="col">{view.t.week.times}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, count, before }) => (
              <tr class="border-t border-base-300 first:border-0">
                <th scope="row" class="py-2.5 pe-3 text-start font-medium">
                  <Name>{name}</Name>
                  <Bar share={count / most} />
                </th>
                <td class="w-24 py-2.5 text-end align-top font-semibold tabular-nums">
                  {view.moments.number(count)}
                  {before !== undefined && (
                    <span class="block text-sm font-normal text-muted">
                      {view.t.directing.overview.before(view.moments.number(before))}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Bar({ share }: { readonly share: number }) {
  return (
    <svg class="mt-1.5 h-2.5 w-full" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="fill-base-300" width="100" height="4" rx="1" />
      <rect class="fill-primary" width={Math.max(1, share * 100).toFixed(1)} height="4" rx="1" />
    </svg>
  )
}
