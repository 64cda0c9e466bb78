import type { DateText, SchoolZone } from '../src/time/school-time.ts'
import type { Language } from './locales/texts.ts'

/** Writes instants (milliseconds since 1970) as the school's wall shows them. */
export interface Moments {
  /** `10:15`; in the hour that a clock change repeats with its offset, `02:30 (+02:00)`. */
  readonly clock: (instant: number) => string
  /** `dinsdag 24 november`. */
  readonly day: (instant: number) => string
  /** `10:15`, `morgen 08:30`, `di 24 nov 08:30` or, half a year away and more, `ma 24 nov 2025 08:30`, seen from `now`. */
  readonly when: (instant: number, now: number) => string
  /** What is left until `instant`, as `23:14` or `1:05:00`. */
  readonly left: (instant: number, now: number) => string
  /** `2026-11-24T10:15:00+01:00`, for machines. */
  readonly iso: (instant: number) => string
  /** `24 nov 2026`, for a date of the calendar. */
  readonly date: (date: DateText) => string
  /** `1.234`. */
  readonly number: (count: number) => string
}

const noon = 12 * 60
/** A day without its year is taken for the nearest one, in milliseconds. */
const HALF_A_YEAR = 182 * 24 * 3600_000

/** Makes {@link Moments} for one language in one zone. */
export function moments(language: Language, zone: SchoolZone): Moments {
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone.id, ...options })
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const long = format({ weekday: 'long', day: 'numeric', month: 'long' })
  const short = format({ weekday: 'short', day: 'numeric', month: 'short' })
  const far = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  const dates = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const numbers = new Intl.NumberFormat(locale)
  const tomorrow = language === 'nl' ? 'morgen' : 'tomorrow'

  const clock = (precise: number) => {
    const instant = Math.floor(precise)
    const { date, minute } = zone.at(instant)
    const twice = zone.instantsOf(date, minute).length > 1
    return twice ? `${time.format(instant)} (${zone.format(instant).slice(-6)})` : time.format(instant)
  }
  return {
    clock,
    day: (instant) => long.format(instant),
    when(precise, now) {
      const instant = Math.floor(precise)
      const [date, today] = [zone.at(instant).date, zone.at(now).date]
      if (date === today) return clock(instant)
      const dayOf = Math.abs(instant - now) < HALF_A_YEAR ? short : far
      const day = date === zone.plusDays(today, 1) ? tomorrow : dayOf.format(instant)
      return `${day} ${clock(instant)}`
    },
    left,
    iso: (instant) => zone.format(Math.floor(instant)),
    date: (date) => dates.format(zone.instantsOf(date, noon)[0]),
    number: (count) => numbers.format(count),
  }
}

function left(instant: number, now: number): string {
  const seconds = Math.max(0, Math.floor((instant - now) / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const two = (part: number) => String(part).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
