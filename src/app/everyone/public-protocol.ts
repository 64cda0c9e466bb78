import type { Measure, Text } from '../../policy/policy.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import type { Role } from '../people/person.ts'

// What the school makes known: which agreements there are, what holds now for whom, and who can help. No personal data is in it.

/** An agreement of the protocol, in the school's own words. */
export interface ClauseText {
  readonly id: string
  readonly text: Text
}

/** One thing that is open or closed for a group now. */
export interface HoldsNow {
  readonly what: Text
  /** When this changes; undefined where nothing in sight changes it. */
  readonly until: number | undefined
  readonly locked: boolean
  readonly clause?: ClauseText
}

/** What holds for one group at this moment. */
export interface GroupNow {
  readonly id: string
  readonly name: Text
  readonly kindOfTime: KindOfTime
  readonly closed: readonly HoldsNow[]
  /** What rules open expressly; what stands in neither list is open because nothing closes it, unless `onlyThese`. */
  readonly open: readonly HoldsNow[]
  /** Only what is named is open. */
  readonly onlyThese: boolean
  /** Set while the group's rules are only counted. */
  readonly trialUntil?: number
}

/** What a person opened or closed for a group or a class. Who did is not said, and acts about one device are left out. */
export interface ActNow {
  readonly kind: 'open' | 'park' | 'focus' | 'exam'
  readonly forWhom: Text
  readonly what?: Text
  readonly until: number
}

/** One rule of the protocol, in a sentence. */
export interface RuleText {
  readonly id: string
  readonly state: 'open' | 'closed'
  readonly locked: boolean
  readonly groups: readonly Text[]
  readonly sentence: Text
  readonly clause?: ClauseText
}

export interface PublicProtocol {
  readonly school: { readonly name: string; readonly type: 'primary' | 'secondary' }
  readonly at: number
  readonly groups: readonly GroupNow[]
  /** The group of who reads it, where an address was given. */
  readonly mine?: string
  readonly acts: readonly ActNow[]
  readonly emergency?: { readonly for: 'staff' | 'everyone'; readonly until: number }
  readonly events: readonly { readonly name: string; readonly until: number }[]
  readonly clauses: readonly ClauseText[]
  readonly rules: readonly RuleText[]
  readonly measures: readonly (Omit<Measure, 'clause'> & { readonly clause?: ClauseText })[]
  /** Who can help: functions that somebody at school has, never names. */
  readonly helpers: readonly Role[]
  /** What no network can do, said plainly. */
  readonly limits: readonly Text[]
}

/** The public page and its PDF ask for this; nobody needs to sign in. */
export interface PublicReader {
  protocolNow(address?: string): Promise<PublicProtocol>
}
