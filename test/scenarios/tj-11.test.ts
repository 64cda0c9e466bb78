import { describe, expect, it } from 'vitest'
import { tjongeling } from './tjongeling-expectations.ts'
import { between, grantTo, outcome } from './with-acts.ts'

describe('TJ-11: teachers use YouTube clips, class blogs and social media in their lessons', () => {
  const lesson = between('2026-11-24T09:10', '2026-11-24T10:00')
  const gets = (who: string, target: string, asks: string, time = '09:30:00') =>
    outcome(tjongeling.policy, who, asks, `2026-11-24T${time}`, { grants: [grantTo('groep-7', target, lesson)] })

  it.each([
    [
      'a clip is closed until the teacher opens it',
      'pupils of groep-7',
      'platform:youtube',
      'i.ytimg.com',
      '09:09:59',
      'block rule TJ-13',
    ],
    ['then it is open', 'pupils of groep-7', 'platform:youtube', 'i.ytimg.com', '09:10:00', 'pass grant'],
    [
      'for pupils in its restricted mode',
      'pupils of groep-7',
      'platform:youtube',
      'www.youtube.com',
      '09:10:00',
      'rewrite restricted',
    ],
    [
      'on their phones too',
      'pupil-phones of groep-7',
      'platform:youtube',
      'www.youtube.com',
      '09:10:00',
      'rewrite restricted',
    ],
    ['until the lesson is over', 'pupils of groep-7', 'platform:youtube', 'i.ytimg.com', '09:59:59', 'pass grant'],
    [
      'and on a phone no longer',
      'pupil-phones of groep-7',
      'platform:youtube',
      'i.ytimg.com',
      '10:00:00',
      'block rule TJ-10',
    ],
    ['only for that class', 'pupils of groep-8', 'platform:youtube', 'i.ytimg.com', '09:30:00', 'block rule TJ-13'],
    ['an expert on X', 'pupils of groep-7', 'platform:x', 'x.com', '09:30:00', 'pass grant'],
    ['and no other of them', 'pupils of groep-7', 'platform:x', 'instagram.com', '09:30:00', 'block rule TJ-13'],
    [
      'a class blog on a phone',
      'pupil-phones of groep-7',
      'klassenblog.example',
      'www.klassenblog.example',
      '09:30:00',
      'pass grant',
    ],
    [
      'Instagram, with its pictures',
      'pupils of groep-7',
      'platform:instagram',
      'scontent.fbcdn.net',
      '09:30:00',
      'pass grant',
    ],
    [
      'Instagram, and not Facebook',
      'pupils of groep-7',
      'platform:instagram',
      'www.facebook.com',
      '09:30:00',
      'block rule TJ-13',
    ],
  ])('%s', (_, who, target, asks, time, expected) => expect(gets(who, target, asks, time)).toBe(expected))

  it('a teacher needs no grant on the school computer', () => {
    expect(outcome(tjongeling.policy, 'staff', 'www.youtube.com', '2026-11-24T09:30')).toBe('pass default')
  })
})
