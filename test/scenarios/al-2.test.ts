import { describe, expect, it } from 'vitest'
import { albero } from './albero-expectations.ts'
import { between, grantTo, outcome } from './with-acts.ts'

describe('AL-2: when the teacher asks to park the devices, only what a device needs is answered', () => {
  const span = between('2026-11-24T09:00', '2026-11-24T09:15')
  const parked = { parks: [{ ...span, class: 'groep-7' }] }
  const gets = (who: string, asks: string, time = '09:05:00', acts = {}) =>
    outcome(albero.policy, who, asks, `2026-11-24T${time}`, { ...parked, ...acts })

  it.each([
    ['a second before', 'pupils of groep-7', 'instagram.com', '08:59:59', 'pass rule AL-1'],
    ['from the first second', 'pupils of groep-7', 'instagram.com', '09:00:00', 'block park'],
    ['any site', 'pupils of groep-7', 'nl.wikipedia.org', '09:05:00', 'block park'],
    ['what school needs', 'pupils of groep-7', 'outlook.office.com', '09:05:00', 'block park'],
    ['every device of the class', 'pupil-phones of groep-7', 'nl.wikipedia.org', '09:05:00', 'block park'],
    ['what a device needs', 'pupils of groep-7', 'captive.apple.com', '09:05:00', 'pass essential'],
    ['what a body needs', 'pupil-phones of groep-7', 'www.dexcom.com', '09:05:00', 'pass essential'],
    ['in the last second', 'pupils of groep-7', 'instagram.com', '09:14:59', 'block park'],
    ['when it is over', 'pupils of groep-7', 'instagram.com', '09:15:00', 'pass rule AL-1'],
    ['another class', 'pupils of groep-8', 'instagram.com', '09:05:00', 'pass rule AL-1'],
    ['the teacher, who is in no class', 'staff', 'instagram.com', '09:05:00', 'pass rule AL-5'],
  ])('%s', (_, who, asks, time, expected) => expect(gets(who, asks, time)).toBe(expected))

  it('what was opened rests while they are parked, and is open again after', () => {
    const grants = [grantTo('groep-7', 'wikipedia.org', between('2026-11-24T08:50', '2026-11-24T10:20'))]
    const times = ['08:59:59', '09:00:00', '09:14:59', '09:15:00']
    expect(times.map((time) => gets('pupil-phones of groep-7', 'nl.wikipedia.org', time, { grants }))).toEqual([
      'pass grant',
      'block park',
      'block park',
      'pass grant',
    ])
  })
})
