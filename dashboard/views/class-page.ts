import type { ClassNow, ExamView, FocusView, ParkView, WaitingView } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'

/** The classes that a person chooses from: their own, and those that they may step in for. */
export interface Classes {
  readonly classes: readonly SchoolClass[]
  readonly others: readonly SchoolClass[]
}

/** All that holds for one class and waits for an answer. */
export interface ClassPage {
  readonly now: ClassNow
  readonly park: ParkView | undefined
  /** What runs, then what is to come. */
  readonly focuses: readonly FocusView[]
  /** The exams that the class sits, with their other rooms. */
  readonly exams: readonly ExamView[]
  readonly waiting: readonly WaitingView[]
  /** What a running grant also needs, by its id. */
  readonly needs: ReadonlyMap<string, readonly string[]>
}
