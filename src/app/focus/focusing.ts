import type { Name } from '../../dns/name.ts'
import type { Target, Text } from '../../policy/policy.ts'
import type { ActEnd, EndProblem } from '../acts/act-end.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'

// "Only these sites" for a class, and exams, which are that and more. Instants are milliseconds since 1970.

/** What a focus lists: sites as they were typed, platforms by their id. */
export type Listed = { readonly site: string } | { readonly platform: string }
/** When a focus or an exam ends, counted from its beginning. */
export type FocusEnd = Extract<ActEnd, { readonly kind: 'lesson' | 'minutes' | 'time' }>

/** An exam to be: its rooms are classes, each with its own minutes on top of the common end. */
export interface NewExam {
  readonly name?: string
  readonly rooms: readonly { readonly class: string; readonly extraMinutes: number }[]
  readonly listed: readonly Listed[]
  /** When it begins; at once when left out. */
  readonly from?: number
  readonly end: FocusEnd
}

/** "Only these" of one class, running or to come. */
export interface FocusView {
  readonly id: string
  readonly class: string
  readonly className: string
  readonly exam: boolean
  /** The exam that this is a room of: {@link ExamView}. */
  readonly examId?: string
  /** The exam's name. */
  readonly name?: string
  readonly listed: readonly { readonly target: Target; readonly name: Text }[]
  readonly by: string
  readonly from: number
  readonly until: number
  /** A park sets a plain focus aside until it is over; an exam goes on. */
  readonly resting?: 'park'
}

/** An exam with all its rooms: one thing, however many classes sit it. Rooms in which it was ended are left out. */
export interface ExamView {
  readonly id: string
  readonly name?: string
  readonly listed: FocusView['listed']
  readonly by: string
  readonly from: number
  /** When its first room is done; what a room has more is its extra time. */
  readonly until: number
  readonly rooms: readonly ExamRoom[]
  /** Whether this person may end it in all rooms. */
  readonly mayEnd: boolean
}
/** A room of an exam. */
export interface ExamRoom {
  /** The id of its focus, for {@link FocusDesk.addTime} and {@link FocusDesk.end}. */
  readonly focus: string
  readonly class: string
  readonly className: string
  readonly from: number
  readonly until: number
  /** Whether this person may give it more time. */
  readonly mine: boolean
}

/** What became of one thing that is to be listed, beforehand. */
export interface ListedCheck {
  readonly target: Target
  readonly targetName: Text
  /** `unknown`: no upstream said anything in time. A platform is `ok` when one of its names is found, and not one is locked. */
  readonly state: NameState
  /** The clause that locks it. */
  readonly clause?: string
  /** Its own names that are not `ok`. */
  readonly names: readonly NameCheck[]
  /** "This page also needs ...": names that the class was refused beside it while it was open, and that are not listed. */
  readonly needs: readonly NameCheck[]
}
export type NameState = 'ok' | 'does-not-resolve' | 'locked' | 'unknown'
export interface NameCheck {
  readonly name: Name
  readonly state: NameState
  readonly clause?: string
  /** The alias of the name that is locked, where it is not the name itself. */
  readonly alias?: Name
}

/**
 * `exam-in-the-way`, `exam-running`: the class and the times of that exam. `confirm-end`: it is an exam, whose end must be asked for twice.
 * `bad-start`: begun already, or more than sixty days off. `bad-extra-time`: 0 to 120 minutes. `too-many-sites`: how many there may be.
 */
export type FocusProblem =
  | EndProblem
  | 'unknown-class'
  | 'not-your-class'
  | 'no-class'
  | 'bad-site'
  | 'unknown-target'
  | 'locked'
  | 'nothing-listed'
  | 'too-many-sites'
  | 'exam-running'
  | 'exam-in-the-way'
  | 'bad-start'
  | 'bad-extra-time'
  | 'confirm-end'
  | 'already-over'

export interface FocusDesk {
  /** Looks beforehand whether each of these, and what it needs, is found and not locked for the class, now or at `at`. Changes nothing. */
  check(
    person: Person,
    classId: string,
    listed: readonly Listed[],
    at?: number,
  ): Promise<Outcome<readonly ListedCheck[], FocusProblem>>
  /** "Only these" for a class from now; it takes the place of one that is running, and ends at the latest when an exam begins. */
  begin(
    person: Person,
    classId: string,
    listed: readonly Listed[],
    end: FocusEnd,
  ): Promise<Outcome<FocusView, FocusProblem>>
  /** An exam for these classes, all or none. It ends a plain focus, and no park ends it. */
  beginExam(person: Person, exam: NewExam): Promise<Outcome<readonly FocusView[], FocusProblem>>
  /** The exams, running or to come, of which this person has a room; each with all its rooms. */
  exams(person: Person): Promise<readonly ExamView[]>
  /** Adds a class to an exam, running or to come: until the others are done, and its extra minutes (0 to 120) more. */
  addRoom(person: Person, examId: string, room: NewExam['rooms'][number]): Promise<Outcome<ExamView, FocusProblem>>
  /** Ends an exam in all its rooms, or calls it off: for who set it and who has all its rooms. One that has begun needs `sure`. */
  endExam(person: Person, examId: string, sure?: boolean): Promise<Outcome<void, FocusProblem>>
  /** Gives one room of an exam more minutes (1 to 120). */
  addTime(person: Person, focusId: string, minutes: number): Promise<Outcome<FocusView, FocusProblem>>
  /** Ends it for its class, or calls off what is to come. An exam that has begun needs `sure`. */
  end(person: Person, focusId: string, sure?: boolean): Promise<Outcome<void, FocusProblem>>
  /** What runs and what is to come, of the classes that this person may act on. */
  running(person: Person): Promise<readonly FocusView[]>
}
