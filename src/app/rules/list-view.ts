import type { ListNote } from '../../lists/build-lists.ts'
import type { LineProblem } from '../../lists/parse-list.ts'

/** A line of a list that says no name, and which name was probably meant. */
export type BadLine = LineProblem

/** One list, and what came of it when it was last read. */
export interface ListView {
  readonly id: string
  readonly category: string
  readonly source: 'built-in' | 'folder'
  readonly names: number
  readonly problems: readonly BadLine[]
  readonly problemCount: number
  readonly state: 'in-use' | 'kept-last-good' | 'off'
  readonly note?: ListNote
  /** Of which moment the version in use is. */
  readonly updated: number
}
