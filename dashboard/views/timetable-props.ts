import type { HolidayQuestion, Refusal } from '../../src/app/app.ts'
import type { BellSchedule, Policy } from '../../src/policy/policy.ts'
import type { Timetable } from '../../src/time/calendar.ts'
import type { DateText } from '../../src/time/school-time.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'

/** Which bells hold today: of the school, and of classes that have others. */
export interface Today {
  readonly date: DateText
  readonly school: string
  readonly classes: readonly { readonly class: string; readonly schedule: string }[]
}

/** What the page of hours is drawn from. */
export interface TimetableProps {
  readonly view: View
  readonly policy: Policy
  readonly chosen: Timetable | undefined
  /** The bells there are, the normal ones first, and those whose week is shown. */
  readonly schedules: readonly BellSchedule[]
  readonly bells: BellSchedule
  readonly today: Today
  readonly toConfirm: readonly HolidayQuestion[]
  readonly fields: Fields
  readonly problem: Refusal | undefined
}
