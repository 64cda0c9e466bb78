import { type GroupKind, groupKinds, kindOf } from '../../policy/group-kind.ts'
import { usualLimits } from '../../policy/limits.ts'
import type { Group, Policy, Text } from '../../policy/policy.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Changed, Editing } from './editing.ts'
import { changed } from './editing.ts'
import type { GroupOffice, SchoolProblem } from './keeping.ts'
import type { Ledger } from './ledger.ts'
import { freeId, oneLine, textFrom } from './naming.ts'
import { networksOf } from './school-rules.ts'

const refuse = (problem: SchoolProblem, detail?: string): Refusal<SchoolProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** The device groups of the policy that the ledger keeps. */
export function groupOffice({ clock }: Parts, ledger: Ledger, book: DeviceBook, { edit }: Editing): GroupOffice {
  return {
    addGroup: (by, wish) => edit(by, `add group ${oneLine(wish.name.nl)}`, (policy) => withCopy(policy, wish)),

    setGroup: (by, group, change) =>
      edit(by, `settings of ${group}`, (policy) => {
        const { timetable, name } = change
        if (timetable !== undefined && !policy.timetables.some(({ id }) => id === timetable))
          return refuse('unknown-id', timetable)
        if (name === undefined) return withGroup(policy, group, change)
        const read = textFrom(name, namesOf(policy, group))
        return read.ok ? withGroup(policy, group, { ...change, name: read.value }) : read
      }),

    setNetworks: (by, group, networks) =>
      edit(by, `networks of ${group}`, (policy) => {
        const read = networksOf(networks)
        return read.ok ? withGroup(policy, group, { networks: read.value }) : read
      }),

    removeGroup: (by, group) =>
      edit(by, `remove group ${group}`, (policy) => {
        if (!policy.groups.some(({ id }) => id === group)) return refuse('unknown-id', group)
        return useOf(policy, ledger, book, group, clock()) ?? changed(withoutGroup(policy, group), undefined)
      }),

    setUnknown: (by, group) =>
      edit(by, `unknown devices: ${group}`, (policy) =>
        policy.groups.some(({ id }) => id === group)
          ? changed({ ...policy, unknown: group }, undefined)
          : refuse('unknown-group', group),
      ),
  }
}

/** The names of all groups but this one. */
const namesOf = ({ groups }: Policy, id?: string): readonly Text[] =>
  groups.filter((other) => other.id !== id).map(({ name }) => name)

function withCopy(
  policy: Policy,
  { name: typed, copyOf }: { readonly name: Text; readonly copyOf: string },
): Outcome<Changed<Group>, SchoolProblem> {
  const { groups, rules, limits = usualLimits } = policy
  const source = groups.find(({ id }) => id === copyOf)
  if (source === undefined) return refuse('unknown-group', copyOf)
  const name = textFrom(typed, namesOf(policy))
  if (!name.ok) return name
  const id = freeId(
    name.value.nl,
    groups.map((known) => known.id),
  )
  const kind = groupKinds.find((known: GroupKind) => known === kindOf(groups, copyOf))
  const copy: Group = { ...source, id, name: name.value, networks: [], ...(kind === undefined ? {} : { like: kind }) }
  const withIt = (ids: readonly string[]) => (ids.includes(copyOf) ? [...ids, id] : ids)
  const next = {
    ...policy,
    groups: groups.toSpliced(groups.indexOf(source) + 1, 0, copy),
    rules: rules.map((rule) => ({ ...rule, groups: withIt(rule.groups) })),
    ...(limits.unlimited.includes(copyOf) ? { limits: { ...limits, unlimited: withIt(limits.unlimited) } } : {}),
  }
  return changed(next, copy)
}

function withGroup(policy: Policy, id: string, change: Partial<Group>): Outcome<Changed<Group>, SchoolProblem> {
  const group = policy.groups.find((known) => known.id === id)
  if (group === undefined) return refuse('unknown-id', id)
  const next = { ...group, ...change }
  return changed({ ...policy, groups: policy.groups.map((known) => (known.id === id ? next : known)) }, next)
}

/** What still needs the group: taking it away would leave devices without one, or end what somebody began. */
function useOf(
  policy: Policy,
  { acts }: Ledger,
  book: DeviceBook,
  id: string,
  now: number,
): Refusal<SchoolProblem> | undefined {
  if (policy.unknown === id) return refuse('group-of-unknown')
  const device = book.known().find(({ group }) => group === id)
  if (device !== undefined) return refuse('in-use', device.identity.label)
  const network = policy.groups.find((known) => known.id === id)?.networks[0]
  if (network !== undefined) return refuse('in-use', network)
  const isOpened = acts.grants.some(
    ({ audience, until }) => until > now && audience.kind === 'group' && audience.id === id,
  )
  const isOnTrial = acts.trials.some(({ group, until }) => until > now && group === id)
  return isOpened || isOnTrial ? refuse('group-busy') : undefined
}

function withoutGroup(policy: Policy, id: string): Policy {
  const { groups, rules, limits } = policy
  const left = (ids: readonly string[]) => ids.filter((other) => other !== id)
  return {
    ...policy,
    groups: groups.filter((known) => known.id !== id),
    rules: rules.map((rule) => ({ ...rule, groups: left(rule.groups) })).filter((rule) => rule.groups.length > 0),
    ...(limits === undefined ? {} : { limits: { ...limits, unlimited: left(limits.unlimited) } }),
  }
}
