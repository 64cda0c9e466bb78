import { setImmediate } from 'node:timers/promises'
import { cellCounter } from '../../reports/cells.ts'
import type { Unit } from '../../storage/figure-store.ts'
import { schoolDate } from '../../time/school-time.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import { daysOf } from './week-figures.ts'

const DAY = 24 * 3600_000
/** Attempts that are read in one go, as a stretch of time: a school hour of a large school is too many. */
const SLICE = 600_000
/** A row of attempts grows for a minute, and comes with the next batch: what is older no longer changes. */
const SETTLED = 120_000

/**
 * Makes figures of days and weeks while their attempts are there: of today as far as it is settled, and once more of each day and each week when it
 * is over. To be called every few minutes. Attempts are read ten minutes at a time, so that others get their turn.
 */
export async function rollUp(parts: Parts, ledger: Ledger): Promise<void> {
  const { figures } = parts.storage
  const settled = parts.clock() - SETTLED
  const oldest = await figures.oldest()
  if (oldest === undefined) return
  const count = async (unit: Unit, date: string, from: number, until: number) => {
    const cells = await cellsOf(parts, from, Math.min(until, settled))
    figures.replace(unit, { date, until: Math.min(until, settled), isWhole: until <= settled }, cells)
  }
  const keptSince = parts.clock() - (parts.keepAttemptsDays ?? 14) * DAY
  for (let day = schoolDate(ledger.zone, Math.max(oldest, keptSince)); day.from < settled; ) {
    // The first day may have begun before the oldest attempt that is left: what was counted of it then is more.
    if (!(await isCounted(parts, 'day', day.date))) await count('day', day.date, day.from, day.until)
    day = schoolDate(ledger.zone, day.until)
  }
  for (let at = Math.max(oldest, keptSince); at < settled; ) {
    const week = daysOf(ledger, at)
    const [from, until] = [week[0]!.from, week.at(-1)!.until]
    // Of a week that is not over the days tell; one of which a part has expired would be counted too low.
    const isWhole = until <= settled && from >= keptSince
    if (isWhole && !(await isCounted(parts, 'week', week[0]!.date))) await count('week', week[0]!.date, from, until)
    at = until
  }
}

async function isCounted({ storage }: Parts, unit: Unit, date: string): Promise<boolean> {
  return (await storage.figures.counted(unit, date, date)).some(({ isWhole }) => isWhole)
}

async function cellsOf({ storage }: Parts, from: number, until: number) {
  const counter = cellCounter()
  for (let at = from; at < until; at += SLICE) {
    counter.add(await storage.figures.tallies(at, Math.min(at + SLICE, until)))
    await setImmediate()
  }
  return counter.cells()
}
