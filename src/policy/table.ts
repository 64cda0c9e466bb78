import type { PlatformSet, Target } from './policy.ts'
import type { Sources } from './sources.ts'
import type { Facts } from './tags.ts'

/** The platforms of each set. */
export type Members = (set: string) => ReadonlySet<string>

/** Which platforms each set has: those the school named, and those "like them". Worked out once for all views. */
export function membership(sources: Sources): Members {
  let members = memberships.get(sources)
  if (members === undefined) {
    members = membersOf(sources)
    memberships.set(sources, members)
  }
  return members
}

const memberships = new WeakMap<Sources, Members>()

function membersOf({ policy, platformSets }: Sources): Members {
  const known = new Map<string, ReadonlySet<string>>()
  const like = (id: string) => Object.keys(platformSets).filter((platform) => platformSets[platform]!.includes(id))
  const joining = ({ id, not = [] }: PlatformSet) => like(id).filter((platform) => !not.includes(platform))
  return (id) => {
    let members = known.get(id)
    if (members === undefined) {
      const set = policy.sets.find((candidate) => candidate.id === id)
      members = new Set(set === undefined ? like(id) : [...set.platforms, ...(set.andAllLikeThem ? joining(set) : [])])
      known.set(id, members)
    }
    return members
  }
}

/** What a table holds: rules, grants, the list of a focus. */
export interface Line {
  readonly target: Target
  readonly state: 'open' | 'closed'
}

/** Lines by what they are about: each key holds its strongest line, and lines keep their order. */
export class Table<L extends Line> {
  readonly #sites = new Map<string, Ranked<L>>()
  readonly #platforms = new Map<string, Ranked<L>>()
  readonly #sets: { readonly has: ReadonlySet<string>; readonly ranked: Ranked<L> }[] = []
  readonly #categories = new Map<string, Ranked<L>>()
  #everything: Ranked<L> | undefined

  constructor(members: Members, lines: readonly L[]) {
    for (const [order, line] of lines.entries()) {
      const ranked = { line, order }
      const { target } = line
      if (target.kind === 'site') keep(this.#sites, target.name, ranked)
      else if (target.kind === 'platform') keep(this.#platforms, target.id, ranked)
      else if (target.kind === 'category') keep(this.#categories, target.id, ranked)
      else if (target.kind === 'set') this.#sets.push({ has: members(target.id), ranked })
      else this.#everything = stronger(this.#everything, ranked)
    }
  }

  /** Of tables of grants or of a focus: the first line that opens the name. One owner of a shared host is enough. */
  openedBy(facts: Facts): L | undefined {
    let found = this.#bySiteOrCategory(facts)
    for (const id of facts.owners) found = earlier(found, this.#ofPlatform(id))
    for (const id of facts.libraryOf) found = earlier(found, this.#ofPlatform(id))
    return found?.line
  }

  /** Of a table of locked rules: the first that closes the name. A shared host is closed only if all its owners are. */
  closedBy(facts: Facts): L | undefined {
    const found = this.#bySiteOrCategory(facts)
    let shared = found
    for (const id of facts.owners) {
      const ranked = this.#ofPlatform(id)
      if (ranked === undefined) return found?.line
      shared = earlier(shared, ranked)
    }
    return shared?.line
  }

  /** Of a table of rules: the line that decides. Site (longest first), owner, category, everything. */
  mostSpecific(facts: Facts): L | undefined {
    for (const site of facts.sites) {
      const ranked = this.#sites.get(site)
      if (ranked) return ranked.line
    }
    return (
      this.#byOwners(facts) ??
      facts.categories.map((id) => this.#categories.get(id)).reduce(stronger, undefined)?.line ??
      this.#everything?.line
    )
  }

  #bySiteOrCategory({ sites, categories }: Facts): Ranked<L> | undefined {
    let found = this.#everything
    for (const site of sites) found = earlier(found, this.#sites.get(site))
    for (const id of categories) found = earlier(found, this.#categories.get(id))
    return found
  }

  #ofPlatform(id: string): Ranked<L> | undefined {
    return earlier(this.#platforms.get(id), this.#ofSets(id))
  }

  #ofSets(id: string): Ranked<L> | undefined {
    let found: Ranked<L> | undefined
    for (const { has, ranked } of this.#sets) if (has.has(id)) found = stronger(found, ranked)
    return found
  }

  #byOwners(facts: Facts): L | undefined {
    const of = (id: string) => (this.#platforms.get(id) ?? this.#ofSets(id))?.line
    const owners = facts.owners.map(of)
    const open = [...owners, ...facts.libraryOf.map(of)].find((line) => line?.state === 'open')
    return open ?? (owners.every((line) => line?.state === 'closed') ? owners[0] : undefined)
  }
}

interface Ranked<L> {
  readonly line: L
  readonly order: number
}

function keep<L extends Line>(map: Map<string, Ranked<L>>, key: string, ranked: Ranked<L>): void {
  map.set(key, stronger(map.get(key), ranked)!)
}

/** Equally specific: open beats closed, then the earlier line. */
function stronger<L extends Line>(a: Ranked<L> | undefined, b: Ranked<L> | undefined): Ranked<L> | undefined {
  if (a === undefined || b === undefined) return a ?? b
  if (a.line.state !== b.line.state) return a.line.state === 'open' ? a : b
  return a.order <= b.order ? a : b
}

function earlier<L>(a: Ranked<L> | undefined, b: Ranked<L> | undefined): Ranked<L> | undefined {
  return a === undefined || (b !== undefined && b.order < a.order) ? b : a
}
