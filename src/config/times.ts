import type { Period, SchoolDay } from '../time/calendar.ts'

/** Reads `08:20-08:30 inloop`, `10:15-10:30 break ochtendpauze` or `11:10-12:00 free`, a free hour; an end before the beginning lies on the next day. A string says what is wrong. */
export function readPeriod(text: string): Period | string {
  const parts = /^(\S+)-(\S+)\s+(inloop|lesson|break|free)(?:\s+(.+))?$/.exec(text.trim())
  if (!parts)
    return `"${text}" is not a period; write it as 08:30-10:15 lesson (or break, free, or inloop), with a name behind it if you like`
  const from = readMinute(parts[1]!)
  const to = readMinute(parts[2]!)
  if (from === undefined || to === undefined)
    return `"${text}" has a time that does not exist; times run from 00:00 to 24:00`
  if (from === to) return `"${text}" is empty: it ends when it begins`
  const named = parts[4] === undefined ? {} : { name: parts[4] }
  return { from, to: to < from ? to + 1440 : to, ...kindOf(parts[3]!), ...named }
}

const kindOf = (word: string): Pick<Period, 'kind' | 'free'> =>
  word === 'free' ? { kind: 'break', free: true } : { kind: word as Period['kind'] }

/** The minute of a wall-clock time, `08:30` is 510 and `24:00` is 1440; undefined where there is no such time. */
export function readMinute(text: string): number | undefined {
  const parts = /^(\d{1,2}):(\d\d)$/.exec(text.trim())
  const minute = parts ? Number(parts[1]) * 60 + Number(parts[2]) : Number.NaN
  return Number(parts?.[2]) < 60 && minute <= 1440 ? minute : undefined
}

/** `510` is `08:30`. */
export function minuteText(minute: number): string {
  const wall = minute > 1440 ? minute - 1440 : minute
  return `${String(Math.floor(wall / 60)).padStart(2, '0')}:${String(wall % 60).padStart(2, '0')}`
}

/** The text that {@link readPeriod} reads. */
export function periodText({ from, to, kind, name, free }: Period): string {
  return `${minuteText(from)}-${minuteText(to)} ${free ? 'free' : kind}${name === undefined ? '' : ` ${name}`}`
}

/** The periods in order, or the pair that overlaps. */
export function orderedDay(periods: readonly Period[]): SchoolDay | { readonly overlap: readonly [Period, Period] } {
  const day = [...periods].sort((a, b) => a.from - b.from)
  for (const [i, period] of day.entries()) {
    const next = day[i + 1]
    if (next && next.from < period.to) return { overlap: [period, next] }
  }
  return day
}
