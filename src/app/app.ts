import type { Text } from '../policy/policy.ts'
import type { KindOfTime } from '../time/calendar.ts'
import type { MedicalDesk } from './acts/medical-marks.ts'
import type { BackupDesk } from './box/backups.ts'
import type { FirstStepDesk } from './box/first-steps.ts'
import type { Gauges } from './box/gauges.ts'
import type { SetupDesk } from './box/setting-up.ts'
import type { BusyDevices } from './devices/busy-devices.ts'
import type { DeviceFiles } from './devices/device-files.ts'
import type { PlacingDesk } from './devices/placing.ts'
import type { Directing } from './directing.ts'
import type { BoardDesk } from './figures/board.ts'
import type { Health, WeekReader, WhyReader } from './figures/reading.ts'
import type { Outcome } from './outcome.ts'
import type { AccountProblem } from './people/account-problem.ts'
import type { InvitationDesk } from './people/inviting.ts'
import type { Person, Role } from './people/person.ts'
import type { TokenDesk } from './people/tokens.ts'
import type { DeviceOffice, SchoolOffice } from './policy/keeping.ts'
import type { PolicyTexts } from './policy/policy-text.ts'
import type { BlockReader } from './rules/block-reader.ts'
import type { ListOffice } from './rules/list-office.ts'
import type { LookDesk } from './rules/looks.ts'
import type { NameFinder } from './rules/name-finder.ts'
import type { PlatformDesk } from './rules/platforms.ts'
import type { RuleOffice } from './rules/rule-office.ts'
import type { Teaching } from './teaching.ts'
import type { CalendarOffice } from './times/calendar-keeping.ts'
import type { SideDoorDesk } from './why/side-doors.ts'
import type { WhyDesk } from './why/why-closed.ts'

export { readName } from '../dns/name.ts'
export { usualLimits } from '../policy/limits.ts'
export { NORMAL } from '../time/calendar.ts'
export type { ActEnd, EndProblem } from './acts/act-end.ts'
export type { CorrectionDesk, CorrectionProblem, CorrectionView } from './acts/corrections.ts'
export type { Drill } from './acts/drill.ts'
export type { EmergencyDesk, EmergencyProblem, EmergencyView } from './acts/emergencies.ts'
export type { EventDesk, EventProblem, EventView } from './acts/events.ts'
export type { ExclusionDesk, ExclusionProblem, ExclusionView, NewExclusion } from './acts/exclusions.ts'
export type { MedicalDesk, MedicalMark, MedicalProblem } from './acts/medical-marks.ts'
export type { OpeningDesk, OpeningProblem, OpeningView } from './acts/openings.ts'
export type { ParkDesk, ParkEnd, ParkProblem, ParkView } from './acts/parks.ts'
export type { RestoreDesk, RestoreProblem } from './acts/restoring.ts'
export type { TrialDesk, TrialFigures, TrialProblem, TrialView } from './acts/trials.ts'
export type { FirstStep, FirstStepDesk } from './box/first-steps.ts'
export type { Gauges } from './box/gauges.ts'
export type { MailKind, MailWish } from './box/mail.ts'
export type { BusyDevice, BusyDevices } from './devices/busy-devices.ts'
export type { Placing, PlacingDesk, PlacingProblem } from './devices/placing.ts'
export type {
  ActNow,
  ClauseText,
  GroupNow,
  HoldsNow,
  PublicProtocol,
  PublicReader,
  RuleText,
} from './everyone/public-protocol.ts'
export type { BoardDesk, BoardFigures, BoardProblem, SchoolOfBoard } from './figures/board.ts'
export type { Explained, Health, WeekReader, WeekView, WhyReader } from './figures/reading.ts'
export type {
  ExamRoom,
  ExamView,
  FocusDesk,
  FocusEnd,
  FocusProblem,
  FocusView,
  Listed,
  ListedCheck,
  NameCheck,
  NewExam,
} from './focus/focusing.ts'
export type { ClassNow, ClosedNow, GrantDesk, GrantProblem, GrantView, Openable, Resting } from './grants/granting.ts'
export type { OwnAct, OwnHistory } from './grants/own-history.ts'
export type { Outcome, Refusal } from './outcome.ts'
export type { AccountProblem } from './people/account-problem.ts'
export type { DayPassDesk, DayPassView, PassProblem } from './people/day-passes.ts'
export type { Person, Role } from './people/person.ts'
export { roles } from './people/person.ts'
export type { PinDesk, PinProblem, RememberedDevice } from './people/pins.ts'
export type { NewToken, TokenDesk, TokenProblem, TokenRole, TokenState, TokenView } from './people/tokens.ts'
export { tokenRoles } from './people/tokens.ts'
export type { ChangeReader } from './policy/changes.ts'
export type { Editor, EditProblem } from './policy/editor.ts'
export type {
  ClassSettings,
  DeviceChange,
  DeviceOffice,
  DeviceProblem,
  DeviceView,
  PolicyChange,
  Revision,
  RevisionOffice,
  SchoolOffice,
  SchoolProblem,
} from './policy/keeping.ts'
export type { PolicyTexts, TextRefusal } from './policy/policy-text.ts'
export type { Incident, IncidentDesk, IncidentProblem, IncidentView, NewIncident } from './record/incidents.ts'
export type {
  Letterbox,
  NewReport,
  ReaderChange,
  Receiver,
  ReceiverChoice,
  Report,
  ReportHead,
  ReportProblem,
} from './record/letterbox.ts'
export { receivers } from './record/letterbox.ts'
export type { About, MeasureDesk, MeasureProblem, TakenMeasure, Why } from './record/measures.ts'
export type { MeasureWish, RegisterOffice, RegisterProblem } from './record/register.ts'
export type {
  AnswerProblem,
  AskerView,
  AskProblem,
  RequestDesk,
  WaitingView,
  Which,
} from './requests/asking.ts'
export type { BlockReader, BlockView } from './rules/block-reader.ts'
export type {
  ListFinds,
  ListOffice,
  ListPlace,
  ListProblem,
  RemovedList,
  WaitingList,
} from './rules/list-office.ts'
export type { BadLine, ListView } from './rules/list-view.ts'
export type { DeviceBehind, DeviceData, LookDesk, LookProblem } from './rules/looks.ts'
export type {
  CorrectionWish,
  PlatformDesk,
  PlatformName,
  PlatformProblem,
  PlatformView,
  PlatformWish,
} from './rules/platforms.ts'
export type {
  RuleOffice,
  RulePreview,
  RuleProblem,
  RuleView,
  RuleWish,
  SetWish,
  TargetChoice,
} from './rules/rule-office.ts'
export type {
  BellDates,
  CalendarOffice,
  CalendarProblem,
  HolidayQuestion,
  IcsDay,
  IcsPreview,
  IcsPurpose,
  TypedPeriod,
} from './times/calendar-keeping.ts'
export type { TimetableNow } from './times/timetables-now.ts'
export type { CompanionProblem, CompanionReader } from './why/companions.ts'
export type { SideDoorDesk, SideDoorProblem, SideDoorSigns } from './why/side-doors.ts'
export type { JustBlocked, SnagDesk, SnagProblem, SnagView } from './why/snags.ts'
export type { WhyAbout } from './why/why-about.ts'
export type { AlsoClosed, ListBehind, Stretch, Whom, WhyClosed, WhyDesk } from './why/why-closed.ts'

// What a person can do. The dashboard and the command line come in here and nowhere else. Instants are milliseconds since 1970.

export interface NewPerson {
  readonly name: string
  readonly login: string
  readonly password: string
  readonly roles: readonly Role[]
  readonly classes: readonly string[]
  readonly language: 'nl' | 'en'
}

export interface Accounts {
  /** Whether no account exists yet. */
  isNew(): Promise<boolean>
  /** Makes the one-time link's secret for the first account; earlier ones stop working. Ends after 24 hours or once used. */
  firstLink(): Promise<string>
  firstLinkIsValid(secret: string): Promise<boolean>
  /** The first account gets all roles it asks for, coordinator always among them. */
  createFirst(
    secret: string,
    person: Omit<NewPerson, 'roles' | 'classes'> & { readonly roles?: readonly Role[]; readonly from?: string },
  ): Promise<Outcome<Person, AccountProblem>>
  /** Checks a password (argon2id). Refuses after five wrong ones in 15 minutes, per login and per address; who signed in from an address before has a count of their own there. */
  signIn(
    login: string,
    password: string,
    from: string,
  ): Promise<Outcome<{ readonly person: Person; readonly session: string }, 'wrong' | 'too-many'>>
  /** Whether this is the person's own password, before something that who only finds a browser signed in must not do. It counts as a try to sign in. */
  knowsPassword(person: Person, password: string, from: string): Promise<Outcome<void, 'wrong-password' | 'too-many'>>
  /** The person of a session secret, who uses it now; a session ends 12 hours after its last use, and 7 days after its beginning. */
  personOf(session: string): Promise<Person | undefined>
  /** The same, where it is not the person who asks but an open page by itself: that is no use. */
  holderOf(session: string): Promise<Person | undefined>
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
  /** The class that was asked for; for a teacher who asked for none, one of their own. */
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
  readonly platform?: string
  readonly category?: string
  /** A kind of reason: `rule`, `locked`, ... */
  readonly reason?: string
  /** Only what was last refused at or after `from`, and before `until`. */
  readonly from?: number
  readonly until?: number
  readonly before?: number
  /** With `before`: of those at that very moment only ones with a lower id. */
  readonly beforeId?: number
  readonly limit: number
}
export interface AttemptReader {
  /** Newest first. Nothing of a class or a group of fewer than five devices. */
  recent(person: Person, filter: AttemptFilter): Promise<readonly AttemptView[]>
  /** Whether there is nothing because what is asked for is of fewer than five devices. */
  isOfTooFew(person: Person, filter: Omit<AttemptFilter, 'before' | 'beforeId' | 'limit'>): boolean
  /** One attempt, for who acts on every class; undefined where it is gone. */
  one(person: Person, id: number): Promise<AttemptView | undefined>
  /** Calls back with each batch of new and changed attempts that this person may see, until the returned function is called. `onAttempts` must not throw. */
  follow(
    person: Person,
    filter: Omit<AttemptFilter, 'before' | 'limit'>,
    onAttempts: (attempts: readonly AttemptView[]) => void,
  ): () => void
}

export interface App extends Directing, Teaching {
  readonly accounts: Accounts
  readonly attempts: AttemptReader
  readonly school: SchoolOffice
  readonly calendar: CalendarOffice
  readonly devices: DeviceOffice
  readonly placing: PlacingDesk
  readonly medical: MedicalDesk
  readonly sideDoors: SideDoorDesk
  readonly busyDevices: BusyDevices
  readonly looks: LookDesk
  readonly lists: ListOffice
  readonly platforms: PlatformDesk
  readonly board: BoardDesk
  readonly backups: BackupDesk
  readonly setup: SetupDesk
  readonly firstSteps: FirstStepDesk
  readonly invitations: InvitationDesk
  readonly deviceFiles: DeviceFiles
  readonly rules: RuleOffice
  readonly weeks: WeekReader
  readonly why: WhyReader
  readonly blocks: BlockReader
  readonly whyClosed: WhyDesk
  readonly tokens: TokenDesk
  readonly policyTexts: PolicyTexts
  readonly names: NameFinder
  health(): Promise<Health>
  gauges(): Promise<Gauges>
  /** Whether something that was changed does not hold for every device yet. What follows {@link changes} hears when it does. */
  passingOn(): boolean
  readonly zone: import('../time/school-time.ts').SchoolZone
  readonly clock: import('../time/clock.ts').Clock
}
