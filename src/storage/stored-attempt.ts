import type { Name } from '../dns/name.ts'
import type { KindOfTime } from '../time/calendar.ts'

/** A blocked query with its repeats. */
export interface StoredAttempt {
  readonly id: number
  /** Which resolver thread counted it, and its number there. */
  readonly session: string
  readonly row: number
  readonly first: number
  readonly last: number
  readonly count: number
  readonly device: string | undefined
  readonly group: string
  readonly name: Name
  /** The question's DNS type. */
  readonly type: number
  readonly platform: string | undefined
  readonly category: string | undefined
  /** The reason's kind. */
  readonly reason: string
  readonly clause: string | undefined
  readonly rule: string | undefined
  readonly kindOfTime: KindOfTime
}

/** An attempt as it is handed in: its number is given when it is written. */
export type NewAttempt = Omit<StoredAttempt, 'id'>
