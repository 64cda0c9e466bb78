import { isOfTooFew } from '../../reports/suppress.ts'
import type { Figure } from '../../reports/week.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import { mondayOf } from '../../time/school-time.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { FigureWish } from './figure-wish.ts'

const schoolTime = ['lesson', 'break', 'inloop'] as const satisfies readonly KindOfTime[]

/** Groups whose attempts are only counted: of whole weeks that are over, in school time, where five devices are enrolled (the rule is in `suppress.ts`). */
export async function countedGroups(
  { storage, clock }: Parts,
  { policy, zone }: Ledger,
  book: DeviceBook,
  { from, to, kinds, group, subject }: FigureWish,
): Promise<{ readonly shown: readonly Figure[]; readonly leftOut: number }> {
  const none = { shown: [], leftOut: 0 }
  if (subject !== undefined || kinds !== undefined) return none
  const counted = policy.groups
    .filter(({ id, record }) => record === 'counts' && (group === undefined || group === id))
    .map(({ id }) => id)
  const today = zone.at(clock()).date
  const first = mondayOf(zone.plusDays(from, 6))
  const end = mondayOf(to < today ? zone.plusDays(to, 1) : today)
  if (counted.length === 0 || first >= end) return none
  const [begins, ends] = [zone.instantsOf(first, 0)[0]!, zone.instantsOf(end, 0)[0]!]
  const rows = await storage.counts.perGroup('block', counted, begins, ends, schoolTime)
  const isShown = (id: string) => !isOfTooFew(book.known().filter((device) => device.group === id).length)
  const shown = rows.filter((row) => isShown(row.group))
  return { shown: shown.map((row) => ({ part: row.group, count: row.count })), leftOut: rows.length - shown.length }
}
