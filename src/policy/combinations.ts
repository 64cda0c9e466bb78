import type { Bearing } from './noticed.ts'
import { bearingOf } from './noticed.ts'
import type { Sources } from './sources.ts'
import type { Facts } from './tags.ts'
import { catalogueFacts, categoriesOf, siteFacts } from './tags.ts'

/** What the three indexes say together of a name: the same for everyone who asks. */
export interface Combination {
  readonly facts: Facts
  readonly bearing: Bearing
}

/** Numbers the combinations of tag sets that are really asked for, few beside all that could be: by its number a view finds what it decided. */
export class Combinations {
  readonly #sources: Sources
  readonly #numbers = new Map<number, number>()
  readonly #combinations: Combination[] = []

  constructor(sources: Sources) {
    this.#sources = sources
  }

  /** The number, from 0 on, of tag-set numbers found together; `exact`: the catalogue holds the very name. */
  numberOf(catalogue: number, exact: boolean, lists: number, sites: number): number {
    const { lists: listSets, sites: siteSets } = this.#sources
    // A key stays as small as it can: what fits in 31 bits is looked up faster.
    const key = ((catalogue * 2 + (exact ? 1 : 0)) * listSets.length + lists) * siteSets.length + sites
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.#combinations.push(this.#read(catalogue, exact, lists, sites)) - 1
      this.#numbers.set(key, number)
    }
    return number
  }

  /** What a number stands for. */
  at(number: number): Combination {
    return this.#combinations[number]!
  }

  #read(catalogue: number, exact: boolean, lists: number, sites: number): Combination {
    const ofCatalogue = catalogueFacts(this.#sources.catalogue[catalogue]!, exact)
    const { sites: named, corrected } = siteFacts(this.#sources.sites[sites]!)
    const categories = categoriesOf(this.#sources.lists[lists]!).filter((category) => !corrected.includes(category))
    return { facts: { ...ofCatalogue, sites: named, categories }, bearing: bearingOf(ofCatalogue, categories) }
  }
}
