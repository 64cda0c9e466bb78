import { join } from 'node:path'
import { loadBasis } from '../../config/policy-file.ts'
import { targetText } from '../../config/target.ts'
import type { Target, Text } from '../../policy/policy.ts'
import { root } from '../../product.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { RuleOffice, TargetChoice } from './rule-office.ts'
import { ruleSentence } from './rule-sentence.ts'

/** The rules of the policy that the ledger keeps, for people to read and to choose from. */
export function ruleReader(ledger: Ledger): Pick<RuleOffice, 'list' | 'targets'> {
  const basis = new Set(loadBasis(join(root, 'config')).map(({ id }) => id))
  return {
    list: () =>
      ledger.policy.rules.map((rule) => ({
        rule,
        target: targetText(rule.target),
        what: ledger.wording.target(rule.target),
        sentence: ruleSentence(rule, ledger.policy, ledger.wording),
        isBasis: basis.has(rule.id),
      })),
    targets: () => {
      const { policy, catalogue, wording } = ledger
      const choices = (kind: 'set' | 'category' | 'platform', ids: readonly string[]): readonly TargetChoice[] =>
        ids.map((id) => choice({ kind, id }, wording.target({ kind, id }))).sort(byName)
      return {
        set: choices(
          'set',
          policy.sets.map(({ id }) => id),
        ),
        category: choices('category', catalogue.categories),
        platform: choices(
          'platform',
          catalogue.platforms.map(({ id }) => id),
        ),
      }
    },
  }
}

const choice = (target: Target, name: Text): TargetChoice => ({ target: targetText(target), name })
const byName = (a: TargetChoice, b: TargetChoice): number => a.name.nl.localeCompare(b.name.nl, 'nl')
