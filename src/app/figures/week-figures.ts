import type { Text } from '../../policy/policy.ts'
import type { WeekFigures } from '../../reports/week.ts'
import type { DateText } from '../../time/school-time.ts'
import { weekdays } from '../../time/school-time.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import { categoryName } from '../policy/wording.ts'
import { spanFigures } from './span-figures.ts'

/** A week on the school's wall, and its figures as far as they may be shown. */
export interface WeekOf {
  readonly monday: DateText
  readonly from: number
  readonly until: number
  readonly figures: WeekFigures
}

/** Adds up the week that `containing` lies in, from Monday to Sunday; groups that are too small to show are in no total. */
export async function weekOf(parts: Parts, ledger: Ledger, book: DeviceBook, containing: number): Promise<WeekOf> {
  const days = daysOf(ledger, containing)
  const [first, last] = [days[0]!, days.at(-1)!]
  const figures = await spanFigures(parts, ledger, book, { from: first.date, to: last.date })
  return { monday: first.date, from: first.from, until: last.until, figures }
}

/** What people call a part of the figures: `platform:ID` or `category:ID`. */
export function subjectName({ wording }: Ledger, part: string): Text {
  const [kind, id = ''] = part.split(/:(.*)/s)
  return kind === 'platform' ? wording.target({ kind, id }) : categoryName(id)
}

/** What people call a group; its id where the policy no longer has it. */
export function groupName({ policy }: Ledger, id: string): Text {
  return policy.groups.find((group) => group.id === id)?.name ?? { nl: id, en: id }
}

/** Monday to Sunday on the school's wall: each day's date and the instants of its midnights. */
export function daysOf({ zone }: Ledger, containing: number) {
  const { date, weekday } = zone.at(containing)
  const monday = zone.plusDays(date, -weekdays.indexOf(weekday))
  return weekdays.map((_, i) => {
    const day = zone.plusDays(monday, i)
    return { date: day, from: zone.instantsOf(day, 0)[0]!, until: zone.instantsOf(zone.plusDays(day, 1), 0)[0]! }
  })
}
