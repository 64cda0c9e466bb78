import type { DateText } from '../../time/school-time.ts'
import { isDate } from '../../time/school-time.ts'
import type { Term } from '../../time/terms.ts'
import { termOf } from '../../time/terms.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Step } from './figure-wish.ts'

const LONGEST = 800
const DAY = 24 * 3600_000

/** How many days a span has; undefined where it is none, or too long. */
export function lengthOf({ from, to }: Term): number | undefined {
  if (!isDate(from) || !isDate(to) || from > to) return undefined
  const days = daysBetween(from, to) + 1
  return days <= LONGEST ? days : undefined
}

/** How long a bar of a span's picture is. */
export const stepFor = (days: number): Step => (days <= 31 ? 'day' : days <= 190 ? 'week' : 'month')

/**
 * The span of its kind `back` times before: of a term, the term; of a month, the month; of others one of the same length, whole weeks earlier, so that
 * school days meet school days.
 */
export function spanBefore({ zone, policy: { calendar } }: Ledger, { from, to }: Term, back: number): Term {
  const term = termOf(calendar, from)
  if (term.from === from && term.to === to) {
    let before = term
    for (let i = 0; i < back; i += 1) before = termOf(calendar, zone.plusDays(before.from, -1))
    return before
  }
  const length = daysBetween(from, to) + 1
  if (from.endsWith('-01') && zone.plusDays(to, 1).endsWith('-01') && length <= 31) {
    const months = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 - back
    const first = (of: number) => `${Math.floor(of / 12)}-${String((of % 12) + 1).padStart(2, '0')}-01`
    return { from: first(months), to: zone.plusDays(first(months + 1), -1) }
  }
  const days = Math.ceil(length / 7) * 7 * back
  return { from: zone.plusDays(from, -days), to: zone.plusDays(to, -days) }
}

/** What a span is held against: the one before; while it runs, as many days of it as were counted, `last` the last of them, not all. */
export function heldAgainst(ledger: Ledger, span: Term, last: DateText): Term {
  const before = spanBefore(ledger, span, 1)
  if (last >= span.to) return before
  const to = ledger.zone.plusDays(before.from, Math.max(-1, daysBetween(span.from, last)))
  // Dates are text: the earlier of two comes first.
  return { from: before.from, to: [to, before.to].toSorted()[0]! }
}

/** How many days of a span were counted, of which the `last` is the newest. */
export const daysPast = ({ from, to }: Term, last: DateText): number =>
  Math.max(0, daysBetween(from, last < to ? last : to) + 1)

const daysBetween = (from: DateText, to: DateText): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)
