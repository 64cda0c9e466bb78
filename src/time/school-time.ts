import { Temporal } from 'temporal-polyfill'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** A calendar date on the school's wall, `2026-11-24`. */
export type DateText = string

/** Whether a text is a date that exists, as it is written: `2026-11-24`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

/** The weekday of a date. */
export const weekdayOf = (date: DateText): Weekday => weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1]!

/** The Monday of the week that a date lies in. */
export function mondayOf(date: DateText): DateText {
  const day = Temporal.PlainDate.from(date)
  return day.subtract({ days: day.dayOfWeek - 1 }).toString()
}

/** What the clock and the calendar on the school's wall show at an instant. */
export interface SchoolTime {
  readonly date: DateText
  readonly weekday: Weekday
  /** Whole minutes since 00:00 on the wall, 0 to 1439: not the time gone by, which differs on clock-change days. */
  readonly minute: number
}

/** A day on the school's wall: its date, and the instants at which it begins and ends. */
export interface SchoolDate {
  readonly date: DateText
  readonly from: number
  readonly until: number
}

/** Reads the wall clock of one time zone, both ways. Instants are milliseconds since 1970 UTC. */
export interface SchoolZone {
  readonly id: string
  at(instant: number): SchoolTime
  /**
   * The instants at which the wall shows `minute` (0 to 1440, 1440 being the next midnight) of `date`: two in the hour that is repeated, and
   * in the hour that is skipped the one instant of the jump itself.
   */
  instantsOf(date: DateText, minute: number): readonly number[]
  /** The next time the clocks change after `instant`, if the zone still has such days. */
  nextClockChange(instant: number): number | undefined
  /** `2026-11-24T10:30:00+01:00`: always with its offset, so that the repeated hour is not ambiguous. */
  format(instant: number): string
  /**
   * Reads `2026-11-24T10:15`, with seconds and offset if given; without an offset it is the school's wall time, and an ambiguous one is its
   * first occurrence, a skipped one as much later as the clocks jump. Throws RangeError on anything else.
   */
  parse(text: string): number
  /** The date `days` after `date`. */
  plusDays(date: DateText, days: number): DateText
}

/** Makes a {@link SchoolZone}. Throws RangeError on a zone that the IANA database does not have. */
export function schoolZone(id: string): SchoolZone {
  const zoned = (instant: number) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(id)
  zoned(0)
  const wall = (date: DateText, minute: number) =>
    Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute })

  return {
    id,
    at(instant) {
      const z = zoned(instant)
      return {
        date: z.toPlainDate().toString(),
        weekday: weekdays[z.dayOfWeek - 1]!,
        minute: z.hour * 60 + z.minute,
      }
    },
    instantsOf(date, minute) {
      const at = wall(date, minute)
      const earlier = at.toZonedDateTime(id, { disambiguation: 'earlier' })
      const later = at.toZonedDateTime(id, { disambiguation: 'later' })
      if (earlier.epochMilliseconds === later.epochMilliseconds) return [earlier.epochMilliseconds]
      if (earlier.toPlainDateTime().equals(at)) return [earlier.epochMilliseconds, later.epochMilliseconds]
      // Skipped: `earlier` lies before the jump, which is the next change after it.
      return [earlier.getTimeZoneTransition('next')!.epochMilliseconds]
    },
    nextClockChange: (instant) => zoned(instant).getTimeZoneTransition('next')?.epochMilliseconds,
    format: (instant) => zoned(instant).toString({ timeZoneName: 'never', smallestUnit: 'second' }),
    parse(text) {
      if (/(?:Z|[+-]\d\d:\d\d)$/i.test(text)) return Temporal.Instant.from(text).epochMilliseconds
      return Temporal.PlainDateTime.from(text).toZonedDateTime(id, { disambiguation: 'compatible' }).epochMilliseconds
    },
    plusDays: (date, days) => Temporal.PlainDate.from(date).add({ days }).toString(),
  }
}

/** The day on the school's wall that an instant lies in. */
export function schoolDate(zone: SchoolZone, instant: number): SchoolDate {
  const { date } = zone.at(instant)
  return { date, from: zone.instantsOf(date, 0)[0]!, until: zone.instantsOf(date, 1440)[0]! }
}
