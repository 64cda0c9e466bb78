import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { inspect } from '../../src/policy/inspect.ts'
import type { Acts } from '../../src/policy/policy.ts'
import { aLesson, groupsWith, ruleOf, span, worldWith } from './a-world.ts'
import type { Given } from './acts.ts'
import { decided, emergencies, exam, exclusions, focus, grants, parks, staff } from './acts.ts'
import { agreed, Compiled } from './world.ts'

const trials: Acts['trials'] = [{ id: 't', ...span, group: 'staff' }]
const onlyThese = { groups: groupsWith('staff', { onlyThese: true }) }

describe('while a group is on trial', () => {
  it.each([
    ['a closed site passes', 'x.example', { rules: ['close site:x.example'] }, 'trial'],
    ['a closed platform passes', 'alpha.example', { rules: ['close platform:alpha'] }, 'trial'],
    ['everything passes', 'x.example', { rules: ['close everything'] }, 'trial'],
    [
      'what is protected too, where everything would be closed',
      'mail.example',
      { rules: ['close everything'] },
      'trial',
    ],
    ['what is not named passes in "only these" mode', 'x.example', { change: onlyThese }, 'trial'],
    [
      'what a rule opens is open by that rule',
      'x.example',
      { rules: ['open site:x.example', 'close everything'] },
      'rule',
    ],
    [
      'what a teacher opened is open by that',
      'x.example',
      { rules: ['close everything'], acts: { grants: grants('site:x.example') } },
      'grant',
    ],
    ['what nothing closes is open as ever', 'x.example', {}, 'default'],
    ['a locked site stays closed', 'x.example', { rules: ['lock site:x.example'] }, 'locked'],
    ['a lock on everything stays', 'x.example', { rules: ['lock everything'] }, 'locked'],
    ['"only these sites" stays', 'x.example', { rules: ['close everything'], acts: focus('site:y.example') }, 'focus'],
    ['an exam stays', 'x.example', { rules: ['close everything'], acts: exam }, 'focus'],
    ['a parked class stays parked', 'x.example', { rules: ['close everything'], acts: { parks } }, 'park'],
    ['an excluded device stays out', 'x.example', { rules: ['close everything'], acts: { exclusions } }, 'exclusion'],
    [
      'an emergency opens as ever',
      'phone.example',
      { rules: ['close everything'], acts: { emergencies } },
      'emergency',
    ],
  ] as const)('%s', (_, asked, { acts, ...given }: Given, kind) => {
    const { verdict, reason } = decided(asked, { ...given, acts: { ...acts, trials } })
    expect(reason.kind).toBe(kind)
    expect(verdict.kind).toBe(['locked', 'focus', 'park', 'exclusion'].includes(kind) ? 'block' : 'pass')
  })

  it('the reason names the rule that would have closed it, its target and its clause', () => {
    const rule = ruleOf('close set:social', { groups: ['staff'], clause: 'X-1' })
    const { reason } = agreed(worldWith([rule], { trials }), staff, name('alpha.example'), aLesson)
    expect(reason).toEqual({ kind: 'trial', rule: rule.id, target: rule.target, clause: 'X-1' })
    expect(decided('x.example', { change: onlyThese, acts: { trials } }).reason).toEqual({ kind: 'trial' })
  })

  it('a search engine that would be closed comes in its safe version, and is counted as that', () => {
    const groups = groupsWith('staff', { safeSearch: true })
    const { verdict, reason } = decided('search.example', {
      rules: ['close site:search.example'],
      change: { groups },
      acts: { trials },
    })
    expect([verdict, reason.kind]).toEqual([{ kind: 'rewrite', target: 'safe.search.example' }, 'trial'])
  })

  it.each([
    ['a millisecond before it begins', span.from - 1, 'rule'],
    ['when it begins', span.from, 'trial'],
    ['a millisecond before its end', span.until - 1, 'trial'],
    ['at its end', span.until, 'rule'],
  ])('%s', (_, at, kind) => {
    const world = worldWith([ruleOf('close everything', { groups: ['staff'] })], { trials })
    expect(agreed(world, staff, name('x.example'), at).reason.kind).toBe(kind)
  })

  it('other groups are not', () => {
    const world = worldWith(['close everything'], { trials })
    expect(agreed(world, { group: 'pupils', classes: [] }, name('x.example'), aLesson).verdict.kind).toBe('block')
  })

  it('nothing of it is an attempt or a minute', () => {
    const rules = ['close site:x.example', 'close everything'].map((of) => ruleOf(of, { groups: ['staff'] }))
    const compiled = new Compiled(worldWith(rules, { trials }))
    expect(['x.example', 'y.example'].map((of) => compiled.record(staff, name(of), aLesson))).toEqual(['none', 'none'])
  })
})

describe('an answer that leads on, while a group is on trial', () => {
  const leadsOn = (asked: string, target: string, rules: readonly string[], acts: Partial<Acts> = {}) => {
    const [first, second] = [asked, target].map((of) => decided(of, { rules, acts: { trials, ...acts } }))
    const { verdict, reason } = inspect(first!, second!)
    return [verdict.kind, reason.kind]
  }
  it.each([
    ['to a name that a rule closes is given, and counted', ['close site:cdn.example'], {}, ['pass', 'trial']],
    ['to a locked name is barred', ['lock site:cdn.example'], {}, ['block', 'locked']],
    [
      'to any name where everything is closed is what it is',
      ['open site:x.example', 'close everything'],
      {},
      ['pass', 'rule'],
    ],
    [
      'from a granted name is that',
      ['close site:cdn.example'],
      { grants: grants('site:x.example') },
      ['pass', 'grant'],
    ],
    [
      'from one that is counted itself is that',
      ['close site:x.example', 'close site:cdn.example'],
      {},
      ['pass', 'trial'],
    ],
  ] as const)('%s', (_, rules, acts, expected) => {
    expect(leadsOn('x.example', 'cdn.example', rules, acts)).toEqual(expected)
  })
})
