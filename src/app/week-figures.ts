import type { Text } from '../policy/policy.ts'
import type { Figure, WeekFigures } from '../reports/week.ts'
import { weekFigures } from '../reports/week.ts'
import type { DateText } from '../time/school-time.ts'
import { weekdays } from '../time/school-time.ts'
import type { DeviceBook } from './device-book.ts'
import type { Ledger } from './ledger.ts'
import type { Parts } from './parts.ts'
import { categoryName } from './wording.ts'

/** A week on the school's wall, and its figures as far as they may be shown. */
export interface WeekOf {
  readonly monday: DateText
  readonly from: number
  readonly until: number
  readonly figures: WeekFigures
}

/** Adds up the week that `containing` lies in, from Monday to Sunday; groups that are too small to show are in no total. */
export async function weekOf(parts: Parts, ledger: Ledger, book: DeviceBook, containing: number): Promise<WeekOf> {
  const { attempts } = parts.storage
  const days = daysOf(ledger, containing)
  const [from, until] = [days[0]!.from, days.at(-1)!.until]
  const figures = weekFigures({
    groups: [
      ...(await attempts.figures(from, until, 'group')),
      ...(await countedGroups(parts, ledger, book, from, until)),
    ],
    kinds: await attempts.figures(from, until, 'kind'),
    subjects: await attempts.figures(from, until, 'subject'),
    days: await Promise.all(
      days.map(async (day) => ({ date: day.date, kinds: await attempts.figures(day.from, day.until, 'kind') })),
    ),
  })
  return { monday: days[0]!.date, from, until, figures }
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

/** Groups whose attempts are only counted: the number of their enrolled devices stands for the number that tried. */
async function countedGroups(
  { storage }: Parts,
  { policy }: Ledger,
  book: DeviceBook,
  from: number,
  until: number,
): Promise<readonly Figure[]> {
  const counted = policy.groups.filter(({ record }) => record === 'counts').map(({ id }) => id)
  const devicesOf = (group: string) => book.known().filter((device) => device.group === group).length
  return (await storage.counts.perGroup('block', from, until))
    .filter(({ group }) => counted.includes(group))
    .map(({ group, count }) => ({ part: group, count, devices: devicesOf(group) }))
}
