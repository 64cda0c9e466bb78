import type { AttemptStore } from '../storage/attempt-store.ts'
import type { DayPassStore } from '../storage/day-pass-store.ts'
import type { RequestStore } from '../storage/request-store.ts'
import type { ClockWatch } from './clock-check.ts'
import { clockIsRight } from './clock-check.ts'

const DAY = 24 * 3600_000
/** Days that day passes are kept after they ended: the acts done on them keep the name. */
const PASSES = 14

export interface RetentionParts extends ClockWatch {
  readonly attempts: AttemptStore
  readonly requests: RequestStore
  readonly dayPasses: DayPassStore
  /** Days that attempts are kept after they were last seen. */
  readonly keepDays: number
  /** Removes devices that nobody enrolled and that were last seen before `at`. */
  readonly forgetUnknownDevices: (at: number) => Promise<number>
}
/** What a run did; `clock-wrong`: nothing, because the clock cannot be believed. */
export type Retained =
  | 'clock-wrong'
  | { readonly attempts: number; readonly devices: number; readonly requests: number; readonly passes: number }

/** Deletes attempts, devices that nobody enrolled and day passes past their days, and requests after one; how often a thing was asked for stays. */
export async function retention(parts: RetentionParts): Promise<Retained> {
  if (!(await clockIsRight('retention', parts))) return 'clock-wrong'
  const before = parts.clock() - parts.keepDays * DAY
  return {
    attempts: await parts.attempts.removeBefore(before),
    devices: await parts.forgetUnknownDevices(before),
    requests: await parts.requests.removeBefore(parts.clock() - DAY),
    passes: await parts.dayPasses.removeEndedBefore(parts.clock() - PASSES * DAY),
  }
}
