import type { Name } from '../dns/name.ts'
import type { ResolverTotals } from '../link.ts'
import type { Audience, Group, SchoolClass, Target, Text } from '../policy/policy.ts'
import type { KindOfTime } from '../time/calendar.ts'
import type { DeviceOffice, ListOffice, SchoolOffice } from './keeping.ts'
import type { LookDesk } from './looks.ts'
import type { Outcome } from './outcome.ts'
import type { Person, Role } from './person.ts'

export { readName } from '../dns/name.ts'
export type {
  DeviceChange,
  DeviceOffice,
  DeviceProblem,
  DeviceView,
  ListOffice,
  ListView,
  Revision,
  SchoolOffice,
  SchoolProblem,
} from './keeping.ts'
export type { DeviceBehind, DeviceData, LookDesk, LookProblem } from './looks.ts'
export type { Outcome, Refusal } from './outcome.ts'
export type { Person, Role } from './person.ts'
export { roles } from './person.ts'

// What a person can do. The dashboard and the command line come in here and nowhere else. Instants are milliseconds since 1970.

export interface NewPerson {
  readonly name: string
  readonly login: string
  readonly password: string
  readonly roles: readonly Role[]
  readonly classes: readonly string[]
  readonly language: 'nl' | 'en'
}
export type AccountProblem =
  | 'link-invalid'
  | 'login-taken'
  | 'login-bad'
  | 'name-missing'
  | 'password-short'
  | 'no-role'
  | 'unknown-class'
  | 'last-coordinator'
  | 'not-allowed'
  | 'unknown-person'

export interface Accounts {
  /** Whether no account exists yet. */
  isNew(): Promise<boolean>
  /** Makes the one-time link's secret for the first account; earlier ones stop working. Ends after 24 hours or once used. */
  firstLink(): Promise<string>
  firstLinkIsValid(secret: string): Promise<boolean>
  /** The first account gets all roles it asks for, coordinator always among them. */
  createFirst(
    secret: string,
    person: Omit<NewPerson, 'roles' | 'classes'> & { readonly roles?: readonly Role[] },
  ): Promise<Outcome<Person, AccountProblem>>
  /** Checks a password (argon2id). Refuses after five wrong ones in 15 minutes, per login and per address; who signed in from an address before has a count of their own there. */
  signIn(
    login: string,
    password: string,
    from: string,
  ): Promise<Outcome<{ readonly person: Person; readonly session: string }, 'wrong' | 'too-many'>>
  /** The person of a session secret; a session ends 12 hours after its last use. */
  personOf(session: string): Promise<Person | undefined>
  signOut(session: string): Promise<void>
  people(): Promise<readonly Person[]>
  add(by: Person | 'console', person: NewPerson): Promise<Outcome<Person, AccountProblem>>
  update(
    by: Person,
    id: string,
    change: { readonly roles: readonly Role[]; readonly classes: readonly string[]; readonly name: string },
  ): Promise<Outcome<Person, AccountProblem>>
  remove(by: Person, id: string): Promise<Outcome<void, AccountProblem>>
  setPassword(by: Person | 'console', login: string, password: string): Promise<Outcome<void, AccountProblem>>
  setLanguage(person: Person, language: 'nl' | 'en'): Promise<void>
}

/** A grant as people see it. */
export interface GrantView {
  readonly id: string
  readonly audience: Audience
  readonly target: Target
  readonly targetName: Text
  readonly by: string
  readonly from: number
  readonly until: number
}
export type GrantProblem =
  | 'unknown-class'
  | 'not-your-class'
  | 'bad-site'
  | 'locked'
  | 'unknown-target'
  | 'bad-end'
  | 'already-over'
  | 'not-allowed'
/** When a grant ends: with the lesson (outside one: thirty minutes), or after minutes (1 to 480). */
export type GrantEnd = { readonly kind: 'lesson' } | { readonly kind: 'minutes'; readonly minutes: number }

/** What holds for one class at this moment. */
export interface ClassNow {
  readonly class: SchoolClass
  readonly kindOfTime: KindOfTime
  /** The period's name and the instant it ends: the next change of kind of time. */
  readonly periodName?: string
  readonly periodEnds: number
  /** The kind of time that follows at `periodEnds`, for "until the break 10:15". */
  readonly followedBy?: KindOfTime
  readonly devicesKnown: number
  readonly grants: readonly GrantView[]
  /** Per group that has devices in this class (pupils and pupil-phones when it has none yet): what is closed now, in words, and until when. */
  readonly closed: readonly { readonly group: Text; readonly groupId: string; readonly what: readonly ClosedNow[] }[]
  /** Platforms a teacher can open here now, favourites first. */
  readonly openable: readonly { readonly id: string; readonly name: string }[]
  /** When "until the end of the lesson" would end. */
  readonly lessonEnds: number
}
export interface ClosedNow {
  readonly target: Target
  readonly name: Text
  readonly until: number | undefined
  readonly clause?: string
  readonly locked: boolean
}

export interface GrantDesk {
  /** The classes this person may act on: a teacher's own, everyone's for a coordinator or director. */
  classesOf(person: Person): Promise<readonly SchoolClass[]>
  now(person: Person, classId: string): Promise<Outcome<ClassNow, 'unknown-class' | 'not-your-class'>>
  /** Opens a target for a class. It is in force at the resolver when the promise resolves. */
  give(
    person: Person,
    classId: string,
    what: { readonly platform: string } | { readonly site: string },
    end: GrantEnd,
  ): Promise<Outcome<GrantView, GrantProblem>>
  revoke(person: Person, grantId: string): Promise<Outcome<void, GrantProblem>>
  /** Every running grant, for the coordinator and the director. */
  running(): Promise<readonly GrantView[]>
}

/** An attempt as people see it. The device behind it is shown on giving a reason: {@link LookDesk}. */
export interface AttemptView {
  readonly id: number
  readonly first: number
  readonly last: number
  readonly count: number
  readonly name: string
  readonly group: string
  readonly groupName: Text
  readonly classes: readonly string[]
  readonly platform?: string
  readonly category?: string
  readonly kindOfTime: KindOfTime
  readonly clause?: string
  readonly reasonKind: string
  readonly reason: Text
}
export interface AttemptFilter {
  readonly group?: string
  readonly class?: string
  readonly name?: string
  readonly before?: number
  readonly limit: number
}
export interface AttemptReader {
  recent(person: Person, filter: AttemptFilter): Promise<readonly AttemptView[]>
  /** One attempt, for who acts on every class; undefined where it is gone. */
  one(person: Person, id: number): Promise<AttemptView | undefined>
  /** Calls back with each batch of new and changed attempts that this person may see, until the returned function is called. `onAttempts` must not throw. */
  follow(
    person: Person,
    filter: Omit<AttemptFilter, 'before' | 'limit'>,
    onAttempts: (attempts: readonly AttemptView[]) => void,
  ): () => void
}

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
  /** For the public page: the group of an address, the period, what is closed and until when. */
  statusFor(address: string): Promise<{
    readonly group: Group
    readonly kindOfTime: KindOfTime
    readonly closed: readonly ClosedNow[]
    readonly grants: readonly GrantView[]
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
  readonly warnings: readonly { readonly problem: string; readonly detail?: string }[]
}

export interface App {
  readonly accounts: Accounts
  readonly desk: GrantDesk
  readonly attempts: AttemptReader
  readonly school: SchoolOffice
  readonly devices: DeviceOffice
  readonly looks: LookDesk
  readonly lists: ListOffice
  readonly weeks: WeekReader
  readonly why: WhyReader
  health(): Promise<Health>
  readonly zone: import('../time/school-time.ts').SchoolZone
  readonly clock: import('../time/clock.ts').Clock
}
