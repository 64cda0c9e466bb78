import type { CountRow } from '../../link.ts'
import type { Health } from '../figures/reading.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { BackupStatus } from './backups.ts'

/** The product in numbers, for a program that watches it. Nothing in it tells of a person, a device or a name. */
export interface Gauges {
  readonly health: Health
  /** Answered questions since the office started. */
  readonly verdicts: Readonly<Record<CountRow['outcome'], number>>
  readonly attemptsLost: number
  /** Batches of attempts, and attempts with their repeats, that the resolver handed over since the office started. */
  readonly batches: number
  readonly attempts: number
  readonly revision: number
  /** Resident memory of the whole program, in bytes. */
  readonly memory: number
  /** When each job last ran. */
  readonly jobs: readonly { readonly job: string; readonly at: number }[]
  readonly lastBackup: number | undefined
}
/** Counts what comes in, and reads the rest when it is asked. */
export interface GaugeDesk {
  counted(rows: readonly CountRow[]): void
  /** A batch of attempts came in. */
  taken(rows: number): void
  read(): Promise<Gauges>
}

/** The {@link GaugeDesk} of an office. */
export function gaugeDesk(
  { storage }: Parts,
  ledger: Ledger,
  of: {
    readonly health: () => Promise<Health>
    readonly backups: () => Promise<BackupStatus>
    readonly lost: () => number
  },
): GaugeDesk {
  const verdicts: Record<CountRow['outcome'], number> = { pass: 0, block: 0, rewrite: 0, trial: 0 }
  const came = { batches: 0, attempts: 0 }
  return {
    taken(rows) {
      came.batches += 1
      came.attempts += rows
    },
    counted(rows) {
      for (const { outcome, count } of rows) verdicts[outcome] += count
    },
    async read() {
      const [health, jobs, backups] = await Promise.all([of.health(), storage.jobs.all(), of.backups()])
      return {
        health,
        verdicts: { ...verdicts },
        attemptsLost: of.lost(),
        ...came,
        revision: ledger.revision,
        memory: process.memoryUsage.rss(),
        jobs,
        lastBackup: backups.last,
      }
    },
  }
}
