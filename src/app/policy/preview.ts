import type { Name } from '../../dns/name.ts'
import { decide } from '../../policy/decide.ts'
import { differences } from '../../policy/diff.ts'
import { following } from '../../policy/following.ts'
import type { Client, Policy, Target, Text } from '../../policy/policy.ts'
import { noActs } from '../../policy/policy.ts'
import { isInSet } from '../../policy/targets.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import { kindOfTime, nextBell } from '../../time/calendar.ts'
import type { RulePreview } from '../rules/rule-office.ts'
import type { Ledger } from './ledger.ts'
import { wordingOf } from './wording.ts'

/** A name that stands for a target, and what people call it. */
interface Sample {
  readonly text: Text
  readonly name: Name
  /** Where the name stands for a category: what the lists would say of it. */
  readonly category?: string
}
type Moment = Pick<RulePreview['moments'][number], 'kind' | 'at'>

/** What another policy would open and close by its rules alone, without what people opened or parked: for each group that differs, now and at the next lesson, break and so on. */
export function previewOf(ledger: Ledger, after: Policy, at: number): readonly RulePreview[] {
  const samples = touched(ledger.policy, after).flatMap((target) => samplesOf(ledger, after, target))
  const changedRules = differences(ledger.policy.rules, after.rules).map(({ path }) => path[0])
  const classes = [...ledger.policy.rules, ...after.rules]
    .filter(({ id }) => changedRules.includes(id))
    .flatMap((rule) => rule.classes ?? [])
  return after.groups.flatMap((group) => {
    const client = { group: group.id, classes }
    const moments = momentsOf(ledger, after, client, at)
      .map((moment) => ({ ...moment, ...changesAt(ledger, after, client, samples, moment.at) }))
      .filter(({ opens, closes }) => opens.length + closes.length > 0)
    return moments.length === 0 ? [] : [{ group: group.id, name: group.name, moments }]
  })
}

/** How far ahead a lesson or a break is looked for: over the longest holiday. */
const HORIZON = 60 * 24 * 3600_000

/** The targets of the rules that differ, as they were and as they are. */
function touched(before: Policy, after: Policy): readonly Target[] {
  const ids = new Set(differences(before.rules, after.rules).map(({ path }) => path[0]))
  const targets = [...before.rules, ...after.rules].filter(({ id }) => ids.has(id)).map(({ target }) => target)
  return [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()]
}

/** A set is shown by its platforms, everything by a name that no list has. */
function samplesOf(ledger: Ledger, policy: Policy, target: Target): readonly Sample[] {
  const { catalogue } = ledger
  const text = wordingOf(policy, catalogue).target(target)
  const platforms = (isOf: (id: string) => boolean): readonly Sample[] =>
    catalogue.platforms.flatMap(({ id, name, names }) =>
      isOf(id) && names[0] !== undefined ? [{ text: { nl: name, en: name }, name: names[0] }] : [],
    )
  switch (target.kind) {
    case 'site':
      return [{ text, name: target.name }]
    case 'platform':
      return platforms((id) => id === target.id)
    case 'set':
      return platforms((platform) =>
        isInSet(platform, target.id, policy, (id) => catalogue.platforms.find((known) => known.id === id)?.sets ?? []),
      )
    case 'category':
      return [{ text, name: UNKNOWN, category: target.id }]
    case 'everything':
      return [{ text, name: UNKNOWN }]
    default:
      return target satisfies never
  }
}

const UNKNOWN = 'on-no-list.example' as Name

function momentsOf(ledger: Ledger, policy: Policy, client: Client, at: number): readonly Moment[] {
  const { zone } = ledger
  const follows = following(policy, client)
  const kindAt = (instant: number) => kindOfTime(follows, zone, zone.at(instant))
  const missing = new Set<KindOfTime>(['inloop', 'lesson', 'break', 'outside'])
  missing.delete(kindAt(at))
  const moments: Moment[] = [{ kind: 'now', at }]
  for (
    let bell = nextBell(follows, zone, at);
    bell < at + HORIZON && missing.size > 0;
    bell = nextBell(follows, zone, bell)
  ) {
    const kind = kindAt(bell)
    if (missing.delete(kind)) moments.push({ kind, at: bell })
  }
  return moments
}

function changesAt(ledger: Ledger, after: Policy, client: Client, samples: readonly Sample[], at: number) {
  const isClosed = (policy: Policy, { name, category }: Sample) => {
    const asked = { ...ledger.caseOf(client, name, at), policy, acts: noActs }
    const listed = category === undefined ? asked : { ...asked, categoriesOf: () => [category] }
    return decide(listed).verdict.kind === 'block'
  }
  const differing = samples
    .map((sample) => ({ sample, was: isClosed(ledger.policy, sample), is: isClosed(after, sample) }))
    .filter(({ was, is }) => was !== is)
  return {
    opens: differing.filter(({ is }) => !is).map(({ sample }) => sample.text),
    closes: differing.filter(({ is }) => is).map(({ sample }) => sample.text),
  }
}
