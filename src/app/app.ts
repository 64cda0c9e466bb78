import type { Name } from '../dns/name.ts'
import type { ResolverTotals } from '../link.ts'
import type { Audience, Group, Policy, SchoolClass, Target, Text } from '../policy/policy.ts'
import type { KindOfTime } from '../time/calendar.ts'

// What a person can do. The dashboard and the command line come in here and nowhere else. Instants are milliseconds since 1970.

export const roles = ['coordinator', 'teacher', 'director'] as const
export type Role = (typeof roles)[number]

export interface Person {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly roles: readonly Role[]
  /** Ids of the classes a teacher acts on. */
  readonly classes: readonly string[]
  readonly language: 'nl' | 'en'
}

/** A refusal that a person can do something about: `problem` is a key of the dashboard's wording, `detail` fills it in. */
export interface Refusal<Problem extends string = string> {
  readonly ok: false
  readonly problem: Problem
  readonly detail?: string
}
export type Outcome<Value, Problem extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | Refusal<Problem>

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
  /** Checks a password (argon2id). Slows down and then refuses after five wrong ones in 15 minutes, per login and per address. */
  signIn(
    login: string,
    password: string,
    from: string,
  ): Promise<Outcome<{ readonly person: Person; readonly session: string }, 'wrong' | 'too-many'>>
  /** The person of a session secret; a session ends 12 hours after its last use. */
  personOf(session: string): Promise<Person | undefined>
  signOut(session: string): Promise<void>
  people(): Promise<readonly Person[]>
  add(by: Person, person: NewPerson): Promise<Outcome<Person, AccountProblem>>
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

/** An attempt as a role may see it: a teacher and a director see no device. */
export interface AttemptView {
  readonly id: number
  readonly first: number
  readonly last: number
  readonly count: number
  readonly name: string
  readonly group: string
  readonly groupName: Text
  readonly classes: readonly string[]
  /** Only for the coordinator. */
  readonly device?: { readonly id: string; readonly label: string }
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
  /** Calls back with each batch of new and changed attempts that this person may see, until the returned function is called. */
  follow(
    person: Person,
    filter: Omit<AttemptFilter, 'before' | 'limit'>,
    onAttempts: (attempts: readonly AttemptView[]) => void,
  ): () => void
}

export interface Revision {
  readonly number: number
  readonly at: number
  readonly by: string
  readonly why: string
}
export type SchoolProblem =
  | 'id-taken'
  | 'id-bad'
  | 'unknown-id'
  | 'in-use'
  | 'bad-network'
  | 'network-taken'
  | 'bad-time'
  | 'overlap'
  | 'bad-date'
  | 'not-allowed'
  | 'changed-meanwhile'
  | 'name-missing'
  | 'not-last'

/** The policy and its revisions: what the coordinator keeps. Every change is one revision. */
export interface SchoolOffice {
  policy(): Policy
  revision(): number
  revisions(limit: number): Promise<readonly Revision[]>
  /** Takes back the newest revision by making a new one that equals the one before it. */
  undo(person: Person, number: number): Promise<Outcome<Revision, SchoolProblem>>
  addClass(person: Person, name: string, timetable?: string): Promise<Outcome<SchoolClass, SchoolProblem>>
  removeClass(person: Person, id: string): Promise<Outcome<void, SchoolProblem>>
  setNetworks(person: Person, group: string, networks: readonly string[]): Promise<Outcome<Group, SchoolProblem>>
  setGroup(
    person: Person,
    group: string,
    change: Partial<Pick<Group, 'safeSearch' | 'youtube' | 'record' | 'timetable'>>,
  ): Promise<Outcome<Group, SchoolProblem>>
  /** `day` undefined: no school that day. Times are `HH:MM`. */
  setDay(
    person: Person,
    timetable: string,
    weekday: string,
    day: readonly { readonly from: string; readonly to: string; readonly kind: string }[] | undefined,
  ): Promise<Outcome<void, SchoolProblem>>
  addCalendarEntry(
    person: Person,
    entry: {
      readonly from: string
      readonly to: string
      readonly name: string
      readonly kind: 'holiday' | 'special'
      readonly classes?: readonly string[]
    },
  ): Promise<Outcome<void, SchoolProblem>>
  removeCalendarEntry(person: Person, index: number): Promise<Outcome<void, SchoolProblem>>
}

export interface DeviceView {
  readonly id: string
  readonly label: string
  readonly mac?: string
  readonly addresses: readonly string[]
  readonly group: string
  readonly classes: readonly string[]
  readonly known: boolean
  /** A private (randomised) MAC: second hex digit 2, 6, A or E. */
  readonly randomMac: boolean
  readonly lastSeen?: number
}
export type DeviceProblem =
  | 'not-allowed'
  | 'unknown-device'
  | 'bad-mac'
  | 'bad-address'
  | 'taken'
  | 'unknown-group'
  | 'unknown-class'
  | 'nothing-to-know-it-by'
  | 'name-missing'
export interface DeviceChange {
  readonly label: string
  readonly mac?: string
  readonly address?: string
  readonly group: string
  readonly classes: readonly string[]
}
export interface DeviceOffice {
  devices(person: Person): Promise<readonly DeviceView[]>
  enrol(person: Person, device: DeviceChange): Promise<Outcome<DeviceView, DeviceProblem>>
  change(person: Person, id: string, device: DeviceChange): Promise<Outcome<DeviceView, DeviceProblem>>
  erase(person: Person, id: string): Promise<Outcome<void, DeviceProblem>>
}

export interface ListView {
  readonly id: string
  readonly category: string
  readonly source: 'built-in' | 'folder'
  readonly names: number
  readonly problems: readonly { readonly line: number; readonly text: string; readonly problem: string }[]
  readonly problemCount: number
  readonly state: 'in-use' | 'kept-last-good'
  readonly note?: string
  readonly updated: number
}
export interface ListOffice {
  lists(): Promise<readonly ListView[]>
  /** Reads the folder anew, off the answer path. */
  refresh(person: Person | 'console'): Promise<void>
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
  readonly lists: ListOffice
  readonly weeks: WeekReader
  readonly why: WhyReader
  health(): Promise<Health>
  readonly zone: import('../time/school-time.ts').SchoolZone
  readonly clock: import('../time/clock.ts').Clock
}
