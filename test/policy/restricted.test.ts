import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import type { Group } from '../../src/policy/policy.ts'
import { aLesson, groupsWith, span, targetOf, worldWith } from './a-world.ts'
import { agreed } from './world.ts'

const on: Partial<Group> = { safeSearch: true, youtube: 'moderate' }

function decided(asked: string, change: Partial<Group>, rules: readonly string[] = [], granted?: string) {
  const grants =
    granted === undefined
      ? []
      : [{ id: 'g', ...span, audience: { kind: 'group', id: 'pupils' } as const, target: targetOf(granted) }]
  const world = worldWith(rules, { grants }, { groups: groupsWith('pupils', change) })
  const { verdict } = agreed(world, { group: 'pupils', classes: [] }, name(asked), aLesson)
  return verdict.kind === 'rewrite' ? verdict.target : verdict.kind
}

describe('the restricted modes', () => {
  it.each([
    ['a search engine is answered with its safe twin', 'search.example', on, 'safe.search.example'],
    ['so is another of its names, below the first', 'www.search.example', on, 'safe.search.example'],
    ['a name below it that is not named stays what it is', 'mail.search.example', on, 'pass'],
    ['a group without safe search gets the engine itself', 'search.example', {}, 'pass'],
    ['YouTube in moderate mode', 'www.clips.example', { youtube: 'moderate' }, 'moderate.clips.example'],
    ['YouTube in strict mode', 'www.clips.example', { youtube: 'strict' }, 'strict.clips.example'],
    ['YouTube without a mode', 'www.clips.example', { safeSearch: true }, 'pass'],
  ] as const)('%s', (_, asked, change, expected) => expect(decided(asked, change)).toBe(expected))

  it.each([
    ['a closed engine stays closed', ['close site:search.example'], undefined, 'block'],
    [
      'a granted one comes in its safe version',
      ['close site:search.example'],
      'site:search.example',
      'safe.search.example',
    ],
    ['one that a rule opens too', ['open site:search.example', 'close everything'], undefined, 'safe.search.example'],
  ] as const)('%s', (_, rules, granted, expected) =>
    expect(decided('search.example', on, rules, granted)).toBe(expected),
  )
})
