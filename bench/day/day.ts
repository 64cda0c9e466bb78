import { following } from '../../src/policy/following.ts'
import type { Catalogue, Policy } from '../../src/policy/policy.ts'
import type { Following, KindOfTime } from '../../src/time/calendar.ts'
import { dayOf, kindOfTime } from '../../src/time/calendar.ts'
import { dayNumber } from '../../src/time/day-number.ts'
import type { SchoolTime, SchoolZone } from '../../src/time/school-time.ts'
import type { DayDevice } from './devices.ts'
import type { Dice } from './dice.ts'
import { diceFor } from './dice.ts'
import type { Names } from './habits.ts'
import { atTheDoor, namesOf, useOf } from './habits.ts'

/** A question of the day: which device (its place among the devices) asks for which name, at which instant. */
export interface Asked {
  readonly at: number
  readonly device: number
  readonly name: string
}

/** What a school day is made of. The same parts make the same day. */
export interface DayParts {
  readonly seed: number
  readonly policy: Policy
  readonly catalogue: Catalogue
  readonly zone: SchoolZone
  readonly devices: readonly DayDevice[]
}

/** Who asks what, when. Pure: it knows no clock and keeps nothing. */
export interface SchoolDay {
  readonly devices: readonly DayDevice[]
  /** The questions of the minute that begins at this instant, in order of time. */
  minute(from: number): readonly Asked[]
}

const MINUTE = 60_000
/** Minutes before the first bell in which everyone comes in, and after the last in which everyone leaves. */
const ARRIVAL = 15
const LEAVING = 20
/** Staff come earlier and stay longer; after-school care is there until the evening. */
const STAFF = { before: 45, after: 90 }
const CARE_ENDS = 18 * 60 + 15

/** Makes a {@link SchoolDay}: who comes and goes, what is asked in lessons and in breaks, and by whom. */
export function schoolDay({ seed, policy, catalogue, zone, devices }: DayParts): SchoolDay {
  const names = namesOf(catalogue)
  // Few timetables and many devices: what a minute is, is worked out once for all who follow the same.
  const keys = devices.map(({ group = policy.unknown, classes }) => [group, ...classes].join(' '))
  const followed = new Map(
    devices.map(({ group = policy.unknown, classes }, i) => [keys[i]!, following(policy, { group, classes })]),
  )
  // After-school care has no lessons: it begins when the pupils' last bell has rung.
  const ofPupils = following(policy, { group: policy.groups[0]!.id, classes: [] })
  return {
    devices,
    minute(from) {
      const time = zone.at(from)
      const school = boundsOf(ofPupils, time)
      if (school === undefined) return []
      const [day, { minute }] = [dayNumber(time.date), time]
      const moments = new Map(
        [...followed].map(([key, of]) => [
          key,
          { seed, day, minute, from, school, own: boundsOf(of, time) ?? school, kind: kindOfTime(of, zone, time) },
        ]),
      )
      const asked = devices.flatMap((device, i) => ofDevice(device, i, moments.get(keys[i]!)!, names[device.habit]))
      return asked.sort((a, b) => a.at - b.at || a.device - b.device)
    },
  }
}

/** The first Tuesday after an instant on which this school has lessons: a whole day for every class. */
export function nextSchoolDate(policy: Policy, zone: SchoolZone, after: number): string {
  const followed = following(policy, { group: policy.groups[0]!.id, classes: [] })
  for (let ahead = 2; ahead < 100; ahead += 1) {
    const date = zone.plusDays(zone.at(after).date, ahead)
    const time = zone.at(zone.instantsOf(date, 720)[0]!)
    if (time.weekday === 'tue' && boundsOf(followed, time)) return date
  }
  throw new Error('this school has no lessons on any Tuesday of the next three months')
}

interface Bounds {
  readonly from: number
  readonly to: number
}
interface MinuteOf {
  readonly seed: number
  readonly day: number
  readonly minute: number
  readonly from: number
  readonly kind: KindOfTime
  readonly own: Bounds
  readonly school: Bounds
}

function ofDevice(
  device: DayDevice,
  i: number,
  { seed, day, minute, from, kind, own, school }: MinuteOf,
  names: Names,
): readonly Asked[] {
  const there = presence(device, diceFor(seed, day, i), own, school)
  if (minute < there.from || minute >= there.to) return []
  const { next, below, one, oftenFirst } = diceFor(seed, day, i, minute)
  const ask = (name: string): Asked => ({ at: from + below(MINUTE), device: i, name })
  const atDoor = minute === there.from ? atTheDoor.map(ask) : []
  const { perMinute, wanted } = useOf(device.habit, kind)
  const count = Math.floor(perMinute * (0.5 + next())) + (next() < perMinute % 1 ? 1 : 0)
  const rest = Array.from({ length: count }, () =>
    ask(next() * 100 < wanted && names.wanted.length > 0 ? oftenFirst(names.wanted) : one(names.needed)),
  )
  return [...atDoor, ...rest]
}

/** The minutes of the day in which a device is in the building. */
function presence({ habit }: DayDevice, { below, next }: Dice, own: Bounds, school: Bounds): Bounds {
  // One in twenty-five is at home today.
  if (next() < 0.04) return { from: 0, to: 0 }
  switch (habit) {
    case 'staff':
    case 'staff-phone':
      return { from: own.from - below(STAFF.before), to: own.to + below(STAFF.after) }
    case 'care':
      return { from: school.to + below(10), to: CARE_ENDS - below(60) }
    case 'guest': {
      const from = own.from + 30 + below(Math.max(1, own.to - own.from - 120))
      return { from, to: from + 60 + below(60) }
    }
    case 'school':
    case 'phone':
    case 'vpn':
      return { from: own.from - ARRIVAL + below(ARRIVAL), to: own.to + below(LEAVING) }
    default:
      return habit satisfies never
  }
}

/** From the first lesson to the last bell; undefined on a day without school, and for who has none. */
function boundsOf(followed: Following, { date, weekday }: SchoolTime): Bounds | undefined {
  const periods = followed.timetables.flatMap((timetable) => dayOf(followed, timetable, date, weekday))
  const lessons = periods.filter(({ kind }) => kind === 'lesson')
  if (lessons.length === 0) return undefined
  return { from: Math.min(...lessons.map(({ from }) => from)), to: Math.max(...lessons.map(({ to }) => to)) }
}

/** The same day with all its minutes between two instants worked out beforehand, for who measures others while it asks. */
export function workedOut(day: SchoolDay, from: number, to: number): SchoolDay {
  const minutes = new Map<number, readonly Asked[]>()
  for (let at = from; at < to; at += MINUTE) minutes.set(at, day.minute(at))
  return { devices: day.devices, minute: (at) => minutes.get(at) ?? [] }
}
