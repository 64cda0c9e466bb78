import type { KindOfTime } from '../../time/calendar.ts'
import type { DateText } from '../../time/school-time.ts'

/** Which figures: of the dates from `from` to `to`, both included; what is left out does not limit. */
export interface FigureWish {
  readonly from: DateText
  readonly to: DateText
  readonly kinds?: readonly KindOfTime[]
  readonly group?: string
  /** `platform:ID` or `category:ID`. */
  readonly subject?: string
  /** How long a bar of the picture is; a day when left out. */
  readonly step?: Step
}
export type Step = 'day' | 'week' | 'month'
