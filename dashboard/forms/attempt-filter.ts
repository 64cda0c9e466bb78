import type { AttemptFilter } from '../../src/app/app.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import type { Fields } from './fields.ts'
import { readInstant } from './moment.ts'

/** The filter of the attempts page, without the page of it that is looked at. */
export type AttemptSelection = Omit<AttemptFilter, 'before' | 'beforeId' | 'limit' | 'from' | 'until'> & {
  readonly span?: AttemptSpan
  /** Moments on the school's wall, `2026-11-24T10:15`: what was refused from the one and before the other. */
  readonly from?: string
  readonly until?: string
}

/** Which days are shown; all that is kept when left out. */
export type AttemptSpan = 'today' | 'yesterday' | 'week'
export const attemptSpans: readonly AttemptSpan[] = ['today', 'yesterday', 'week']

const keys = ['group', 'class', 'platform', 'category', 'reason'] as const
const moments = ['from', 'until'] as const
const isMoment = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)

/** Reads the filter from the address; an empty field, or a moment that is none, is no filter. */
export function readSelection(fields: Fields): AttemptSelection {
  const name = fields.text('name').toLowerCase()
  const span = attemptSpans.find((known) => known === fields.text('span'))
  const given = keys.flatMap((key) => (fields.text(key) === '' ? [] : [[key, fields.text(key)] as const]))
  const times = moments.flatMap((key) => (isMoment(fields.text(key)) ? [[key, fields.text(key)] as const] : []))
  return { ...Object.fromEntries([...given, ...times]), ...(name && { name }), ...(span && { span }) }
}

/** The filter as the office takes it: a span and moments as instants; where both are given, what lies in both. */
export function filterOf(
  { span, from, until, ...rest }: AttemptSelection,
  zone: SchoolZone,
  now: number,
): Omit<AttemptFilter, 'before' | 'beforeId' | 'limit'> {
  const ofSpan = span === undefined ? undefined : spanOf(span, zone, now)
  const begins = [ofSpan?.from, readInstant(from ?? '', zone)].filter((at) => at !== undefined)
  const ends = [ofSpan?.until, readInstant(until ?? '', zone)].filter((at) => at !== undefined)
  return {
    ...rest,
    ...(begins.length === 0 ? {} : { from: Math.max(...begins) }),
    ...(ends.length === 0 ? {} : { until: Math.min(...ends) }),
  }
}

function spanOf(span: AttemptSpan, zone: SchoolZone, now: number): { readonly from: number; readonly until?: number } {
  const today = zone.at(now).date
  const midnight = (daysAgo: number) => zone.instantsOf(zone.plusDays(today, -daysAgo), 0)[0]!
  if (span === 'yesterday') return { from: midnight(1), until: midnight(0) }
  return { from: midnight(span === 'today' ? 0 : 6) }
}

/** Reads before which attempt older ones are asked for: its moment (milliseconds since 1970), and its id among those of that moment. */
export function readBefore(fields: Fields): { readonly before?: number; readonly beforeId?: number } {
  const [before, id] = [fields.text('before'), fields.text('beforeId')]
  if (!/^\d{1,16}$/.test(before)) return {}
  return { before: Number(before), ...(/^\d{1,15}$/.test(id) ? { beforeId: Number(id) } : {}) }
}

/** Writes a selection as the query of an address: `?group=pupils&name=tok`, or '' without any. */
export function queryOf(selection: AttemptSelection, more: Readonly<Record<string, string>> = {}): string {
  const entries = Object.entries({ ...selection, ...more }).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(entries as [string, string][]).toString()
  return query && `?${query}`
}

/** The place in the list as the address has it. */
export const placeOf = (place: ReturnType<typeof readBefore>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(place).map(([key, value]) => [key, String(value)]))
