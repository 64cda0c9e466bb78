import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/policy/decide.ts'
import { decide, decideIn } from '../../src/policy/decide.ts'
import { edgeOf, untilOf } from '../../src/policy/edge.ts'
import { following } from '../../src/policy/following.ts'
import { noActs } from '../../src/policy/policy.ts'
import { kindOfTime } from '../../src/time/calendar.ts'
import { amsterdam, caseOf } from '../helpers/lankforst.ts'
import { askedName, someInstant } from './random-parts.ts'
import { someClient, someWorld } from './random-world.ts'
import { caseIn, zone } from './world.ts'

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const runs = Number(process.env['RUNS'] ?? 100)
const MINUTE = 60_000
/** Past one midnight, and on two days in three past a clock change. */
const LOOKED_AT = 30 * 60

/** The first whole minute after `at` with another decision, found by looking at each; every bell and act of a random world is on a minute. */
function firstOther(c: Case): number | undefined {
  const follows = following(c.policy, c.client)
  const at = (instant: number) =>
    JSON.stringify(decideIn({ ...c, at: instant }, kindOfTime(follows, zone, zone.at(instant))))
  const now = at(c.at)
  for (let minute = 1; minute <= LOOKED_AT; minute += 1) {
    const instant = c.at + minute * MINUTE
    if (at(instant) !== now) return instant
  }
  return undefined
}

it(`until is the first instant with another decision, and the edge is never later (seed ${seed}, ${runs} cases)`, () => {
  let changes = 0
  const asked = fc.record({ world: someWorld, client: someClient, name: askedName, at: someInstant })
  fc.assert(
    fc.property(asked, ({ world, client, name, at }) => {
      const c = caseIn(world, client, name, at)
      const other = firstOther(c)
      const until = untilOf(c)
      if (other === undefined) expect(until ?? Infinity).toBeGreaterThan(at + LOOKED_AT * MINUTE)
      else expect(until).toBe(other)
      const edge = edgeOf(world.policy, world.acts, client, zone, at)
      expect(edge).toBeGreaterThan(at)
      expect(edge).toBeLessThanOrEqual(other ?? Infinity)
      if (other !== undefined) changes += 1
    }),
    { seed, numRuns: runs },
  )
  expect(changes).toBeGreaterThan(runs / 20)
})

describe('until, at Lankforst', () => {
  const until = (c: Case): string | undefined => {
    const instant = untilOf(c)
    return instant === undefined ? undefined : amsterdam.format(instant)
  }

  it.each([
    ['Instagram for a pupil in a lesson', 'instagram.com', 'pupils', '2026-11-24T09:00', '2026-11-24T15:00:00+01:00'],
    ['Instagram for a pupil before school', 'instagram.com', 'pupils', '2026-11-24T07:00', '2026-11-24T08:20:00+01:00'],
    [
      'Instagram for a pupil at the last bell',
      'instagram.com',
      'pupils',
      '2026-11-24T15:00',
      '2026-11-25T08:20:00+01:00',
    ],
    ['Instagram on Friday evening', 'instagram.com', 'pupils', '2026-11-27T20:00', '2026-11-30T08:20:00+01:00'],
    [
      'Instagram at the start of the holiday',
      'instagram.com',
      'pupils',
      '2026-12-18T15:00',
      '2027-01-04T08:20:00+01:00',
    ],
    [
      'a phone on the morning of the clock change',
      'wikipedia.org',
      'pupil-phones',
      '2026-10-25T01:00',
      '2026-10-26T08:20:00+01:00',
    ],
    ['a phone on Easter Sunday', 'wikipedia.org', 'pupil-phones', '2027-03-28T01:00', '2027-03-30T08:20:00+02:00'],
    ['an adult site', 'pornhub.com', 'pupils', '2026-11-24T09:00', undefined],
    ['Wikipedia for a pupil', 'wikipedia.org', 'pupils', '2026-11-24T09:00', undefined],
    ['anything for staff', 'instagram.com', 'staff', '2026-11-24T09:00', undefined],
  ])('%s', (_, name, group, at, expected) => expect(until(caseOf(name, group, at))).toBe(expected))

  it('a grant ends before the bell does', () => {
    const at = '2026-11-24T09:00'
    const span = { id: 'g', from: amsterdam.parse('2026-11-24T08:45'), until: amsterdam.parse('2026-11-24T09:30') }
    const grant = {
      ...span,
      audience: { kind: 'group', id: 'pupils' },
      target: { kind: 'platform', id: 'instagram' },
    } as const
    const c = caseOf('instagram.com', 'pupils', at, { acts: { ...noActs, grants: [grant] } })
    expect(decide(c).reason.kind).toBe('grant')
    expect(until(c)).toBe('2026-11-24T09:30:00+01:00')
  })

  it('a grant that has yet to begin counts', () => {
    const span = { id: 'g', from: amsterdam.parse('2026-11-24T09:10'), until: amsterdam.parse('2026-11-24T09:30') }
    const grant = { ...span, audience: { kind: 'group', id: 'pupils' }, target: { kind: 'everything' } } as const
    const c = caseOf('instagram.com', 'pupils', '2026-11-24T09:00', { acts: { ...noActs, grants: [grant] } })
    expect(until(c)).toBe('2026-11-24T09:10:00+01:00')
  })
})
