import type { ReportState } from '../../storage/report-store.ts'
import type { Outcome } from '../outcome.ts'
import type { Person, Role } from '../people/person.ts'

// Reports from people: anyone tells somebody at school about something, without signing in.

/** Who can be chosen to read a report. */
export const receivers = [
  'teacher',
  'mentor',
  'team-leader',
  'manager',
  'anti-bullying-coordinator',
  'confidential-counsellor',
  'director',
] as const satisfies readonly Role[]
export type Receiver = (typeof receivers)[number]

export type ReportProblem =
  | 'report-empty'
  | 'report-too-long'
  | 'unknown-receiver'
  | 'no-class'
  | 'unknown-class'
  | 'nobody-there'
  | 'bad-site'
  | 'too-many-reports'
  | 'not-allowed'
  | 'unknown-report'

/** What somebody writes. Only the receiver and the text are asked for. */
export interface NewReport {
  readonly to: string
  /** Of a teacher always, of a mentor if wished. */
  readonly class?: string
  /** At most 4000 characters. */
  readonly text: string
  readonly name?: string
  readonly contact?: string
  readonly site?: string
}

/** A report in the list of who may read it: without what is in it. */
export interface ReportHead {
  readonly id: string
  readonly at: number
  readonly to: Receiver
  readonly class?: string
  readonly state: ReportState
}
export interface Report extends ReportHead {
  readonly text: string
  readonly name?: string
  readonly contact?: string
  readonly site?: string
  readonly note?: string
}

/** Somebody who came to hold a role that reports go to, or no longer does. */
export interface ReaderChange {
  readonly at: number
  readonly role: Role
  /** Whether they got it. */
  readonly has: boolean
  /** Undefined where the account is gone. */
  readonly who?: string
  /** Who saw to it; '' where the command line did. */
  readonly by: string
}

/** A choice on the form: a role that somebody at school holds, and the classes that can be chosen with it. */
export interface ReceiverChoice {
  readonly to: Receiver
  readonly classes: readonly { readonly id: string; readonly name: string }[]
}

/**
 * Where reports go in and are read. Only the role that was chosen reads one (a teacher: of an own class), and nobody else: no substitute on a day pass and no program. No address and no device is
 * kept, and none stands with what devices tried.
 */
export interface Letterbox {
  /** Whom someone at this address can write to; a manager is not offered on pupils' devices. */
  choices(address: string): Promise<readonly ReceiverChoice[]>
  /** Takes a report in. Floods are refused, by address (in memory only) and in all. */
  submit(report: NewReport, address: string): Promise<Outcome<void, ReportProblem>>
  /** What this person may read, newest first. */
  list(person: Person): Promise<readonly ReportHead[]>
  /** How many of these nobody has read yet, and the moment of the newest. */
  unread(person: Person): Promise<{ readonly count: number; readonly newest?: number }>
  /** Who else got or lost a role of this person's in the past thirty days, newest first; of a teacher and a mentor, whose classes count, nothing. */
  newReaders(person: Person): Promise<readonly ReaderChange[]>
  /** Opens one: it counts as read from then on, and that it was read is recorded. */
  read(person: Person, id: string): Promise<Outcome<Report, ReportProblem>>
  /** Marks one as handled, with what was done about it. */
  handle(person: Person, id: string, note: string): Promise<Outcome<void, ReportProblem>>
}
