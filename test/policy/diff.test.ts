import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clashes, differences, ORDER, takenBack } from '../../src/policy/diff.ts'
import { someWorld } from './random-world.ts'

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const twoPolicies = fc.tuple(someWorld, someWorld).map(([a, b]) => [a.policy, b.policy] as const)

it(`taking back all that was changed gives what there was, order and all (seed ${seed})`, () => {
  fc.assert(
    fc.property(twoPolicies, ([before, after]) => {
      const changes = differences(before, after)
      const back = takenBack(after, changes, before)
      expect(differences(before, back)).toEqual([])
      expect(differences(after, after)).toEqual([])
    }),
    { seed, numRuns: 300 },
  )
})

it(`taking one change back leaves another that clashes with none of it (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.tuple(someWorld, someWorld, someWorld), ([a, b, c]) => {
      // One person changes the rules, another all else.
      const [first, both] = [
        { ...a.policy, rules: b.policy.rules },
        { ...c.policy, rules: b.policy.rules },
      ]
      const [mine, theirs] = [differences(a.policy, first), differences(first, both)]
      expect(clashes(mine, theirs)).toEqual([])
      expect(differences(takenBack(both, mine, a.policy), { ...c.policy, rules: a.policy.rules })).toEqual([])
    }),
    { seed, numRuns: 300 },
  )
})

const list = (...ids: string[]) => ({ rules: ids.map((id) => ({ id, when: 'always' })) })

describe('differences', () => {
  it.each<[string, unknown, unknown, readonly (readonly [string, unknown, unknown])[]]>([
    ['nothing', { a: 1, b: undefined }, { a: 1 }, []],
    ['a thing added', list('a'), list('a', 'b'), [['rules.b', undefined, { id: 'b', when: 'always' }]]],
    ['a thing taken away', list('a', 'b'), list('b'), [['rules.a', { id: 'a', when: 'always' }, undefined]]],
    ['the order', list('a', 'b', 'c'), list('c', 'a', 'b'), [[`rules.${ORDER}`, ['a', 'b', 'c'], ['c', 'a', 'b']]]],
    ['the last thing of a list', list('a'), list(), [['rules.a', { id: 'a', when: 'always' }, undefined]]],
    [
      'a text, as one',
      { name: { nl: 'a', en: 'b' } },
      { name: { nl: 'a', en: 'c' } },
      [['name', { nl: 'a', en: 'b' }, { nl: 'a', en: 'c' }]],
    ],
    [
      'a record with a key that is called nl',
      { classes: { nl: { x: 1 } } },
      { classes: { nl: { x: 2 } } },
      [['classes.nl.x', 1, 2]],
    ],
    [
      'a key that every object has',
      { clauses: {} },
      { clauses: { constructor: { nl: 'a', en: 'a' } } },
      [['clauses.constructor', undefined, { nl: 'a', en: 'a' }]],
    ],
    [
      'another kind of value',
      { youtube: 'open' },
      { youtube: { lesson: 'strict' } },
      [['youtube', 'open', { lesson: 'strict' }]],
    ],
  ])('finds %s', (_, before, after, found) => {
    expect(differences(before, after).map((each) => [each.path.join('.'), each.before, each.after])).toEqual(found)
  })
})

describe('two changes', () => {
  const of = (...path: string[]) => [{ path, before: 1, after: 2 }]
  it.each<[string, readonly string[], readonly string[], boolean]>([
    ['of the same rule clash', ['rules', 'a', 'when'], ['rules', 'a', 'locked'], true],
    ['of two rules do not', ['rules', 'a', 'when'], ['rules', 'b', 'when'], false],
    ['of a rule and the order do not', ['rules', 'a', 'when'], ['rules', ORDER], false],
    ['of the order clash', ['rules', ORDER], ['rules', ORDER], true],
    ['of the same day clash', ['timetables', 'all', 'days', 'mon'], ['timetables', 'all', 'days', 'mon'], true],
    ['of two days do not', ['timetables', 'all', 'days', 'mon'], ['timetables', 'all', 'days', 'tue'], false],
    ['of a day and the whole timetable clash', ['timetables', 'all', 'days', 'mon'], ['timetables', 'all'], true],
    [
      'of a day and the timetable’s name do not',
      ['timetables', 'all', 'days', 'mon'],
      ['timetables', 'all', 'name'],
      false,
    ],
    ['of the calendar’s entries clash', ['calendar', 'entries'], ['calendar', 'entries'], true],
    ['of the strictest group clash', ['unknown'], ['unknown'], true],
  ])('%s', (_, a, b, isClash) => {
    expect(clashes(of(...a), of(...b)).length > 0).toBe(isClash)
    expect(clashes(of(...b), of(...a)).length > 0).toBe(isClash)
  })
})
