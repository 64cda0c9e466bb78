import { before } from './primary-moments.ts'

/** The moments of a secondary school at which something may change, the last second before and the first from there on. */
export type SecondaryMoment = (typeof outside | typeof inloop | typeof lessons | typeof breaks)[number]

export const outside = [
  'a second before the doors open',
  'when the last bell rings',
  'on a Saturday',
  'in the Christmas holiday',
  'on Ascension Day',
] as const
export const inloop = ['when the doors open', 'a second before the first bell'] as const
export const lessons = [
  'when the first bell rings',
  'at the change of lessons',
  'a second before the short break',
  'when the short break is over',
  'a second before the long break',
  'when the long break is over',
  'a second before the last bell',
  'on Friday in the first lesson',
] as const
export const breaks = [
  'when the short break begins',
  'a second before the short break is over',
  'when the long break begins',
  'a second before the long break is over',
] as const
export const free = [...inloop, ...breaks, ...outside] as const

/** A moment of each kind. */
export const anyTime = [
  'when the doors open',
  'at the change of lessons',
  'when the short break begins',
  'when the last bell rings',
  'on a Saturday',
] as const

/** Times of a school day, `08:30`. */
export interface SecondaryBells {
  readonly doors: string
  readonly first: string
  readonly second: string
  readonly short: readonly [from: string, to: string]
  readonly long: readonly [from: string, to: string]
  readonly last: string
}

/** The moments of a school with these bells: on a Tuesday, unless a moment says otherwise. */
export function secondaryMoments(bells: SecondaryBells): Readonly<Record<SecondaryMoment, string>> {
  const at = (bell: string) => `2026-11-24T${bell}:00`
  return {
    'a second before the doors open': before(at(bells.doors)),
    'when the doors open': at(bells.doors),
    'a second before the first bell': before(at(bells.first)),
    'when the first bell rings': at(bells.first),
    'at the change of lessons': at(bells.second),
    'a second before the short break': before(at(bells.short[0])),
    'when the short break begins': at(bells.short[0]),
    'a second before the short break is over': before(at(bells.short[1])),
    'when the short break is over': at(bells.short[1]),
    'a second before the long break': before(at(bells.long[0])),
    'when the long break begins': at(bells.long[0]),
    'a second before the long break is over': before(at(bells.long[1])),
    'when the long break is over': at(bells.long[1]),
    'a second before the last bell': before(at(bells.last)),
    'when the last bell rings': at(bells.last),
    'on Friday in the first lesson': `2026-11-27T${bells.first}:00`,
    'on a Saturday': '2026-11-28T10:00:00',
    'in the Christmas holiday': '2026-12-22T10:00:00',
    'on Ascension Day': '2027-05-06T10:00:00',
  }
}
