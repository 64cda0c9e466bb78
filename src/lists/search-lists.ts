import type { Name } from '../dns/name.ts'
import { selfAndParents, wireOfName } from '../dns/name.ts'
import type { ListSource } from './build-lists.ts'
import { isSuffix } from './public-suffix.ts'
import { readList } from './read-list.ts'

/** A list that holds a name or a name above it. */
export interface Found {
  readonly list: string
  readonly category: string
  readonly source: ListSource['kind']
  /** As the list has it. */
  readonly entry: Name
  /** Where it stands first, from 1. */
  readonly line: number
  /** The list is switched off: it closes nothing now. */
  readonly isOff?: true
}

/** Looks a name and all above it up in every list, file by file: a list's own entry is found even where another list has a longer one. */
export function searchLists(sources: readonly ListSource[], name: Name): readonly Found[] {
  // A name that everybody can register under is no entry, though it may be a line.
  const above = [...selfAndParents(name)].filter((each) => !isSuffix(each))
  const names = above.map((each) => [Buffer.from(wireOfName(each)), each] as const)
  return sources.flatMap(({ id, category, kind, path, isOff }) => {
    const entries = new Map<Name, number>()
    try {
      readList(path, (wire, length, line) => {
        for (const [asked, entry] of names)
          if (asked.length === length && asked.compare(wire, 0, length) === 0 && !entries.has(entry))
            entries.set(entry, line)
      })
    } catch {
      // A list that cannot be read holds nothing; the status says so.
    }
    const off = isOff ? ({ isOff } as const) : {}
    return [...entries].map(([entry, line]) => ({ list: id, category, source: kind, entry, line, ...off }))
  })
}
