import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { IndexData } from '../link.ts'
import { IndexBuilder } from './index-builder.ts'
import type { LineProblem, ParsedList } from './parse-list.ts'
import { parseList } from './parse-list.ts'

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
  const builder = new IndexBuilder()
  const states = sources.map((source) => {
    const add = (bytes: Uint8Array) =>
      parseList(bytes, (wire, length) => builder.add(wire, length, `category:${source.category}`))
    return source.kept === undefined ? readBuiltIn(source, add) : readWithCopy(source, source.kept, add)
  })
  return { data: builder.build(), states }
}

type Add = (bytes: Uint8Array) => ParsedList

function readBuiltIn(source: ListSource, add: Add): ListState {
  return stateOf(source, add(readFileSync(source.path)), 'in-use', statSync(source.path).mtimeMs)
}

function readWithCopy(source: ListSource, copy: string, add: Add): ListState {
  const problem = unusable(source.path, copy)
  if (problem === undefined) {
    const bytes = readFileSync(source.path)
    const parsed = add(bytes)
    keep(copy, bytes)
    return stateOf(source, parsed, 'in-use', statSync(source.path).mtimeMs)
  }
  try {
    return stateOf(source, add(readFileSync(copy)), 'kept-last-good', statSync(copy).mtimeMs, problem)
  } catch {
    return stateOf(source, { names: 0, problemCount: 0, problems: [] }, 'kept-last-good', 0, problem)
  }
}

/** Why a list file cannot be the list: unreadable, empty, a web page, too big, or shrunk by more than half since the last good one. */
function unusable(path: string, copy: string): string | undefined {
  let bytes: Uint8Array
  try {
    if (statSync(path).size > MOST_BYTES) return 'too-big'
    bytes = readFileSync(path)
  } catch {
    return 'unreadable'
  }
  if (/^\s*<(!doctype|html|\?xml)/i.test(new TextDecoder().decode(bytes.slice(0, 200)))) return 'web-page'
  const { names } = parseList(bytes, () => {})
  if (names === 0) return 'empty'
  const before = countIn(copy)
  return before !== undefined && names * 2 < before ? 'shrunk' : undefined
}

function countIn(copy: string): number | undefined {
  try {
    return parseList(readFileSync(copy), () => {}).names
  } catch {
    return undefined
  }
}

function keep(copy: string, bytes: Uint8Array): void {
  mkdirSync(dirname(copy), { recursive: true })
  writeFileSync(`${copy}.new`, bytes)
  renameSync(`${copy}.new`, copy)
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
