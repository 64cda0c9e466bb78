import { copyFileSync, mkdirSync, renameSync, statSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import type { IndexData } from '../link.ts'
import { IndexBuilder } from './index-builder.ts'
import { noteUpdate } from './list-updates.ts'
import type { FaultOf, LineProblem, OnName, ParsedList } from './parse-list.ts'
import { isSuffixInWire } from './public-suffix.ts'
import { beginningOf, isSameContent, readList } from './read-list.ts'

/** One source of names for one category. */
export interface ListSource {
  readonly id: string
  readonly category: string
  readonly kind: 'built-in' | 'folder'
  readonly path: string
  /** Where the last good copy of a list from the folder is kept. */
  readonly kept?: string
  /** Switched off by the school: it is looked at, and closes nothing. */
  readonly isOff?: true
}

/** What came of a source. */
export interface ListState {
  readonly id: string
  readonly category: string
  readonly source: 'built-in' | 'folder'
  readonly names: number
  readonly problems: readonly LineProblem[]
  readonly problemCount: number
  readonly state: 'in-use' | 'kept-last-good' | 'off'
  /** Why the file is not the one in use. */
  readonly note?: ListNote
  /** When the file in use was last changed, milliseconds since 1970. */
  readonly updated: number
}

/** Why a file cannot be the list. */
export type ListNote = 'too-big' | 'web-page' | 'empty' | 'shrunk' | 'unreadable'

/** How far a reading is: so many lists of so many. */
export interface ListProgress {
  readonly read: number
  readonly of: number
}

/** The index of all lists and what came of each. */
export interface BuiltLists {
  readonly data: IndexData
  readonly states: readonly ListState[]
}

/** Most bytes of a list: some ten million names. */
export const MOST_BYTES = 300 << 20

/**
 * Reads every source and builds the index. A source that cannot be right is left aside for its last good copy. Runs for a second or so: not for a thread
 * that answers. `onRead` hears of each source that was read.
 */
export function buildLists(
  sources: readonly ListSource[],
  onRead: (progress: ListProgress) => void = () => {},
): BuiltLists {
  const builder = new IndexBuilder(sources.reduce((sum, { path, isOff }) => sum + (isOff ? 0 : sizeOf(path)), 0))
  const states = sources.map((source, at) => {
    const tag = `category:${source.category}`
    const onName: OnName = source.isOff ? () => {} : (wire, length) => builder.add(wire, length, tag)
    const add = (path: string) => readList(path, onName, tooWide)
    const state = source.kept === undefined ? readBuiltIn(source, add) : readWithCopy(source, source.kept, add)
    onRead({ read: at + 1, of: sources.length })
    return state
  })
  return { data: builder.build(), states }
}

/** What is in a file that may become a list, and how many names the last good copy has that it would take the place of. */
export interface CheckedFile extends ParsedList {
  readonly before: number
  /** Why it cannot be the list, or (`shrunk`) why somebody should be asked first. */
  readonly note?: ListNote
}

/** Reads a file as {@link buildLists} would, before it takes a list's place. Not for a thread that answers. */
export function checkFile(path: string, copy: string): CheckedFile {
  const before = orNothing(() => countIn(copy)) ?? 0
  let parsed = nothing
  const count = () => {
    parsed = readList(path, () => {}, tooWide)
    return parsed.names
  }
  const note = unusable(path, count, () => before)
  return { ...parsed, before, ...(note === undefined ? {} : { note }) }
}

/** Makes a file that somebody has agreed to the last good copy, even where it has shrunk. Not for a thread that answers. */
export const acceptFile = (path: string, copy: string): void => keep(copy, path)

/** What one maker of a list may not close for everybody: `co.uk`, `github.io`. A school that wants to has a rule. */
const tooWide: FaultOf = (wire, length) => (isSuffixInWire(wire, length) ? 'public-suffix' : undefined)

type Add = (path: string) => ParsedList

function readBuiltIn(source: ListSource, add: Add): ListState {
  return stateOf(source, add(source.path), 'in-use', statSync(source.path).mtimeMs)
}

function readWithCopy(source: ListSource, copy: string, add: Add): ListState {
  // What equals the last good one is good: at most starts nothing has changed.
  const isKept = isSameContent(source.path, copy)
  const countBefore = () => orNothing(() => countIn(copy)) ?? 0
  const problem = isKept ? undefined : unusable(source.path, () => countIn(source.path), countBefore)
  if (problem === undefined) {
    const parsed = add(source.path)
    if (!isKept) keep(copy, source.path)
    return stateOf(source, parsed, 'in-use', statSync(source.path).mtimeMs)
  }
  try {
    return stateOf(source, add(copy), 'kept-last-good', statSync(copy).mtimeMs, problem)
  } catch {
    return stateOf(source, nothing, 'kept-last-good', 0, problem)
  }
}

const nothing: ParsedList = { names: 0, problemCount: 0, problems: [] }

/** Why a list file cannot be the list: unreadable, empty, a web page, too big, or shrunk by more than half since the last good one. */
function unusable(path: string, count: () => number, countBefore: () => number): ListNote | undefined {
  try {
    if (statSync(path).size > MOST_BYTES) return 'too-big'
    if (/^\s*<(!doctype|html|\?xml)/i.test(new TextDecoder().decode(beginningOf(path, 200)))) return 'web-page'
    const names = count()
    if (names === 0) return 'empty'
    return names * 2 < countBefore() ? 'shrunk' : undefined
  } catch {
    return 'unreadable'
  }
}

const countIn = (path: string): number => readList(path, () => {}).names

/** Bytes of a file; none where it is not there or too big to be read. */
function sizeOf(path: string): number {
  const size = orNothing(() => statSync(path).size) ?? 0
  return size > MOST_BYTES ? 0 : size
}

function orNothing<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** On a full disk the copy stays what it was: the list is good all the same, and the next build tries again. */
function keep(copy: string, path: string): void {
  try {
    mkdirSync(dirname(copy), { recursive: true })
    orNothing(() => noteUpdate(copy, path))
    const { atime, mtime } = statSync(path)
    copyFileSync(path, `${copy}.new`)
    // A copy is the version that it was made of.
    utimesSync(`${copy}.new`, atime, mtime)
    renameSync(`${copy}.new`, copy)
  } catch {
    // Without a copy the next file is not measured by this one.
  }
}

function stateOf(
  source: ListSource,
  parsed: ParsedList,
  state: ListState['state'],
  updated: number,
  note?: ListNote,
): ListState {
  const { id, category, kind, isOff } = source
  const { names, problems, problemCount } = parsed
  return {
    id,
    category,
    source: kind,
    names,
    problems,
    problemCount,
    state: isOff ? 'off' : state,
    updated,
    ...(note === undefined ? {} : { note }),
  }
}
