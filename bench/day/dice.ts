/** Chance that is the same at each start. */
export interface Dice {
  /** From 0 to 1. */
  next(): number
  /** A whole number from 0, below `count`. */
  below(count: number): number
  /** One of these; those at the front more often. */
  oftenFirst<Item>(items: readonly Item[]): Item
  one<Item>(items: readonly Item[]): Item
}

/** Makes {@link Dice} (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    oftenFirst: (items) => items[Math.floor(next() ** 2 * items.length)]!,
    one: (items) => items[below(items.length)]!,
  }
}

/** Chance that depends on these numbers and nothing else: the same device at the same minute of the same day does the same. */
export function diceFor(...numbers: readonly number[]): Dice {
  let mixed = 0x811c9dc5
  for (const number of numbers) {
    mixed = Math.imul(mixed ^ (number | 0), 0x01000193)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
    mixed ^= mixed >>> 12
  }
  return dice(mixed)
}
