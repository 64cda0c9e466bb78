import type { DeviceBook } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import { mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { WeekReader, WeekView } from './reading.ts'
import { daysOf, groupName, subjectName, weekOf } from './week-figures.ts'

/** Most lines of a list of what was tried or opened. */
const LINES = 20

/** The week in figures, for the director and the coordinator. */
export function weekReader(parts: Parts, ledger: Ledger, book: DeviceBook): WeekReader {
  return {
    async week(person, containing) {
      if (!mayActOnAll(person)) {
        const days = daysOf(ledger, containing)
        return { ...nothing, from: days[0]!.from, until: days.at(-1)!.until }
      }
      const { from, until, figures } = await weekOf(parts, ledger, book, containing)
      return {
        from,
        until,
        total: figures.total,
        suppressed: figures.suppressed,
        byKindOfTime: figures.kinds,
        byDay: figures.days,
        byGroup: figures.groups.map(({ part, count }) => ({ group: groupName(ledger, part), count })),
        bySubject: figures.subjects
          .slice(0, LINES)
          .map(({ part, count }) => ({ name: subjectName(ledger, part)[person.language], count })),
        mostGranted: (await parts.storage.acts.tally(from, until))
          .slice(0, LINES)
          .map(({ target, all }) => ({ name: ledger.wording.target(target), count: all })),
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
