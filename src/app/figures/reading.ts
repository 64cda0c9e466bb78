import type { Name } from '../../dns/name.ts'
import type { ResolverTotals } from '../../link.ts'
import type { Group, SchoolClass, Text } from '../../policy/policy.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import type { ClosedNow, GrantView, Resting } from '../grants/granting.ts'
import type { Person } from '../people/person.ts'

// What is only looked at: the week, why something is open or closed, and how it stands with the box.

/** The week in figures, without names; parts of fewer than five devices are left out. */
export interface WeekView {
  readonly from: number
  readonly until: number
  readonly total: number
  readonly byKindOfTime: readonly { readonly kind: KindOfTime; readonly count: number }[]
  readonly byGroup: readonly { readonly group: Text; readonly count: number }[]
  readonly bySubject: readonly { readonly name: string; readonly count: number }[]
  readonly byDay: readonly {
    readonly date: string
    readonly lesson: number
    readonly break: number
    readonly outside: number
  }[]
  readonly mostGranted: readonly { readonly name: Text; readonly count: number }[]
  readonly suppressed: number
}
export interface WeekReader {
  week(person: Person, containing: number): Promise<WeekView>
}

export interface Explained {
  readonly verdict: 'pass' | 'block' | 'rewrite'
  readonly reason: { readonly kind: string; readonly clause?: string; readonly text: Text }
  readonly until: number | undefined
}
/** What holds for one asker now: for "Wat mag nu?" and for "Waarom dicht?". */
export interface WhyReader {
  explain(question: {
    readonly name: Name
    readonly group: string
    readonly classes: readonly string[]
    readonly device?: string
    readonly at: number
  }): Explained
  /** For the public page: the group of an address, the period, what is closed and until when, and what decides above all rules. */
  statusFor(address: string): Promise<{
    readonly group: Group
    /** Why it is in that group: it was enrolled, its network is the group's, or nobody knows it. */
    readonly because: 'enrolled' | 'network' | 'unknown'
    readonly classes: readonly SchoolClass[]
    readonly kindOfTime: KindOfTime
    /** When another period begins. */
    readonly periodEnds: number
    readonly closed: readonly ClosedNow[]
    readonly grants: readonly GrantView[]
    /** The decision that keeps this device off the network: nothing can be opened for it meanwhile. */
    readonly exclusion?: { readonly until: number }
    /** Messages and calls are open for it, whatever else holds. */
    readonly emergency?: { readonly until: number }
    /** What shuts all but a few names for it, above every rule. */
    readonly shut?: Resting
    /** Only what is named is open in its group. */
    readonly onlyThese: boolean
    /** When any of this may change. */
    readonly changes: number
  }>
}

export interface Health {
  readonly now: number
  readonly version: string
  readonly resolver: ResolverTotals | undefined
  readonly attemptsStored: number
  readonly lists: number
  readonly names: number
  /** What needs a person, as keys of the dashboard's wording. */
  readonly warnings: readonly { readonly problem: string; readonly detail?: string; readonly about?: string }[]
}
