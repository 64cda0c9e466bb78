import { describe, expect, it } from 'vitest'
import type { Rule } from '../../src/policy/policy.ts'
import { strictestOf } from '../../src/policy/strictest.ts'
import { groupsWith, ruleOf, worldWith } from './a-world.ts'

const forPupils = (sentence: string, more: Partial<Rule> = {}) => ruleOf(sentence, more)
const forStaff = (sentence: string, more: Partial<Rule> = {}) => ruleOf(sentence, { groups: ['staff'], ...more })

/** The stricter of pupils, who stand first in the policy, and staff. */
const strictest = (rules: readonly Rule[], change = {}) =>
  strictestOf(worldWith(rules, {}, change).policy, ['staff', 'pupils'])

describe('of two groups the strictest', () => {
  it.each([
    [
      'closes everything, though the other closes more targets',
      [
        forPupils('close site:a.example'),
        forPupils('close site:b.example'),
        forStaff('close everything', { when: ['lesson'] }),
      ],
      'staff',
    ],
    [
      'closes everything in more kinds of time',
      [
        forPupils('close everything', { when: ['lesson', 'break'] }),
        forStaff('close everything', { when: ['lesson', 'break', 'inloop'] }),
      ],
      'staff',
    ],
    [
      'closes everything in kinds of time that several rules make up',
      [
        forPupils('close everything', { when: ['lesson'] }),
        forStaff('close everything', { when: ['lesson'] }),
        forStaff('close everything', { id: 'too', when: ['break'] }),
      ],
      'staff',
    ],
    [
      'closes everything always',
      [forPupils('close everything', { when: ['inloop', 'lesson', 'break'] }), forStaff('close everything')],
      'staff',
    ],
    [
      'closes more targets',
      [
        forPupils('close site:a.example'),
        forStaff('close site:a.example'),
        forStaff('close set:social', { when: ['lesson'] }),
      ],
      'staff',
    ],
    [
      'stands first in the policy where they are equal',
      [forPupils('close site:a.example'), forStaff('close site:b.example')],
      'pupils',
    ],
    [
      'is not the one that closes a target twice',
      [forPupils('close site:a.example'), forStaff('close site:b.example'), forStaff('lock site:b.example')],
      'pupils',
    ],
    [
      'is not the one that closes all to one class',
      [forPupils('close site:a.example'), forStaff('close everything', { classes: ['3b'] })],
      'pupils',
    ],
    [
      'is not the one that closes all in marked events',
      [forPupils('close site:a.example'), forStaff('close everything', { when: ['event'] })],
      'pupils',
    ],
    ['is not the one that opens most', [forStaff('open site:a.example'), forStaff('open everything')], 'pupils'],
  ] as const)('%s', (_, rules, expected) => expect(strictest(rules)).toBe(expected))

  it('is in "only these" mode, though the other closes more targets', () => {
    const groups = groupsWith('staff', { onlyThese: true })
    expect(strictest([forPupils('close site:a.example')], { groups })).toBe('staff')
  })

  it('closes everything, though the other is in "only these" mode', () => {
    const groups = groupsWith('pupils', { onlyThese: true })
    expect(strictest([forStaff('close everything', { when: ['break'] })], { groups })).toBe('staff')
  })
})

it('of one group it is that one, and of none there is none', () => {
  const { policy } = worldWith([])
  expect(strictestOf(policy, ['staff'])).toBe('staff')
  expect(() => strictestOf(policy, ['nobody'])).toThrow('the policy has none of the groups nobody')
})
