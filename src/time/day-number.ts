import type { DateText } from './school-time.ts'

const DAY = 24 * 3600_000

/** Days since 1970-01-01, to count with. The date must exist. */
export const dayNumber = (date: DateText): number => Date.parse(`${date}T00:00:00Z`) / DAY

/** The date of a {@link dayNumber} between the years 1 and 9999. */
export const dateOfDay = (day: number): DateText => new Date(day * DAY).toISOString().slice(0, 10)

/** The Monday of the week that a day lies in, as a day number. */
export const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7)
