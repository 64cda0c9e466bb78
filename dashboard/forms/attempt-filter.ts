import type { AttemptFilter } from '../../src/app/app.ts'
import type { Fields } from './fields.ts'

/** The filter of the attempts page, without the page of it that is looked at. */
export type AttemptSelection = Omit<AttemptFilter, 'before' | 'limit'>

/** Reads the filter from the address; an empty field is no filter. */
export function readSelection(fields: Fields): AttemptSelection {
  const [group, of, name] = [fields.text('group'), fields.text('class'), fields.text('name').toLowerCase()]
  return {
    ...(group && { group }),
    ...(of && { class: of }),
    ...(name && { name }),
  }
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
