import type { Policy, Text } from '../../policy/policy.ts'
import type { Timetable } from '../../time/calendar.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Changed, Editing } from '../policy/editing.ts'
import { changed } from '../policy/editing.ts'
import { freeId, oneLine, textFrom } from '../policy/naming.ts'
import type { CalendarProblem, TimetableOffice } from './calendar-keeping.ts'

const refuse = (problem: CalendarProblem, detail: string): Refusal<CalendarProblem> => ({ ok: false, problem, detail })

/** The timetables of the policy that is edited. */
export function timetableOffice({ edit }: Editing): TimetableOffice {
  return {
    addTimetable: (by, wish) =>
      edit(by, `add timetable ${oneLine(wish.name.nl)}`, (policy) => withTimetable(policy, wish)),
    renameTimetable: (by, id, name) => edit(by, `name of timetable ${id}`, (policy) => withName(policy, id, name)),
    removeTimetable: (by, id) => edit(by, `remove timetable ${id}`, (policy) => without(policy, id)),
  }
}

/** The names of all timetables but this one. */
const namesOf = ({ timetables }: Policy, id?: string): readonly Text[] =>
  timetables.filter((other) => other.id !== id).map(({ name }) => name)

function withTimetable(
  policy: Policy,
  { name: typed, copyOf }: { readonly name: Text; readonly copyOf?: string | undefined },
): Outcome<Changed<Timetable>, CalendarProblem> {
  const { timetables } = policy
  const source = timetables.find((known) => known.id === copyOf)
  if (copyOf !== undefined && source === undefined) return refuse('unknown-id', copyOf)
  const name = textFrom(typed, namesOf(policy))
  if (!name.ok) return name
  const id = freeId(
    name.value.nl,
    timetables.map((known) => known.id),
  )
  const added: Timetable = { ...(source ?? { days: {} }), id, name: name.value }
  return changed({ ...policy, timetables: [...timetables, added] }, added)
}

function withName(policy: Policy, id: string, typed: Text): Outcome<Changed<Timetable>, CalendarProblem> {
  const found = policy.timetables.find((known) => known.id === id)
  if (found === undefined) return refuse('unknown-id', id)
  const name = textFrom(typed, namesOf(policy, id))
  if (!name.ok) return name
  const next = { ...found, name: name.value }
  return changed({ ...policy, timetables: policy.timetables.map((known) => (known === found ? next : known)) }, next)
}

function without(policy: Policy, id: string): Outcome<Changed<void>, CalendarProblem> {
  const { timetables, groups, classes, school } = policy
  if (!timetables.some((known) => known.id === id)) return refuse('unknown-id', id)
  const group = groups.find(({ timetable }) => timetable === id)
  if (group !== undefined) return refuse('in-use', group.name[school.language])
  const schoolClass = classes.find(({ timetable }) => timetable === id)
  if (schoolClass !== undefined) return refuse('in-use', schoolClass.name)
  return changed({ ...policy, timetables: timetables.filter((known) => known.id !== id) }, undefined)
}
