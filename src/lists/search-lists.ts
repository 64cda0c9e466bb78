import type { Name } from '../dns/name.ts'
import { selfAndParents, wireOfName } from '../dns/name.ts'
import type { ListSource } from './build-lists.ts'
import { readList } from './read-list.ts'

/** A list that holds a name or a name above it. */
export interface Found {
  readonly list: string
  readonly category: string
  readonly source: ListSource['kind']
  /** As the list has it. */
  readonly entry: Name
}

/** Looks a name and all above it up in every list, file by file: a list's own entry is found even where another list has a longer one. */
export function searchLists(sources: readonly ListSource[], name: Name): readonly Found[] {
  const names = [...selfAndParents(name)].map((each) => [Buffer.from(wireOfName(each)), each] as const)
  return sources.flatMap(({ id, category, kind, path }) => {
    const entries = new Set<Name>()
    try {
      readList(path, (wire, length) => {
        for (const [asked, entry] of names)
          if (asked.length === length && asked.compare(wire, 0, length) === 0) entries.add(entry)
      })
    } catch {
      // A list that cannot be read holds nothing; the status says so.
    }
    return [...entries].map((entry) => ({ list: id, category, source: kind, entry }))
  })
}
