import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LabelView } from '../dns/labels.ts'
import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import type { IndexData } from '../link.ts'
import type { BuiltLists, CheckedFile, ListProgress, ListSource, ListState } from './build-lists.ts'
import { acceptFile, checkFile } from './build-lists.ts'
import { ListFiles } from './list-files.ts'
import type { ListFolders } from './list-sources.ts'
import { sourcesIn } from './list-sources.ts'
import type { ListedSince } from './listed-since.ts'
import { listedSince, pathInUse } from './listed-since.ts'
import { NameIndex } from './name-index.ts'
import type { Found } from './search-lists.ts'
import { searchLists } from './search-lists.ts'

/** Builds the lists somewhere else, so that whoever asks can go on. */
export type BuildElsewhere = (
  sources: readonly ListSource[],
  onRead: (progress: ListProgress) => void,
) => Promise<BuiltLists>

/** Reads in the files of lists somewhere else, for the same reason. */
export interface ReadElsewhere {
  listedSince(sources: readonly ListSource[], name: Name): Promise<readonly ListedSince[]>
  search(sources: readonly ListSource[], name: Name): Promise<readonly Found[]>
  check(path: string, copy: string): Promise<CheckedFile>
  accept(path: string, copy: string): Promise<void>
}

/** All lists in use, as one index. A refresh builds a whole new one beside it and then swaps. */
export class ListLibrary {
  readonly #folders: ListFolders
  readonly #build: BuildElsewhere
  readonly #elsewhere: ReadElsewhere
  /** The school's own files, as people change them. */
  readonly files: ListFiles
  #built: BuiltLists
  #index: NameIndex
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined
  #progress: ListProgress | undefined

  private constructor(folders: ListFolders, build: BuildElsewhere, elsewhere: ReadElsewhere, built: BuiltLists) {
    this.#folders = folders
    this.#build = build
    this.#elsewhere = elsewhere
    this.files = new ListFiles(folders)
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
    elsewhere: ReadElsewhere = here,
  ): Promise<ListLibrary> {
    mkdirSync(folders.own, { recursive: true })
    const sources = sourcesIn(folders)
    return new ListLibrary(
      folders,
      build,
      elsewhere,
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

  /** How far the reading of now is; undefined where none is going on. */
  progress(): ListProgress | undefined {
    return this.#progress
  }

  /** Reads the sources anew. Two calls at once share one reading. */
  refresh(): Promise<void> {
    this.#running ??= this.#read().finally(() => {
      this.#running = undefined
      this.#progress = undefined
    })
    return this.#running
  }

  /** Reads the sources as they are from now on: after a reading that is going on already, which may have passed what was just changed. */
  reread(): Promise<void> {
    if (this.#running === undefined) return this.refresh()
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = undefined
        return this.refresh()
      })
    return this.#next
  }

  async #read(): Promise<void> {
    const sources = sourcesIn(this.#folders)
    this.#progress = { read: 0, of: sources.length }
    this.#built = await buildAndNote(this.#folders, sources, this.#build, (progress) => {
      this.#progress = progress
    })
    this.#index = new NameIndex(this.#built.data.buffer)
  }

  /** The categories whose lists hold the name or a parent of it. */
  categoriesOf(name: Name): readonly string[] {
    return categoriesIn(this.#built.data, this.#index, name)
  }

  /** The lists that hold the name or a parent of it, and since which version; read anew, from what is in use. */
  async listedSince(name: Name): Promise<readonly ListedSince[]> {
    const categories = this.categoriesOf(name)
    const sources = sourcesIn(this.#folders).filter(({ category, isOff }) => !isOff && categories.includes(category))
    return sources.length === 0 ? [] : await this.#elsewhere.listedSince(sources, name)
  }

  /** Where a name and those above it stand in every list as it is in use, and in those that are switched off. */
  search(name: Name): Promise<readonly Found[]> {
    const sources = sourcesIn(this.#folders).map((source) => ({ ...source, path: pathInUse(source) }))
    return this.#elsewhere.search(sources, name)
  }

  /** What is in a file that may become the list `file`, a path within the school's folder. */
  check(path: string, file: string): Promise<CheckedFile> {
    return this.#elsewhere.check(path, join(this.#folders.kept, file))
  }

  /** Takes the list `file` as it is now, however much it has shrunk. It holds from the next reading on. */
  accept(file: string): Promise<void> {
    return this.#elsewhere.accept(join(this.#folders.own, file), join(this.#folders.kept, file))
  }
}

const here: ReadElsewhere = {
  listedSince: async (sources, name) => listedSince(sources, name),
  search: async (sources, name) => searchLists(sources, name),
  check: async (path, copy) => checkFile(path, copy),
  accept: async (path, copy) => acceptFile(path, copy),
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
  onRead: (progress: ListProgress) => void = () => {},
): Promise<BuiltLists> {
  const madeFrom = markOf(sources)
  const { data, states } = await build(sources, onRead)
  try {
    mkdirSync(folders.kept, { recursive: true })
    writeFileSync(noteIn(folders), JSON.stringify({ madeFrom, states } satisfies Note))
  } catch {
    // On a full disk the next start reads the lists anew.
  }
  return { data: { ...data, madeFrom, making: randomUUID() }, states }
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

/** Tells one state of the files from another: their paths, whether they are switched off, sizes and times of change. */
function markOf(sources: readonly ListSource[]): string {
  const files = sources.map(({ path, category, isOff }) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    return [path, category, isOff, stat?.size, stat?.mtimeMs]
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
