import type { Policy, Rule } from '../../policy/policy.ts'
import { idFrom } from '../id-from.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Editing } from '../policy/editing.ts'
import { changed } from '../policy/editing.ts'
import type { Ledger } from '../policy/ledger.ts'
import { previewOf } from '../policy/preview.ts'
import { withClauses } from './clauses.ts'
import type { RuleOffice, RuleProblem } from './rule-office.ts'
import { ruleReader } from './rule-reader.ts'
import { ruleFrom, setFrom } from './rule-wish.ts'

const refuse = (problem: RuleProblem, detail: string): Refusal<RuleProblem> => ({ ok: false, problem, detail })

/** The desk for rules, sets and clauses. What they name is checked with the whole policy, by {@link Editing}. */
export function ruleOffice({ clock }: Parts, ledger: Ledger, { edit }: Editing): RuleOffice {
  return {
    ...ruleReader(ledger),

    setRule: (by, wish) =>
      edit(by, `rule ${wish.id ?? wish.target}`, (policy) => {
        const rule = ruleFrom(wish, policy)
        return rule.ok ? changed({ ...policy, rules: put(policy.rules, rule.value) }, rule.value) : rule
      }),

    removeRule: (by, id) =>
      edit(by, `remove rule ${id}`, (policy) => {
        const rules = without(policy.rules, id)
        return rules === undefined ? refuse('unknown-id', id) : changed({ ...policy, rules }, undefined)
      }),

    moveRule: (by, id, before) =>
      edit(by, `move rule ${id}`, (policy) => {
        const rule = policy.rules.find((known) => known.id === id)
        const others = without(policy.rules, id)
        if (rule === undefined || others === undefined) return refuse('unknown-id', id)
        const at = before === undefined ? others.length : others.findIndex((other) => other.id === before)
        if (at === -1) return refuse('unknown-id', before!)
        return changed({ ...policy, rules: others.toSpliced(at, 0, rule) }, undefined)
      }),

    setSet: (by, wish) =>
      edit(by, `set ${wish.id ?? idFrom(wish.like ?? (wish.name.nl || wish.name.en || ''))}`, (policy) => {
        const set = setFrom(wish, policy)
        return set.ok ? changed({ ...policy, sets: put(policy.sets, set.value) }, set.value) : set
      }),

    removeSet: (by, id) =>
      edit(by, `set ${id}`, (policy) => {
        // A kind of the catalogue may be called the same: without this the rule would go on, for that kind.
        const use = policy.rules.find(({ target }) => target.kind === 'set' && target.id === id)
        if (use !== undefined) return refuse('in-use', use.id)
        const sets = without(policy.sets, id)
        return sets === undefined ? refuse('unknown-id', id) : changed({ ...policy, sets }, undefined)
      }),

    setClauses: (by, clauses) =>
      edit(by, `clauses ${Object.keys(clauses).join(', ')}`, (policy) => {
        const next = withClauses(policy.clauses, clauses)
        return next.ok ? changed({ ...policy, clauses: next.value }, undefined) : next
      }),

    attachClause: (by, clause, rules) =>
      edit(by, `clauses ${clause ?? rules.join(', ')}`, (policy) => {
        const missing = rules.find((id) => !policy.rules.some((rule) => rule.id === id))
        if (missing !== undefined) return refuse('unknown-id', missing)
        if (clause !== undefined && !Object.hasOwn(policy.clauses, clause)) return refuse('unknown-id', clause)
        return changed({ ...policy, rules: policy.rules.map((rule) => withClause(rule, clause, rules)) }, undefined)
      }),

    preview(change) {
      const after = withChange(ledger.policy, change)
      if (!after.ok) return after
      return { ok: true, value: previewOf(ledger, after.value, clock()) }
    },
  }
}

function withChange(policy: Policy, change: Parameters<RuleOffice['preview']>[0]): Outcome<Policy, RuleProblem> {
  if ('remove' in change) {
    const rules = without(policy.rules, change.remove)
    return rules === undefined ? refuse('unknown-id', change.remove) : { ok: true, value: { ...policy, rules } }
  }
  const rule = ruleFrom(change, policy)
  return rule.ok ? { ok: true, value: { ...policy, rules: put(policy.rules, rule.value) } } : rule
}

function withClause(rule: Rule, clause: string | undefined, ids: readonly string[]): Rule {
  if (!ids.includes(rule.id)) return rule
  const { clause: _, ...rest } = rule
  return clause === undefined ? rest : { ...rest, clause }
}

/** In its own place, or behind the others. */
const put = <Thing extends { readonly id: string }>(things: readonly Thing[], thing: Thing): readonly Thing[] =>
  things.some(({ id }) => id === thing.id)
    ? things.map((known) => (known.id === thing.id ? thing : known))
    : [...things, thing]

function without<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  id: string,
): readonly Thing[] | undefined {
  return things.some((known) => known.id === id) ? things.filter((known) => known.id !== id) : undefined
}
