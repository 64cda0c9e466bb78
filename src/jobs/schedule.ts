import type { ScheduledTask } from 'node-cron'
import { createTask } from 'node-cron'
import type { Clock } from '../time/clock.ts'
import { paced } from '../time/clock.ts'

const MINUTE = 60_000
/** Milliseconds between two looks at the clock. */
const LOOKS_EVERY = 20_000
/** Minutes that are looked back at the most: in a day each job has had its time. */
const LOOKS_BACK = 24 * 60

/** Work that is done again and again. `run` can be called at any time, also by a test. */
export interface Job {
  readonly name: string
  /** A cron line of minutes, on the school's wall clock. */
  readonly when: string
  run(): Promise<void>
}

/**
 * Starts the jobs, each never twice at once. What one throws goes to `onError`, and it runs again at its next time. Returns how to stop them. The clock
 * is looked at three times a minute, and node-cron says which jobs were due since: where the clock jumps, or the machine was too busy to look, each of them is done
 * once. (By itself node-cron passes over what is a second late, and waits on where the clock is put back.)
 */
export function startJobs(
  jobs: readonly Job[],
  timezone: string,
  onError: (job: string, error: unknown) => void,
  clock: Clock,
): () => Promise<void> {
  const tasks = jobs.map(({ name, when, run }) =>
    createTask(when, () => run().catch((error: unknown) => onError(name, error)), { name, timezone, unref: true }),
  )
  const timer = runBy(clock, tasks)
  return async () => {
    clearInterval(timer)
    for (const task of tasks) await task.destroy()
  }
}

/** Runs each task at the minutes of this clock that are its own, unless it is still at work. */
function runBy(clock: Clock, tasks: readonly ScheduledTask[]): NodeJS.Timeout {
  const minuteNow = () => Math.floor(clock() / MINUTE)
  let done = minuteNow()
  const busy = new Set<ScheduledTask>()
  const look = () => {
    const to = minuteNow()
    const from = Math.max(done + 1, to - LOOKS_BACK)
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
