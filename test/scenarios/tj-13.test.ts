import { describe, expect, it } from 'vitest'
import type { Acts } from '../../src/policy/policy.ts'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'
import { between, outcome, targetOf } from './with-acts.ts'

describe('TJ-13: in a lesson a pupil works at the task that was set: social media are closed on school devices', () => {
  checkLines(tjongeling, 'TJ-13')
})

describe('TJ-13: a teacher can set "only these sites" for a class', () => {
  const targets = ['geogebra.org', 'platform:snappet'].map(targetOf)
  const focus = (exam: boolean) => ({
    focuses: [{ ...between('2026-11-24T08:45', '2026-11-24T09:30'), class: 'groep-7', targets, exam }],
  })
  const gets = (asks: string, time: string, who = 'pupils of groep-7', acts: Partial<Acts> = focus(false)) =>
    outcome(tjongeling.policy, who, asks, `2026-11-24T${time}`, acts)

  it.each([
    ['a listed site', 'www.geogebra.org', '08:45:00', 'pass focus'],
    ['a listed platform', 'www.snappet.org', '09:29:59', 'pass focus'],
    ['another site', 'nl.wikipedia.org', '08:45:00', 'block focus'],
    ['another site a second earlier', 'nl.wikipedia.org', '08:44:59', 'pass default'],
    ['another site when it ends', 'nl.wikipedia.org', '09:30:00', 'pass default'],
    ['the mail of the school', 'outlook.office.com', '09:00:00', 'block focus'],
    ['what a device needs', 'captive.apple.com', '09:00:00', 'pass essential'],
    ['what is always closed', 'stormfront.org', '09:00:00', 'block locked TJ-5'],
  ])('%s', (_, asks, time, expected) => expect(gets(asks, time)).toBe(expected))

  it('other classes go on as they were', () => {
    expect(gets('nl.wikipedia.org', '09:00:00', 'pupils of groep-8')).toBe('pass default')
  })

  it('parking sets it aside, but not an exam', () => {
    const parks = [{ ...between('2026-11-24T09:00', '2026-11-24T09:10'), class: 'groep-7' }]
    const under = (exam: boolean) =>
      gets('www.geogebra.org', '09:05:00', 'pupils of groep-7', { ...focus(exam), parks })
    expect([under(false), under(true)]).toEqual(['block park', 'pass focus'])
  })
})
