import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Policy, Text } from '../policy/policy.ts'
import type { CalendarEntry, Region } from '../time/calendar.ts'
import { regions } from '../time/calendar.ts'

/** One holiday of a region, both days included. */
export interface Holiday {
  readonly id: string
  readonly name: Text
  readonly from: string
  readonly to: string
  /** Where the dates come from, and when they were seen. */
  readonly source: string
  /** The dates are not certain, or a school may differ: it asks to be confirmed. */
  readonly unconfirmed?: true
}

/** The holidays of a region in the order of their dates, from the folder `config/`. Throws where the file is not as it should be. */
export function loadHolidays(configFolder: string, region: Region): readonly Holiday[] {
  const path = join(configFolder, 'holidays', `${region}.yaml`)
  const { sources, holidays } = fileSchema.parse(parse(readFileSync(path, 'utf8')))
  return holidays.map(({ source, unconfirmed, ...holiday }) => ({
    ...holiday,
    source: sources[source] ?? unknownSource(path, holiday.id, source),
    ...(unconfirmed ? { unconfirmed } : {}),
  }))
}

/** A holiday as the calendar of a school has it, in the language of the school. */
export function holidayEntry({ id, name, from, to, unconfirmed }: Holiday, language: 'nl' | 'en'): CalendarEntry {
  return {
    ...{ from, to, name: name[language], kind: 'holiday', holiday: id },
    ...(unconfirmed === undefined ? {} : { unconfirmed }),
  }
}

/** The policy with the holidays of its region in the calendar, in the order of their dates, before what it has itself. */
export function withHolidays(policy: Policy, configFolder: string): Policy {
  const { calendar, school } = policy
  if (calendar.region === undefined) return policy
  const known = new Set([...(calendar.notHere ?? []), ...calendar.entries.map(({ holiday }) => holiday)])
  const missing = loadHolidays(configFolder, calendar.region).filter(({ id }) => !known.has(id))
  const entries = [...missing.map((holiday) => holidayEntry(holiday, school.language)), ...calendar.entries]
  return { ...policy, calendar: { ...calendar, entries } }
}

function unknownSource(path: string, id: string, source: string): never {
  throw new Error(`${path}: ${id}: there is no source "${source}"`)
}

const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a date is written 2026-11-24')

const fileSchema = z.strictObject({
  region: z.enum(regions),
  sources: z.record(z.string(), z.string().min(10)),
  holidays: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z]+(-[a-z]+)*-\d{4}$/, 'an id is a name and a year, autumn-2026'),
      name: z.strictObject({ nl: z.string().min(1), en: z.string().min(1) }),
      from: date,
      to: date,
      source: z.string(),
      unconfirmed: z.literal(true).optional(),
    }),
  ),
})
