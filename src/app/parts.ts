import type { Name } from '../dns/name.ts'
import type { Down, IndexData } from '../link.ts'
import type { Catalogue, Policy } from '../policy/policy.ts'
import type { Storage } from '../storage/storage.ts'
import type { Clock } from '../time/clock.ts'
import type { ListView } from './app.ts'

/** The thread that answers queries, as the office sees it. */
export interface Resolver {
  /** Resolves when the message is applied: the next answer is given by it. */
  send(message: Down): Promise<void>
}

/** The lists in use, as `lists/library.ts` keeps them. */
export interface Library {
  lists(): readonly ListView[]
  /** Reads the sources anew; what cannot be used is kept as it was. */
  refresh(): Promise<void>
  data(): IndexData
  /** How many different names all lists hold together. */
  readonly names: number
  /** The categories whose lists hold the name or a parent of it. */
  categoriesOf(name: Name): readonly string[]
}

/** What the office is made of; `main.ts` and tests hand it in. */
export interface Parts {
  readonly storage: Storage
  readonly clock: Clock
  readonly catalogue: Catalogue
  /** Lays out for the resolver what the catalogue and the school say of names. */
  readonly compileCatalogue: (catalogue: Catalogue, policy: Policy) => IndexData
  readonly library: Library
  readonly resolver: Resolver
  /** The kernel's neighbour table: address -> MAC, both canonical. */
  readonly neighbours: () => ReadonlyMap<string, string> | Promise<ReadonlyMap<string, string>>
  /** What a new installation starts from: the preset's policy. */
  readonly firstPolicy: () => Policy
  /** The school's own status page. */
  readonly statusName?: Name
  readonly version: string
  /** When this program was built: a clock before it is wrong. */
  readonly builtAt: number
}
