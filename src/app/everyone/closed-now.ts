import { edgeOf } from '../../policy/edge.ts'
import { following } from '../../policy/following.ts'
import type { Client, Policy, Rule, Target, Text } from '../../policy/policy.ts'
import { isOnTrial, rulesInForce } from '../../policy/rules-in-force.ts'
import { isInSet } from '../../policy/targets.ts'
import { kindOfTime } from '../../time/calendar.ts'
import { exclusionOf, shutBy, shutName } from '../acts/shut.ts'
import type { ClosedNow } from '../grants/granting.ts'
import type { Ledger } from '../policy/ledger.ts'

/**
 * What is closed for a client at `at`, widest first, in the words of the rules that close it, or of what shuts it all: an exclusion, a park, a focus or an
 * exam, or a group in which only what is named is open.
 */
export function closedFor(ledger: Ledger, client: Client, at: number): readonly ClosedNow[] {
  const closed = closedByRules(ledger, client, at)
  const all = shutAltogether(ledger, client, at) ?? restOf(ledger, client, closed, at)
  if (all === undefined) return closed
  return [{ target: { kind: 'everything' }, locked: false, ...all }, ...closed.filter(({ locked }) => locked)]
}

type Altogether = Pick<ClosedNow, 'name' | 'until' | 'clause'>

function shutAltogether({ acts }: Ledger, client: Client, at: number): Altogether | undefined {
  const exclusion = exclusionOf(acts, client, at)
  if (exclusion !== undefined) {
    const { clause, until } = exclusion
    return { name: excluded, until, ...(clause === undefined ? {} : { clause }) }
  }
  const shut = shutBy(acts, client.classes, at, client.exempt)
  return shut && { name: shutName[shut.by], until: shut.until }
}

/** What a group leaves closed in which only what is named is open; nothing where a rule closes all of it, or a trial only counts. */
function restOf(
  { policy, acts }: Ledger,
  client: Client,
  closed: readonly ClosedNow[],
  at: number,
): Altogether | undefined {
  const isAllClosed = closed.some(({ target, locked }) => target.kind === 'everything' && !locked)
  if (isAllClosed || !hasOnlyThese(policy, client) || isOnTrial(acts, client, at)) return undefined
  return { name: notOpened, until: undefined }
}

const excluded: Text = { nl: 'alles (uitgesloten van het netwerk)', en: 'everything (excluded from the network)' }
const notOpened: Text = { nl: 'alles wat niet is opengezet', en: 'everything that was not opened' }

/** Whether a client's group is one in which only what is named is open; a medical mark lifts that. */
export const hasOnlyThese = ({ groups }: Policy, { group, exempt }: Client): boolean =>
  !exempt && groups.some(({ id, onlyThese }) => id === group && onlyThese)

function closedByRules(ledger: Ledger, client: Client, at: number): readonly ClosedNow[] {
  const { wording, acts } = ledger
  const inForce = enforced(ledger, client, at)
  const opened = new Set([
    ...inForce.filter(({ state }) => state === 'open').map(({ target }) => keyOf(target)),
    ...acts.grants
      .filter((grant) => grant.from <= at && at < grant.until && reaches(grant.audience, client))
      .map(({ target }) => keyOf(target)),
  ])
  const closed = inForce
    .filter(({ state, target, locked }) => state === 'closed' && (locked || !opened.has(keyOf(target))))
    // The locked one first: of two rules on one target it is the one that people meet.
    .sort((a, b) => Number(b.locked) - Number(a.locked))
  const distinct = [...new Map(closed.toReversed().map((rule) => [keyOf(rule.target), rule])).values()]
  const everything = distinct.some(({ target, locked }) => target.kind === 'everything' && !locked)
  return distinct
    .filter(({ target, locked }) => !everything || locked || target.kind === 'everything')
    .sort((a, b) => Number(a.locked) - Number(b.locked) || breadth[a.target.kind] - breadth[b.target.kind])
    .map((rule) => ({
      target: rule.target,
      name: wording.target(rule.target),
      until: enforcedUntil(ledger, client, rule, at),
      locked: rule.locked,
      ...(rule.clause === undefined ? {} : { clause: rule.clause }),
    }))
}

/** The rules that are in force for a client and that no trial suspends. */
function enforced({ policy, zone, acts }: Ledger, client: Client, at: number): readonly Rule[] {
  const kind = kindOfTime(following(policy, client), zone, zone.at(at))
  const rules = rulesInForce(policy, acts, client, kind, at)
  return isOnTrial(acts, client, at) ? rules.filter(({ locked, state }) => locked || state === 'open') : rules
}

/** How far ahead people are told of a change: a summer holiday and some. */
const HORIZON = 60 * 24 * 3600_000

/** When a rule that is enforced at `at` no longer is; undefined where nothing in sight ends it. */
function enforcedUntil(ledger: Ledger, client: Client, rule: Rule, at: number): number | undefined {
  const { policy, acts, zone } = ledger
  // Nothing but a trial ends what always holds, and nothing ends a lock that does.
  const isTried = acts.trials.some(({ group }) => group === client.group)
  if (rule.when === 'always' && (rule.locked || !isTried)) return undefined
  for (let edge = at; edge < at + HORIZON; ) {
    edge = edgeOf(policy, acts, client, zone, edge)
    if (!enforced(ledger, client, edge).includes(rule)) return edge
  }
  return undefined
}

/** Ids of the platforms that are closed for these clients at some time and that no rule locks: what a grant can open. In the catalogue's order. */
export function openableFor(ledger: Ledger, clients: readonly Client[]): readonly string[] {
  const { policy, catalogue } = ledger
  const natural = new Map(catalogue.platforms.map(({ id, sets }) => [id, sets]))
  const closes = ({ target }: Rule, platform: string): boolean =>
    target.kind === 'everything' ||
    (target.kind === 'platform' && target.id === platform) ||
    (target.kind === 'set' && isInSet(platform, target.id, policy, (id) => natural.get(id) ?? []))
  const closed = clients.flatMap((client) => rulesOf(ledger, client)).filter(({ state }) => state === 'closed')
  const isRestClosed = clients.some((client) => hasOnlyThese(policy, client))
  return catalogue.platforms
    .map(({ id }) => id)
    .filter((id) => {
      const closing = closed.filter((rule) => closes(rule, id))
      return (isRestClosed || closing.length > 0) && !closing.some(({ locked }) => locked)
    })
}

const rulesOf = ({ policy }: Ledger, client: Client): readonly Rule[] =>
  policy.rules.filter(
    ({ groups, classes }) =>
      groups.includes(client.group) && (classes === undefined || classes.some((id) => client.classes.includes(id))),
  )

const reaches = ({ kind, id }: { readonly kind: string; readonly id: string }, client: Client): boolean =>
  kind === 'class' ? client.classes.includes(id) : kind === 'group' ? client.group === id : client.device === id

const breadth = { everything: 0, set: 1, platform: 2, category: 3, site: 4 } as const satisfies Record<
  Target['kind'],
  number
>

/** One text per target, to compare by. */
export function keyOf(target: Target): string {
  return target.kind === 'everything'
    ? target.kind
    : `${target.kind}:${target.kind === 'site' ? target.name : target.id}`
}
