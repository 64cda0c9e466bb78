import { copyFileSync, mkdirSync, renameSync, statSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import type { IndexData } from '../link.ts'
import { IndexBuilder } from './index-builder.ts'
import { noteUpdate } from './list-updates.ts'
import type { LineProblem, ParsedList } from './parse-list.ts'
import { beginningOf, isSameContent, readList } from './read-list.ts'

/** One source of names for one category. */
export interface ListSource {
  readonly id: string
  readonly category: string
  readonly kind: 'built-in' | 'folder'
  readonly path: string
  /** Where the last good copy of a list from the folder is kept. */
  readonly kept?: string
}

/** What came of a source. */
export interface ListState {
  readonly id: string
  readonly category: string
  readonly source: 'built-in' | 'folder'
  readonly names: number
  readonly problems: readonly LineProblem[]
  readonly problemCount: number
  readonly state: 'in-use' | 'kept-last-good'
  readonly note?: string
  /** When the file in use was last changed, milliseconds since 1970. */
  readonly updated: number
}

/** The index of all lists and what came of each. */
export interface BuiltLists {
  readonly data: IndexData
  readonly states: readonly ListState[]
}

/** Most bytes of a list: some ten million names. */
const MOST_BYTES = 300 << 20

/** Reads every source and builds the index. A source that cannot be right is left aside for its last good copy. Runs for a second or so: not for a thread that answers. */
export function buildLists(sources: readonly ListSource[]): BuiltLists {
  const builder = new IndexBuilder(sources.reduce((sum, { path }) => sum + sizeOf(path), 0))
  const states = sources.map((source) => {
    const tag = `category:${source.category}`
    const add = (path: string) => readList(path, (wire, length) => builder.add(wire, length, tag))
    return source.kept === undefined ? readBuiltIn(source, add) : readWithCopy(source, source.kept, add)
  })
  return { data: builder.build(), states }
}

type Add = (path: string) => ParsedList

function readBuiltIn(source: ListSource, add: Add): ListState {
  return stateOf(source, add(source.path), 'in-use', statSync(source.path).mtimeMs)
}

function readWithCopy(source: ListSource, copy: string, add: Add): ListState {
  // What equals the last good one is good: at most starts nothing has changed.
  const isKept = isSameContent(source.path, copy)
  const problem = isKept ? undefined : unusable(source.path, copy)
  if (problem === undefined) {
    const parsed = add(source.path)
    if (!isKept) keep(copy, source.path)
    return stateOf(source, parsed, 'in-use', statSync(source.path).mtimeMs)
  }
  try {
    return stateOf(source, add(copy), 'kept-last-good', statSync(copy).mtimeMs, problem)
  } catch {
    return stateOf(source, { names: 0, problemCount: 0, problems: [] }, 'kept-last-good', 0, problem)
  }
}

/** Why a list file cannot be the list: unreadable, empty, a web page, too big, or shrunk by more than half since the last good one. */
function unusable(path: string, copy: string): string | undefined {
  try {
    if (statSync(path).size > MOST_BYTES) return 'too-big'
    if (/^\s*<(!doctype|html|\?xml)/i.test(new TextDecoder().decode(beginningOf(path, 200)))) return 'web-page'
    const names = countIn(path)
    if (names === 0) return 'empty'
    return names * 2 < (orNothing(() => countIn(copy)) ?? 0) ? 'shrunk' : undefined
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
  note?: string,
): ListState {
  const { id, category, kind } = source
  const { names, problems, problemCount } = parsed
  return {
    id,
    category,
    source: kind,
    names,
    problems,
    problemCount,
    state,
    updated,
    ...(note === undefined ? {} : { note }),
  }
}
