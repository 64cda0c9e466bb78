import type { Group, Policy, SchoolClass } from '../policy/policy.ts'
import type { Outcome, Person, Refusal, Revision, SchoolOffice, SchoolProblem } from './app.ts'
import type { DeviceBook } from './device-book.ts'
import type { Ledger } from './ledger.ts'
import type { Parts } from './parts.ts'
import { mayKeepSchool } from './rights.ts'
import { calendarEntry, networksOf, schoolDay, weekdayOf } from './school-rules.ts'

/** A changed policy, with what the change was about. */
interface Changed<Value> {
  readonly policy: Policy
  readonly value: Value
}
type Change<Value> = (policy: Policy) => Outcome<Changed<Value>, SchoolProblem>

const refuse = (problem: SchoolProblem, detail?: string): Refusal<SchoolProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }
const changed = <Value>(policy: Policy, value: Value) => ({ ok: true, value: { policy, value } }) as const

/** The policy as the coordinator keeps it: every change is a revision, in force at the resolver when it is done. */
export function schoolOffice({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): SchoolOffice {
  /** One after another: two that change the policy at once must not undo each other's. */
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  const edit = <Value>(person: Person, why: string, change: Change<Value>): Promise<Outcome<Value, SchoolProblem>> =>
    inTurn(async () => {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      const outcome = change(ledger.policy)
      if (!outcome.ok) return outcome
      const revision = await ledger.change(outcome.value.policy, person, why)
      if (revision === undefined) return refuse('changed-meanwhile')
      await note(person, revision)
      return { ok: true, value: outcome.value.value }
    })

  const note = (person: Person, { number, why }: Revision) =>
    storage.audit.append({
      at: clock(),
      by: person,
      action: 'policy-changed',
      subject: String(number),
      detail: { why },
    })

  return {
    policy: () => ledger.policy,
    revision: () => ledger.revision,
    revisions: (limit) => storage.policies.list(limit),

    undo: (person, number) =>
      inTurn(async () => {
        if (!mayKeepSchool(person)) return refuse('not-allowed')
        const before = await storage.policies.policyOf(number - 1)
        if (number !== ledger.revision || before === undefined) return refuse('not-last')
        const revision = await ledger.change(before, person, `undo ${number}`)
        if (revision === undefined) return refuse('changed-meanwhile')
        await note(person, revision)
        return { ok: true, value: revision }
      }),

    addClass: (person, name, timetable) =>
      edit(person, `add class ${name.trim()}`, (policy) => withClass(policy, name, timetable)),

    removeClass: (person, id) =>
      edit(person, `remove class ${id}`, (policy) => {
        if (!policy.classes.some((known) => known.id === id)) return refuse('unknown-id', id)
        const use = useOf(policy, book, id)
        if (use !== undefined) return refuse('in-use', use)
        return changed({ ...policy, classes: policy.classes.filter((known) => known.id !== id) }, undefined)
      }),

    setNetworks: (person, group, networks) =>
      edit(person, `networks of ${group}`, (policy) => {
        const read = networksOf(policy, group, networks)
        return read.ok ? withGroup(policy, group, { networks: read.value }) : read
      }),

    setGroup: (person, group, change) =>
      edit(person, `settings of ${group}`, (policy) => {
        const { timetable } = change
        if (timetable !== undefined && !hasTimetable(policy, timetable)) return refuse('unknown-id', timetable)
        return withGroup(policy, group, change)
      }),

    setDay: (person, timetable, weekdayText, day) =>
      edit(person, `${weekdayText} of ${timetable}`, (policy) => {
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

    addCalendarEntry: (person, entry) =>
      edit(person, `calendar: ${entry.name.trim()}`, (policy) => {
        const read = calendarEntry(policy, ledger.zone, entry)
        return read.ok ? withEntries(policy, [...policy.calendar.entries, read.value]) : read
      }),

    removeCalendarEntry: (person, index) =>
      edit(person, 'calendar', (policy) => {
        const { entries } = policy.calendar
        if (entries[index] === undefined) return refuse('unknown-id', String(index))
        return withEntries(policy, entries.toSpliced(index, 1))
      }),
  }
}

function withClass(policy: Policy, typed: string, timetable: string | undefined): ReturnType<Change<SchoolClass>> {
  const name = typed.trim()
  if (name === '') return refuse('name-missing')
  const id = idFrom(name)
  if (id === '') return refuse('id-bad', name)
  if (policy.classes.some((known) => known.id === id)) return refuse('id-taken', name)
  if (timetable !== undefined && !hasTimetable(policy, timetable)) return refuse('unknown-id', timetable)
  const made = { id, name, ...(timetable === undefined ? {} : { timetable }) }
  return changed({ ...policy, classes: [...policy.classes, made] }, made)
}

function withGroup(policy: Policy, id: string, change: Partial<Group>): ReturnType<Change<Group>> {
  const group = policy.groups.find((known) => known.id === id)
  if (group === undefined) return refuse('unknown-id', id)
  const next = { ...group, ...change }
  return changed({ ...policy, groups: policy.groups.map((known) => (known.id === id ? next : known)) }, next)
}

const withEntries = (policy: Policy, entries: Policy['calendar']['entries']) =>
  changed({ ...policy, calendar: { ...policy.calendar, entries } }, undefined)

const hasTimetable = (policy: Policy, id: string): boolean => policy.timetables.some((known) => known.id === id)

/** What still needs the class: taking it away would change more than its name. */
function useOf({ rules, calendar }: Policy, book: DeviceBook, id: string): string | undefined {
  const rule = rules.find(({ classes }) => classes?.includes(id))
  if (rule) return rule.id
  const entry = calendar.entries.find(({ classes }) => classes?.includes(id))
  if (entry) return entry.name
  return book.inClass(id)[0]?.identity.label
}

/** `Groep 3B` -> `groep-3b`. */
const idFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
