import { describe, expect, it } from 'vitest'
import type { Name } from '../../src/dns/name.ts'
import { noActs } from '../../src/policy/policy.ts'
import { amsterdam, categoriesOf, shipped } from '../helpers/lankforst.ts'
import { Compiled } from '../policy/world.ts'
import { som } from './som-expectations.ts'

describe('SOM-6: staff answer for themselves: what is closed to them is counted, never recorded by device', () => {
  const asked = ['unibet.nl', 'pornhub.com', 'bestgore.com', 'tinder.com'] as Name[]
  const listed = asked.flatMap((name) => categoriesOf(name).map((category) => ({ name, category })))
  const compiled = new Compiled({ policy: som.policy, catalogue: shipped, listed, acts: noActs })
  const recorded = (group: string) => {
    const at = amsterdam.parse('2026-11-24T09:00')
    return [...new Set(asked.map((name) => compiled.record({ group, classes: ['groep-7'], device: 'd1' }, name, at)))]
  }

  it.each([
    ['staff', ['count']],
    ['staff-phones', ['count']],
    ['guests', ['count']],
    ['pupils', ['attempt']],
    ['pupil-phones', ['attempt']],
    ['infrastructure', ['none']],
  ])('%s: %s', (group, expected) => expect(recorded(group)).toEqual(expected))
})
