import type { Name } from '../dns/name.ts'
import { selfAndParents } from '../dns/name.ts'
import type { Catalogue, Policy, Target } from './policy.ts'

/** What a name is, as far as rules can speak of it. */
export interface Subject {
  readonly name: Name
  /** The platforms that own the name: those that list the longest of it and its parents. */
  readonly owners: readonly string[]
  /** The platforms that other pages load the name from: opening one of them opens it, closing them all does not close it. */
  readonly libraryOf: readonly string[]
  readonly categories: readonly string[]
}

/** Looks a name up in the catalogue; `categories` are what the lists say of it or a parent, corrections taken off. */
export function subjectOf(name: Name, catalogue: Catalogue, categories: readonly string[]): Subject {
  for (const parent of selfAndParents(name)) {
    const owners = catalogue.platforms.filter((platform) => platform.names.includes(parent)).map(({ id }) => id)
    const libraryOf = catalogue.platforms.filter((platform) => platform.library.includes(parent)).map(({ id }) => id)
    if (owners.length > 0 || libraryOf.length > 0) return { name, owners, libraryOf, categories }
  }
  return { name, owners: [], libraryOf: [], categories }
}

/** Reports whether `name` is `site` or lies below it. */
export function isWithin(name: Name, site: Name): boolean {
  return name === site || (name.endsWith(`.${site}`) && selfAndParents(name).some((parent) => parent === site))
}

/** Reports whether a platform belongs to a set: because the school named it, or because it is "like them". */
export function isInSet(
  platform: string,
  setId: string,
  policy: Policy,
  naturalSets: (platform: string) => readonly string[],
): boolean {
  const set = policy.sets.find(({ id }) => id === setId)
  if (set === undefined) return naturalSets(platform).includes(setId)
  if (set.platforms.includes(platform)) return true
  return set.andAllLikeThem && !set.not?.includes(platform) && naturalSets(platform).includes(setId)
}

/** Reports whether opening `target` opens the subject: for a shared host one owner is enough. */
export function opens(target: Target, subject: Subject, inSet: (platform: string, set: string) => boolean): boolean {
  const platforms = [...subject.owners, ...subject.libraryOf]
  switch (target.kind) {
    case 'site':
      return isWithin(subject.name, target.name)
    case 'platform':
      return platforms.includes(target.id)
    case 'set':
      return platforms.some((platform) => inSet(platform, target.id))
    case 'category':
      return subject.categories.includes(target.id)
    case 'everything':
      return true
    default:
      return target satisfies never
  }
}
