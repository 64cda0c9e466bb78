import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Name } from '../dns/name.ts'
import type { Catalogue, Platform, Restricted } from '../policy/policy.ts'
import { loadCatalogue, neverRecorded, platformOf, restrictedOf } from './catalogue.ts'
import type { FileProblem } from './catalogue-files.ts'
import { catalogueFile, readCatalogueFile } from './catalogue-files.ts'
import type { CatalogueFolder, Overlay } from './catalogue-overlay.ts'
import { readOverlay } from './catalogue-overlay.ts'

/** What came of a catalogue that was dropped in. */
export interface CatalogueState {
  readonly origin: CatalogueFolder['origin']
  /** `older`: what ships with the product is as new, or newer; `unusable`: it does not say how new it is. */
  readonly state: 'in-use' | 'older' | 'unusable'
  readonly version?: string
  readonly source?: string
  readonly platforms: number
  readonly problems: readonly FileProblem[]
}

/** The catalogue in use: the one that ships, with the newer ones that were dropped in. A refresh makes a new one and then swaps. */
export class CatalogueShelf {
  readonly #shipped: Catalogue
  readonly #version: string
  readonly #folders: readonly CatalogueFolder[]
  #current: Catalogue
  #states: readonly CatalogueState[] = []
  #madeFrom = ''

  /** Reads what ships from `blocklists`, and throws where that is not as it should be; what was dropped in cannot make it throw. */
  constructor(blocklists: string, folders: readonly CatalogueFolder[]) {
    this.#shipped = loadCatalogue(blocklists)
    this.#version = versionOf(blocklists)
    this.#folders = folders
    this.#current = this.#shipped
    this.#read()
  }

  current(): Catalogue {
    return this.#current
  }

  states(): readonly CatalogueState[] {
    return this.#states
  }

  /** Reads what was dropped in anew, where a file has changed. */
  async refresh(): Promise<void> {
    this.#read()
  }

  #read(): void {
    const madeFrom = markOf(this.#folders)
    if (madeFrom === this.#madeFrom) return
    const read = this.#folders.map((folder) => ({ folder, ...readOverlay(folder, this.#shipped.restricted) }))
    // The older first, so that the newer has the last word.
    const newer = read
      .flatMap(({ overlay }) => (overlay !== undefined && overlay.version > this.#version ? [overlay] : []))
      .sort((a, b) => (a.version < b.version ? -1 : a.version > b.version ? 1 : 0))
    this.#current = newer.reduce(laidOver, this.#shipped)
    this.#states = read.flatMap(({ folder, overlay, problems }) =>
      overlay === undefined && problems.length === 0
        ? []
        : [stateOf(folder, overlay, problems, overlay !== undefined && newer.includes(overlay))],
    )
    this.#madeFrom = madeFrom
  }
}

/** A catalogue that stays as it is, for who needs no folder. */
export const onlyThis = (catalogue: Catalogue) => ({
  current: () => catalogue,
  states: () => [],
  refresh: async () => {},
})

function versionOf(blocklists: string): string {
  const read = readCatalogueFile(blocklists, 'catalogue.yaml', catalogueFile)
  if ('value' in read) return read.value.version
  const [{ place, problem } = { place: '', problem: '' }] = read.problems
  throw new Error(`${join(blocklists, 'catalogue.yaml')} is not as it should be:\n  ${place}: ${problem}`)
}

function stateOf(
  { origin }: CatalogueFolder,
  overlay: Overlay | undefined,
  problems: readonly FileProblem[],
  isUsed: boolean,
): CatalogueState {
  if (overlay === undefined) return { origin, state: 'unusable', platforms: 0, problems }
  const { version, source, platforms } = overlay
  return { origin, state: isUsed ? 'in-use' : 'older', version, source, platforms: platforms.length, problems }
}

/** A platform takes the place of the one with its id. To what is always open, and to what is never recorded, an overlay can only add. */
function laidOver(below: Catalogue, { origin, ...overlay }: Overlay): Catalogue {
  const platforms = new Map(below.platforms.map((platform) => [platform.id, platform]))
  for (const file of overlay.platforms) platforms.set(file.id, platformOf(file, origin))
  const { essential, protected: standing, sensitive, restricted } = overlay
  return {
    ...below,
    platforms: [...platforms.values()].sort(byId),
    essential: union(
      below.essential,
      essential.flatMap(({ names }) => names),
    ),
    protected: union(
      below.protected,
      standing.flatMap(({ names }) => names),
    ),
    sensitive: union(below.sensitive, [...sensitive, ...neverRecorded(essential)]),
    restricted:
      restricted === undefined ? below.restricted : withRestricted(below.restricted, restrictedOf(restricted)),
  }
}

/** To the names of an engine an overlay can only add: where they lead is what ships. */
function withRestricted({ safeSearch, youtube }: Restricted, above: Restricted): Restricted {
  const added = (target: Name) =>
    above.safeSearch.filter((engine) => engine.target === target).flatMap(({ names }) => names)
  return {
    safeSearch: safeSearch.map(({ target, names }) => ({ target, names: union(names, added(target)) })),
    youtube: { ...youtube, names: union(youtube.names, above.youtube.names) },
  }
}

const byId = (a: Platform, b: Platform): number => (a.id < b.id ? -1 : 1)
const union = (a: readonly Name[], b: readonly Name[]): readonly Name[] => [...new Set([...a, ...b])]

/** Tells one state of the folders from another: the paths, sizes and times of change of all files in them. */
function markOf(folders: readonly CatalogueFolder[]): string {
  const files = folders.map(({ path }) => (existsSync(path) ? filesIn(path) : undefined))
  return createHash('sha256').update(JSON.stringify(files)).digest('hex')
}

function filesIn(path: string): unknown {
  try {
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((file) => {
        const stat = statSync(join(path, file), { throwIfNoEntry: false })
        return [file, stat?.size, stat?.mtimeMs]
      })
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  }
}
