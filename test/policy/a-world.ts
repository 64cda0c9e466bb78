import { readTarget } from '../../src/config/target.ts'
import { name } from '../../src/dns/name.ts'
import type { Acts, Group, Platform, Policy, Rule, Target } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import type { World } from './world.ts'
import { zone } from './world.ts'

// A school small enough to see through: no timetable of its own, so a school day is lesson from midnight to midnight.

export const aLesson = zone.parse('2026-11-24T09:00')
export const span = { from: aLesson - 3600_000, until: aLesson + 3600_000 }

const text = { nl: '-', en: '-' }
const group = (id: string): Group => ({
  ...{ id, name: text, networks: [], record: 'attempts' },
  ...{ onlyThese: false, safeSearch: false, youtube: 'open' },
})
const platform = (
  id: string,
  sets: readonly string[],
  names: readonly string[],
  library: readonly string[] = [],
): Platform => ({
  ...{ id, name: id, sets, names: names.map(name), library: library.map(name) },
})

const policy: Policy = {
  school: { name: '-', type: 'primary', zone: zone.id, language: 'nl' },
  clauses: {},
  groups: ['pupils', 'staff', 'staff-phones'].map(group),
  unknown: 'pupils',
  classes: [
    { id: '3b', name: '3B' },
    { id: '4a', name: '4A' },
  ],
  timetables: [],
  calendar: { schoolDays: ['mon', 'tue', 'wed', 'thu', 'fri'], entries: [] },
  sets: [],
  essential: [],
  protected: [],
  rules: [],
}

/** Two platforms that share `shared.example`, one for reaching people, and names with every standing. */
const empty: World = {
  policy,
  catalogue: {
    platforms: [
      platform('alpha', ['social'], ['alpha.example', 'shared.example'], ['library.example']),
      platform('beta', ['social', 'video'], ['beta.example', 'shared.example']),
      platform('phone', ['communication'], ['phone.example']),
      platform('part', ['video'], ['part.alpha.example']),
    ],
    essential: [name('time.example')],
    protected: [name('mail.example')],
    sensitive: [],
    categories: ['games', 'news'],
    restricted: {
      safeSearch: [
        { target: name('safe.search.example'), names: [name('search.example'), name('www.search.example')] },
      ],
      youtube: {
        names: [name('www.clips.example')],
        strict: name('strict.clips.example'),
        moderate: name('moderate.clips.example'),
      },
    },
  },
  listed: [
    { name: name('games.example'), category: 'games' },
    { name: name('both.example'), category: 'games' },
    { name: name('both.example'), category: 'news' },
    { name: name('alpha.example'), category: 'games' },
  ],
  acts: noActs,
}

/** The target that a text such as `platform:alpha` stands for. */
export function targetOf(of: string): Target {
  const read = readTarget(of)
  if (typeof read === 'string') throw new Error(read)
  return read
}

/** A rule for pupils, written `close set:social` or `open everything`, with a lock if need be: `lock site:a.example`. */
export function ruleOf(sentence: string, more: Partial<Rule> = {}): Rule {
  const [verb, of] = sentence.split(' ') as ['open' | 'close' | 'lock', string]
  const state = verb === 'open' ? 'open' : 'closed'
  const target = targetOf(of)
  return { id: sentence, groups: ['pupils'], target, state, when: 'always', locked: verb === 'lock', ...more }
}

/** A world with these rules and acts. */
export function worldWith(
  rules: readonly (string | Rule)[],
  acts: Partial<Acts> = {},
  change: Partial<Policy> = {},
): World {
  return {
    ...empty,
    policy: { ...policy, ...change, rules: rules.map((rule) => (typeof rule === 'string' ? ruleOf(rule) : rule)) },
    acts: { ...noActs, ...acts },
  }
}

/** The groups, with one of them changed. */
export function groupsWith(id: string, change: Partial<Group>): readonly Group[] {
  return policy.groups.map((of) => (of.id === id ? { ...of, ...change } : of))
}
