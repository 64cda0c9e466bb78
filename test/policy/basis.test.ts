import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadBasis, loadPreset, presetIds } from '../../src/config/policy-file.ts'
import { basisProblems } from '../../src/policy/basis.ts'
import type { Policy, Rule } from '../../src/policy/policy.ts'
import { root } from '../../src/product.ts'
import { shipped } from '../helpers/lankforst.ts'

const config = join(root, 'config')
const basis = loadBasis(config)

const change = (policy: Policy, id: string, altered: (rule: Rule) => readonly Rule[]): Policy => ({
  ...policy,
  rules: policy.rules.flatMap((rule) => (rule.id === id ? altered(rule) : [rule])),
})

const weaker: readonly [string, (rule: Rule) => readonly Rule[]][] = [
  ['taken away', () => []],
  ['renamed', (rule) => [{ ...rule, id: 'mine' }]],
  ['opened', (rule) => [{ ...rule, state: 'open', locked: false }]],
  ['for one group fewer', (rule) => [{ ...rule, groups: rule.groups.slice(1) }]],
  ['for one class only', (rule) => [{ ...rule, classes: ['3b'] }]],
  ['for lessons only', (rule) => [{ ...rule, when: ['lesson'] }]],
  ['for all kinds of time by name', (rule) => [{ ...rule, when: ['lesson', 'break', 'inloop', 'outside'] }]],
  ['about another target', (rule) => [{ ...rule, target: { kind: 'category', id: 'ads' } }]],
  [
    'opened by a rule beside it',
    (rule) => [rule, { ...rule, id: 'beside', state: 'open', locked: false, groups: ['pupils'] }],
  ],
]
const stricter: readonly [string, (rule: Rule) => readonly Rule[]][] = [
  ['locked', (rule) => [{ ...rule, locked: true }]],
  ['for machines too', (rule) => [{ ...rule, groups: [...rule.groups, 'infrastructure'] }]],
  ['given another clause', (rule) => [{ ...rule, clause: 'X-1' }]],
  [
    'opened for one site',
    (rule) => [
      rule,
      {
        ...rule,
        id: 'site',
        state: 'open',
        locked: false,
        target: { kind: 'site', name: 'drugsinfoteam.nl' as never },
      },
    ],
  ],
  [
    'opened for machines',
    (rule) => [rule, { ...rule, id: 'beside', state: 'open', locked: false, groups: ['infrastructure'] }],
  ],
]

describe.each(presetIds(config))('%s', (preset) => {
  const policy = loadPreset(config, preset, shipped)

  it('has every rule of the basis', () => expect(basisProblems(policy, basis)).toEqual([]))

  it.each(basis.flatMap(({ id }) => weaker.map(([how, altered]) => [id, how, altered] as const)))(
    'notices that %s is %s',
    (id, _, altered) => {
      expect(basisProblems(change(policy, id, altered), basis).map(({ rule }) => rule)).toEqual([id])
    },
  )

  it.each(basis.flatMap(({ id }) => stricter.map(([how, altered]) => [id, how, altered] as const)))(
    'does not mind that %s is %s',
    (id, _, altered) => expect(basisProblems(change(policy, id, altered), basis)).toEqual([]),
  )

  it.each(basis.filter(({ locked }) => locked))('notices that $id is unlocked', ({ id }) => {
    const unlocked = change(policy, id, (rule) => [{ ...rule, locked: false }])
    expect(basisProblems(unlocked, basis)).toEqual([
      { rule: id, problem: 'this rule of the basis is locked in every school' },
    ])
  })
})

it('wants a copy of a group in all rules that are for the one it is like, and none of a copy of machines', () => {
  const policy = loadPreset(config, 'albero', shipped)
  const copyOf = (like: 'pupils' | 'infrastructure') => ({ ...policy.groups[0]!, id: 'library', like })
  const problemsWith = (like: 'pupils' | 'infrastructure') =>
    basisProblems({ ...policy, groups: [...policy.groups, copyOf(like)] }, basis)
  expect(problemsWith('pupils')).toEqual(
    basis
      .filter(({ groups }) => groups.includes('pupils'))
      .map(({ id }) => ({ rule: id, problem: 'this rule of the basis is for library too' })),
  )
  expect(problemsWith('infrastructure')).toEqual([])
})

it('wants a group of the school’s own making in the rules that are for everyone', () => {
  const policy = loadPreset(config, 'albero', shipped)
  const library = { ...policy.groups[0]!, id: 'library' }
  const problems = basisProblems({ ...policy, groups: [...policy.groups, library] }, basis)
  expect(problems.map(({ rule }) => rule)).toEqual(
    basis.filter(({ groups }) => groups.includes('staff')).map(({ id }) => id),
  )
})
