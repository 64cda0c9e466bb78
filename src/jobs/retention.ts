import type { AttemptStore } from '../storage/attempt-store.ts'
import type { ClockWatch } from './clock-check.ts'
import { clockIsRight } from './clock-check.ts'

const DAY = 24 * 3600_000

export interface RetentionParts extends ClockWatch {
  readonly attempts: AttemptStore
  /** Days that attempts are kept after they were last seen. */
  readonly keepDays: number
  /** Removes devices that nobody enrolled and that were last seen before `at`. */
  readonly forgetUnknownDevices: (at: number) => Promise<number>
}
/** What a run did; `clock-wrong`: nothing, because the clock cannot be believed. */
export type Retained = 'clock-wrong' | { readonly attempts: number; readonly devices: number }

/** Deletes attempts, and devices that nobody enrolled, past their days. */
export async function retention(parts: RetentionParts): Promise<Retained> {
  if (!(await clockIsRight('retention', parts))) return 'clock-wrong'
  const before = parts.clock() - parts.keepDays * DAY
  return {
    attempts: await parts.attempts.removeBefore(before),
    devices: await parts.forgetUnknownDevices(before),
  }
}
