import type { ActEnd, Outcome } from '../../src/app/app.ts'
import { readEnd } from './ends.ts'
import type { Fields } from './fields.ts'

/** What a teacher asks to open, and for how long. */
export interface GrantWish {
  readonly what: { readonly platform: string } | { readonly site: string }
  readonly end: ActEnd
}

/** Reads the form that opens something. A button of an app wins over what is typed as a site. */
export function readGrant(fields: Fields): Outcome<GrantWish, 'nothing-chosen' | 'bad-end'> {
  const end = readEnd(fields)
  if (!end) return { ok: false, problem: 'bad-end' }
  const [platform, site] = [fields.text('platform'), fields.text('site')]
  if (platform !== '') return { ok: true, value: { what: { platform }, end } }
  if (site !== '') return { ok: true, value: { what: { site }, end } }
  return { ok: false, problem: 'nothing-chosen' }
}
