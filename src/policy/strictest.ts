import type { KindOfTime } from '../time/calendar.ts'
import type { Group, Policy, Rule, Target } from './policy.ts'

/**
 * The strictest of these groups (at least one), for a device of which only the network is known. It is the one that closes everything in the most
 * kinds of time; of equals, one in "only these" mode; then the one with the most closed targets; then the one that stands first in the policy.
 * Rules for classes do not count: such a device is in none. Nor do marked events: they are rare.
 */
export function strictestOf(policy: Policy, ids: readonly string[]): string {
  const [first, ...others] = policy.groups.filter(({ id }) => ids.includes(id))
  if (first === undefined) throw new Error(`the policy has none of the groups ${ids.join(', ')}`)
  return others.reduce((a, b) => (isStricter(strictnessOf(policy, b), strictnessOf(policy, a)) ? b : a), first).id
}

type Strictness = readonly [kindsClosed: number, onlyThese: number, targetsClosed: number]

function strictnessOf({ rules }: Policy, { id, onlyThese }: Group): Strictness {
  const closed = rules.filter(
    ({ groups, classes, state }) => groups.includes(id) && classes === undefined && state === 'closed',
  )
  const kinds = new Set(closed.filter(({ target }) => target.kind === 'everything').flatMap(kindsOf))
  const targets = new Set(closed.filter((rule) => kindsOf(rule).length > 0).map(({ target }) => keyOf(target)))
  return [kinds.size, onlyThese ? 1 : 0, targets.size]
}

function isStricter(a: Strictness, b: Strictness): boolean {
  const i = a.findIndex((value, place) => value !== b[place])
  return i >= 0 && a[i]! > b[i]!
}

const kindsOf = ({ when }: Rule): readonly KindOfTime[] =>
  when === 'always' ? ['inloop', 'lesson', 'break', 'outside'] : when.filter((kind) => kind !== 'event')

const keyOf = (target: Target): string => JSON.stringify(target)
