import type { Outcome } from '../../src/app/app.ts'
import { good } from './endpoint.ts'

/** A page of something that is in memory, in the order of its keys. A cursor is the last key; what went away meanwhile does no harm. */
export function pageByKey<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Outcome<{ readonly items: Item[]; readonly next?: string }, 'bad-cursor'> {
  const after = cursor === undefined ? undefined : readCursor(cursor)
  if (cursor !== undefined && typeof after !== 'string') return { ok: false, problem: 'bad-cursor' }
  const sorted = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => typeof after !== 'string' || key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const page = sorted.slice(0, limit)
  const last = page.at(-1)
  const more = sorted.length > limit && last !== undefined ? { next: cursorOf(last.key) } : {}
  return good({ items: page.map(({ item }) => item), ...more })
}

/** What a page ended with, as a text for an address. */
export const cursorOf = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What {@link cursorOf} was given; undefined for what it never made. */
export function readCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
