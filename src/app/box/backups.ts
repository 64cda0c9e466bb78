import type { SchoolZone } from '../../time/school-time.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { forgetDevice } from './clear-out.ts'
import type { Notices } from './notices.ts'

/** Of `newer-backup` and `damaged-backup` the detail is the version that made it, or what is wrong. */
export type BackupProblem =
  | 'not-allowed'
  | 'passphrase-short'
  | 'no-backups'
  | 'backup-failed'
  | 'not-a-backup'
  | 'newer-backup'
  | 'wrong-passphrase'
  | 'damaged-backup'
  | 'already-set-up'

/** How it stands with the backups. */
export interface BackupStatus {
  /** When the last one was made, by the night or by hand. */
  readonly last: number | undefined
  /** Whether one is made every night. */
  readonly isNightly: boolean
}
/** A backup that was found whole, and is put in place. */
export interface Restored {
  readonly madeAt: number
  readonly version: string
  readonly school: string
  /** How many devices, accounts and incidents were taken out of it, because they were erased since. */
  readonly erased: number
}

/** Encrypted copies of all that is kept, without private keys, sessions and tokens. */
export interface BackupDesk {
  status(): Promise<BackupStatus>
  /** Makes one now, for a coordinator. The file is the caller's to remove. */
  make(
    person: Person,
    passphrase: string,
  ): Promise<Outcome<{ readonly file: string; readonly name: string }, BackupProblem>>
  /** Checks one, and puts it in the place of everything: only in a box that is not set up yet. The office starts anew; who is signed in no longer is. */
  restore(person: Person, content: Uint8Array, passphrase: string): Promise<Outcome<Restored, BackupProblem>>
}

/** The desk, with what the nightly job does. */
export interface BackupOffice extends BackupDesk {
  nightly(): Promise<void>
}

/** Fewest characters of a passphrase. */
const SHORTEST = 12
/** Milliseconds after which the last backup is old: a night that was missed, and some. */
export const BACKUP_IS_OLD = 50 * 3600_000
/** The same where backups are made by hand. */
export const BACKUP_IS_OLD_BY_HAND = 31 * 24 * 3600_000
/** Milliseconds in which nobody is reminded that there is none yet. */
export const NO_BACKUP_YET = 7 * 24 * 3600_000
/** The job under whose name the last backup is noted. */
const JOB = 'backup-made'

const refuse = (problem: BackupProblem, detail?: string): Refusal<BackupProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Making backups and putting one back. */
export function backupDesk(parts: Parts, ledger: Ledger, notices: Notices): BackupOffice {
  const { storage, clock, version, vault } = parts
  const manifest = (madeAt: number) => ({ version, madeAt, school: ledger.policy.school.name })
  return {
    async status() {
      return { last: await storage.jobs.lastRun(JOB), isNightly: vault?.isNightly ?? false }
    },

    async make(person, passphrase) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      if (vault === undefined) return refuse('no-backups')
      if ([...passphrase].length < SHORTEST) return refuse('passphrase-short')
      const at = clock()
      let file: string
      try {
        file = await vault.passing(passphrase, manifest(at))
      } catch (error) {
        return refuse('backup-failed', error instanceof Error ? error.message : String(error))
      }
      await storage.jobs.ran(JOB, at)
      await storage.audit.append({ at, by: person, action: 'backup-taken-out', subject: '' })
      return { ok: true, value: { file, name: `rooster-${ledger.zone.at(at).date}.rooster-backup` } }
    },

    async restore(person, content, passphrase) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      if (vault === undefined) return refuse('no-backups')
      if ((await storage.settings.get('setUpAt')) !== undefined) return refuse('already-set-up')
      const read = await vault.read(content, passphrase, (restored, device) =>
        forgetDevice({ storage: restored }, device),
      )
      if ('problem' in read) return refuse(problems[read.problem], read.detail)
      parts.startAnew?.()
      const { madeAt, version: made, school } = read.manifest
      return { ok: true, value: { madeAt, version: made, school, erased: read.erased } }
    },

    async nightly() {
      if (vault === undefined || !vault.isNightly) return
      const at = clock()
      const night = await vault.nightly(...daysOf(ledger.zone, at, parts.keepAttemptsDays ?? KEPT), manifest(at))
      if (night.made) {
        await storage.jobs.ran(JOB, at)
        notices.clear('backup-failed')
      } else notices.raise('backup-failed', night.problem)
      if (night.made && night.copyProblem !== undefined) notices.raise('backup-not-copied', night.copyProblem)
      else if (night.made) notices.clear('backup-not-copied')
    },
  }
}

/** Days that backups are kept where nothing else is said: no longer than the attempts in them. */
const KEPT = 14

const daysOf = (zone: SchoolZone, at: number, keep: number): [day: string, oldest: string] => {
  const { date } = zone.at(at)
  return [date, zone.plusDays(date, -keep)]
}

const problems = {
  'not-a-backup': 'not-a-backup',
  newer: 'newer-backup',
  'wrong-passphrase': 'wrong-passphrase',
  damaged: 'damaged-backup',
} as const
