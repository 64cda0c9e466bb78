import { describe, expect, it } from 'vitest'
import { decide } from '../../src/policy/decide.ts'
import type { Acts } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { amsterdam, caseOf, lankforst, shipped } from '../helpers/lankforst.ts'
import { checkClause } from './check-clause.ts'

describe('every school: harm is locked, the rest of it openable, and what devices and school need is open', async () => {
  await checkClause('baseline')
})

const at = '2026-11-24T09:00'
const span = { id: 'act', from: amsterdam.parse('2026-11-24T08:00'), until: amsterdam.parse('2026-11-24T12:00') }
const client = { group: 'pupils', classes: ['groep-7'], device: 'd1' }

describe('essential names are always answered', () => {
  const acts: readonly (readonly [string, Partial<Acts>])[] = [
    ['an excluded device', { exclusions: [{ ...span, device: 'd1' }] }],
    ['a parked class', { parks: [{ ...span, class: 'groep-7' }] }],
    ['a class in an exam', { focuses: [{ ...span, class: 'groep-7', targets: [], exam: true }] }],
  ]
  const names = [...new Set(shipped.essential)]
  it.each(acts)('%s', (_, act) => {
    const closed = names.filter(
      (name) => decide(caseOf(name, 'pupils', at, { client, acts: { ...noActs, ...act } })).reason.kind !== 'essential',
    )
    // The safer twins of search engines and YouTube are never among them.
    expect(closed).toEqual([])
  })
})

describe('protected names', () => {
  const mail = (more: Parameters<typeof caseOf>[3]) =>
    decide(caseOf('outlook.office.com', 'pupils', at, { client, ...more }))

  it.each([
    ['stay open when a list holds them', { categoriesOf: () => ['gambling'] }, 'protected'],
    ['are closed by park', { acts: { ...noActs, parks: [{ ...span, class: 'groep-7' }] } }, 'park'],
    ['are closed by an exclusion', { acts: { ...noActs, exclusions: [{ ...span, device: 'd1' }] } }, 'exclusion'],
    [
      'are closed by "only these sites"',
      { acts: { ...noActs, focuses: [{ ...span, class: 'groep-7', targets: [], exam: false }] } },
      'focus',
    ],
    [
      'stay open when a rule closes their platform',
      { policy: { ...lankforst, rules: [ruleOn({ kind: 'platform', id: 'microsoft-teams' })] } },
      'protected',
    ],
    [
      'are closed by a rule that closes everything',
      { policy: { ...lankforst, rules: [ruleOn({ kind: 'everything' })] } },
      'rule',
    ],
  ] as const)('%s', (_, more, kind) => expect(mail(more).reason.kind).toBe(kind))
})

function ruleOn(target: { readonly kind: 'platform'; readonly id: string } | { readonly kind: 'everything' }) {
  return { id: 'r', groups: ['pupils'], target, state: 'closed', when: 'always', locked: false } as const
}
