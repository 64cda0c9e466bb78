import { describe, expect, it } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'
import { between, grantTo, outcome } from './with-acts.ts'

const { policy } = tjongeling
const phones = ['pupil-phones of groep-7', 'staff-phones of groep-7']

describe('TJ-9: what staff and pupils bring from home is not used during lessons', () => {
  checkLines(tjongeling, 'TJ-9')
})

describe('TJ-9: except for teaching', () => {
  const youtube = { grants: [grantTo('groep-7', 'platform:youtube', between('2026-11-24T09:00', '2026-11-24T10:00'))] }

  it.each(phones)('a grant opens a platform to %s, and not the rest', (who) => {
    expect(outcome(policy, who, 'i.ytimg.com', '2026-11-24T09:59:59', youtube)).toBe('pass grant')
    expect(outcome(policy, who, 'instagram.com', '2026-11-24T09:59:59', youtube)).toBe('block rule TJ-9')
  })
  it('a phone of another class has nothing of it', () => {
    expect(outcome(policy, 'pupil-phones of groep-8', 'i.ytimg.com', '2026-11-24T09:30', youtube)).toBe(
      'block rule TJ-9',
    )
  })
})

describe('TJ-9: except in an emergency', () => {
  const emergency = (of: 'staff' | 'everyone') => ({
    emergencies: [{ ...between('2026-11-24T09:00', '2026-11-24T09:30'), for: of }],
  })

  it.each([
    ['before it', 'everyone', phones[0], 'web.whatsapp.com', '08:59:59', 'block rule TJ-9'],
    ['from its first second', 'everyone', phones[0], 'web.whatsapp.com', '09:00:00', 'pass emergency'],
    ['to staff as well', 'everyone', phones[1], 'web.whatsapp.com', '09:00:00', 'pass emergency'],
    ['whatever people talk over', 'everyone', phones[0], 'signal.org', '09:29:59', 'pass emergency'],
    ['and nothing else', 'everyone', phones[0], 'instagram.com', '09:15:00', 'block rule TJ-9'],
    ['to its end', 'everyone', phones[0], 'web.whatsapp.com', '09:30:00', 'block rule TJ-9'],
    ['of staff: to them', 'staff', phones[1], 'web.whatsapp.com', '09:15:00', 'pass emergency'],
    ['of staff: not to pupils', 'staff', phones[0], 'web.whatsapp.com', '09:15:00', 'block rule TJ-9'],
  ] as const)('%s', (_, of, who, asks, time, expected) => {
    expect(outcome(policy, who!, asks, `2026-11-24T${time}`, emergency(of))).toBe(expected)
  })

  it('an excluded phone can be reached too', () => {
    const exclusions = [{ ...between('2026-11-24T08:00', '2026-11-24T16:00'), device: 'd1' }]
    const asked = ['web.whatsapp.com', 'nl.wikipedia.org'].map((asks) =>
      outcome(policy, phones[0]!, asks, '2026-11-24T09:15', { ...emergency('everyone'), exclusions }),
    )
    expect(asked).toEqual(['pass emergency', 'block exclusion'])
  })
})
