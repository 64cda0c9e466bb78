import type { ScheduledTask } from 'node-cron'
import { createTask } from 'node-cron'
import type { Clock } from '../time/clock.ts'
import { paced } from '../time/clock.ts'

const MINUTE = 60_000
/** Milliseconds on the wall between two looks at a clock that goes faster than the machine's. */
const LOOKS_EVERY = 20_000

/** Work that is done again and again. `run` can be called at any time, also by a test. */
export interface Job {
  readonly name: string
  /** A cron line, on the school's wall clock. */
  readonly when: string
  run(): Promise<void>
}

/**
 * Starts the jobs, each never twice at once. What one throws goes to `onError`, and it runs again at its next time. Returns how to stop them. On a
 * clock that goes faster than the machine's they run when that clock says so.
 */
export function startJobs(
  jobs: readonly Job[],
  timezone: string,
  onError: (job: string, error: unknown) => void,
  clock: Clock,
): () => Promise<void> {
  const tasks = jobs.map(({ name, when, run }) =>
    createTask(when, () => run().catch((error: unknown) => onError(name, error)), {
      name,
      timezone,
      noOverlap: true,
      // A busy machine runs it late, which is what we want; node-cron would print a line about it.
      suppressMissedWarning: true,
      unref: true,
    }),
  )
  const isFast = (clock.speed ?? 1) !== 1
  const timer = isFast ? runBy(clock, tasks) : undefined
  if (!isFast) for (const task of tasks) void task.start()
  return async () => {
    clearInterval(timer)
    for (const task of tasks) await task.destroy()
  }
}

/** Runs each task at the minutes of this clock that are its own; one that is still at work is left out, as node-cron does. */
function runBy(clock: Clock, tasks: readonly ScheduledTask[]): NodeJS.Timeout {
  const minuteNow = () => Math.floor(clock() / MINUTE)
  let done = minuteNow()
  const busy = new Set<ScheduledTask>()
  const look = () => {
    const [from, to] = [done + 1, minuteNow()]
    done = to
    for (const task of tasks) {
      if (busy.has(task) || !hasMinute(task, from, to)) continue
      busy.add(task)
      void task.execute().finally(() => busy.delete(task))
    }
  }
  return setInterval(look, paced(clock, LOOKS_EVERY)).unref()
}

function hasMinute(task: ScheduledTask, from: number, to: number): boolean {
  for (let minute = from; minute <= to; minute += 1) if (task.match(new Date(minute * MINUTE))) return true
  return false
}
