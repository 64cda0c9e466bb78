import { dateOfDay, dayNumber } from './day-number.ts'
import type { IcsLine } from './ics-lines.ts'
import type { DateText, SchoolZone } from './school-time.ts'
import { isDate, schoolZone } from './school-time.ts'

/** A date or a time as an event has it, on the wall of the event's own zone. `minute` is undefined for a date. */
export interface Moment {
  readonly date: DateText
  readonly minute?: number
  readonly zone: SchoolZone
}

/** What is wrong with a date or time. */
export type MomentProblem = 'bad-time' | 'unknown-zone'

/** Reads the moments of one file, whose times without a zone are on the school's wall (RFC 5545 sections 3.3.4 and 3.3.5). */
export interface MomentReader {
  /** One of the values of a property. */
  read(value: string, params: IcsLine['params']): Moment | MomentProblem
  /** The end of something that begins at `from` and lasts so long (RFC 5545 section 3.3.6); undefined where the text is no duration. */
  plus(from: Moment, duration: string): Moment | undefined
  /** The same moment on the wall of another zone. */
  on(zone: SchoolZone, moment: Moment): Moment
}

/** Makes a {@link MomentReader}; zones are made once. */
export function momentReader(school: SchoolZone): MomentReader {
  const zones = new Map<string, SchoolZone | undefined>([[school.id, school]])
  const zoneOf = (id: string): SchoolZone | undefined => {
    if (!zones.has(id) && zones.size < MOST_ZONES) zones.set(id, madeZone(id))
    return zones.get(id)
  }

  return {
    read(value, params) {
      const [, year, month, day, time, hour, minute, second, utc] =
        /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(value.trim()) ?? []
      const date = `${year}-${month}-${day}`
      if (year === undefined || !isDate(date)) return 'bad-time'
      if (time === undefined) return { date, zone: school }
      if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return 'bad-time'
      const tzid = utc ? 'UTC' : params.get('TZID')
      const zone = tzid === undefined ? school : zoneOf(tzid)
      return zone === undefined ? 'unknown-zone' : { date, minute: Number(hour) * 60 + Number(minute), zone }
    },

    plus(from, duration) {
      const minutes = minutesOf(duration)
      if (minutes === undefined) return undefined
      const { date, zone, minute } = from
      if (minute === undefined) return { date: dateOfDay(dayNumber(date) + Math.ceil(minutes / 1440)), zone }
      const end = minute + minutes
      return { date: dateOfDay(dayNumber(date) + Math.floor(end / 1440)), minute: end % 1440, zone }
    },

    on(zone, moment) {
      if (moment.minute === undefined || moment.zone.id === zone.id) return moment
      const { date, minute } = zone.at(moment.zone.instantsOf(moment.date, moment.minute)[0]!)
      return { date, minute, zone }
    },
  }
}

/** More zones than any calendar has. */
const MOST_ZONES = 50
/** Longer than any event that is read. */
const MOST_MINUTES = 400 * 1440

/** The zones near the school under the names that Microsoft's programs write. */
const microsoft: Readonly<Record<string, string>> = {
  'W. Europe Standard Time': 'Europe/Amsterdam',
  'Romance Standard Time': 'Europe/Brussels',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'GMT Standard Time': 'Europe/London',
}

function madeZone(tzid: string): SchoolZone | undefined {
  // Some programs write their own name in front of it: /freeassociation.sourceforge.net/Europe/Amsterdam.
  const id = Object.hasOwn(microsoft, tzid)
    ? microsoft[tzid]!
    : (/[A-Z][A-Za-z_]+\/[A-Za-z_]+$/.exec(tzid)?.[0] ?? tzid)
  try {
    return schoolZone(id)
  } catch {
    return undefined
  }
}

function minutesOf(duration: string): number | undefined {
  const [all, weeks, days, time, hours, minutes] =
    /^\+?P(?:(\d{1,3})W|(?:(\d{1,3})D)?(T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d{1,6}S)?)?)$/.exec(duration.trim()) ?? []
  if (all === undefined || time === 'T') return undefined
  const number = (digits: string | undefined) => Number(digits ?? 0)
  const sum = number(weeks) * 7 * 1440 + number(days) * 1440 + number(hours) * 60 + number(minutes)
  return sum <= MOST_MINUTES ? sum : undefined
}
