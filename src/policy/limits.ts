/** How many questions one device may ask: what it asks beyond that would be taken from others on the wireless network. */
export interface Limits {
  readonly queriesPerSecond: number
  /** Questions that may come at once, after a rest. */
  readonly burst: number
  /** Groups that are not limited: a server that asks for many. */
  readonly unlimited: readonly string[]
}

/**
 * The limits of a school that has none of its own. A page asks for some hundred names at most and a phone that wakes up for a few hundred at once, far
 * less than this; over a minute hardly any device asks more than ten a second.
 */
export const usualLimits: Limits = { queriesPerSecond: 100, burst: 600, unlimited: ['infrastructure'] }
