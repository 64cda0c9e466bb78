import type { JobStore } from '../storage/job-store.ts'
import type { Clock } from '../time/clock.ts'

const DAY = 24 * 3600_000

/** What a job needs to tell whether the clock can be believed. */
export interface ClockWatch {
  readonly jobs: JobStore
  readonly clock: Clock
  /** When this program was built. */
  readonly builtAt: number
}

/**
 * Whether the clock can be believed: not earlier than the build, and within a day of the job's last run, which is noted as now. After a jump the
 * answer is no once: a machine that was off for a week does its work an hour later, one with a broken clock is put right by then.
 */
export async function clockIsRight(job: string, { jobs, clock, builtAt }: ClockWatch): Promise<boolean> {
  const now = clock()
  const last = await jobs.lastRun(job)
  await jobs.ran(job, now)
  return now >= builtAt && (last === undefined || Math.abs(now - last) <= DAY)
}
