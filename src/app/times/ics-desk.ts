import type { Policy, SchoolClass } from '../../policy/policy.ts'
import type { Timetable } from '../../time/calendar.ts'
import type { Ics } from '../../time/ics.ts'
import { readIcs } from '../../time/ics.ts'
import type { DateText, SchoolZone } from '../../time/school-time.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Changed, Editing } from '../policy/editing.ts'
import { changed } from '../policy/editing.ts'
import { personOf } from '../policy/editor.ts'
import type { Ledger } from '../policy/ledger.ts'
import { plusDays, withCalendar } from './calendar-entries.ts'
import type { CalendarOffice, CalendarProblem, IcsPreview, IcsPurpose } from './calendar-keeping.ts'
import { icsDays, withDays } from './ics-days.ts'
import { regularWeek } from './regular-week.ts'

const refuse = (problem: CalendarProblem, detail?: string): Refusal<CalendarProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Holidays and lesson hours out of a calendar file: first what it would change, then the change. */
export function icsDesk(
  ledger: Ledger,
  { edit }: Editing,
  today: () => DateText,
): Pick<CalendarOffice, 'previewIcs' | 'applyIcs'> {
  const read = (text: string, as: IcsPurpose) => readFor(text, as, ledger.zone, today())
  return {
    async previewIcs(by, text, as) {
      const person = personOf(by)
      if (person !== 'console' && !mayKeepSchool(person)) return refuse('not-allowed')
      return previewOf(read(text, as), as, ledger.policy)
    },
    applyIcs: (by, text, as, take) => {
      const ics = read(text, as)
      const why = as === 'holidays' ? 'days from a calendar file' : `lessons of ${as.lessonsOf} from a calendar file`
      return edit(by, why, (policy): Outcome<Changed<IcsPreview>, CalendarProblem> => {
        const preview = previewOf(ics, as, policy)
        return preview.ok ? applied(preview.value, as, take, policy) : preview
      })
    },
  }
}

/** Holidays are looked for up to two school years ahead; lessons in the weeks that the file has, from half a year ago on. */
function readFor(text: string, as: IcsPurpose, zone: SchoolZone, today: DateText): Ics {
  const from = as === 'holidays' ? today : plusDays(today, -183)
  return readIcs(text, zone, { from, to: plusDays(today, as === 'holidays' ? 800 : 366) })
}

/** The most that is listed of what is not taken. */
const LISTED = 100
/** More days than any school is closed or looks ahead to. */
const MOST_DAYS = 500

const tooMany = ({ line }: { readonly line: number }) => ({ line, problem: 'too-many-events' }) as const

function previewOf(ics: Ics, as: IcsPurpose, policy: Policy): Outcome<IcsPreview, CalendarProblem> {
  const { problems, problemCount } = ics
  if (as === 'holidays') {
    const timed = ics.timedEvents.slice(0, LISTED)
    const days = icsDays(ics.dayEvents.slice(0, MOST_DAYS), policy)
    const cut = ics.dayEvents.slice(MOST_DAYS, MOST_DAYS + 1).map(tooMany)
    return {
      ok: true,
      value: {
        kind: 'holidays',
        days,
        timed,
        problems: [...problems, ...cut],
        problemCount: problemCount + cut.length,
      },
    }
  }
  const schoolClass = policy.classes.find(({ id }) => id === as.lessonsOf)
  if (schoolClass === undefined) return refuse('unknown-id', as.lessonsOf)
  const base = baseOf(policy, schoolClass)
  const { irregular, ...week } = regularWeek(ics.timedEvents, base?.days ?? {}, policy.calendar.schoolDays)
  return {
    ok: true,
    value: {
      ...{ kind: 'lessons', problems, problemCount, ...week },
      ...{ irregular: irregular.slice(0, LISTED), irregularCount: irregular.length },
    },
  }
}

function applied(
  preview: IcsPreview,
  as: IcsPurpose,
  take: readonly number[] | undefined,
  policy: Policy,
): Outcome<Changed<IcsPreview>, CalendarProblem> {
  if (preview.kind === 'holidays') {
    const days = preview.days.filter(({ line, isSure }) => take?.includes(line) ?? isSure)
    if (days.length === 0) return refuse('nothing-read')
    return changed(withCalendar(policy, { entries: withDays(policy.calendar.entries, days) }), preview)
  }
  const schoolClass = policy.classes.find(({ id }) => as !== 'holidays' && id === as.lessonsOf)!
  const { schoolDays } = policy.calendar
  if (preview.kept.length === schoolDays.length) return refuse('nothing-read')
  if (isOfOthers(policy, schoolClass)) return refuse('id-taken', lessonsId(schoolClass.id))
  return changed(withLessons(policy, schoolClass, preview.days), preview)
}

/** The timetable that the class would follow without lesson hours of its own. */
function baseOf({ timetables, groups }: Policy, { id, timetable }: SchoolClass): Timetable | undefined {
  const own = timetable === lessonsId(id) ? undefined : timetable
  const ofSchool = own ?? groups.find((group) => group.timetable !== undefined)?.timetable
  return timetables.find((known) => known.id === ofSchool)
}

const lessonsId = (classId: string): string => `lessons-${classId}`

/** Whether others follow the timetable that would be changed: one that somebody made under the same id. */
const isOfOthers = ({ groups, classes }: Policy, { id }: SchoolClass): boolean =>
  groups.some(({ timetable }) => timetable === lessonsId(id)) ||
  classes.some((other) => other.id !== id && other.timetable === lessonsId(id))

/** The class with a timetable of its own. Under other bells it is as the school: these lessons are not in the file. */
function withLessons(policy: Policy, schoolClass: SchoolClass, days: Timetable['days']): Policy {
  const id = lessonsId(schoolClass.id)
  const old = policy.timetables.find((known) => known.id === id)
  const schedules = old?.schedules ?? baseOf(policy, schoolClass)?.schedules
  const made: Timetable = {
    ...{ id, name: { nl: `Lesuren ${schoolClass.name}`, en: `Lessons of ${schoolClass.name}` }, days },
    ...(schedules === undefined ? {} : { schedules }),
  }
  return {
    ...policy,
    timetables: old ? policy.timetables.map((known) => (known === old ? made : known)) : [...policy.timetables, made],
    classes: policy.classes.map((known) => (known.id === schoolClass.id ? { ...known, timetable: id } : known)),
  }
}
