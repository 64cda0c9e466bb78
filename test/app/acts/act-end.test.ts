import { expect, it } from 'vitest'
import type { ActEnd } from '../../../src/app/acts/act-end.ts'
import { endOf, lastBell, schoolYearEnds } from '../../../src/app/acts/act-end.ts'
import { following } from '../../../src/policy/following.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import { schoolZone } from '../../../src/time/school-time.ts'
import { firstPolicy } from '../a-school.ts'

const zone = schoolZone('Europe/Amsterdam')
const follow = (policy: Policy = firstPolicy) => following(policy, { group: 'pupils', classes: ['3b'] })

/** When something ends that was begun at a moment; the problem where it cannot be. */
function ends(end: ActEnd, at: string, policy?: Policy): string {
  const until = endOf(end, follow(policy), zone, zone.parse(at))
  return until.ok ? zone.format(until.value).slice(0, 16) : until.problem
}
const minutes = (count: number): ActEnd => ({ kind: 'minutes', minutes: count })
const time = (text: string): ActEnd => ({ kind: 'time', time: text })
const standing = (date: string): ActEnd => ({ kind: 'standing', date })
const [untilBreak, day, lesson] = [{ kind: 'break' }, { kind: 'day' }, { kind: 'lesson' }] as const

it.each<[string, ActEnd, string, string]>([
  ['the lesson', lesson, '2026-11-24T10:14:59', '2026-11-24T10:15'],
  ['the lesson, in a break', lesson, '2026-11-24T10:15', '2026-11-24T10:45'],
  ['one minute', minutes(1), '2026-11-24T09:00', '2026-11-24T09:01'],
  ['eight hours', minutes(480), '2026-11-24T09:00', '2026-11-24T17:00'],
  ['eight hours and a minute', minutes(481), '2026-11-24T09:00', 'bad-end'],
  ['no minutes', minutes(0), '2026-11-24T09:00', 'bad-end'],
  ['not a number of minutes', minutes(Number.NaN), '2026-11-24T09:00', 'bad-end'],
  ['the break', untilBreak, '2026-11-24T10:14:59', '2026-11-24T10:15'],
  ['the break, in that break', untilBreak, '2026-11-24T10:15', '2026-11-24T12:00'],
  ['the break, before school', untilBreak, '2026-11-24T07:00', '2026-11-24T10:15'],
  ['the break, after the last one', untilBreak, '2026-11-24T13:00', '2026-11-24T14:30'],
  ['the break, after school', untilBreak, '2026-11-24T14:30', 'bells-over'],
  ['the day', day, '2026-11-24T09:00', '2026-11-24T14:30'],
  ['the day, in its last second', day, '2026-11-24T14:29:59', '2026-11-24T14:30'],
  ['the day, at the last bell', day, '2026-11-24T14:30', 'bells-over'],
  ['the day, on a Saturday', day, '2026-11-28T11:00', '2026-11-28T18:00'],
  ['the day, on a Saturday evening', day, '2026-11-28T18:00', 'bells-over'],
  ['a time today', time('16:30'), '2026-11-24T09:00', '2026-11-24T16:30'],
  ['this evening', time('22:00'), '2026-11-24T19:00', '2026-11-24T22:00'],
  ['midnight', time('00:00'), '2026-11-24T19:00', '2026-11-25T00:00'],
  ['the latest time there is', time('06:00'), '2026-11-24T19:00', '2026-11-25T06:00'],
  ['a minute later', time('06:01'), '2026-11-24T19:00', 'bad-end'],
  ['a time that has gone', time('08:59'), '2026-11-24T09:00', 'bad-end'],
  ['this very minute', time('09:00'), '2026-11-24T09:00', 'bad-end'],
  ['later this night', time('05:00'), '2026-11-24T02:00', '2026-11-24T05:00'],
  ['no time', time('9:30'), '2026-11-24T09:00', 'bad-end'],
  ['a time that no clock shows', time('24:00'), '2026-11-24T09:00', 'bad-end'],
  ['a whole text', time('16:30; drop table acts'), '2026-11-24T09:00', 'bad-end'],
  ['the hour that is skipped', time('02:30'), '2027-03-27T23:00', '2027-03-28T03:00'],
  ['the hour that is repeated, the first of them', time('02:30'), '2026-10-24T23:00', '2026-10-25T02:30'],
  ['a date', standing('2026-12-18'), '2026-11-24T09:00', '2026-12-19T00:00'],
  ['today', standing('2026-11-24'), '2026-11-24T09:00', '2026-11-25T00:00'],
  ['yesterday', standing('2026-11-23'), '2026-11-24T09:00', 'bad-end'],
  ['the last day of the school year', standing('2027-07-31'), '2026-11-24T09:00', '2027-08-01T00:00'],
  ['a day later', standing('2027-08-01'), '2026-11-24T09:00', 'bad-end'],
  ['a date that is none', standing('2027-02-30'), '2026-11-24T09:00', 'bad-end'],
  ['never', standing('+275760-09-13'), '2026-11-24T09:00', 'bad-end'],
])('until %s', (_, end, at, until) => expect(ends(end, at)).toBe(until))

it('counts 18:00 as the last bell of a school day whose timetable is not filled in', () => {
  expect(ends(day, '2026-11-24T09:00', { ...firstPolicy, timetables: [] })).toBe('2026-11-24T18:00')
})

it('takes the latest of the last bells of several classes', () => {
  const [all] = firstPolicy.timetables
  const longer = { ...all!, days: { tue: [{ from: 510, to: 960, kind: 'lesson' as const }] } }
  const later = { ...firstPolicy, timetables: [longer] }
  const last = lastBell([follow(), follow(later)], zone, zone.parse('2026-11-24T09:00'))
  expect(zone.format(last).slice(11, 16)).toBe('16:00')
})

it.each([
  ['2026-11-24T09:00', '2027-07-31'],
  ['2027-07-31T23:59', '2027-07-31'],
  ['2027-08-01T00:00', '2028-07-31'],
])('the school year of %s ends on %s', (at, date) => expect(schoolYearEnds(zone, zone.parse(at))).toBe(date))
