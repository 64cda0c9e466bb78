import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { LabelView } from '../dns/labels.ts'
import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import type { IndexData } from '../link.ts'
import type { BuiltLists, ListSource, ListState } from './build-lists.ts'
import type { ListedSince } from './listed-since.ts'
import { listedSince } from './listed-since.ts'
import { NameIndex } from './name-index.ts'

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

/** Builds the lists somewhere else, so that whoever asks can go on. */
export type BuildElsewhere = (sources: readonly ListSource[]) => Promise<BuiltLists>
/** Looks a name up in lists somewhere else, for the same reason. */
export type LookElsewhere = (sources: readonly ListSource[], name: Name) => Promise<readonly ListedSince[]>

/** All lists in use, as one index. A refresh builds a whole new one beside it and then swaps. */
export class ListLibrary {
  readonly #folders: ListFolders
  readonly #build: BuildElsewhere
  readonly #look: LookElsewhere
  #built: BuiltLists
  #index: NameIndex
  #running: Promise<void> | undefined

  private constructor(folders: ListFolders, build: BuildElsewhere, look: LookElsewhere, built: BuiltLists) {
    this.#folders = folders
    this.#build = build
    this.#look = look
    this.#built = built
    this.#index = new NameIndex(built.data.buffer)
  }

  /**
   * Opens all lists. The school's folder is made if it is not there. `before` is the index of an earlier run: where no file has changed since it was
   * made, it serves again, and nothing is read.
   */
  static async open(
    folders: ListFolders,
    build: BuildElsewhere,
    before: () => Promise<IndexData | undefined> = async () => undefined,
    look: LookElsewhere = async (sources, name) => listedSince(sources, name),
  ): Promise<ListLibrary> {
    mkdirSync(folders.own, { recursive: true })
    const sources = sourcesIn(folders)
    return new ListLibrary(
      folders,
      build,
      look,
      (await builtBefore(folders, sources, before)) ?? (await buildAndNote(folders, sources, build)),
    )
  }

  lists(): readonly ListState[] {
    return this.#built.states
  }

  data(): IndexData {
    return this.#built.data
  }

  /** How many different names the index holds. */
  get names(): number {
    return this.#index.names
  }

  /** Reads the sources anew. Two calls at once share one reading. */
  refresh(): Promise<void> {
    this.#running ??= buildAndNote(this.#folders, sourcesIn(this.#folders), this.#build)
      .then((built) => {
        this.#built = built
        this.#index = new NameIndex(built.data.buffer)
      })
      .finally(() => {
        this.#running = undefined
      })
    return this.#running
  }

  /** The categories whose lists hold the name or a parent of it. */
  categoriesOf(name: Name): readonly string[] {
    return categoriesIn(this.#built.data, this.#index, name)
  }

  /** The lists that hold the name or a parent of it, and since which version; read anew, from what is in use. */
  async listedSince(name: Name): Promise<readonly ListedSince[]> {
    const categories = this.categoriesOf(name)
    const sources = sourcesIn(this.#folders).filter(({ category }) => categories.includes(category))
    return sources.length === 0 ? [] : await this.#look(sources, name)
  }
}

/** What an earlier run noted of its lists, beside the last good copies. */
interface Note {
  readonly madeFrom: string
  readonly states: readonly ListState[]
}

async function buildAndNote(
  folders: ListFolders,
  sources: readonly ListSource[],
  build: BuildElsewhere,
): Promise<BuiltLists> {
  const madeFrom = markOf(sources)
  const { data, states } = await build(sources)
  try {
    mkdirSync(folders.kept, { recursive: true })
    writeFileSync(noteIn(folders), JSON.stringify({ madeFrom, states } satisfies Note))
  } catch {
    // On a full disk the next start reads the lists anew.
  }
  return { data: { ...data, madeFrom }, states }
}

async function builtBefore(
  folders: ListFolders,
  sources: readonly ListSource[],
  before: () => Promise<IndexData | undefined>,
): Promise<BuiltLists | undefined> {
  try {
    const { madeFrom, states } = JSON.parse(readFileSync(noteIn(folders), 'utf8')) as Note
    if (madeFrom !== markOf(sources)) return undefined
    const data = await before()
    return data?.madeFrom === madeFrom ? { data, states } : undefined
  } catch {
    return undefined
  }
}

/** What came of the lists when they were last read into `folders.kept`, and whether no file has changed since; undefined where they never were. */
export function notedLists(
  folders: ListFolders,
): { readonly states: readonly ListState[]; readonly isCurrent: boolean } | undefined {
  try {
    const { madeFrom, states } = JSON.parse(readFileSync(noteIn(folders), 'utf8')) as Note
    return { states, isCurrent: madeFrom === markOf(sourcesIn(folders)) }
  } catch {
    return undefined
  }
}

const noteIn = ({ kept }: ListFolders): string => join(kept, '.built.json')

/** Tells one state of the files from another: their paths, sizes and times of change. */
function markOf(sources: readonly ListSource[]): string {
  const files = sources.map(({ path, category }) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    return [path, category, stat?.size, stat?.mtimeMs]
  })
  return createHash('sha256').update(JSON.stringify(files)).digest('hex')
}

/** The categories that an index of lists gives a name. */
export function categoriesIn(data: IndexData, index: NameIndex, name: Name): readonly string[] {
  const wire = wireOfName(name)
  const view = new LabelView()
  if (!view.read(wire, 0, wire.length)) return []
  return data.tagSets[index.find(wire, view)]!.map((tag) => tag.replace(/^category:/, ''))
}

/** Every list file in the folders, in a fixed order. Hidden files and files being written (`.new`, `.tmp`, `.part`) are passed over. */
export function sourcesIn({ builtIn, own, shared, kept }: ListFolders): readonly ListSource[] {
  const shipped = files(builtIn).map(
    (file): ListSource => ({
      id: basename(file, '.txt'),
      category: basename(file, '.txt'),
      kind: 'built-in',
      path: join(builtIn, file),
    }),
  )
  const byPath = (a: ListSource, b: ListSource) => (a.id < b.id ? -1 : 1)
  const ours = sourcesUnder(own, ({ category, file }) => ({
    id: file,
    category,
    kind: 'folder',
    path: join(own, file),
    kept: join(kept, file),
  }))
  const theirs = sourcesUnder(shared, ({ category, file }) => ({
    id: `board/${file}`,
    category,
    kind: 'folder',
    path: join(shared!, file),
    kept: join(kept, '.board', file),
  }))
  return [...shipped, ...[...ours].sort(byPath), ...[...theirs].sort(byPath)]
}

/** The lists of a folder: `<category>.txt`, or any files in a folder `<category>/`. */
function sourcesUnder(
  folder: string | undefined,
  source: (found: { readonly category: string; readonly file: string }) => ListSource,
): readonly ListSource[] {
  if (folder === undefined || !existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly ListSource[] => {
    if (entry.isDirectory())
      return files(join(folder, entry.name)).map((file) =>
        source({ category: entry.name, file: join(entry.name, file) }),
      )
    return isList(entry) ? [source({ category: entry.name.replace(/\.[^.]*$/, ''), file: entry.name })] : []
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
