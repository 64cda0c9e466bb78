import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { untilOf } from '../../src/policy/edge.ts'
import type { Group } from '../../src/policy/policy.ts'
import { aLesson, groupsWith, span, targetOf, worldWith } from './a-world.ts'
import { agreed, Compiled, caseIn, zone } from './world.ts'

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

describe('the restricted modes at their kinds of time', () => {
  const byKind: Partial<Group> = {
    safeSearch: ['lesson', 'break'],
    youtube: { inloop: 'strict', lesson: 'moderate', break: 'open', outside: 'open' },
  }
  /** Lessons from 8:30 to 10:15, after people come in; a break until 10:30. */
  const day = [
    { from: 500, to: 510, kind: 'inloop' },
    { from: 510, to: 615, kind: 'lesson' },
    { from: 615, to: 630, kind: 'break' },
    { from: 630, to: 720, kind: 'lesson' },
  ] as const
  const timetables = [{ id: 't', name: { nl: '-', en: '-' }, days: { tue: day } }]
  const groups = groupsWith('pupils', { ...byKind, timetable: 't' })
  const world = worldWith([], {}, { groups, timetables })
  const pupil = { group: 'pupils', classes: [] }
  const at = (time: string, asked: string) => {
    const { verdict } = agreed(world, pupil, name(asked), zone.parse(`2026-11-24T${time}`))
    return verdict.kind === 'rewrite' ? verdict.target.split('.')[0] : verdict.kind
  }

  it.each([
    ['before school', '08:19:59', 'pass', 'pass'],
    ['while people come in', '08:20:00', 'pass', 'strict'],
    ['a second before the lesson', '08:29:59', 'pass', 'strict'],
    ['when the lesson begins', '08:30:00', 'safe', 'moderate'],
    ['a second before the break', '10:14:59', 'safe', 'moderate'],
    ['when the break begins', '10:15:00', 'safe', 'pass'],
    ['when school is out', '12:00:00', 'pass', 'pass'],
  ])('%s', (_, time, engine, clips) => {
    expect([at(time, 'search.example'), at(time, 'www.clips.example')]).toEqual([engine, clips])
  })

  it('change with the bell, and no answer outlives it, though the group has no rules', () => {
    const lesson = zone.parse('2026-11-24T10:14')
    expect(untilOf(caseIn(world, pupil, name('www.clips.example'), lesson))).toBe(lesson + 60_000)
    const view = new Compiled(world).view(pupil, lesson)
    expect([view.changes, view.edge]).toEqual([true, lesson + 60_000])
  })
})
