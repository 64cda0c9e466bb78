import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { inspect } from '../../src/policy/inspect.ts'
import type { Acts, Client } from '../../src/policy/policy.ts'
import { aLesson, groupsWith, span, targetOf, worldWith } from './a-world.ts'
import { agreed } from './world.ts'

// The second look: an answer for the name asked that leads on (CNAME, SVCB) to another.

const staff: Client = { group: 'staff', classes: ['3b'], device: 'd1' }
const target = 'target.example'
const closed = {
  id: 'r',
  groups: ['staff'],
  target: targetOf(`site:${target}`),
  state: 'closed',
  when: 'always',
  locked: false,
} as const
const locked = { ...closed, locked: true }
const openRule = { ...closed, id: 'open', target: targetOf('site:x.example'), state: 'open' } as const

/** Whether an answer for `asked` that leads on to `target` is given. */
function leadsOn(
  asked: string,
  rule: typeof closed | typeof locked,
  acts: Partial<Acts> = {},
  to = target,
): 'given' | 'barred' {
  const world = worldWith([rule, openRule], acts)
  const [first, second] = [asked, to].map((of) => agreed(world, staff, name(of), aLesson))
  const decision = inspect(first!, second!)
  expect([first, second]).toContain(decision)
  return decision.verdict.kind === 'block' ? 'barred' : 'given'
}

const at = { id: 'act', ...span }
const steps: readonly (readonly [
  step: string,
  asked: string,
  acts: Partial<Acts>,
  whenClosed: string,
  whenLocked: string,
])[] = [
  ['what is essential', 'time.example', {}, 'given', 'given'],
  ['what an emergency opens', 'phone.example', { emergencies: [{ ...at, for: 'staff' }] }, 'given', 'barred'],
  [
    'what an investigation opens',
    'x.example',
    { openings: [{ ...at, device: 'd1', site: name('x.example') }] },
    'given',
    'given',
  ],
  [
    'what "only these sites" lists',
    'x.example',
    { focuses: [{ ...at, class: '3b', targets: [targetOf('site:x.example')], exam: false }] },
    'given',
    'barred',
  ],
  ['what is protected', 'mail.example', {}, 'given', 'barred'],
  [
    'what was granted',
    'alpha.example',
    { grants: [{ ...at, audience: { kind: 'class', id: '3b' }, target: targetOf('platform:alpha') }] },
    'given',
    'barred',
  ],
  ['what a rule opens', 'x.example', {}, 'barred', 'barred'],
  ['what nothing closes', 'y.example', {}, 'barred', 'barred'],
]

describe('an answer that leads on to a closed name', () => {
  it.each(steps)('for %s', (_, asked, acts, whenClosed) => expect(leadsOn(asked, closed, acts)).toBe(whenClosed))
})

describe('an answer that leads on to a locked name', () => {
  it.each(steps)('for %s', (_, asked, acts, __, whenLocked) => expect(leadsOn(asked, locked, acts)).toBe(whenLocked))
})

describe('an answer that leads on to a name of which nothing is said by itself', () => {
  it('is given where everything else is closed: what was opened must work', () => {
    const world = worldWith([{ ...closed, target: targetOf('everything') }, openRule])
    const [first, second] = ['x.example', 'cdn.example'].map((of) => agreed(world, staff, name(of), aLesson))
    expect(second!.verdict.kind).toBe('block')
    expect(inspect(first!, second!)).toBe(first)
  })

  it('is given in "only these" mode', () => {
    const world = worldWith([openRule], {}, { groups: groupsWith('staff', { onlyThese: true }) })
    const [first, second] = ['x.example', 'cdn.example'].map((of) => agreed(world, staff, name(of), aLesson))
    expect(second!.reason.kind).toBe('only-these')
    expect(inspect(first!, second!)).toBe(first)
  })

  it('is given when it is open', () => expect(leadsOn('y.example', closed, {}, 'z.example')).toBe('given'))
})
