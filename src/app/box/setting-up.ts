import type { Policy, Text } from '../../policy/policy.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'
import type { Editor, EditProblem } from '../policy/editor.ts'
import type { PolicyChange, Revision } from '../policy/keeping.ts'
import type { PresetChoice } from '../policy/preset-merge.ts'

// Setting up a box, and what of that is changed later: the preset and the upstreams.

export type { PresetChoice } from '../policy/preset-merge.ts'

/** Of `bad-upstream` and `unknown-preset` the detail is what was given; of `too-many-upstreams` how many there may be. */
export type SetupProblem =
  | EditProblem
  | 'unknown-preset'
  | 'name-missing'
  | 'bad-upstream'
  | 'no-upstream'
  | 'too-many-upstreams'

/** A protocol that a school can begin with. */
export interface PresetView {
  readonly id: string
  /** The school or board whose protocol it carries out. */
  readonly name: string
  readonly type: 'primary' | 'secondary'
  readonly clauses: readonly { readonly id: string; readonly text: Text }[]
}

/** What came of asking a server: it answers, in so many milliseconds; it says no; or nothing in time. */
export type UpstreamState =
  | { readonly kind: 'answers'; readonly ms: number }
  | { readonly kind: 'refuses' }
  | { readonly kind: 'silent' }
export interface UpstreamCheck {
  readonly upstream: string
  readonly state: UpstreamState
}

/** A network that this box is in: what its own interfaces say. */
export interface OwnNetwork {
  /** Of this box there. */
  readonly address: string
  readonly cidr: string
}

/** The servers that are asked, as the parts of the program give them to the office. */
export interface UpstreamBox {
  /** Those of the settings file. */
  readonly given: readonly string[]
  /** The same server in its usual words; undefined where it is none. */
  readonly read: (text: string) => string | undefined
  readonly check: (upstream: string) => Promise<UpstreamState>
  /** Told what holds, at the start and at each change. */
  readonly use: (upstreams: readonly string[]) => void
}
/** The protocols that there are, of the product and of the board. */
export interface PresetBox {
  readonly ids: () => readonly string[]
  /** Undefined where there is none that can be used. */
  readonly read: (id: string) => Policy | undefined
}

export interface SetupDesk {
  isDone(): Promise<boolean>
  /** Setting up is over. */
  finish(person: Person): Promise<Outcome<void, 'not-allowed'>>
  presets(): readonly PresetView[]
  /** What taking the preset would change; changes nothing. */
  previewPreset(
    person: Person,
    id: string,
    choice: PresetChoice,
  ): Promise<Outcome<readonly PolicyChange[], SetupProblem>>
  /** Puts a preset in the place of the policy, as one revision; devices, accounts and networks keep their place. */
  adoptPreset(by: Editor, id: string, choice: PresetChoice): Promise<Outcome<Revision, SetupProblem>>
  /** The networks of this box's own interfaces, without the loopback. */
  ownNetworks(): readonly OwnNetwork[]
  /** Those in use, and whether the dashboard has set them. */
  upstreams(): Promise<{ readonly inUse: readonly string[]; readonly areSet: boolean }>
  /** Asks each server something, all at once. */
  checkUpstreams(person: Person, upstreams: readonly string[]): Promise<Outcome<readonly UpstreamCheck[], SetupProblem>>
  /** From now on these are asked, the first that answers; those of the settings file when left out. */
  setUpstreams(person: Person, upstreams: readonly string[] | undefined): Promise<Outcome<void, SetupProblem>>
  /** Tells the resolver which servers are asked, where the dashboard has set them. For the program itself. */
  publish(): Promise<void>
}
