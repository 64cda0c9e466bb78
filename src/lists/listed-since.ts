import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import type { ListSource } from './build-lists.ts'
import type { ListUpdate } from './list-updates.ts'
import { isAddedBy, updatesOf, versionOf } from './list-updates.ts'
import { searchLists } from './search-lists.ts'

/** A list that closes a name, and since when it does. */
export interface ListedSince {
  readonly list: string
  /** The list's own entry: the name or one above it. The one that is longest on the list. */
  readonly entry: Name
  /** The version that brought the entry, milliseconds since 1970. */
  readonly at: number
  /** False where it stood in that version already, and what came before is no longer known. */
  readonly isKnown: boolean
}

/** Looks up which lists hold a name or one above it, and since which version. Reads whole lists: not for a thread that answers. */
export function listedSince(sources: readonly ListSource[], name: Name): readonly ListedSince[] {
  return sources.flatMap((source) => {
    const inUse = pathInUse(source)
    const found = searchLists([{ ...source, path: inUse }], name)
    if (found.length === 0) return []
    const updates = source.kept === undefined ? [] : updatesOf(source.kept)
    const oldest = updates.at(-1)?.before ?? versionOf(inUse) ?? 0
    const since = found.map(({ list, entry }) => ({ list, entry, ...added(updates, entry, oldest) }))
    // Of a name and one above it, what has closed it longest.
    const [first, ...rest] = since
    return [rest.reduce((longest, each) => (isLonger(each, longest) ? each : longest), first!)]
  })
}

/** The file of a list that holds now: its last good copy, where there is one. */
export const pathInUse = ({ kept, path }: ListSource): string =>
  kept !== undefined && versionOf(kept) !== undefined ? kept : path

const isLonger = (a: Pick<ListedSince, 'at' | 'isKnown'>, b: typeof a): boolean =>
  a.isKnown === b.isKnown ? a.at < b.at : !a.isKnown

/** The newest update that added the entry: it has been there since. */
function added(updates: readonly ListUpdate[], entry: Name, oldest: number): Pick<ListedSince, 'at' | 'isKnown'> {
  const wire = wireOfName(entry)
  for (const update of updates) {
    try {
      if (isAddedBy(update, wire)) return { at: update.at, isKnown: true }
    } catch {
      // Nothing is known of what came before a file that cannot be read.
      return { at: update.at, isKnown: false }
    }
  }
  return { at: oldest, isKnown: false }
}
