import type { ClassNow, FocusView, ParkView, WaitingView } from '../../src/app/app.ts'

/** All that holds for one class and waits for an answer. */
export interface ClassPage {
  readonly now: ClassNow
  readonly park: ParkView | undefined
  /** What runs, then what is to come. */
  readonly focuses: readonly FocusView[]
  readonly waiting: readonly WaitingView[]
  /** What a running grant also needs, by its id. */
  readonly needs: ReadonlyMap<string, readonly string[]>
}
