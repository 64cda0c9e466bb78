import type { Policy, SchoolClass } from '../../policy/policy.ts'
import type { ClassSettings, Outcome, Refusal, SchoolOffice, SchoolProblem } from '../app.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import { withCalendar, withoutEntry } from '../times/calendar-entries.ts'
import type { Changed, Editing } from './editing.ts'
import { changed } from './editing.ts'
import { groupOffice } from './groups.ts'
import type { SchoolDetails } from './keeping.ts'
import type { Ledger } from './ledger.ts'
import { freeId, nameFrom, oneLine } from './naming.ts'
import { revisionDesk } from './revisions.ts'
import { calendarEntry, schoolDay, weekdayOf } from './school-rules.ts'

const refuse = (problem: SchoolProblem, detail?: string): Refusal<SchoolProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** The policy as the coordinator keeps it: every change is a revision, in force at the resolver when it is done. */
export function schoolOffice(parts: Parts, ledger: Ledger, book: DeviceBook, editing: Editing): SchoolOffice {
  const { edit } = editing
  return {
    policy: () => ledger.policy,
    revision: () => ledger.revision,
    ...revisionDesk(parts, ledger, book, editing),
    ...groupOffice(parts, ledger, book, editing),

    addClass: (by, name, settings = {}) =>
      edit(by, `add class ${name.trim()}`, (policy) => withClass(policy, name, settings)),

    setClass: (by, id, settings) => edit(by, `settings of ${id}`, (policy) => withClassSettings(policy, id, settings)),

    removeClass: (by, id) =>
      edit(by, `remove class ${id}`, (policy) => {
        if (!policy.classes.some((known) => known.id === id)) return refuse('unknown-id', id)
        const use = useOf(policy, book, id)
        if (use !== undefined) return refuse('in-use', use)
        return changed({ ...policy, classes: policy.classes.filter((known) => known.id !== id) }, undefined)
      }),

    setSchool: (by, details) => edit(by, 'school', (policy) => withDetails(policy, details)),

    setOtherClasses: (by, may) =>
      edit(by, `other classes: ${may ? 'yes' : 'no'}`, (policy) => {
        const { otherClasses: _, ...school } = policy.school
        return changed({ ...policy, school: may ? school : { ...school, otherClasses: false } }, undefined)
      }),

    setLimits: (by, limits) => edit(by, 'limits', (policy) => changed({ ...policy, limits }, undefined)),

    setDay: (by, timetable, weekdayText, day) =>
      edit(by, `${weekdayText} of ${timetable}`, (policy) => {
        const found = policy.timetables.find(({ id }) => id === timetable)
        if (found === undefined) return refuse('unknown-id', timetable)
        const weekday = weekdayOf(weekdayText)
        if (weekday === undefined) return refuse('bad-time', weekdayText)
        const old = found.days[weekday]
        const read = day === undefined ? ({ ok: true, value: 'off' } as const) : schoolDay(day, old)
        if (!read.ok) return read
        const next = { ...found, days: { ...found.days, [weekday]: read.value } }
        const timetables = policy.timetables.map((known) => (known.id === timetable ? next : known))
        return changed({ ...policy, timetables }, undefined)
      }),

    addCalendarEntry: (by, entry) =>
      edit(by, `calendar: ${entry.name.trim()}`, (policy) => {
        const read = calendarEntry(policy, entry)
        if (!read.ok) return read
        return changed(withCalendar(policy, { entries: [...policy.calendar.entries, read.value] }), undefined)
      }),

    removeCalendarEntry: (by, index) =>
      edit(by, 'calendar', (policy) => {
        if (policy.calendar.entries[index] === undefined) return refuse('unknown-id', String(index))
        return changed(withoutEntry(policy, index), undefined)
      }),
  }
}

function withClass(
  policy: Policy,
  typed: string,
  settings: ClassSettings,
): Outcome<Changed<SchoolClass>, SchoolProblem> {
  const { classes } = policy
  const name = nameFrom(
    typed,
    classes.map((known) => known.name),
  )
  if (!name.ok) return name
  const id = freeId(
    name.value,
    classes.map((known) => known.id),
  )
  return withClassSettings({ ...policy, classes: [...classes, { id, name: name.value }] }, id, settings)
}

function withClassSettings(
  policy: Policy,
  id: string,
  settings: ClassSettings & { readonly name?: string | undefined },
): Outcome<Changed<SchoolClass>, SchoolProblem> {
  const found = policy.classes.find((known) => known.id === id)
  if (found === undefined) return refuse('unknown-id', id)
  const { timetable = found.timetable ?? null, room = found.room } = settings
  if (timetable !== null && !hasTimetable(policy, timetable)) return refuse('unknown-id', timetable)
  const others = policy.classes.filter((known) => known !== found).map((known) => known.name)
  const name = settings.name === undefined ? { ok: true as const, value: found.name } : nameFrom(settings.name, others)
  if (!name.ok) return name
  const next: SchoolClass = {
    id,
    name: name.value,
    ...(timetable === null ? {} : { timetable }),
    ...(room ? { room } : {}),
  }
  return changed({ ...policy, classes: policy.classes.map((known) => (known === found ? next : known)) }, next)
}

/** Characters of the name of a school, and of its officer's name and address. */
const LONGEST_NAME = 120

function withDetails(policy: Policy, details: SchoolDetails): Outcome<Changed<void>, SchoolProblem> {
  const [name, officer, contact] = [details.name, details.officer.name, details.officer.contact].map(oneLine)
  if (!name) return refuse('name-missing')
  if ([name, officer, contact].some((text) => (text ?? '').length > LONGEST_NAME))
    return refuse('name-too-long', String(LONGEST_NAME))
  if (!officer !== !contact) return refuse('officer-half')
  const { officer: _, ...school } = policy.school
  const next = {
    ...school,
    name,
    type: details.type ?? school.type,
    language: details.language,
    ...(officer && contact && { officer: { name: officer, contact } }),
  }
  return changed({ ...policy, school: next }, undefined)
}

const hasTimetable = (policy: Policy, id: string): boolean => policy.timetables.some((known) => known.id === id)

/** What still needs the class: taking it away would change more than its name. */
function useOf({ rules, calendar }: Policy, book: DeviceBook, id: string): string | undefined {
  const rule = rules.find(({ classes }) => classes?.includes(id))
  if (rule) return rule.id
  const entry = calendar.entries.find(({ classes }) => classes?.includes(id))
  if (entry) return entry.name
  return book.inClass(id)[0]?.identity.label
}
