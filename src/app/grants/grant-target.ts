import ipaddr from 'ipaddr.js'
import { parse } from 'tldts'
import type { Name } from '../../dns/name.ts'
import { readName } from '../../dns/name.ts'
import { decide } from '../../policy/decide.ts'
import { following } from '../../policy/following.ts'
import type { Client, Target } from '../../policy/policy.ts'
import { noActs } from '../../policy/policy.ts'
import { isInSet } from '../../policy/targets.ts'
import { kindOfTime } from '../../time/calendar.ts'
import type { Outcome } from '../outcome.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Openable } from './granting.ts'

/** Why something cannot be opened; of `locked` the detail is the clause. */
export type TargetProblem = 'bad-site' | 'unknown-target' | 'locked'

/** What a person chose to open, as a target; refused where it is none, or is locked for one of these clients at `at`. */
export function targetToOpen(
  ledger: Ledger,
  what: Openable,
  clients: readonly Client[],
  at: number,
): Outcome<Target, TargetProblem> {
  const read = readTarget(ledger, what)
  if (!read.ok) return read
  const lock = lockOf(ledger, read.value, clients, at)
  return lock === undefined ? read : { ok: false, problem: 'locked', detail: lock }
}

/** What locks a target for one of these clients at `at`: the clause, or else the words of the rule. More than one name is locked only with all of them. */
export function lockOf(ledger: Ledger, target: Target, clients: readonly Client[], at: number): string | undefined {
  const lock =
    target.kind === 'category'
      ? (client: Client) => lockOnCategory(ledger, client, target.id, at)
      : (client: Client) => lockOn(ledger, client, namesOf(ledger, target), at)
  return clients.map(lock).find((found) => found !== undefined)
}

/** What a person chose, as a target. */
export function readTarget(ledger: Ledger, what: Openable): Outcome<Target, 'bad-site' | 'unknown-target'> {
  if ('site' in what) return readSite(what.site)
  const { policy, catalogue } = ledger
  const known = (ids: readonly string[], target: Exclude<Target, { kind: 'site' | 'everything' }>) =>
    ids.includes(target.id)
      ? ({ ok: true, value: target } as const)
      : ({ ok: false, problem: 'unknown-target', detail: target.id.slice(0, 100) } as const)
  if ('platform' in what)
    return known(
      catalogue.platforms.map(({ id }) => id),
      { kind: 'platform', id: what.platform },
    )
  if ('set' in what) {
    const natural = catalogue.platforms.flatMap(({ sets }) => sets)
    return known([...policy.sets.map(({ id }) => id), ...natural], { kind: 'set', id: what.set })
  }
  return known(catalogue.categories, { kind: 'category', id: what.category })
}

/** The names that stand for a target; none for a category, whose names are on lists, and for everything. */
export function namesOf({ catalogue, policy }: Ledger, target: Target): readonly Name[] {
  switch (target.kind) {
    case 'site':
      return [target.name]
    case 'platform':
      return catalogue.platforms.find(({ id }) => id === target.id)?.names ?? []
    case 'set':
      return catalogue.platforms
        .filter(({ id, sets }) => isInSet(id, target.id, policy, () => sets))
        .flatMap(({ names }) => names)
    case 'category':
    case 'everything':
      return []
    default:
      return target satisfies never
  }
}

function readSite(text: string): Outcome<Target, 'bad-site'> {
  const refusal = { ok: false, problem: 'bad-site', detail: text.trim().slice(0, 100) } as const
  if (isAddress(text)) return refusal
  const read = readName(text)
  if ('problem' in read) return refusal
  // No `domain`: a bare public suffix (`nl`, `co.uk`), which would open half the world, or an address.
  const { domain, isIp } = parse(read.name, { validateHostname: false })
  if (domain === null || isIp) return refusal
  return { ok: true, value: { kind: 'site', name: read.name } }
}

const isAddress = (text: string): boolean =>
  ipaddr.isValid(
    text
      .trim()
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/[/?#].*$/s, '')
      .replace(/^\[|\](:\d+)?$/g, ''),
  )

/** What locks all these names for the client. */
function lockOn(ledger: Ledger, client: Client, names: readonly Name[], at: number): string | undefined {
  let lock: string | undefined
  for (const name of names) {
    const found = lockOnName(ledger, client, name, at)
    if (found === undefined) return undefined
    lock ??= found
  }
  return lock
}

/** What locks a name for the client at `at`. A park, a focus or an exclusion that closes it too does not hide that. */
export function lockOnName(ledger: Ledger, client: Client, name: Name, at: number): string | undefined {
  const { corrections, events } = ledger.acts
  const { reason } = decide({ ...ledger.caseOf(client, name, at), acts: { ...noActs, corrections, events } })
  return reason.kind === 'locked' ? wordOf(ledger, reason.clause, reason.target) : undefined
}

function lockOnCategory(ledger: Ledger, client: Client, id: string, at: number): string | undefined {
  const { policy, zone } = ledger
  const kind = kindOfTime(following(policy, client), zone, zone.at(at))
  const rule = policy.rules.find(
    ({ locked, state, target, groups, classes, when }) =>
      locked &&
      state === 'closed' &&
      target.kind === 'category' &&
      target.id === id &&
      groups.includes(client.group) &&
      (classes === undefined || classes.some((known) => client.classes.includes(known))) &&
      (when === 'always' || when.includes(kind)),
  )
  return rule && wordOf(ledger, rule.clause, rule.target)
}

const wordOf = ({ wording, policy }: Ledger, clause: string | undefined, target: Target): string =>
  clause ?? wording.target(target)[policy.school.language]
