import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { z } from 'zod'
import type { Name } from '../dns/name.ts'
import type { Restricted } from '../policy/policy.ts'
import type { FileProblem, FileRead, PlatformFile } from './catalogue-files.ts'
import {
  catalogueFile,
  platformFile,
  readCatalogueFile,
  readNames,
  restrictedFile,
  standingFile,
  yamlFilesIn,
} from './catalogue-files.ts'
import { isSuffix } from './public-suffix.ts'
import { isSameContent } from './read-list.ts'
import { restrictedProblems } from './restricted-check.ts'

/** A folder in which a newer catalogue may lie, and where the last good copies of its files are kept. */
export interface CatalogueFolder {
  readonly origin: 'folder' | 'board'
  readonly path: string
  readonly kept: string
  /** False for who only looks: then nothing is kept. */
  readonly mayWrite: boolean
}

/** What a dropped-in catalogue says, as far as it could be read, now or before. */
export interface Overlay {
  readonly origin: CatalogueFolder['origin']
  readonly version: string
  readonly source: string
  readonly platforms: readonly PlatformFile[]
  readonly essential: readonly z.infer<typeof standingFile>[]
  readonly protected: readonly z.infer<typeof standingFile>[]
  readonly sensitive: readonly Name[]
  readonly restricted: z.infer<typeof restrictedFile> | undefined
}

/** The first of these paths that there is; the last where there is none. */
export const firstThere = (paths: readonly [string, ...string[]]): string =>
  paths.find((path) => existsSync(path)) ?? paths.at(-1)!

/** Most files of one folder that are read. */
const MOST_FILES = 5_000

/**
 * Reads a dropped-in catalogue. Of a file that cannot be used the last good copy is read, and what is wrong is told; without such a copy it is as if it
 * were not there. `overlay` is undefined where there is no catalogue, or none that says how new it is. `ships` is what ships of search engines.
 */
export function readOverlay(
  folder: CatalogueFolder,
  ships: Restricted,
): {
  readonly overlay: Overlay | undefined
  readonly problems: readonly FileProblem[]
} {
  const { origin } = folder
  if (!existsSync(folder.path)) {
    if (folder.mayWrite) rmSync(folder.kept, { recursive: true, force: true })
    return { overlay: undefined, problems: [] }
  }
  const problems: FileProblem[] = []
  const read: string[] = []
  const mayBeRead = isFolder(folder.path)
  if (!mayBeRead) problems.push({ file: '.', place: '(folder)', problem: 'cannot be read as a folder' })
  const path = mayBeRead ? folder.path : folder.kept
  const one = <Value>(file: string, reader: (folder: string, file: string) => FileRead<Value>): Value | undefined => {
    read.push(file)
    const found = reader(path, file)
    if ('value' in found) {
      if (folder.mayWrite && mayBeRead) keep(folder, file)
      return found.value
    }
    problems.push(...found.problems)
    const before = reader(folder.kept, file)
    // What is wrong is told once: of the copy there is nothing to tell.
    return 'value' in before ? before.value : undefined
  }
  const all = <Value>(below: string, reader: (folder: string, file: string) => FileRead<Value>): readonly Value[] =>
    yamlFilesIn(path, below)
      .slice(0, MOST_FILES)
      .flatMap((file) => one(file, reader) ?? [])
  const optional = <Value>(file: string, reader: (folder: string, file: string) => FileRead<Value>) =>
    existsSync(join(path, file)) ? one(file, reader) : undefined

  const head = one('catalogue.yaml', (at, file) => readCatalogueFile(at, file, catalogueFile))
  const overlay =
    head === undefined
      ? undefined
      : {
          origin,
          ...head,
          platforms: all('platforms', readPlatform),
          essential: all('essential', readStanding),
          protected: all('protected', readStanding),
          sensitive: optional('sensitive.txt', readSensitive) ?? [],
          restricted: optional('restricted.yaml', (at, file) =>
            checked(readCatalogueFile(at, file, restrictedFile), (read) => restrictedProblems(file, read, ships)),
          ),
        }
  if (folder.mayWrite && mayBeRead && overlay !== undefined) sweep(folder.kept, new Set(read))
  return { overlay, problems }
}

function isFolder(path: string): boolean {
  try {
    readdirSync(path)
    return true
  } catch {
    return false
  }
}

const readPlatform = (folder: string, file: string): FileRead<PlatformFile> =>
  checked(readCatalogueFile(folder, file, platformFile), (platform) => [
    ...(file === `platforms/${platform.id}.yaml`
      ? []
      : [{ file, place: 'id', problem: `the id is "${platform.id}"; the file's name says another` }]),
    ...suffixes(file, Object.values(platform.names).flat()),
  ])

const readStanding = (folder: string, file: string): FileRead<z.infer<typeof standingFile>> =>
  checked(readCatalogueFile(folder, file, standingFile), ({ names }) => suffixes(file, names))

const readSensitive = (folder: string, file: string): FileRead<readonly Name[]> =>
  checked(readNames(folder, file), (names) => suffixes(file, names))

function checked<Value>(read: FileRead<Value>, problemsIn: (value: Value) => readonly FileProblem[]): FileRead<Value> {
  if (!('value' in read)) return read
  const problems = problemsIn(read.value)
  return problems.length > 0 ? { problems } : read
}

/** `essential: com` would open everything, above every lock. */
const suffixes = (file: string, names: readonly Name[]): readonly FileProblem[] =>
  names
    .filter(isSuffix)
    .map((name) => ({ file, place: 'names', problem: `everybody can have a name under ${name}; name less` }))

/** On a full disk the copy stays what it was: the file is good all the same. */
function keep({ path, kept }: CatalogueFolder, file: string): void {
  const [from, to] = [join(path, file), join(kept, file)]
  try {
    if (isSameContent(from, to)) return
    mkdirSync(dirname(to), { recursive: true })
    copyFileSync(from, `${to}.new`)
    renameSync(`${to}.new`, to)
  } catch {
    // Without a copy a later bad file is left out instead.
  }
}

/** What was taken away on purpose does not come back when something else goes wrong. */
function sweep(kept: string, read: ReadonlySet<string>): void {
  if (!existsSync(kept)) return
  for (const file of readdirSync(kept, { recursive: true, encoding: 'utf8' }))
    if (/\.(yaml|txt)$/.test(file) && !read.has(file)) rmSync(join(kept, file), { force: true })
}
