import type { ActEnd } from '../../src/app/app.ts'
import type { Fields } from './fields.ts'

/** Reads how long something lasts from the field `end`: the lesson when it is left out, undefined for what is no end. */
export function readEnd(fields: Fields): Exclude<ActEnd, { kind: 'standing' }> | undefined {
  const end = fields.text('end') || 'lesson'
  if (end === 'lesson' || end === 'break' || end === 'day') return { kind: end }
  if (end === 'time') return readTime(fields.text('time'))
  const minutes = end === 'other' ? fields.text('minutes') : end
  if (!/^\d{1,3}$/.test(minutes)) return undefined
  const count = Number(minutes)
  return count >= 1 && count <= 480 ? { kind: 'minutes', minutes: count } : undefined
}

/** `8:30`, `8.30` and `0830` are `08:30`. */
function readTime(typed: string): { readonly kind: 'time'; readonly time: string } | undefined {
  const [, hour, minute] = /^(\d{1,2})[:.]?(\d\d)$/.exec(typed) ?? []
  return hour === undefined ? undefined : { kind: 'time', time: `${hour.padStart(2, '0')}:${minute}` }
}
