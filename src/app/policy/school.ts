import type { Group, Policy, SchoolClass } from '../../policy/policy.ts'
import type { ClassSettings, Outcome, Refusal, SchoolOffice, SchoolProblem } from '../app.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { idFrom } from '../id-from.ts'
import type { Parts } from '../parts.ts'
import { withCalendar, withoutEntry } from '../times/calendar-entries.ts'
import type { Changed, Editing } from './editing.ts'
import { changed } from './editing.ts'
import type { Ledger } from './ledger.ts'
import { revisionDesk } from './revisions.ts'
import { calendarEntry, networksOf, schoolDay, weekdayOf } from './school-rules.ts'

const refuse = (problem: SchoolProblem, detail?: string): Refusal<SchoolProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** The policy as the coordinator keeps it: every change is a revision, in force at the resolver when it is done. */
export function schoolOffice(parts: Parts, ledger: Ledger, book: DeviceBook, editing: Editing): SchoolOffice {
  const { edit } = editing
  return {
    policy: () => ledger.policy,
    revision: () => ledger.revision,
    ...revisionDesk(parts, ledger, editing),

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

    setNetworks: (by, group, networks) =>
      edit(by, `networks of ${group}`, (policy) => {
        const read = networksOf(networks)
        return read.ok ? withGroup(policy, group, { networks: read.value }) : read
      }),

    setGroup: (by, group, change) =>
      edit(by, `settings of ${group}`, (policy) => {
        const { timetable } = change
        if (timetable !== undefined && !hasTimetable(policy, timetable)) return refuse('unknown-id', timetable)
        return withGroup(policy, group, change)
      }),

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
  const name = typed.trim()
  if (name === '') return refuse('name-missing')
  const id = idFrom(name)
  if (id === '') return refuse('id-bad', name)
  if (policy.classes.some((known) => known.id === id)) return refuse('id-taken', name)
  return withClassSettings({ ...policy, classes: [...policy.classes, { id, name }] }, id, settings)
}

function withClassSettings(
  policy: Policy,
  id: string,
  settings: ClassSettings,
): Outcome<Changed<SchoolClass>, SchoolProblem> {
  const found = policy.classes.find((known) => known.id === id)
  if (found === undefined) return refuse('unknown-id', id)
  const { timetable = found.timetable ?? null, room = found.room } = settings
  if (timetable !== null && !hasTimetable(policy, timetable)) return refuse('unknown-id', timetable)
  const next: SchoolClass = {
    id,
    name: found.name,
    ...(timetable === null ? {} : { timetable }),
    ...(room ? { room } : {}),
  }
  return changed({ ...policy, classes: policy.classes.map((known) => (known === found ? next : known)) }, next)
}

function withGroup(policy: Policy, id: string, change: Partial<Group>): Outcome<Changed<Group>, SchoolProblem> {
  const group = policy.groups.find((known) => known.id === id)
  if (group === undefined) return refuse('unknown-id', id)
  const next = { ...group, ...change }
  return changed({ ...policy, groups: policy.groups.map((known) => (known.id === id ? next : known)) }, next)
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
