import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import type { Client } from '../../src/policy/policy.ts'
import { aLesson, ruleOf, worldWith } from './a-world.ts'
import { agreed } from './world.ts'

const pupil: Client = { group: 'pupils', classes: ['3b'] }
const decided = (rules: Parameters<typeof worldWith>[0], asked: string, client = pupil) =>
  agreed(worldWith(rules), client, name(asked), aLesson)

/** The rule that decided, or the kind of another reason. */
function decidedBy(rules: Parameters<typeof worldWith>[0], asked: string, client = pupil): string {
  const { reason } = decided(rules, asked, client)
  return reason.kind === 'rule' || reason.kind === 'locked' ? reason.rule : reason.kind
}

describe('the most specific target wins', () => {
  it.each([
    [
      'a site over its app',
      ['close site:alpha.example', 'open platform:alpha'],
      'alpha.example',
      'close site:alpha.example',
    ],
    [
      'a longer site over a shorter',
      ['close site:x.example', 'open site:a.x.example'],
      'www.a.x.example',
      'open site:a.x.example',
    ],
    [
      'the very name over its parent',
      ['open site:x.example', 'close site:a.x.example'],
      'a.x.example',
      'close site:a.x.example',
    ],
    [
      'an app over a set it is in',
      ['close platform:alpha', 'open set:social'],
      'alpha.example',
      'close platform:alpha',
    ],
    ['a set over a category', ['close set:social', 'open category:games'], 'alpha.example', 'close set:social'],
    [
      'an open set over a closed category',
      ['open set:social', 'close category:games'],
      'alpha.example',
      'open set:social',
    ],
    ['a category over everything', ['open category:games', 'close everything'], 'games.example', 'open category:games'],
    [
      'everything where nothing else is said',
      ['open category:games', 'close everything'],
      'x.example',
      'close everything',
    ],
    ['nothing where no rule speaks', ['close category:news'], 'games.example', 'default'],
    ['a site says nothing of names that only end like it', ['close site:x.example'], 'notx.example', 'default'],
    ['a site says nothing of its parent', ['close site:a.x.example'], 'x.example', 'default'],
  ])('%s', (_, rules, asked, expected) => expect(decidedBy(rules, asked)).toBe(expected))
})

describe('equally specific, open beats closed', () => {
  it.each([
    ['of two rules on a site', ['close site:x.example', 'open site:x.example'], 'x.example', 'open site:x.example'],
    ['of two rules on an app', ['close platform:alpha', 'open platform:alpha'], 'alpha.example', 'open platform:alpha'],
    ['of two sets', ['close set:social', 'open set:video'], 'beta.example', 'open set:video'],
    ['of two categories', ['close category:games', 'open category:news'], 'both.example', 'open category:news'],
    ['of everything', ['close everything', 'open everything'], 'x.example', 'open everything'],
  ])('%s', (_, rules, asked, expected) => expect(decidedBy(rules, asked)).toBe(expected))
})

describe('a host that several apps share', () => {
  it.each([
    ['is open while one of them is closed', ['close platform:alpha'], 'shared.example', 'default'],
    [
      'is closed when all of them are',
      ['close platform:alpha', 'close platform:beta'],
      'shared.example',
      'close platform:alpha',
    ],
    ['is closed with the set of all of them', ['close set:social'], 'shared.example', 'close set:social'],
    ['is open when one is opened', ['close set:social', 'open platform:beta'], 'shared.example', 'open platform:beta'],
    [
      'falls to its category where only one is closed',
      ['close set:video', 'close category:games'],
      'shared.example',
      'default',
    ],
    ['is not locked by a lock on one of them', ['lock platform:alpha'], 'shared.example', 'default'],
    ['is locked when all are', ['lock platform:alpha', 'lock set:video'], 'shared.example', 'lock platform:alpha'],
    ['belongs to the app that lists the longest name', ['close platform:alpha'], 'x.part.alpha.example', 'default'],
  ])('%s', (_, rules, asked, expected) => expect(decidedBy(rules, asked)).toBe(expected))
})

describe('a library that other pages load', () => {
  it.each([
    ['is not closed with its app', ['close platform:alpha'], 'library.example', 'default'],
    ['nor locked with it', ['lock platform:alpha'], 'library.example', 'default'],
    ['is opened with it', ['close everything', 'open platform:alpha'], 'library.example', 'open platform:alpha'],
  ])('%s', (_, rules, asked, expected) => expect(decidedBy(rules, asked)).toBe(expected))
})

describe('a rule holds', () => {
  const closed = (more: Parameters<typeof ruleOf>[1], client = pupil) =>
    decided([ruleOf('close everything', more)], 'x.example', client).verdict.kind === 'block'
  it.each([
    ['for its groups', { groups: ['pupils'] }, true],
    ['for no other group', { groups: ['staff'] }, false],
    ['for a class that it names', { classes: ['3b'] }, true],
    ['for no other class', { classes: ['4a'] }, false],
    ['in its kind of time', { when: ['lesson'] }, true],
    ['in no other', { when: ['break', 'outside', 'inloop'] }, false],
  ] as const)('%s', (_, more, expected) => expect(closed(more)).toBe(expected))

  it('for a device of one of its classes', () => {
    expect(closed({ classes: ['4a'] }, { group: 'pupils', classes: ['3b', '4a'] })).toBe(true)
  })
})

it('a group in "only these" mode has what rules open, and nothing else', () => {
  const groups = [{ ...worldWith([]).policy.groups[0]!, onlyThese: true }]
  const world = worldWith(['open site:x.example'], {}, { groups })
  const kinds = ['x.example', 'y.example', 'mail.example', 'time.example'].map((asked) => {
    const { verdict, reason } = agreed(world, pupil, name(asked), aLesson)
    return [asked, verdict.kind, reason.kind]
  })
  expect(kinds).toEqual([
    ['x.example', 'pass', 'rule'],
    ['y.example', 'block', 'only-these'],
    ['mail.example', 'pass', 'protected'],
    ['time.example', 'pass', 'essential'],
  ])
})

it('a correction takes a category off a name and all below it, and no other', () => {
  const world = worldWith(['close category:games', 'lock category:news'], {
    corrections: [{ id: 'c', name: name('both.example'), category: 'games' }],
  })
  const kind = (asked: string) => agreed(world, pupil, name(asked), aLesson).reason
  expect(kind('games.example')).toMatchObject({ kind: 'rule' })
  expect(kind('www.both.example')).toMatchObject({ kind: 'locked', target: { id: 'news' } })
})
