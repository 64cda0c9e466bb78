import { schedule } from 'node-cron'

/** Work that is done again and again. `run` can be called at any time, also by a test. */
export interface Job {
  readonly name: string
  /** A cron line, on the school's wall clock. */
  readonly when: string
  run(): Promise<void>
}

/** Starts the jobs, each never twice at once. What one throws goes to `onError`, and it runs again at its next time. Returns how to stop them. */
export function startJobs(
  jobs: readonly Job[],
  timezone: string,
  onError: (job: string, error: unknown) => void,
): () => Promise<void> {
  const tasks = jobs.map(({ name, when, run }) =>
    schedule(when, () => run().catch((error: unknown) => onError(name, error)), {
      name,
      timezone,
      noOverlap: true,
      // A busy machine runs it late, which is what we want; node-cron would print a line about it.
      suppressMissedWarning: true,
      unref: true,
    }),
  )
  return async () => {
    for (const task of tasks) await task.destroy()
  }
}
