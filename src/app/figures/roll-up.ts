import { setImmediate } from 'node:timers/promises'
import { cellCounter, withTotals } from '../../reports/cells.ts'
import { daySteps, divided, weekSteps } from '../../reports/suppress.ts'
import type { Tally, Unit } from '../../storage/figure-store.ts'
import type { SchoolDate } from '../../time/school-time.ts'
import { schoolDate } from '../../time/school-time.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import { placesOn } from './places.ts'
import { daysOf } from './week-figures.ts'

const DAY = 24 * 3600_000
/** Attempts that are read in one go, as a stretch of time: a school hour of a large school is too many. */
const SLICE = 600_000
/** Milliseconds after which attempts no longer change: a row of them grows for a minute, and comes with the next batch. */
export const SETTLED = 120_000

/**
 * Makes figures of days and weeks while their attempts are there: of each once, when it is over, and of nothing that still runs: between two looks at
 * what grows lies what one device did. To be called every few minutes. Attempts are read ten minutes at a time, so that others get their turn.
 */
export async function rollUp(parts: Parts, ledger: Ledger): Promise<void> {
  const { figures } = parts.storage
  const settled = parts.clock() - SETTLED
  const oldest = await figures.oldest()
  if (oldest === undefined) return
  const countDay = async ({ date, from, until }: SchoolDate) => {
    const counter = cellCounter()
    await inSlices(parts, from, until, (tallies) => counter.add(tallies))
    keep(parts, 'day', date, divided(counter.cells(), daySteps))
  }
  /** What a week's days had no room for. */
  const countWeek = async (days: readonly SchoolDate[]) => {
    const counter = cellCounter()
    for (const { date, from, until } of days) {
      const placeOf = placesOn(parts, date)
      const isLeft = (tally: Tally) => placeOf(tally) === undefined
      await inSlices(parts, from, until, (tallies) => counter.add(tallies.filter(isLeft)))
    }
    keep(parts, 'week', days[0]!.date, divided(counter.cells(), weekSteps))
  }
  const keptSince = parts.clock() - (parts.keepAttemptsDays ?? 14) * DAY
  for (let day = schoolDate(ledger.zone, Math.max(oldest, keptSince)); day.until <= settled; ) {
    if (!(await isCounted(parts, 'day', day.date))) await countDay(day)
    day = schoolDate(ledger.zone, day.until)
  }
  for (let at = Math.max(oldest, keptSince); at < settled; ) {
    const week = daysOf(ledger, at)
    const [from, until] = [week[0]!.from, week.at(-1)!.until]
    // Of a week that is not over the days tell; one of which a part has expired would be counted too low.
    const isWhole = until <= settled && from >= keptSince
    if (isWhole && !(await isCounted(parts, 'week', week[0]!.date))) await countWeek(week)
    at = until
  }
}

async function isCounted({ storage }: Parts, unit: Unit, date: string): Promise<boolean> {
  return (await storage.figures.counted(unit, date, date)).length > 0
}

function keep({ storage }: Parts, unit: Unit, date: string, { shown, rest }: ReturnType<typeof divided>): void {
  storage.figures.keep(unit, { date, leftOut: rest.length }, withTotals(shown))
}

async function inSlices(
  { storage }: Parts,
  from: number,
  until: number,
  take: (tallies: readonly Tally[]) => void,
): Promise<void> {
  for (let at = from; at < until; at += SLICE) {
    take(await storage.figures.tallies(at, Math.min(at + SLICE, until)))
    await setImmediate()
  }
}
