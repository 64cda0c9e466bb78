import { afterAll, describe, expect, it } from 'vitest'
import { aResolver } from '../helpers/a-resolver.ts'
import type { Reply } from '../helpers/ask.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { looksLike } from './check-clause.ts'
import { secondsTo } from './seconds-to.ts'

// One school day at Lankforst, Tuesday 24 November 2026, in the second before and after each bell. The resolver, the packets and the upstream are real.

const names = {
  Instagram: 'www.instagram.com',
  'the mail of the school': 'outlook.office.com',
  Wikipedia: 'nl.wikipedia.org',
  'an adult site': 'www.pornhub.com',
  'a connectivity check': 'captive.apple.com',
}
type Outcomes = Readonly<Record<keyof typeof names, 'open' | 'closed'>>

const gets = (open: readonly (keyof Outcomes)[]): Outcomes =>
  Object.fromEntries(
    Object.keys(names).map((what) => [what, open.includes(what as keyof Outcomes) ? 'open' : 'closed']),
  ) as Outcomes

const allButAdult = gets(['Instagram', 'the mail of the school', 'Wikipedia', 'a connectivity check'])
const allButSocialAndAdult = gets(['the mail of the school', 'Wikipedia', 'a connectivity check'])
const nothingButEssential = gets(['a connectivity check'])
const all = gets(Object.keys(names) as (keyof Outcomes)[])

/** What a device of each group gets while school lasts, breaks and pupils coming in included, and before and after. */
const expected: Readonly<Record<string, readonly [inSchoolTime: Outcomes, outside: Outcomes]>> = {
  pupils: [allButSocialAndAdult, allButAdult],
  'pupil-phones': [nothingButEssential, allButAdult],
  staff: [allButAdult, allButAdult],
  'staff-phones': [allButAdult, allButAdult],
  'after-school': [allButSocialAndAdult, allButSocialAndAdult],
  guests: [allButAdult, allButAdult],
  infrastructure: [all, all],
}

/** In the order of the day: the clock only goes on. */
const day: readonly (readonly [time: string, what: string, isSchoolTime: boolean])[] = [
  ['07:55:00', 'well before school', false],
  ['08:19:59', 'in the second before the doors open', false],
  ['08:20:00', 'when the doors open', true],
  ['08:29:59', 'in the second before the first lesson', true],
  ['08:30:00', 'when the first lesson begins', true],
  ['10:14:59', 'in the second before the morning break', true],
  ['10:15:00', 'when the morning break begins', true],
  ['10:29:59', 'in the last second of the morning break', true],
  ['10:30:00', 'when the second lesson begins', true],
  ['11:59:59', 'in the last second of the second lesson', true],
  ['12:00:00', 'when they eat in class', true],
  ['12:14:59', 'in the second before the afternoon break', true],
  ['12:15:00', 'when the afternoon break begins', true],
  ['12:44:59', 'in the last second of the afternoon break', true],
  ['12:45:00', 'when the last lesson begins', true],
  ['14:59:59', 'in the last second of school', true],
  ['15:00:00', 'at the last bell', false],
  ['15:30:00', 'half an hour later', false],
]
const schoolBells = ['08:20', '08:30', '10:15', '10:30', '12:00', '12:15', '12:45', '15:00', '24:00']

/** The groups whose devices are pupils', and the bells that each hears: after-school care has no lessons. */
const bellsOf: Readonly<Record<string, readonly string[]>> = {
  pupils: schoolBells,
  'pupil-phones': schoolBells,
  'after-school': ['24:00'],
}

const school = await aResolver({ at: '2026-11-24T07:55' })
afterAll(() => school.close())

describe.each(day)('%s, %s,', (time, _, isSchoolTime) => {
  const { clock, ask } = school

  it.each(Object.keys(expected))('a device of %s gets what it may', async (group) => {
    clock.set(`2026-11-24T${time}`)
    const replies = await Promise.all(
      Object.entries(names).map(async ([what, name]) => [what, await ask(name, { from: addressIn(group) })] as const),
    )
    const [inSchoolTime, outside] = expected[group]!
    const got = Object.fromEntries(replies.map(([what, reply]) => [what, looksLike(reply)]))
    expect(got).toEqual(isSchoolTime ? inSchoolTime : outside)
    const bells = bellsOf[group]
    if (bells) for (const [, reply] of replies) expectShort(reply, Math.min(60, secondsTo(bells, time)))
  })
})

/** No answer may be kept for longer than a minute, or past the next bell. */
function expectShort({ ttls }: Reply, seconds: number): void {
  expect(ttls.length).toBeGreaterThan(0)
  expect(Math.max(...ttls)).toBeLessThanOrEqual(seconds)
}

describe('the day as a whole', () => {
  // The upstream's answers may be kept for an hour: 07:55, 08:55, ..., 14:55. All groups share what is kept.
  it.each(Object.values(names))('asked upstream for %s once an hour at most, and no bell threw it away', (name) => {
    expect(school.upstream.asked(name)).toBeGreaterThan(0)
    expect(school.upstream.asked(name)).toBeLessThanOrEqual(8)
  })
})
