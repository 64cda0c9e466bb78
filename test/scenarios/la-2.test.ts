import { describe, expect, it } from 'vitest'
import { agreement } from './agreement-expectations.ts'
import { between, grantTo, outcome } from './with-acts.ts'

describe('LA-2: unless they are needed for the lesson', () => {
  const lesson = between('2026-11-24T08:30', '2026-11-24T09:20')
  const gets = (target: string, asks: string, time: string, who = 'pupil-phones of 3b') =>
    outcome(agreement.policy, who, asks, `2026-11-24T${time}`, { grants: [grantTo('3b', target, lesson)] })

  it.each([
    ['a site', 'wikipedia.org', 'nl.wikipedia.org', '08:30:00', 'pass grant'],
    ['a platform', 'platform:kahoot', 'kahoot.it', '08:30:00', 'pass grant'],
    ['until the lesson is over', 'platform:kahoot', 'kahoot.it', '09:19:59', 'pass grant'],
    ['and no longer', 'platform:kahoot', 'kahoot.it', '09:20:00', 'block rule LA-1'],
    ['not before it was given', 'platform:kahoot', 'kahoot.it', '08:29:59', 'pass default'],
    ['nothing else', 'platform:kahoot', 'www.instagram.com', '09:00:00', 'block rule LA-1'],
    ['nothing that is always closed', 'pornhub.com', 'pornhub.com', '09:00:00', 'block locked'],
  ])('%s', (_, target, asks, time, expected) => expect(gets(target, asks, time)).toBe(expected))

  it('not in another class', () => {
    expect(gets('platform:kahoot', 'kahoot.it', '09:00:00', 'pupil-phones of 1a')).toBe('block rule LA-1')
  })
})
