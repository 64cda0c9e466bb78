import type { Figure } from '../reports/week.ts'
import { weekFigures } from '../reports/week.ts'
import { weekdays } from '../time/school-time.ts'
import type { WeekReader, WeekView } from './app.ts'
import type { DeviceBook } from './device-book.ts'
import type { Ledger } from './ledger.ts'
import type { Parts } from './parts.ts'
import { mayActOnAll } from './rights.ts'
import { categoryName } from './wording.ts'

/** Most lines of a list of what was tried or opened. */
const LINES = 20

/** The week in figures, for the director and the coordinator. */
export function weekReader({ storage }: Parts, ledger: Ledger, book: DeviceBook): WeekReader {
  const { attempts, counts, acts } = storage

  /** Groups whose attempts are only counted: the number of their enrolled devices stands for the number that tried. */
  const countedGroups = async (from: number, until: number): Promise<readonly Figure[]> => {
    const counted = ledger.policy.groups.filter(({ record }) => record === 'counts').map(({ id }) => id)
    const devicesOf = (group: string) => book.known().filter((device) => device.group === group).length
    return (await counts.perGroup('block', from, until))
      .filter(({ group }) => counted.includes(group))
      .map(({ group, count }) => ({ part: group, count, devices: devicesOf(group) }))
  }

  return {
    async week(person, containing) {
      const days = daysOf(ledger, containing)
      const [from, until] = [days[0]!.from, days.at(-1)!.until]
      if (!mayActOnAll(person)) return { ...nothing, from, until }
      const figures = weekFigures({
        groups: [...(await attempts.figures(from, until, 'group')), ...(await countedGroups(from, until))],
        kinds: await attempts.figures(from, until, 'kind'),
        subjects: await attempts.figures(from, until, 'subject'),
        days: await Promise.all(
          days.map(async (day) => ({ date: day.date, kinds: await attempts.figures(day.from, day.until, 'kind') })),
        ),
      })
      const { policy, wording } = ledger
      const nameOf = (part: string) => {
        const [kind, id = ''] = part.split(/:(.*)/s)
        const text = kind === 'platform' ? wording.target({ kind, id }) : categoryName(id)
        return text[person.language]
      }
      return {
        from,
        until,
        total: figures.total,
        suppressed: figures.suppressed,
        byKindOfTime: figures.kinds,
        byDay: figures.days,
        byGroup: figures.groups.map(({ part, count }) => ({
          group: policy.groups.find(({ id }) => id === part)?.name ?? { nl: part, en: part },
          count,
        })),
        bySubject: figures.subjects.slice(0, LINES).map(({ part, count }) => ({ name: nameOf(part), count })),
        mostGranted: (await acts.tally(from, until))
          .slice(0, LINES)
          .map(({ target, all }) => ({ name: wording.target(target), count: all })),
      }
    },
  }
}

const nothing: Omit<WeekView, 'from' | 'until'> = {
  total: 0,
  byKindOfTime: [],
  byGroup: [],
  bySubject: [],
  byDay: [],
  mostGranted: [],
  suppressed: 0,
}

/** Monday to Sunday on the school's wall: each day's date and the instants of its midnights. */
function daysOf({ zone }: Ledger, containing: number) {
  const { date, weekday } = zone.at(containing)
  const monday = zone.plusDays(date, -weekdays.indexOf(weekday))
  return weekdays.map((_, i) => {
    const day = zone.plusDays(monday, i)
    return { date: day, from: zone.instantsOf(day, 0)[0]!, until: zone.instantsOf(zone.plusDays(day, 1), 0)[0]! }
  })
}
