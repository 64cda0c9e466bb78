import type { MailWish, Outcome } from '../../src/app/app.ts'
import type { Fields } from './fields.ts'

/** Reads a PIN that is typed twice, and the password. What a PIN may be, the app says. */
export function readPin(fields: Fields): Outcome<{ readonly current: string; readonly pin: string }, 'pins-differ'> {
  const pin = fields.text('pin')
  if (pin !== fields.text('again')) return { ok: false, problem: 'pins-differ' }
  return { ok: true, value: { current: fields.raw('current'), pin } }
}

/** Reads the form for an own new password. */
export function readOwnPassword(
  fields: Fields,
): Outcome<{ readonly current: string; readonly next: string }, 'passwords-differ'> {
  const next = fields.raw('next')
  if (next !== fields.raw('again')) return { ok: false, problem: 'passwords-differ' }
  return { ok: true, value: { current: fields.raw('current'), next } }
}

/** Reads what somebody wants by mail, and where to; a kind that there is not is left out. */
export function readMailWish(fields: Fields): MailWish {
  const kinds = (['overview', 'reports'] as const).filter((kind) => fields.all('kind').includes(kind))
  return { address: fields.text('address'), kinds }
}
