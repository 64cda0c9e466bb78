import { describe, expect, it } from 'vitest'
import type { Policy, Rule, When } from '../../src/policy/policy.ts'
import { lankforst } from '../helpers/lankforst.ts'
import { expected } from './lankforst-expectations.ts'
import { comesOut } from './protocol.ts'

// The tables are worth something only if they notice: each change to one rule must break the table of that rule's own clause.

const without = (rule: Rule): Policy => ({ ...lankforst, rules: lankforst.rules.filter((other) => other !== rule) })
const withChanged = (rule: Rule, changed: Rule): Policy => ({
  ...lankforst,
  rules: lankforst.rules.map((other) => (other === rule ? changed : other)),
})

/** How many rows of the rule's own table fail under a changed policy. */
function failures({ clause }: Rule, policy: Policy): number {
  return expected.lines[clause ?? 'baseline']!.flat().filter((row) => !comesOut(row, policy)).length
}

it('nothing fails while the preset is whole', () => {
  expect(lankforst.rules.map((rule) => failures(rule, lankforst))).toEqual(lankforst.rules.map(() => 0))
})

describe('the table of its clause fails when the rule', () => {
  it.each(lankforst.rules)('$id ($clause) is deleted', (rule) => {
    expect(failures(rule, without(rule))).toBeGreaterThan(0)
  })

  it.each(lankforst.rules.filter(({ locked }) => locked))('$id ($clause) is no longer locked', (rule) => {
    expect(failures(rule, withChanged(rule, { ...rule, locked: false }))).toBeGreaterThan(0)
  })

  it.each(lankforst.rules.filter(({ locked }) => !locked))('$id ($clause) becomes locked', (rule) => {
    expect(failures(rule, withChanged(rule, { ...rule, locked: true }))).toBeGreaterThan(0)
  })

  const fewerGroups = lankforst.rules.flatMap((rule) => rule.groups.map((group) => [rule.id, group, rule] as const))
  it.each(fewerGroups)('%s leaves out %s', (_, group, rule) => {
    const groups = rule.groups.filter((other) => other !== group)
    expect(failures(rule, withChanged(rule, { ...rule, groups }))).toBeGreaterThan(0)
  })

  const kinds = (rule: Rule): Exclude<When, 'always'> =>
    rule.when === 'always' ? ['inloop', 'lesson', 'break', 'outside'] : rule.when
  const timed = lankforst.rules.filter(({ when }) => when !== 'always')
  const fewerKinds = timed.flatMap((rule) => kinds(rule).map((kind) => [rule.id, kind, rule] as const))
  it.each(fewerKinds)('%s no longer holds in time of kind %s', (_, kind, rule) => {
    const when = kinds(rule).filter((other) => other !== kind)
    expect(failures(rule, withChanged(rule, { ...rule, when }))).toBeGreaterThan(0)
  })

  it.each(timed)('$id ($clause) holds always', (rule) => {
    expect(failures(rule, withChanged(rule, { ...rule, when: 'always' }))).toBeGreaterThan(0)
  })
})
