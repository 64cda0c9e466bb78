import { isOfTooFew } from '../../reports/suppress.ts'
import type { AttemptQuery } from '../../storage/attempt-store.ts'
import type { StoredAttempt } from '../../storage/stored-attempt.ts'
import type { AttemptFilter, Person } from '../app.ts'
import { devicesOfGroup } from '../devices/asker.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'

/** What a person asks to see, without the page of it. */
export type AttemptWish = Omit<AttemptFilter, 'before' | 'beforeId' | 'limit'>
type Query = Omit<AttemptQuery, 'limit' | 'before' | 'beforeId'>
/** What is shown of it: `classes` are those that a row may be said to be of. */
export interface Asked {
  readonly query: Query
  readonly classes: readonly string[]
}

/**
 * What a person asks, cut down to what may be shown: a teacher sees the own classes, and nobody a class or a group of fewer than five devices.
 * `nothing`: there is nothing of it for this person.
 */
export function attemptsAsked(
  person: Person,
  ledger: Ledger,
  book: DeviceBook,
  wish: AttemptWish,
): Asked | 'nothing' | 'too-few' {
  const all = mayActOnAll(person)
  if (!all && !person.roles.includes('teacher')) return 'nothing'
  const { group, platform, category, reason, from, until } = wish
  const name = wish.name?.trim().toLowerCase()
  const query = { group, platform, category, reason, from, until, name: name === '' ? undefined : name }
  if (all && wish.class === undefined)
    return group !== undefined && isOfTooFew(devicesOfGroup(ledger, book, group)) ? 'too-few' : { query, classes: [] }
  const classes = all ? [wish.class!] : person.classes.filter((id) => wish.class === undefined || id === wish.class)
  const ofClasses = classes.map((id) => ({ id, devices: devicesIn(book, id, group) }))
  const large = ofClasses.filter(({ devices }) => !isOfTooFew(devices.length))
  if (large.length === 0) return ofClasses.some(({ devices }) => devices.length > 0) ? 'too-few' : 'nothing'
  const devices = [...new Set(large.flatMap((one) => one.devices))]
  return { query: { ...query, devices }, classes: large.map(({ id }) => id) }
}

/** {@link AttemptQuery} for an attempt that is at hand. */
export function isAsked(attempt: StoredAttempt, asked: Query): boolean {
  const { group, device, name, last, platform, category, reason } = attempt
  if (asked.from !== undefined && last < asked.from) return false
  if (asked.until !== undefined && last >= asked.until) return false
  if (asked.platform !== undefined && asked.platform !== platform) return false
  if (asked.category !== undefined && asked.category !== category) return false
  if (asked.reason !== undefined && asked.reason !== reason) return false
  if (asked.group !== undefined && asked.group !== group) return false
  if (asked.devices !== undefined && (device === undefined || !asked.devices.includes(device))) return false
  if (asked.name === undefined) return true
  return asked.name.includes('.') ? name === asked.name || name.endsWith(`.${asked.name}`) : name.includes(asked.name)
}

const devicesIn = (book: DeviceBook, classId: string, group: string | undefined): readonly string[] =>
  book
    .inClass(classId)
    .filter((device) => group === undefined || device.group === group)
    .map(({ id }) => id)
