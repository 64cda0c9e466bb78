import { describe, expect, it } from 'vitest'
import { mlf } from './mlf-expectations.ts'
import { between, grantTo, outcome } from './with-acts.ts'

describe('MLF-5: a measure can be that a device is excluded from the network, from a beginning to an end', () => {
  const span = between('2026-11-24T09:00', '2026-11-26T09:00')
  const exclusions = [{ ...span, device: 'd1', clause: 'MLF-5' }]
  const gets = (asks: string, at: string, more = {}) =>
    outcome(mlf.policy, 'pupil-phones of 3b', asks, at, { exclusions, ...more })

  it.each([
    ['a second before it begins', 'nl.wikipedia.org', '2026-11-24T08:59:59', 'pass default'],
    ['from its beginning', 'nl.wikipedia.org', '2026-11-24T09:00:00', 'block exclusion MLF-5'],
    ['in the break', 'www.instagram.com', '2026-11-24T10:10:00', 'block exclusion MLF-5'],
    ['outside school time', 'www.youtube.com', '2026-11-25T20:00:00', 'block exclusion MLF-5'],
    ['the mail of the school', 'outlook.office.com', '2026-11-25T10:00:00', 'block exclusion MLF-5'],
    ['what a device and its user need', 'www.113.nl', '2026-11-25T10:00:00', 'pass essential'],
    ['in its last second', 'nl.wikipedia.org', '2026-11-26T08:59:59', 'block exclusion MLF-5'],
    ['at its end', 'nl.wikipedia.org', '2026-11-26T09:00:00', 'pass default'],
  ])('%s', (_, asks, at, expected) => expect(gets(asks, at)).toBe(expected))

  it('no teacher opens anything to it', () => {
    const grants = [grantTo('3b', 'wikipedia.org', span)]
    expect(gets('nl.wikipedia.org', '2026-11-24T09:30', { grants })).toBe('block exclusion MLF-5')
  })

  it('other devices of the class go on as they were', () => {
    const other = { exclusions: [{ ...exclusions[0]!, device: 'd2' }] }
    expect(gets('nl.wikipedia.org', '2026-11-24T09:30', other)).toBe('pass default')
  })
})
