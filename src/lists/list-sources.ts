import type { Dirent } from 'node:fs'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ListSource } from './build-lists.ts'

/** Where lists come from. */
export interface ListFolders {
  /** The starter lists that ship with the product, `<category>.txt`. */
  readonly builtIn: string
  /** The school's own: `<category>.txt`, or any files in a folder `<category>/`. */
  readonly own: string
  /** What the board shares, in the same form as the school's own; left out where there is no board. */
  readonly shared?: string
  /** Last good copies of the school's own, and of what is shared. */
  readonly kept: string
}

/** Every list file in the folders, in a fixed order. Hidden files and files being written (`.new`, `.tmp`, `.part`) are passed over. */
export function sourcesIn({ builtIn, own, shared, kept }: ListFolders): readonly ListSource[] {
  const off = listsOff(own)
  const shipped = files(builtIn).map(
    (file): ListSource => ({
      id: basename(file, '.txt'),
      category: basename(file, '.txt'),
      kind: 'built-in',
      path: join(builtIn, file),
    }),
  )
  const byPath = (a: ListSource, b: ListSource) => (a.id < b.id ? -1 : 1)
  const ours = sourcesUnder(
    own,
    ({ category, file }): ListSource => ({
      id: file,
      category,
      kind: 'folder',
      path: join(own, file),
      kept: join(kept, file),
    }),
  )
  const theirs = sourcesUnder(
    shared,
    ({ category, file }): ListSource => ({
      id: `board/${file}`,
      category,
      kind: 'folder',
      path: join(shared!, file),
      kept: join(kept, '.board', file),
    }),
  )
  return [...shipped, ...[...ours].sort(byPath), ...[...theirs].sort(byPath)].map((source) =>
    off.has(source.id) ? { ...source, isOff: true } : source,
  )
}

/** In the school's folder: the ids of lists that are switched off, one a line. Itself no list. */
export const OFF_FILE = 'switched-off.txt'

/** Which lists are switched off in a school's folder. */
export function listsOff(own: string): ReadonlySet<string> {
  try {
    const lines = readFileSync(join(own, OFF_FILE), 'utf8').split(/\r?\n/)
    return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))
  } catch {
    return new Set()
  }
}

/** The lists of a folder: `<category>.txt`, or any files in a folder `<category>/`. `file` is a path within it. */
export function sourcesUnder<Source>(
  folder: string | undefined,
  source: (found: { readonly category: string; readonly file: string }) => Source,
): readonly Source[] {
  if (folder === undefined || !existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly Source[] => {
    if (entry.isDirectory())
      return files(join(folder, entry.name)).map((file) =>
        source({ category: entry.name, file: join(entry.name, file) }),
      )
    const isOne = isList(entry) && entry.name !== OFF_FILE
    return isOne ? [source({ category: entry.name.replace(/\.[^.]*$/, ''), file: entry.name })] : []
  })
}

/** A link counts, wherever it leads: where it leads nowhere, the last good copy of what it led to is kept. */
const isList = (entry: Dirent): boolean =>
  (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.') && !/\.(new|tmp|part)$/.test(entry.name)

function files(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(isList)
    .map(({ name }) => name)
    .sort()
}
