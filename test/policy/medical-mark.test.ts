import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { aLesson, groupsWith, ruleOf, worldWith } from './a-world.ts'
import type { Given } from './acts.ts'
import { decided, exam, exclusions, focus, parks, staff } from './acts.ts'
import { Compiled } from './world.ts'

const marked = { ...staff, exempt: true } as const
const onlyThese = { groups: groupsWith('staff', { onlyThese: true }) }

describe('for a device with a medical mark', () => {
  it.each([
    ['a rule on everything does not hold', 'sensor.example', { rules: ['close everything'] }, 'default'],
    ['nor does a park', 'sensor.example', { acts: { parks } }, 'default'],
    ['nor both at once', 'sensor.example', { rules: ['close everything'], acts: { parks } }, 'default'],
    ['nor does "only these" mode', 'sensor.example', { change: onlyThese }, 'default'],
    ['what is protected stays open', 'mail.example', { rules: ['close everything'], acts: { parks } }, 'protected'],
    ['a rule on something does', 'alpha.example', { rules: ['close set:social', 'close everything'] }, 'rule'],
    [
      'so does one on a kind of sites, while parked',
      'games.example',
      { rules: ['close category:games'], acts: { parks } },
      'rule',
    ],
    ['a lock does', 'x.example', { rules: ['lock site:x.example'] }, 'locked'],
    ['a lock on everything does', 'x.example', { rules: ['lock everything'] }, 'locked'],
    ['"only these sites" does', 'x.example', { acts: focus('site:y.example') }, 'focus'],
    [
      'it does under a park too, which sets nothing aside here',
      'x.example',
      { acts: { ...focus('site:y.example'), parks } },
      'focus',
    ],
    ['an exam does', 'x.example', { acts: exam }, 'focus'],
    ['an exclusion does', 'x.example', { acts: { exclusions } }, 'exclusion'],
  ] as const)('%s', (_, asked, given: Given, kind) => {
    expect(decided(asked, { ...given, client: marked }).reason.kind).toBe(kind)
  })

  it('of the same group and class only the marked one is left out', () => {
    const compiled = new Compiled(worldWith([ruleOf('close everything', { groups: ['staff'] })], { parks }))
    const { device: _, ...unmarked } = staff
    const kinds = [staff, marked, unmarked, { ...unmarked, exempt: true } as const].map(
      (client) => compiled.decide(client, name('sensor.example'), aLesson).verdict.kind,
    )
    expect(kinds).toEqual(['block', 'pass', 'block', 'pass'])
  })
})
