import type { Clock } from '../../time/clock.ts'
import { networkOf } from '../people/sign-in-limit.ts'

const HOUR = 3600_000
/** Within an hour: of one address or device, and of all together. */
const MOST = { one: 5, all: 100 }
/** Bounds what strangers can make us remember. */
const ADDRESSES_AT_MOST = 10_000

/**
 * Bounds how often people who do not sign in may write something down: each, and in all. Devices that the school knows have their own bound in all, so that
 * somebody with many addresses keeps them out no longer. In memory only, and no longer than an hour.
 */
export class FloodLimit {
  readonly #clock: Clock
  readonly #of = new Map<string, number[]>()
  #all: Record<'known' | 'strangers', readonly number[]> = { known: [], strangers: [] }

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether one more is allowed, from an address or from a device that is known; it counts from then on. */
  allows(address: string, device?: string): boolean {
    const now = this.#clock()
    const recent = (times: readonly number[]) => times.filter((at) => now - at < HOUR)
    const [whose, key] =
      device === undefined ? (['strangers', networkOf(address)] as const) : (['known', device] as const)
    const one = recent(this.#of.get(key) ?? [])
    const all = recent(this.#all[whose])
    if (one.length >= MOST.one || all.length >= MOST.all) return false
    this.#all[whose] = [...all, now]
    this.#of.set(key, [...one, now])
    for (const [old, times] of this.#of) if (recent(times).length === 0) this.#of.delete(old)
    if (this.#of.size > ADDRESSES_AT_MOST) this.#of.delete(this.#of.keys().next().value!)
    return true
  }
}
