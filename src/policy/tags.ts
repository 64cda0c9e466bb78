import type { Name } from '../dns/name.ts'
import type { OwnName } from './own-names.ts'

/** Tag-set number -> its tags, as a name index hands them out. */
export type TagSets = readonly (readonly string[])[]

/** What the catalogue says of a name, read from its tags. */
export interface CatalogueFacts {
  readonly own: OwnName | undefined
  readonly status: boolean
  readonly essential: boolean
  readonly protected: boolean
  readonly sensitive: boolean
  readonly owners: readonly string[]
  readonly libraryOf: readonly string[]
  /** The safer twin of a search engine; only for the name itself, not for those below it. */
  readonly safeSearch: Name | undefined
  readonly youtube: boolean
}

/** What rules and acts say of a name by itself: the sites that hold it, longest first, and the categories taken off it. */
export interface SiteFacts {
  readonly sites: readonly Name[]
  readonly corrected: readonly string[]
}

/** Everything about a name that a view's decision depends on. */
export interface Facts extends CatalogueFacts, Pick<SiteFacts, 'sites'> {
  readonly categories: readonly string[]
}

/** Reads a catalogue tag set. `exact` tells whether the very name was found, or only a parent of it. */
export function catalogueFacts(tags: readonly string[], exact: boolean): CatalogueFacts {
  return exact ? ofName(tags) : ofParent(tags)
}

const ofName = remembered((tags) => readFacts(tags, true))
const ofParent = remembered((tags) => readFacts(tags, false))

function readFacts(tags: readonly string[], exact: boolean): CatalogueFacts {
  return {
    own: valuesOf(tags, 'own')[0] as OwnName | undefined,
    status: (exact && tags.includes('status')) || tags.includes('filtertest'),
    essential: tags.includes('essential'),
    protected: tags.includes('protected'),
    sensitive: tags.includes('sensitive'),
    owners: valuesOf(tags, 'platform'),
    libraryOf: valuesOf(tags, 'library'),
    safeSearch: exact ? (valuesOf(tags, 'safe-search')[0] as Name | undefined) : undefined,
    youtube: exact && tags.includes('youtube'),
  }
}

/** Reads a tag set of the sites' index. */
export const siteFacts: (tags: readonly string[]) => SiteFacts = remembered((tags) => ({
  sites: valuesOf(tags, 'site') as readonly Name[],
  corrected: valuesOf(tags, 'corrected'),
}))

/** The categories of a tag set of the lists' index. */
export const categoriesOf: (tags: readonly string[]) => readonly string[] = remembered((tags) =>
  valuesOf(tags, 'category'),
)

/** Keeps what was read of a tag set: there are few, and every view reads the same ones again after every bell. */
function remembered<Value>(read: (tags: readonly string[]) => Value): (tags: readonly string[]) => Value {
  const known = new WeakMap<readonly string[], Value>()
  return (tags) => {
    let value = known.get(tags)
    if (value === undefined) {
      value = read(tags)
      known.set(tags, value)
    }
    return value
  }
}

/** The values of the tags `key:value`. */
export function valuesOf(tags: readonly string[], key: string): readonly string[] {
  return tags.filter((tag) => tag.startsWith(`${key}:`)).map((tag) => tag.slice(key.length + 1))
}

/** A name's own tags and its nearest parent's, for the catalogue: the longest name that has owners tells them, and what is exact stays so. */
export function inheritCatalogue(own: readonly string[], inherited: readonly string[]): readonly string[] {
  const isOwner = (tag: string) => tag.startsWith('platform:') || tag.startsWith('library:')
  const isExact = (tag: string) => tag === 'status' || tag === 'youtube' || tag.startsWith('safe-search:')
  const owned = own.some(isOwner)
  return [...new Set([...own, ...inherited.filter((tag) => !isExact(tag) && !(owned && isOwner(tag)))])]
}
