import { describe, expect, it } from 'vitest'
import { albero } from './albero-expectations.ts'
import { checkLines } from './check-protocol.ts'
import { between, grantTo, outcome } from './with-acts.ts'

const { policy } = albero

describe('AL-1: pupils make active use of social media in lessons on school devices; their phones are closed in lessons', () => {
  checkLines(albero, 'AL-1')
})

describe('AL-1: until the teacher allows the phone', () => {
  const acts = { grants: [grantTo('groep-7', 'platform:youtube', between('2026-11-24T09:00', '2026-11-24T10:20'))] }

  it.each([
    ['what was opened', 'pupil-phones of groep-7', 'i.ytimg.com', '09:00:00', 'pass grant'],
    ['in restricted mode', 'pupil-phones of groep-7', 'www.youtube.com', '10:19:59', 'rewrite restricted'],
    ['and not the rest', 'pupil-phones of groep-7', 'instagram.com', '09:00:00', 'block rule AL-1'],
    ['not for another class', 'pupil-phones of groep-8', 'i.ytimg.com', '09:00:00', 'block rule AL-1'],
    ['a second too early', 'pupil-phones of groep-7', 'i.ytimg.com', '08:59:59', 'block rule AL-1'],
  ])('%s', (_, who, asks, time, expected) => {
    expect(outcome(policy, who, asks, `2026-11-24T${time}`, acts)).toBe(expected)
  })
})

describe('AL-1: a school that has agreed with the parents on phones in class takes one rule out', () => {
  const agreed = { ...policy, rules: policy.rules.filter(({ id }) => id !== 'phones-in-lessons') }
  const at = '2026-11-24T09:00'

  it('then they are open in lessons', () => {
    expect(outcome(agreed, 'pupil-phones of groep-7', 'instagram.com', at)).toBe('pass default')
  })
  it('until the teacher parks them', () => {
    const parks = [{ ...between(at, '2026-11-24T10:20'), class: 'groep-7' }]
    expect(outcome(agreed, 'pupil-phones of groep-7', 'instagram.com', at, { parks })).toBe('block park')
  })
  it('and what no school opens stays closed', () => {
    expect(outcome(agreed, 'pupil-phones of groep-7', 'ngl.link', at)).toBe('block locked AL-4')
  })
})
