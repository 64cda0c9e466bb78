import { describe, expect, it } from 'vitest'
import type { Rule, Target } from '../../src/policy/policy.ts'
import { tjongeling } from './tjongeling-expectations.ts'
import { outcome, targetOf } from './with-acts.ts'

describe('TJ-1: the school may restrict a site, a platform, a kind of sites, or the network itself', () => {
  const closing = (target: Target) => {
    const rule: Rule = {
      id: 'own',
      groups: ['pupils'],
      target,
      state: 'closed',
      when: 'always',
      locked: false,
      clause: 'TJ-1',
    }
    return { ...tjongeling.policy, rules: [...tjongeling.policy.rules, rule] }
  }
  const site = closing(targetOf('school.example'))
  const platform = closing(targetOf('platform:roblox'))
  const category = closing({ kind: 'category', id: 'games' })
  const everything = closing({ kind: 'everything' })

  it.each([
    ['a site, with all below it', site, 'www.school.example', 'block rule TJ-1'],
    ['a site, and no other', site, 'example', 'pass default'],
    ['a platform, wherever it is served from', platform, 'images.rbxcdn.com', 'block rule TJ-1'],
    ['a platform, and no other', platform, 'www.minecraft.net', 'pass default'],
    ['a kind of sites', category, 'www.1001spelletjes.nl', 'block rule TJ-1'],
    ['a kind of sites, and no other', category, 'nl.wikipedia.org', 'pass default'],
    ['the network itself', everything, 'nl.wikipedia.org', 'block rule TJ-1'],
    ['the network itself, but not what a device needs', everything, 'captive.apple.com', 'pass essential'],
  ])('%s', (_, policy, asks, expected) => {
    expect(outcome(policy, 'pupils', asks, '2026-11-28T10:00')).toBe(expected)
    expect(outcome(policy, 'staff', asks, '2026-11-28T10:00')).not.toContain('block')
  })
})
