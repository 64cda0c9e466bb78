import { describe, expect, it } from 'vitest'
import type { Policy } from '../../src/policy/policy.ts'
import { tjongeling } from './tjongeling-expectations.ts'
import { between, grantTo, outcome, targetOf } from './with-acts.ts'

describe('TJ-2: the school can allow a part of the internet, and can always withdraw it', () => {
  const { policy } = tjongeling
  const given = grantTo('groep-7', 'wikipedia.org', between('2026-11-24T09:00:00', '2026-11-24T09:20:00'))
  const phone = (at: string, acts = { grants: [given] }) =>
    outcome(policy, 'pupil-phones of groep-7', 'nl.wikipedia.org', at, acts)

  it.each([
    ['a second before it was given', '2026-11-24T08:59:59', 'block rule TJ-9'],
    ['from then on', '2026-11-24T09:00:00', 'pass grant'],
    ['in its last second', '2026-11-24T09:19:59', 'pass grant'],
    ['at its end', '2026-11-24T09:20:00', 'block rule TJ-9'],
  ])('%s', (_, at, expected) => expect(phone(at)).toBe(expected))

  it('is withdrawn from one question to the next', () => {
    const at = '2026-11-24T09:10:00'
    expect([phone(at), phone(at, { grants: [] })]).toEqual(['pass grant', 'block rule TJ-9'])
  })

  it('opens nothing beyond it, to nobody else, and nothing that is always closed', () => {
    const at = '2026-11-24T09:10:00'
    const acts = { grants: [given] }
    expect(outcome(policy, 'pupil-phones of groep-7', 'school.example', at, acts)).toBe('block rule TJ-9')
    expect(outcome(policy, 'pupil-phones of groep-8', 'nl.wikipedia.org', at, acts)).toBe('block rule TJ-9')
    const hate = grantTo('groep-7', 'stormfront.org', given)
    expect(outcome(policy, 'pupils of groep-7', 'stormfront.org', at, { grants: [hate] })).toBe('block locked TJ-5')
  })

  it('a whole group can have "only these sites"', () => {
    const site = {
      id: 'own',
      groups: ['pupils'],
      target: targetOf('geogebra.org'),
      state: 'open',
      when: 'always',
      locked: false,
    } as const
    const onlyThese: Policy = {
      ...policy,
      groups: policy.groups.map((group) => (group.id === 'pupils' ? { ...group, onlyThese: true } : group)),
      rules: [...policy.rules, site],
    }
    const asked = ['www.geogebra.org', 'nl.wikipedia.org', 'outlook.office.com', 'captive.apple.com']
    expect(asked.map((asks) => outcome(onlyThese, 'pupils', asks, '2026-11-24T09:00'))).toEqual([
      'pass rule',
      'block only-these',
      'pass protected',
      'pass essential',
    ])
    expect(outcome(onlyThese, 'staff', 'nl.wikipedia.org', '2026-11-24T09:00')).toBe('pass default')
  })
})
