import { readName, selfAndParents } from '../../dns/name.ts'
import type { Outcome } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'

/** Where a name stands, itself or a name above it. */
export interface NameFound {
  readonly name: string
  /** Categories whose lists hold it. */
  readonly categories: readonly string[]
  readonly platforms: readonly { readonly id: string; readonly entry: string }[]
  /** Entries that are always answered, and entries that no list closes. */
  readonly essential: readonly string[]
  readonly protected: readonly string[]
}
/** Looks names up in what is in use. */
export interface NameFinder {
  find(typed: string): Outcome<NameFound, 'bad-name'>
}

/** Looks a name up in the lists and the catalogue that are in use. */
export function nameFinder({ library }: Parts, ledger: Ledger): NameFinder {
  return {
    find(typed) {
      const read = readName(typed)
      if (!('name' in read)) return { ok: false, problem: 'bad-name', detail: typed.slice(0, 100) }
      const above = new Set<string>(selfAndParents(read.name))
      const { platforms, essential, protected: guarded } = ledger.catalogue
      return {
        ok: true,
        value: {
          name: read.name,
          categories: library.categoriesOf(read.name),
          platforms: platforms.flatMap(({ id, names, library: shared }) =>
            [...names, ...shared].filter((entry) => above.has(entry)).map((entry) => ({ id, entry })),
          ),
          essential: essential.filter((entry) => above.has(entry)),
          protected: guarded.filter((entry) => above.has(entry)),
        },
      }
    },
  }
}
