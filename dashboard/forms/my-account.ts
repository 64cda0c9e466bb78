import type { Outcome } from '../../src/app/app.ts'
import type { Fields } from './fields.ts'

/** Reads a PIN that is typed twice. What a PIN may be, the app says. */
export function readPin(fields: Fields): Outcome<string, 'pins-differ'> {
  const pin = fields.text('pin')
  return pin === fields.text('again') ? { ok: true, value: pin } : { ok: false, problem: 'pins-differ' }
}

/** Reads the form for an own new password. */
export function readOwnPassword(
  fields: Fields,
): Outcome<{ readonly current: string; readonly next: string }, 'passwords-differ'> {
  const next = fields.raw('next')
  if (next !== fields.raw('again')) return { ok: false, problem: 'passwords-differ' }
  return { ok: true, value: { current: fields.raw('current'), next } }
}
