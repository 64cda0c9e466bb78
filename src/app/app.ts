import type { Name } from '../dns/name.ts'
import type { ResolverTotals } from '../link.ts'
import type { Group, Text } from '../policy/policy.ts'
import type { KindOfTime } from '../time/calendar.ts'
import type { RequestDesk } from './asking.ts'
import type { BoardDesk } from './board.ts'
import type { BusyDevices } from './busy-devices.ts'
import type { CalendarOffice } from './calendar-keeping.ts'
import type { CompanionReader } from './companions.ts'
import type { DayPassDesk } from './day-passes.ts'
import type { Directing } from './directing.ts'
import type { FocusDesk } from './focusing.ts'
import type { ClosedNow, GrantDesk, GrantView } from './granting.ts'
import type { DeviceOffice, ListOffice, SchoolOffice } from './keeping.ts'
import type { LookDesk } from './looks.ts'
import type { MedicalDesk } from './medical-marks.ts'
import type { Outcome } from './outcome.ts'
import type { ParkDesk } from './parks.ts'
import type { Person, Role } from './person.ts'
import type { PlatformDesk } from './platforms.ts'
import type { RuleOffice } from './rule-office.ts'
import type { SideDoorDesk } from './side-doors.ts'

export { readName } from '../dns/name.ts'
export type { ActEnd, EndProblem } from './act-end.ts'
export type {
  AnswerProblem,
  AskerView,
  AskProblem,
  RequestDesk,
  WaitingView,
  Which,
} from './asking.ts'
export type { BoardDesk, BoardFigures, BoardProblem, SchoolOfBoard } from './board.ts'
export type { BusyDevice, BusyDevices } from './busy-devices.ts'
export type {
  BellDates,
  CalendarOffice,
  CalendarProblem,
  HolidayQuestion,
  IcsDay,
  IcsPreview,
  IcsPurpose,
} from './calendar-keeping.ts'
export type { CompanionProblem, CompanionReader } from './companions.ts'
export type { CorrectionDesk, CorrectionProblem, CorrectionView } from './corrections.ts'
export type { DayPassDesk, DayPassView, PassProblem } from './day-passes.ts'
export type { Drill } from './drill.ts'
export type { Editor, EditProblem } from './editor.ts'
export type { EmergencyDesk, EmergencyProblem, EmergencyView } from './emergencies.ts'
export type { EventDesk, EventProblem, EventView } from './events.ts'
export type { ExclusionDesk, ExclusionProblem, ExclusionView, NewExclusion } from './exclusions.ts'
export type {
  FocusDesk,
  FocusEnd,
  FocusProblem,
  FocusView,
  Listed,
  ListedCheck,
  NameCheck,
  NewExam,
} from './focusing.ts'
export type { ClassNow, ClosedNow, GrantDesk, GrantProblem, GrantView, Openable, Resting } from './granting.ts'
export type { Incident, IncidentDesk, IncidentProblem, IncidentView, NewIncident } from './incidents.ts'
export type {
  DeviceChange,
  DeviceOffice,
  DeviceProblem,
  DeviceView,
  ListOffice,
  ListView,
  PolicyChange,
  Revision,
  RevisionOffice,
  SchoolOffice,
  SchoolProblem,
} from './keeping.ts'
export type { Letterbox, NewReport, Receiver, ReceiverChoice, Report, ReportHead, ReportProblem } from './letterbox.ts'
export { receivers } from './letterbox.ts'
export type { DeviceBehind, DeviceData, LookDesk, LookProblem } from './looks.ts'
export type { About, MeasureDesk, MeasureProblem, TakenMeasure, Why } from './measures.ts'
export type { MedicalDesk, MedicalMark, MedicalProblem } from './medical-marks.ts'
export type { OpeningDesk, OpeningProblem, OpeningView } from './openings.ts'
export type { Outcome, Refusal } from './outcome.ts'
export type { ParkDesk, ParkEnd, ParkProblem, ParkView } from './parks.ts'
export type { Person, Role } from './person.ts'
export { roles } from './person.ts'
export type {
  CorrectionWish,
  PlatformDesk,
  PlatformName,
  PlatformProblem,
  PlatformView,
  PlatformWish,
} from './platforms.ts'
export type {
  ActNow,
  ClauseText,
  GroupNow,
  HoldsNow,
  PublicProtocol,
  PublicReader,
  RuleText,
} from './public-protocol.ts'
export type { MeasureWish, RegisterOffice, RegisterProblem } from './register.ts'
export type { RuleOffice, RulePreview, RuleProblem, RuleWish, SetWish } from './rule-office.ts'
export type { SideDoorDesk, SideDoorProblem, SideDoorSigns } from './side-doors.ts'
export type { TrialDesk, TrialFigures, TrialProblem, TrialView } from './trials.ts'

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

export interface App extends Directing {
  readonly accounts: Accounts
  readonly desk: GrantDesk
  readonly parks: ParkDesk
  readonly focus: FocusDesk
  readonly requests: RequestDesk
  readonly passes: DayPassDesk
  readonly attempts: AttemptReader
  readonly school: SchoolOffice
  readonly calendar: CalendarOffice
  readonly devices: DeviceOffice
  readonly medical: MedicalDesk
  readonly sideDoors: SideDoorDesk
  readonly busyDevices: BusyDevices
  readonly companions: CompanionReader
  readonly looks: LookDesk
  readonly lists: ListOffice
  readonly platforms: PlatformDesk
  readonly board: BoardDesk
  readonly rules: RuleOffice
  readonly weeks: WeekReader
  readonly why: WhyReader
  health(): Promise<Health>
  readonly zone: import('../time/school-time.ts').SchoolZone
  readonly clock: import('../time/clock.ts').Clock
}
