import type { Vault } from '../backup/vault.ts'
import type { AtHome } from '../config/at-home.ts'
import type { Name } from '../dns/name.ts'
import type { Down, IndexData } from '../link.ts'
import type { CheckedFile, ListProgress } from '../lists/build-lists.ts'
import type { CatalogueState } from '../lists/catalogue-shelf.ts'
import type { ListFiles } from '../lists/list-files.ts'
import type { ListedSince } from '../lists/listed-since.ts'
import type { Found } from '../lists/search-lists.ts'
import type { Post } from '../mail/post.ts'
import type { Catalogue, Policy } from '../policy/policy.ts'
import type { Storage } from '../storage/storage.ts'
import type { Clock } from '../time/clock.ts'
import type { OwnNetwork, PresetBox, UpstreamBox } from './box/setting-up.ts'
import type { ListView } from './rules/list-view.ts'

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
  /** The same, but never a reading that began before now. */
  reread(): Promise<void>
  progress(): ListProgress | undefined
  data(): IndexData
  /** How many different names all lists hold together. */
  readonly names: number
  /** The categories whose lists hold the name or a parent of it. */
  categoriesOf(name: Name): readonly string[]
  /** The lists that hold the name or a parent of it, and since which version of theirs. */
  listedSince(name: Name): Promise<readonly ListedSince[]>
  /** Where the name and those above it stand in every list, line by line. */
  search(name: Name): Promise<readonly Found[]>
  /** What is in a file that may become the school's own list `file`. */
  check(path: string, file: string): Promise<CheckedFile>
  /** Takes the school's own list `file` as it is now, however much it has shrunk. */
  accept(file: string): Promise<void>
  /** The school's own files. */
  readonly files: ListFiles
}

/** The catalogue in use, as `lists/catalogue-shelf.ts` keeps it. */
export interface Catalogues {
  /** What holds now, without the school's own platforms: the same object until a refresh finds something new. */
  current(): Catalogue
  /** What came of the catalogues that were dropped in. */
  states(): readonly CatalogueState[]
  /** Reads what was dropped in anew; what cannot be used is kept as it was. */
  refresh(): Promise<void>
}

/** The folder that a board shares out, as `board/board-folder.ts` keeps it. It may be gone, or hang; nothing throws. */
export interface Board {
  /** Whether it was there when it was last looked for. */
  readonly isThere: boolean
  /** Files in it that cannot be used. */
  readonly problems: readonly { readonly file: string; readonly problem: string }[]
  /** Copies the lists and the catalogue; the presets are looked into by the catalogue that came. */
  fetch(): Promise<void>
  fetchPresets(): Promise<void>
  /** Writes what the school tells its board. Returns whether it did. */
  write(school: string, figures: string): Promise<boolean>
  /** What all schools told, as far as it can be read now or could before; `isThere` is false where the folder is not. */
  figures(): Promise<{
    readonly files: readonly { readonly file: string; readonly text: string }[]
    readonly isThere: boolean
  }>
  /** This box's own copy of what it told. */
  own(): Promise<string | undefined>
  keepOwn(figures: string): Promise<void>
}

/** What the upstreams say of a name, past all rules: the aliases that lead from it to its addresses; that it has none; or nothing of use in time. */
export type LookUp = (
  name: Name,
) => Promise<
  | { readonly kind: 'found'; readonly aliases: readonly Name[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
>

/** What the office is made of; `main.ts` and tests hand it in. */
export interface Parts {
  readonly storage: Storage
  readonly clock: Clock
  readonly catalogues: Catalogues
  /** Left out where the school has no board. */
  readonly board?: Board
  /** Days that attempts are kept; 14 when left out. */
  readonly keepAttemptsDays?: number
  /** Lays out for the resolver what the catalogue and the school say of names. */
  readonly compileCatalogue: (catalogue: Catalogue, policy: Policy) => IndexData
  readonly library: Library
  readonly resolver: Resolver
  /** The kernel's neighbour table: address -> MAC, both canonical. `lately`: it need not be of this very moment. */
  readonly neighbours: (how?: 'lately') => ReadonlyMap<string, string> | Promise<ReadonlyMap<string, string>>
  /** Where a name leads, for the look before a focus and for a drill. Left out where nobody can be asked. */
  readonly lookUp?: LookUp
  /** Whether a name is the school's own by the settings; none is when left out. */
  readonly isAtHome?: AtHome
  /** What a new installation starts from: the preset's policy. */
  readonly firstPolicy: () => Policy
  /** The school's own status page. */
  readonly statusName?: Name
  /** Sends mail. Left out where there is no mail server. */
  readonly post?: Post
  /** Makes and reads backups. Left out where nothing is on a disk of its own. */
  readonly vault?: Vault
  /** Ends this office, so that another begins with what was laid ready. */
  readonly startAnew?: () => void
  /** The servers that are asked. Left out where nobody can be asked. */
  readonly upstreams?: UpstreamBox
  /** The protocols that a school can take. Left out where there are none but the first policy. */
  readonly presets?: PresetBox
  /** The networks of this machine's own interfaces, the loopback left out. */
  readonly ownNetworks?: () => readonly OwnNetwork[]
  readonly version: string
  /** When this program was built: a clock before it is wrong. */
  readonly builtAt: number
}
