import { dateOfDay, dayNumber } from './day-number.ts'
import type { Moment } from './ics-moment.ts'
import type { DateText } from './school-time.ts'

/** How something repeats by the week (RFC 5545 section 3.3.10). Weekdays are 0 (Monday) to 6. */
export interface Weekly {
  readonly interval: number
  readonly weekdays: readonly number[]
  readonly weekStart: number
  readonly count?: number
  /** In the words of a moment: a date, or a date and time. */
  readonly until?: string
}

/** Reads a rule that repeats by the week; undefined for any other. */
export function readWeekly(rule: string): Weekly | undefined {
  const parts = new Map<string, string>()
  for (const part of rule.trim().split(';')) {
    const [, key, value] = /^([A-Za-z]+)=([A-Za-z0-9,+-]+)$/.exec(part) ?? []
    if (key === undefined || !known.has(key.toUpperCase()) || parts.has(key.toUpperCase())) return undefined
    parts.set(key.toUpperCase(), value!.toUpperCase())
  }
  if (parts.get('FREQ') !== 'WEEKLY') return undefined
  const interval = numberIn(parts.get('INTERVAL') ?? '1', 52)
  const count = parts.has('COUNT') ? numberIn(parts.get('COUNT')!, 1000) : undefined
  const weekdays = (parts.get('BYDAY')?.split(',') ?? []).map((day) => days.indexOf(day))
  const weekStart = days.indexOf(parts.get('WKST') ?? 'MO')
  if (interval === undefined || (parts.has('COUNT') && count === undefined) || [weekStart, ...weekdays].includes(-1))
    return undefined
  const until = parts.get('UNTIL')
  return {
    ...{ interval, weekStart, weekdays },
    ...(count === undefined ? {} : { count }),
    ...(until === undefined ? {} : { until }),
  }
}

/**
 * The dates of what begins on `first` and repeats, up to `last` and not after `until`; of those before `from` none but what COUNT needs is gone through.
 * A date that the rule does not name but on which it begins counts too, as everyone's calendar shows it.
 */
export function weeklyDates(weekly: Weekly, first: DateText, from: DateText, last: DateText): readonly DateText[] {
  const begin = dayNumber(first)
  const weekday = (((begin + 3) % 7) + 7) % 7
  const offsetOf = (day: number) => (day - weekly.weekStart + 7) % 7
  const firstWeek = begin - offsetOf(weekday)
  const offsets = [...new Set(weekly.weekdays.length === 0 ? [weekday] : weekly.weekdays)].map(offsetOf).sort(ascending)
  const step = 7 * weekly.interval
  const skipped = weekly.count === undefined ? Math.max(0, Math.floor((dayNumber(from) - firstWeek) / step) - 1) : 0

  const found: DateText[] = []
  let left = weekly.count ?? Infinity
  const end = dayNumber(last)
  if (skipped === 0 && !offsets.includes(offsetOf(weekday))) {
    left -= 1
    if (first >= from) found.push(first)
  }
  for (let week = firstWeek + skipped * step; week <= end && left > 0; week += step)
    for (const offset of offsets) {
      const day = week + offset
      if (day < begin || day > end || left <= 0) continue
      left -= 1
      if (day >= dayNumber(from)) found.push(dateOfDay(day))
    }
  return found
}

/** Whether a moment lies after the end of a rule. */
export function isAfter({ date, minute = 0 }: Moment, until: Moment): boolean {
  return date > until.date || (date === until.date && until.minute !== undefined && minute > until.minute)
}

const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'WKST'])
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const ascending = (a: number, b: number) => a - b

function numberIn(text: string, most: number): number | undefined {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= most ? number : undefined
}
