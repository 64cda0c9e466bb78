import type { Policy } from '../../policy/policy.ts'
import type { CalendarEntry } from '../../time/calendar.ts'
import type { DayEvent } from '../../time/ics.ts'
import { LONGEST_HOLIDAY, readDates } from './calendar-entries.ts'
import type { IcsDay } from './calendar-keeping.ts'

/** The all-day events of a calendar file as days of the school. What lasts longer than any holiday is left out. */
export function icsDays(events: readonly DayEvent[], { calendar }: Policy): readonly IcsDay[] {
  return events.flatMap(({ line, name, from, to }) => {
    if (readDates(from, to, LONGEST_HOLIDAY) === undefined) return []
    const kind = studyDay.test(name) ? 'study-day' : 'holiday'
    const entry: CalendarEntry = { from, to, name: name || '-', kind }
    const isSure = (kind === 'study-day' || holiday.test(name)) && !around.test(name)
    const isThere = calendar.entries.some((known) => isSame(known, entry))
    const state = isThere ? 'there' : confirmedBy(calendar.entries, entry) === undefined ? 'new' : 'confirms'
    return [{ line, entry, isSure, state }]
  })
}

/** The calendar's entries with these days. A day that overlaps a holiday that waits to be confirmed gives it its dates. */
export function withDays(entries: readonly CalendarEntry[], days: readonly IcsDay[]): readonly CalendarEntry[] {
  const all = [...entries]
  for (const { entry } of days) {
    if (all.some((known) => isSame(known, entry))) continue
    const waiting = confirmedBy(all, entry)
    if (waiting === undefined) all.push(entry)
    else all[all.indexOf(waiting)] = confirmed(waiting, entry)
  }
  return all
}

function confirmed({ unconfirmed: _, ...waiting }: CalendarEntry, { from, to, name }: CalendarEntry): CalendarEntry {
  return { ...waiting, from, to, name }
}

const studyDay = /studie(dag|tweedaagse|week)|margedag|leerlingvrij|les(sen)?vrije? dag|roostervrij|\bstudy day/i
const holiday =
  /vakantie\b|\bvrije dag|\bvrij$|paasdag|pinksterdag|hemelvaart|koningsdag|bevrijdingsdag|goede vrijdag|\bholidays?\b|easter monday|whit monday|ascension|king's day|liberation day|good friday/i
/** "The last day before the holiday" is a school day. */
const around = /\b(eerste|laatste|start|begin|eind|einde|voor|na|first|last|before|after|end)\b/i

const isSame = (a: CalendarEntry, b: CalendarEntry): boolean =>
  a.from === b.from && a.to === b.to && a.classes === undefined && !a.unconfirmed && isNoSchool(a)

const isNoSchool = ({ kind }: CalendarEntry): boolean => kind === 'holiday' || kind === 'study-day'

/** A single day in it (a public holiday, a study day) says nothing of the dates of a week off. */
function confirmedBy(entries: readonly CalendarEntry[], { from, to, kind }: CalendarEntry): CalendarEntry | undefined {
  const isLong = (dates: { readonly from: string; readonly to: string }) => dates.from !== dates.to
  return entries.find(
    (known) =>
      known.unconfirmed &&
      kind === 'holiday' &&
      known.from <= to &&
      from <= known.to &&
      isLong(known) === isLong({ from, to }),
  )
}
