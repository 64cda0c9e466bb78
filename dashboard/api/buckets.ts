import type { Clock } from '../../src/time/clock.ts'

/** Bounds what strangers can make us remember. */
const KEYS_AT_MOST = 10_000

/** How often each may: so many at once, and again so many a second. In memory only. */
export class Buckets {
  readonly #clock: Clock
  readonly #burst: number
  readonly #perSecond: number
  readonly #of = new Map<string, { left: number; at: number }>()

  constructor(clock: Clock, burst: number, perSecond: number) {
    this.#clock = clock
    this.#burst = burst
    this.#perSecond = perSecond
  }

  /** Takes one out. Returns how many seconds to wait; 0 where it was there. */
  take(key: string): number {
    const bucket = this.#filled(key)
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) / this.#perSecond)
    bucket.left -= 1
    return 0
  }

  /** Whether there is one left; takes nothing. */
  has(key: string): boolean {
    return !this.#of.has(key) || this.#filled(key).left >= 1
  }

  #filled(key: string): { left: number; at: number } {
    const now = this.#clock()
    const bucket = this.#of.get(key) ?? { left: this.#burst, at: now }
    const refill = (Math.max(0, now - bucket.at) / 1000) * this.#perSecond
    bucket.left = Math.min(this.#burst, bucket.left + refill)
    bucket.at = now
    // To the back: the one that was used longest ago is forgotten first.
    this.#of.delete(key)
    this.#of.set(key, bucket)
    if (this.#of.size > KEYS_AT_MOST) this.#of.delete(this.#of.keys().next().value!)
    return bucket
  }
}
