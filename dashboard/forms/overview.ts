import type { OverviewReader, OverviewWish } from '../../src/app/figures/overview.ts'
import type { DateText, SchoolZone } from '../../src/time/school-time.ts'
import type { Fields } from './fields.ts'

/** The spans that stand ready. */
export const spans = ['day', 'week', 'month', 'term', 'year'] as const
export type Span = (typeof spans)[number]
/** What the school's dates are known by: its zone, and its holidays. */
export interface SchoolDates {
  readonly zone: SchoolZone
  readonly term: OverviewReader['term']
}

/** Reads what is asked for from the address: `?from=&to=`, or `?span=week&of=2026-11-24`; else the week of yesterday: of today there are no figures yet. */
export function readOverview(fields: Fields, dates: SchoolDates, now: number): OverviewWish {
  const { zone } = dates
  const kind = (['lesson', 'break', 'outside'] as const).find((one) => one === fields.text('kind'))
  const [group, subject] = [fields.optional('group'), fields.optional('subject')]
  const limits = {
    ...(kind === undefined ? {} : { kind }),
    ...(group === undefined ? {} : { group }),
    ...(subject === undefined ? {} : { subject }),
  }
  const [from, to] = [fields.text('from'), fields.text('to')]
  if (from !== '' && to !== '') return { from, to, ...limits }
  const asked = fields.text('of')
  const of = isDateIn(asked, zone) ? asked : lastCounted(zone, now)
  const span = spans.find((one) => one === fields.text('span')) ?? 'week'
  return { ...spanWith(span, of, dates), ...limits }
}

/** The last day of which there are figures. */
export const lastCounted = (zone: SchoolZone, now: number): DateText => zone.plusDays(zone.at(now).date, -1)

/** The day, week, month, term or school year that a date lies in. */
export function spanWith(
  span: Span,
  of: DateText,
  { zone, term }: SchoolDates,
): { readonly from: DateText; readonly to: DateText } {
  switch (span) {
    case 'day':
      return { from: of, to: of }
    case 'week': {
      const weekday = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(zone.at(noonOf(of, zone)).weekday)
      return { from: zone.plusDays(of, -weekday), to: zone.plusDays(of, 6 - weekday) }
    }
    case 'month': {
      const first = `${of.slice(0, 7)}-01`
      const next = `${zone.plusDays(first, 31).slice(0, 7)}-01`
      return { from: first, to: zone.plusDays(next, -1) }
    }
    case 'term':
      return term(of)
    case 'year': {
      const year = Number(of.slice(0, 4)) - (of.slice(5) < '08-01' ? 1 : 0)
      return { from: `${year}-08-01`, to: `${year + 1}-07-31` }
    }
    default:
      return span satisfies never
  }
}

/** Which of the ready spans this is, if any. */
export const spanOf = ({ from, to }: OverviewWish, dates: SchoolDates): Span | undefined =>
  // Of a school whose holidays are not known, a term is the school year.
  spans.findLast((span) => {
    const whole = spanWith(span, from, dates)
    return whole.from === from && whole.to === to
  })

/** The span before or after: of a ready span the next such, of others the same number of days. */
export function stepped(wish: OverviewWish, dates: SchoolDates, way: -1 | 1): OverviewWish {
  const { zone } = dates
  const edge = way < 0 ? zone.plusDays(wish.from, -1) : zone.plusDays(wish.to, 1)
  const span = spanOf(wish, dates)
  if (span === 'term') return { ...wish, ...dates.term(edge, way) }
  if (span !== undefined) return { ...wish, ...spanWith(span, edge, dates) }
  const days = Math.round((Date.parse(wish.to) - Date.parse(wish.from)) / (24 * 3600_000))
  return way < 0
    ? { ...wish, from: zone.plusDays(edge, -days), to: edge }
    : { ...wish, from: edge, to: zone.plusDays(edge, days) }
}

/** The wish as an address has it, with its `?`. */
export function overviewQuery(wish: OverviewWish): string {
  const given = Object.entries(wish).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return `?${new URLSearchParams(given).toString()}`
}

const noonOf = (date: DateText, zone: SchoolZone): number => zone.instantsOf(date, 720)[0] ?? 0

function isDateIn(date: string, zone: SchoolZone): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return false
  try {
    return zone.at(noonOf(date, zone)).date === date
  } catch {
    return false
  }
}
