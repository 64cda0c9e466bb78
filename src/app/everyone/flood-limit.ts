import type { Clock } from '../../time/clock.ts'
import { networkOf } from '../people/sign-in-limit.ts'

const HOUR = 3600_000
/** Within an hour: of one address, and of all together. */
const MOST = { one: 5, all: 100 }
/** Bounds what strangers can make us remember. */
const ADDRESSES_AT_MOST = 10_000

/** Bounds how often strangers may write something down: by address, and in all. In memory only, and no longer than an hour. */
export class FloodLimit {
  readonly #clock: Clock
  readonly #of = new Map<string, number[]>()
  #all: number[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether one more is allowed; it counts from then on. */
  allows(address: string): boolean {
    const now = this.#clock()
    const recent = (times: readonly number[]) => times.filter((at) => now - at < HOUR)
    const key = networkOf(address)
    const one = recent(this.#of.get(key) ?? [])
    this.#all = recent(this.#all)
    if (one.length >= MOST.one || this.#all.length >= MOST.all) return false
    this.#all.push(now)
    this.#of.set(key, [...one, now])
    for (const [old, times] of this.#of) if (recent(times).length === 0) this.#of.delete(old)
    if (this.#of.size > ADDRESSES_AT_MOST) this.#of.delete(this.#of.keys().next().value!)
    return true
  }
}
