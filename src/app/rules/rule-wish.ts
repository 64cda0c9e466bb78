import { readTarget } from '../../config/target.ts'
import type { PlatformSet, Policy, Rule, Target } from '../../policy/policy.ts'
import { idFrom } from '../id-from.ts'
import type { Outcome } from '../outcome.ts'
import { bothLanguages } from './clauses.ts'
import type { RuleProblem, RuleWish, SetWish } from './rule-office.ts'

/** The rule that a person wishes; refused where it changes one that is not there, or its target cannot be read. */
export function ruleFrom(wish: RuleWish, { rules }: Policy): Outcome<Rule, RuleProblem> {
  const target = readTarget(wish.target.trim())
  if (typeof target === 'string') return { ok: false, problem: 'bad-target', detail: target }
  if (wish.id !== undefined && !rules.some(({ id }) => id === wish.id))
    return { ok: false, problem: 'unknown-id', detail: wish.id }
  const { groups, classes = [], state, when, locked, clause } = wish
  const rule: Rule = {
    id: wish.id ?? freeId(`${state === 'open' ? 'open' : 'close'}-${wordOf(target)}`, rules),
    groups,
    // No class chosen means every device of the groups.
    ...(classes.length === 0 ? {} : { classes }),
    target,
    state,
    when,
    locked,
    ...(clause === undefined || clause === '' ? {} : { clause }),
  }
  return { ok: true, value: rule }
}

/** The set that a person wishes. */
export function setFrom(wish: SetWish, { sets }: Policy): Outcome<PlatformSet, RuleProblem> {
  const name = bothLanguages(wish.name)
  if (name === undefined) return { ok: false, problem: 'name-missing' }
  if (wish.id !== undefined && !sets.some(({ id }) => id === wish.id))
    return { ok: false, problem: 'unknown-id', detail: wish.id }
  const id = wish.id ?? freeId(idFrom(wish.like ?? name.nl), sets)
  if (id === '') return { ok: false, problem: 'id-bad', detail: name.nl }
  const { platforms, andAllLikeThem, not = [] } = wish
  return { ok: true, value: { id, name, platforms, andAllLikeThem, ...(not.length === 0 ? {} : { not }) } }
}

const wordOf = (target: Target): string =>
  target.kind === 'everything' ? target.kind : idFrom(target.kind === 'site' ? target.name : target.id)

function freeId(id: string, taken: readonly { readonly id: string }[]): string {
  const isFree = (wanted: string) => !taken.some((other) => other.id === wanted)
  if (id === '' || isFree(id)) return id
  for (let number = 2; ; number += 1) if (isFree(`${id}-${number}`)) return `${id}-${number}`
}
