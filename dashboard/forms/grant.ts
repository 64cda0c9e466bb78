import type { ActEnd, Outcome } from '../../src/app/app.ts'
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

function readEnd(fields: Fields): ActEnd | undefined {
  const end = fields.text('end') || 'lesson'
  if (end === 'lesson') return { kind: 'lesson' }
  const minutes = end === 'other' ? fields.text('minutes') : end
  if (!/^\d{1,3}$/.test(minutes)) return undefined
  const count = Number(minutes)
  return count >= 1 && count <= 480 ? { kind: 'minutes', minutes: count } : undefined
}
