import { kindOf } from './group-kind.ts'
import type { Policy, Rule, Target } from './policy.ts'

/** A rule of the basis that a policy does not have as it should, and what is wrong. */
export interface BasisProblem {
  readonly rule: string
  readonly problem: string
}

/**
 * What a policy takes away of the rules that every school has. A school may lock them, close them for more, and name another clause; it may not leave one
 * out, unlock it, close it for fewer or at fewer times, or open the same target beside it.
 */
export function basisProblems(policy: Policy, basis: readonly Rule[]): readonly BasisProblem[] {
  return basis.flatMap((rule) => {
    const own = policy.rules.find(({ id }) => id === rule.id)
    const problems = own === undefined ? ['every school has this rule; put it back'] : weaker(policy, rule, own)
    return problems.map((problem) => ({ rule: rule.id, problem }))
  })
}

/** What is weaker in a school's own form of the rule; a problem for each group, so that one more group does not look like a new weakness of another. */
function weaker(policy: Policy, rule: Rule, own: Rule): readonly string[] {
  if (!isSameTarget(rule.target, own.target) || own.state !== 'closed')
    return [`this rule of the basis closes ${textOf(rule.target)}; make another rule for anything else`]
  if (rule.locked && !own.locked) return ['this rule of the basis is locked in every school']
  if (own.when !== 'always') return ['this rule of the basis holds always']
  if (own.classes !== undefined) return ['this rule of the basis holds for all classes']
  const groups = groupsOf(policy, rule)
  const missing = groups.filter((id) => !own.groups.includes(id))
  if (missing.length > 0) return missing.map((id) => `this rule of the basis is for ${id} too`)
  const opening = policy.rules.find(
    (other) => other.state === 'open' && isSameTarget(other.target, rule.target) && meet(other.groups, groups),
  )
  return opening === undefined
    ? []
    : [`the rule "${opening.id}" opens what this rule of the basis closes; open single sites, or grant them`]
}

/** A rule for everyone is for groups of the school's own making too; machines that nobody looks at are no one. */
function groupsOf({ groups }: Policy, rule: Rule): readonly string[] {
  const ids = groups.map(({ id }) => id)
  return rule.groups.includes('staff')
    ? ids.filter((id) => kindOf(groups, id) !== 'infrastructure')
    : ids.filter((id) => rule.groups.includes(kindOf(groups, id)))
}

const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((id) => b.includes(id))

const textOf = (target: Target): string =>
  target.kind === 'everything' ? target.kind : `${target.kind}:${target.kind === 'site' ? target.name : target.id}`

const isSameTarget = (a: Target, b: Target): boolean => textOf(a) === textOf(b)
