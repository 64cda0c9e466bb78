import { describe, expect, it } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { mlf } from './mlf-expectations.ts'
import { between, grantTo, grantToAll, outcome } from './with-acts.ts'

const { policy } = mlf
const lesson = between('2026-11-24T08:30', '2026-11-24T09:20')

describe('MLF-2: staff and pupils are not active on social media during lessons', () => {
  checkLines(mlf, 'MLF-2')
})

describe('MLF-2: unless the teacher allows it', () => {
  const acts = { grants: [grantTo('3b', 'platform:instagram', lesson)] }

  it.each([
    ['what was opened', 'pupils of 3b', 'www.instagram.com', '08:30:00', 'pass grant'],
    ['on phones of the class too', 'pupil-phones of 3b', 'www.instagram.com', '09:19:59', 'pass grant'],
    [
      'where its pictures come from, which is shared with others',
      'pupils of 3b',
      'scontent.fbcdn.net',
      '09:00:00',
      'pass grant',
    ],
    ['another of the same maker', 'pupils of 3b', 'www.facebook.com', '09:00:00', 'block rule MLF-2'],
    ['another class', 'pupils of 1a', 'www.instagram.com', '09:00:00', 'block rule MLF-2'],
    ['in the next lesson', 'pupils of 3b', 'www.instagram.com', '09:20:00', 'block rule MLF-2'],
    ['in the break they need no leave', 'pupils of 1a', 'www.instagram.com', '10:10:00', 'pass rule MLF-1'],
  ])('%s', (_, who, asks, time, expected) => {
    expect(outcome(policy, who, asks, `2026-11-24T${time}`, acts)).toBe(expected)
  })
})

describe('MLF-2: unless the school leadership allows it, to anyone', () => {
  it.each(['pupils', 'pupil-phones', 'staff', 'staff-phones'])('%s', (id) => {
    const acts = { grants: [grantToAll({ kind: 'group', id }, 'platform:facebook', lesson)] }
    const gets = (time: string, asks = 'www.facebook.com') => outcome(policy, id, asks, `2026-11-24T${time}`, acts)
    expect([gets('08:30:00'), gets('09:19:59'), gets('09:20:00')]).toEqual([
      'pass grant',
      'pass grant',
      'block rule MLF-2',
    ])
    expect(gets('09:00:00', 'www.instagram.com')).toBe('block rule MLF-2')
  })
})
