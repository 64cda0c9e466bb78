import type { Office } from '../app/create-app.ts'
import { SESSION_LASTS } from '../app/people/sign-in.ts'
import type { Storage } from '../storage/storage.ts'
import type { Clock } from '../time/clock.ts'
import { clockIsRight } from './clock-check.ts'
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
        const { attempts, requests, dayPasses } = storage
        const { forgetUnknownDevices, notices } = office
        await office.keepIncidents()
        const done = await retention({
          ...watch,
          attempts,
          requests,
          dayPasses,
          keepDays: keepAttemptsDays,
          forgetUnknownDevices,
        })
        if (done === 'clock-wrong') return notices.raise('clock-wrong')
        notices.clear('clock-wrong')
        await office.clearOut()
      },
    },
    {
      name: 'sessions',
      when: '27 * * * *',
      async run() {
        await cleanSessions({ ...watch, sessions: storage.sessions, sessionLasts: SESSION_LASTS })
      },
    },
    {
      name: 'figures',
      when: '*/10 * * * *',
      async run() {
        if (await clockIsRight('figures', watch)) await office.rollUp()
      },
    },
    {
      name: 'mail',
      when: '3-59/10 * * * *',
      async run() {
        if (await clockIsRight('mail', watch)) await office.sendMail()
      },
    },
    { name: 'lists', when: '37 * * * *', run: () => office.app.lists.refresh('console') },
    // The figures of a week are told in the first hour after it; where the board's folder is not there, an hour later.
    { name: 'board', when: '47 * * * *', run: () => office.tellBoard() },
    { name: 'backup', when: '7 3 * * *', run: () => office.backUp() },
    { name: 'policy', when: '* * * * *', run: () => office.reload() },
  ]
}
