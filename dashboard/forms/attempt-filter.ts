import type { AttemptFilter } from '../../src/app/app.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import type { Fields } from './fields.ts'

/** The filter of the attempts page, without the page of it that is looked at. */
export type AttemptSelection = Omit<AttemptFilter, 'before' | 'limit' | 'from' | 'until'> & {
  readonly span?: AttemptSpan
}

/** Which days are shown; all that is kept when left out. */
export type AttemptSpan = 'today' | 'yesterday' | 'week'
export const attemptSpans: readonly AttemptSpan[] = ['today', 'yesterday', 'week']

const keys = ['group', 'class', 'platform', 'category', 'reason'] as const

/** Reads the filter from the address; an empty field is no filter. */
export function readSelection(fields: Fields): AttemptSelection {
  const name = fields.text('name').toLowerCase()
  const span = attemptSpans.find((known) => known === fields.text('span'))
  const given = keys.flatMap((key) => (fields.text(key) === '' ? [] : [[key, fields.text(key)] as const]))
  return { ...Object.fromEntries(given), ...(name && { name }), ...(span && { span }) }
}

/** The filter as the office takes it: a span as its instants on the school's wall. */
export function filterOf(
  { span, ...rest }: AttemptSelection,
  zone: SchoolZone,
  now: number,
): Omit<AttemptFilter, 'before' | 'limit'> {
  if (span === undefined) return rest
  const today = zone.at(now).date
  const midnight = (daysAgo: number) => zone.instantsOf(zone.plusDays(today, -daysAgo), 0)[0]!
  if (span === 'yesterday') return { ...rest, from: midnight(1), until: midnight(0) }
  return { ...rest, from: midnight(span === 'today' ? 0 : 6) }
}

/** Reads before which moment (milliseconds since 1970) older ones are asked for. */
export function readBefore(fields: Fields): { readonly before?: number } {
  const before = fields.text('before')
  return /^\d{1,16}$/.test(before) ? { before: Number(before) } : {}
}

/** Writes a selection as the query of an address: `?group=pupils&name=tok`, or '' without any. */
export function queryOf(selection: AttemptSelection, more: Readonly<Record<string, string>> = {}): string {
  const entries = Object.entries({ ...selection, ...more }).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(entries as [string, string][]).toString()
  return query && `?${query}`
}
