import type { ListProgress } from '../../lists/build-lists.ts'
import type { BinnedList } from '../../lists/list-files.ts'
import type { Found } from '../../lists/search-lists.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Person } from '../people/person.ts'
import type { BadLine, ListView } from './list-view.ts'
import type { NameFound } from './name-finder.ts'

/** Of `list-not-written` the detail is what the disk said; of `list-empty` the first line that could not be used. */
export type ListProblem =
  | 'not-allowed'
  | 'unknown-list'
  | 'unknown-kind-of-sites'
  | 'not-own-list'
  | 'list-exists'
  | 'list-too-big'
  | 'list-text-too-long'
  | 'list-empty'
  | 'list-web-page'
  | 'list-unreadable'
  | 'list-gone'
  | 'list-lines'
  | 'not-shrunk'
  | 'last-of-locked'
  | 'list-not-written'

/** What was typed has lines that say no name. */
export interface BadLines extends Refusal<'list-lines'> {
  readonly lines: readonly BadLine[]
  /** The same, as programs read it. */
  readonly problems: readonly { readonly place: string; readonly problem: string }[]
}

/** Which list a file is for: one that there is, or a new one with the name of its file. */
export type ListPlace = { readonly list: string } | { readonly category: string; readonly file: string }

/** A file that came and was read, and what somebody should see before it takes its place. */
export interface WaitingList {
  /** Under which it waits, for half an hour. */
  readonly upload: string
  readonly list: string
  readonly category: string
  readonly names: number
  /** How many names the version before it has: 0 for a new list. */
  readonly before: number
  /** It has less than half of them. */
  readonly hasShrunk: boolean
  readonly problems: readonly BadLine[]
  readonly problemCount: number
}

/** Where a name stands: in lists with their lines, and in the rest of what decides about names. */
export interface ListFinds extends NameFound {
  readonly lists: readonly Found[]
}

/** A list that was removed, or an earlier version of one, until `until`. */
export interface RemovedList extends BinnedList {
  readonly until: number
}

/** The lists: what is in use, and all that a coordinator does with them. What changes a list has the lists read anew, off the answer path. */
export interface ListOffice {
  lists(): Promise<readonly ListView[]>
  /** How far the reading of now is; `failed` where the last one broke off, and what was there goes on. */
  reading(): ListProgress | 'failed' | undefined
  /** Resolves when all that was changed so far is in force. */
  ready(): Promise<void>
  /** Reads the folder anew, with what the board shares and what was dropped in. */
  refresh(person: Person | 'console'): Promise<void>
  search(person: Person, typed: string): Promise<Outcome<ListFinds, 'not-allowed' | 'bad-name'>>
  /** The kinds of sites that a list can be about. */
  categories(): readonly string[]
  /** Switches a list off, or on again; refused for the last one of a kind that is always closed. */
  setOn(person: Person, id: string, isOn: boolean): Promise<Outcome<void, ListProblem>>
  /** Reads a file as it comes. One without a fault takes its place at once; one that has shrunk, or has bad lines, waits for {@link take}. */
  bring(
    person: Person,
    where: ListPlace,
    content: AsyncIterable<Uint8Array>,
  ): Promise<Outcome<WaitingList | undefined, ListProblem>>
  /** Puts a file that waited in its place. */
  take(person: Person, upload: string): Promise<Outcome<void, ListProblem>>
  /** Uses a list's new file that was left aside because it had shrunk. */
  accept(person: Person, id: string): Promise<Outcome<void, ListProblem>>
  /** The school's own names of a kind of sites, as they were typed. */
  ownText(category: string): Outcome<string, ListProblem>
  /** Keeps them; of a text without a name nothing is kept. */
  setOwnText(person: Person, category: string, text: string): Promise<Outcome<void, ListProblem> | BadLines>
  /** Takes a list of the school's own away; it can be put back for two weeks. */
  remove(person: Person, id: string): Promise<Outcome<void, ListProblem>>
  removed(): readonly RemovedList[]
  putBack(person: Person, id: string): Promise<Outcome<void, ListProblem>>
}
