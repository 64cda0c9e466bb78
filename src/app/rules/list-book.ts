import type { Config } from '../../config/config.ts'
import { ConfigError } from '../../config/problems.ts'
import { readName, selfAndParents } from '../../dns/name.ts'
import { buildLists } from '../../lists/build-lists.ts'
import type { CatalogueState } from '../../lists/catalogue-shelf.ts'
import { ListLibrary, notedLists } from '../../lists/library.ts'
import type { ListFolders } from '../../lists/list-sources.ts'
import { sourcesIn } from '../../lists/list-sources.ts'
import type { Found } from '../../lists/search-lists.ts'
import { searchLists } from '../../lists/search-lists.ts'
import { hasStorage, openStorage } from '../../storage/storage.ts'
import { systemClock } from '../../time/clock.ts'
import { catalogueShelf, listFolders } from '../box/given.ts'
import type { ListView } from './list-view.ts'
import { wishForLists } from './list-wish.ts'

export type { CatalogueState } from '../../lists/catalogue-shelf.ts'

/** What came of the lists when they were last read. */
export interface ListStatus {
  readonly lists: readonly ListView[]
  /** Whether a file has changed since. */
  readonly isCurrent: boolean
  /** The catalogues that were dropped in, as their files are now. */
  readonly catalogues: readonly CatalogueState[]
}
/** Where a name stands. */
export interface Whereabouts {
  readonly lists: readonly Found[]
  readonly platforms: readonly { readonly id: string; readonly entry: string }[]
  /** Names that are always answered, and names that no list closes. */
  readonly essential: readonly string[]
  readonly protected: readonly string[]
}

/** Milliseconds that a running server gets to read the lists anew. */
const PATIENCE = 5_000

/** The lists as a server last read them; read now where none ever did. */
export async function listStatus(config: Config): Promise<ListStatus> {
  const folders = listFolders(config)
  const noted = notedLists(folders)
  const catalogues = catalogueShelf(config, 'reader').states()
  if (noted !== undefined) return { lists: noted.states, isCurrent: noted.isCurrent, catalogues }
  return { lists: buildLists(sourcesIn(folders)).states, isCurrent: true, catalogues }
}

/** Has the lists read anew: by the running server, or here where there is none. Throws StorageError. */
export async function refreshLists(config: Config): Promise<ListStatus & { readonly by: 'server' | 'command' }> {
  const isRead = await byServer(config)
  if (!isRead) await readHere(listFolders(config))
  return { ...(await listStatus(config)), by: isRead ? 'server' : 'command' }
}

/** Which lists and platforms hold a name or a name above it. Throws ConfigError for what is no name. */
export function whereIs(config: Config, text: string): Whereabouts {
  const read = readName(text)
  if (!('name' in read))
    throw new ConfigError('lists search', [
      { place: 'NAME', problem: `"${text}" is not a domain name (${read.problem})` },
    ])
  const above = new Set<string>(selfAndParents(read.name))
  const catalogue = catalogueShelf(config, 'reader').current()
  return {
    lists: searchLists(sourcesIn(listFolders(config)), read.name),
    platforms: catalogue.platforms.flatMap(({ id, names, library }) =>
      [...names, ...library].filter((entry) => above.has(entry)).map((entry) => ({ id, entry })),
    ),
    essential: catalogue.essential.filter((entry) => above.has(entry)),
    protected: catalogue.protected.filter((entry) => above.has(entry)),
  }
}

async function byServer(config: Config): Promise<boolean> {
  if (!hasStorage(config.data)) return false
  const storage = await openStorage(config.data)
  try {
    return await wishForLists(storage, systemClock, PATIENCE)
  } finally {
    await storage.close()
  }
}

async function readHere(folders: ListFolders): Promise<void> {
  // Opening reads them all: there is no index of an earlier run to take over.
  await ListLibrary.open(folders, async (sources) => buildLists(sources))
}
