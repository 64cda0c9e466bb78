import type { ListView, Refusal, RemovedList } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { ListSearched } from './list-search.tsx'

/** How far a reading of the lists is. */
export type ListReading = { readonly read: number; readonly of: number } | 'failed' | undefined

/** What the page of lists is drawn from. */
export interface ListsProps {
  readonly view: View
  readonly lists: readonly ListView[]
  /** The kinds of sites that a list can be about. */
  readonly categories: readonly string[]
  readonly removed: readonly RemovedList[]
  readonly reading?: ListReading
  readonly searched?: ListSearched | undefined
  readonly problem?: Refusal | undefined
}
