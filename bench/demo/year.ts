import type { Name } from '../../src/dns/name.ts'
import type { Catalogue } from '../../src/policy/policy.ts'
import { type Cell, cellCounter, merged, type Tallied, withTotals } from '../../src/reports/cells.ts'
import { daySteps, divided, weekSteps } from '../../src/reports/suppress.ts'
import type { Storage } from '../../src/storage/storage.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import type { Dice } from '../day/dice.ts'
import type { Enrolled } from './school.ts'

/** What the year is made of. */
export interface Year {
  readonly storage: Storage
  readonly zone: SchoolZone
  readonly catalogue: Catalogue
  readonly devices: readonly Enrolled[]
  readonly now: number
  readonly dice: Dice
}

const DAYS = 365
const KEPT = 13
/** Rows of blocked questions that each device has on a school day. */
const PER_DEVICE = 3
const MINUTE = 60_000

/** What is tried, most of all first. */
const tried = [
  'snapchat',
  'tiktok',
  'instagram',
  'youtube',
  'roblox',
  'discord',
  'whatsapp',
  'twitch',
  'steam',
  'netflix',
  'spotify',
  'reddit',
]

/** Figures of a year and attempts of two weeks, as if the school had been at it: more at the start of a term, less in summer, nothing at weekends. */
export async function fillYear(year: Year): Promise<void> {
  const { zone, now } = year
  const today = zone.at(now).date
  const monday = zone.plusDays(today, -weekdayOf(zone, now))
  let week: Cell[] = []
  for (let back = DAYS; back >= 1; back -= 1) {
    const date = zone.plusDays(today, -back)
    const day = divided(cellsOf(dayOf(year, date, back)), daySteps)
    week.push(...day.rest)
    year.storage.figures.keep('day', { date, leftOut: day.rest.length }, withTotals(day.shown))
    if (weekdayOf(zone, zone.instantsOf(date, 0)[0]!) !== 6) continue
    const first = zone.plusDays(date, -6)
    if (first < monday) {
      const { shown, rest } = divided(merged(week), weekSteps)
      year.storage.figures.keep('week', { date: first, leftOut: rest.length }, withTotals(shown))
    }
    week = []
  }
  fillAttempts(year)
}

function dayOf({ zone, devices, dice }: Year, date: string, back: number): readonly Tallied[] {
  const noon = zone.instantsOf(date, 720)[0]!
  const isSchoolDay = weekdayOf(zone, noon) < 5 && !isHoliday(date)
  const season = 1 + 0.35 * Math.sin((back / 91) * Math.PI)
  const count = Math.round((isSchoolDay ? rowsOf(devices) : 4) * season * (0.8 + dice.next() * 0.4))
  const pupils = devices.filter(({ group }) => group.startsWith('pupil'))
  return Array.from({ length: count }, () => {
    const device = dice.oftenFirst(pupils)
    const kind = isSchoolDay ? dice.one(['lesson', 'lesson', 'lesson', 'break', 'outside']) : 'outside'
    return {
      group: device.group,
      kind,
      subject: `platform:${dice.oftenFirst(tried)}`,
      device: device.id,
      count: 1 + dice.below(11),
    }
  })
}

const rowsOf = (devices: readonly Enrolled[]): number => devices.length * PER_DEVICE

/** The weeks in which nearly every school is shut; the calendar of the policy says more. */
const isHoliday = (date: string): boolean => /-(07-[123]\d|08-[012]|12-2[2-9]|12-3|01-0[1-4])/.test(date)

function cellsOf(tallies: readonly Tallied[]): readonly Cell[] {
  const counter = cellCounter()
  counter.add(tallies)
  return counter.cells()
}

function fillAttempts({ storage, zone, catalogue, devices, now, dice }: Year): void {
  const platforms = tried.flatMap((id) => catalogue.platforms.filter((platform) => platform.id === id))
  const pupils = devices.filter(({ group }) => group.startsWith('pupil'))
  const today = zone.at(now).date
  let row = 0
  for (let back = KEPT; back >= 0; back -= 1) {
    const date = zone.plusDays(today, -back)
    const noon = zone.instantsOf(date, 720)[0]!
    const isSchoolDay = weekdayOf(zone, noon) < 5
    const many = Array.from({ length: isSchoolDay ? rowsOf(devices) : 12 }, () => {
      const platform = dice.oftenFirst(platforms)
      const device = dice.oftenFirst(pupils)
      const at =
        zone.instantsOf(date, isSchoolDay ? 500 + dice.below(400) : 600 + dice.below(700))[0]! + dice.below(MINUTE)
      row += 1
      return {
        ...{ session: 'demo', row, first: at, last: at + dice.below(MINUTE), count: 1 + dice.below(12) },
        ...{ device: device.id, group: device.group, name: dice.one(platform.names) as Name, type: 1 },
        ...{ platform: platform.id, category: undefined, reason: 'rule', clause: undefined, rule: undefined },
        kindOfTime: isSchoolDay ? dice.one(['lesson', 'lesson', 'lesson', 'break'] as const) : ('outside' as const),
      }
    }).filter(({ last }) => last < now)
    if (many.length > 0) storage.attempts.write(many)
  }
}

/** 0 for Monday. */
function weekdayOf(zone: SchoolZone, at: number): number {
  return ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(zone.at(at).weekday)
}
