import type { Policy, Text } from '../../policy/policy.ts'
import type { Following, KindOfTime } from '../../time/calendar.ts'
import { dayOf, periodAt } from '../../time/calendar.ts'
import type { SchoolZone } from '../../time/school-time.ts'
import { periodEnds } from './period.ts'

/** What a timetable says of a moment, for who follows it with the whole school. */
export interface TimetableNow {
  readonly id: string
  readonly name: Text
  readonly kind: KindOfTime
  /** What people call the period. */
  readonly period?: string
  readonly freeHour?: true
  /** When another period begins. */
  readonly until: number
  /** No day of it has been filled in: every school day counts as lesson. */
  readonly isEmpty?: true
  /** No period is laid down for the day. */
  readonly noSchool?: true
  /** The holiday, study day or special day of the whole school that it is. */
  readonly day?: string
}

/** What holds by each timetable that a group or a class follows, in the policy's order. */
export function timetablesNow(policy: Policy, zone: SchoolZone, at: number): readonly TimetableNow[] {
  const { groups, classes, timetables, calendar } = policy
  const followed = new Set([...groups, ...classes].map(({ timetable }) => timetable))
  const { date, weekday } = zone.at(at)
  const day = calendar.entries.find(
    ({ kind, from, to, unconfirmed, classes: only }) =>
      kind !== 'schedule' && from <= date && date <= to && !unconfirmed && only === undefined,
  )
  return timetables
    .filter(({ id }) => followed.has(id))
    .map((timetable) => {
      const follows: Following = { calendar, timetables: [timetable], classes: [] }
      const period = periodAt(follows, zone, zone.at(at))
      return {
        ...{ id: timetable.id, name: timetable.name, kind: period.kind },
        ...(period.name === undefined ? {} : { period: period.name }),
        ...(period.free ? { freeHour: true as const } : {}),
        until: periodEnds(follows, zone, at),
        ...(Object.keys(timetable.days).length === 0 ? { isEmpty: true as const } : {}),
        ...(dayOf(follows, timetable, date, weekday).length === 0 ? { noSchool: true as const } : {}),
        ...(day === undefined ? {} : { day: day.name }),
      }
    })
}
