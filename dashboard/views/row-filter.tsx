import type { View } from '../env.ts'
import { Icon } from './icon.tsx'

/** Up to so many rows are seen at a glance: nobody looks for one. */
const AT_A_GLANCE = 8

/** A field that leaves of a list the rows with what is typed. The list is `of`, its rows have `data-match`. Only with a script, and where there is much. */
export function RowFilter({ view, of, count }: { readonly view: View; readonly of: string; readonly count: number }) {
  if (count <= AT_A_GLANCE) return null
  const { label } = view.t.filterRows
  return (
    <label class="input js-only mb-3 w-full max-w-md">
      <Icon name="search" />
      <input type="search" placeholder={label} aria-label={label} autocomplete="off" data-filter={`#${of}`} />
    </label>
  )
}

/** Stands within the list, for when no row is left. */
export function NoRowFits({ view }: { readonly view: View }) {
  return (
    <p class="p-3 text-muted" data-no-match hidden>
      {view.t.filterRows.none}
    </p>
  )
}

/** What a row is found by: all of these, as `filterList` of app.js compares them. */
export const matching = (...words: readonly (string | undefined)[]): string =>
  words
    .filter((word) => word !== undefined && word !== '')
    .join(' ')
    .toLowerCase()
