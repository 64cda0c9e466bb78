import type { Office } from '../app/create-app.ts'
import { SESSION_LASTS } from '../app/sign-in.ts'
import type { Storage } from '../storage/storage.ts'
import type { Clock } from '../time/clock.ts'
import { retention } from './retention.ts'
import type { Job } from './schedule.ts'
import { cleanSessions } from './sessions.ts'

/** What the office's jobs work on. */
export interface JobParts {
  readonly office: Office
  readonly storage: Storage
  readonly clock: Clock
  readonly builtAt: number
  readonly keepAttemptsDays: number
}

/** The jobs of the office, each at its time on the school's wall. */
export function officeJobs({ office, storage, clock, builtAt, keepAttemptsDays }: JobParts): readonly Job[] {
  const watch = { jobs: storage.jobs, clock, builtAt }
  return [
    {
      name: 'retention',
      when: '17 * * * *',
      async run() {
        const { attempts } = storage
        const { forgetUnknownDevices, notices } = office
        const done = await retention({ ...watch, attempts, keepDays: keepAttemptsDays, forgetUnknownDevices })
        if (done === 'clock-wrong') notices.raise('clock-wrong')
        else notices.clear('clock-wrong')
      },
    },
    {
      name: 'sessions',
      when: '27 * * * *',
      async run() {
        await cleanSessions({ ...watch, sessions: storage.sessions, sessionLasts: SESSION_LASTS })
      },
    },
    { name: 'lists', when: '37 * * * *', run: () => office.app.lists.refresh('console') },
    { name: 'policy', when: '* * * * *', run: () => office.reload() },
  ]
}
