import { following } from '../../policy/following.ts'
import type { Client } from '../../policy/policy.ts'
import { dayOf } from '../../time/calendar.ts'
import type { SchoolZone } from '../../time/school-time.ts'
import type { Ledger } from '../policy/ledger.ts'

/** The school year that `at` lies in: from 1 August 00:00 to the next (half-open), as Dutch law has it. */
export function schoolYear(zone: SchoolZone, at: number): { readonly from: number; readonly until: number } {
  const { date } = zone.at(at)
  const year = Number(date.slice(0, 4)) - (date.slice(5) < '08-01' ? 1 : 0)
  const begins = (of: number) => zone.instantsOf(`${of}-08-01`, 0)[0]!
  return { from: begins(year), until: begins(year + 1) }
}

/** The end of the day for a client: its last bell, or midnight where no bell of today is still to come. */
export function endOfDay({ policy, zone }: Ledger, client: Client, at: number): number {
  const { date, weekday } = zone.at(at)
  const follows = following(policy, client)
  const bells = follows.timetables.flatMap((timetable) => dayOf(follows, timetable, date, weekday).map(({ to }) => to))
  const last = zone.instantsOf(date, Math.min(1440, Math.max(0, ...bells)))[0]!
  return last > at ? last : zone.instantsOf(date, 1440)[0]!
}
