import { isDate } from '../time/school-time.ts'
import type { PolicyText } from './policy-schema.ts'
import type { Problem } from './problems.ts'

type EntryText = PolicyText['calendar']['entries'][number]

/** What does not fit together within one entry of the calendar; a place is below the entry's own, `.to`. */
export function entryProblems(entry: EntryText): readonly Problem[] {
  const { from, to, kind, day, schedule, unconfirmed } = entry
  const problems: Problem[] = []
  const report = (place: string, problem: string) => problems.push({ place, problem })
  const strange = (['from', 'to'] as const).filter((key) => !isDate(entry[key]))
  for (const key of strange) report(`.${key}`, `there is no date ${entry[key]}`)
  if (strange.length === 0 && to < from) report('.to', `${to} is before ${from}`)
  if (kind === 'schedule' && schedule === undefined)
    report('', 'an entry of kind schedule names the bell schedule that these dates follow: schedule: ...')
  if (kind !== 'schedule' && schedule !== undefined) report('.schedule', 'only an entry of kind schedule names one')
  if (kind !== 'special' && day !== undefined) report('.day', 'only an entry of kind special has hours of its own')
  if (kind !== 'holiday' && unconfirmed) report('.unconfirmed', 'only a holiday waits to be confirmed')
  return problems
}
