import { describe, expect, it } from 'vitest'
import type { Policy, Rule } from '../../src/policy/policy.ts'
import type { KindOfTime } from '../../src/time/calendar.ts'
import { checkLines } from './check-protocol.ts'
import { protocols } from './presets.ts'
import { comesOut, failuresOf, ruleOf } from './protocol.ts'

// The tables are worth something only if they notice: each change to one rule must break the table of that rule's own clause.

const kindsOfTime: readonly KindOfTime[] = ['inloop', 'lesson', 'break', 'outside']

/** Times at which another rule decides, whether or not this one is in force. That a rule stands on its own is shown in its clause's test. */
const decidedElsewhere: Readonly<Record<string, readonly KindOfTime[]>> = {
  // TJ-9 closes the same phones in lessons.
  'obs-de-tjongeling: phones-off-at-school': ['lesson'],
  // Open beats closed: outside lessons MLF-1 opens the same set.
  'montessori-lyceum-flevoland: social-media-in-lessons': ['inloop', 'break', 'outside'],
}

describe.each(protocols.map((of) => [of.id, of] as const))('%s', (_, of) => {
  const { policy, lines } = of
  const { rules } = policy
  const decidedBy = Map.groupBy(Object.values(lines).flat(2), (row) => ruleOf(row, policy))

  /** The rows of a rule's own clause, and for its times all rows: those that it decides come first. */
  const ownRows = ({ id, clause = 'baseline' }: Rule) => [
    ...(decidedBy.get(id) ?? []).filter(({ by = 'baseline' }) => by === clause),
    ...lines[clause]!.flat(),
  ]
  const allRows = (rule: Rule) => [...(decidedBy.get(rule.id) ?? []), ...ownRows(rule), ...Object.values(lines).flat(2)]

  describe('has what every school has', () => checkLines(of, 'baseline'))

  /** Whether one of the rows fails when the rule is changed, or taken out. */
  const notices = (rule: Rule, instead: readonly Rule[], rows = ownRows(rule)): boolean => {
    const changed: Policy = { ...policy, rules: rules.flatMap((other) => (other === rule ? instead : [other])) }
    return rows.some((row) => !comesOut(row, changed))
  }

  it('keeps every clause while its rules are whole', () => {
    expect(Object.values(lines).flatMap((of) => failuresOf(of.flat(), policy))).toEqual([])
  })

  it.each(rules)('notices that $id ($clause) is taken out', (rule) => expect(notices(rule, [])).toBe(true))

  it.each(rules.filter(({ state }) => state === 'closed'))('notices another lock on $id ($clause)', (rule) => {
    expect(notices(rule, [{ ...rule, locked: !rule.locked }])).toBe(true)
  })

  it.each(rules)('notices each group that $id ($clause) leaves out', (rule) => {
    const without = (group: string) => ({ ...rule, groups: rule.groups.filter((other) => other !== group) })
    expect(rule.groups.filter((group) => !notices(rule, [without(group)]))).toEqual([])
  })

  it.each(rules)('notices each kind of time that $id ($clause) leaves out or adds', (rule) => {
    const kinds = rule.when === 'always' ? kindsOfTime : rule.when
    const toggled = (kind: KindOfTime) => (kinds.includes(kind) ? kinds.filter((of) => of !== kind) : [...kinds, kind])
    const unnoticed = kindsOfTime.filter((kind) => !notices(rule, [{ ...rule, when: toggled(kind) }], allRows(rule)))
    expect(unnoticed).toEqual(decidedElsewhere[`${of.id}: ${rule.id}`] ?? [])
  })
})
