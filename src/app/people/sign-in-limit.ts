import ipaddr from 'ipaddr.js'
import type { Clock } from '../../time/clock.ts'

const WRONG_AT_MOST = 5
const WINDOW = 15 * 60_000
/** Bounds what strangers can make us remember. */
const KEYS_AT_MOST = 10_000
const TRUSTED_AT_MOST = 2000

/**
 * Counts wrong passwords per login and per address: five within 15 minutes are enough. Who signed in from an address before has a count of
 * their own there, so that pupils who type wrong passwords on purpose cannot keep teachers out.
 */
export class SignInLimit {
  readonly #clock: Clock
  readonly #wrong = new Map<string, number[]>()
  readonly #trusted = new Set<string>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether a try is allowed. It counts as wrong from now on, until {@link right}: many at once are no way around. */
  begin(login: string, from: string): boolean {
    const now = this.#clock()
    const keys = this.#keys(login, from)
    if (keys.some((key) => this.#recent(key, now).length >= WRONG_AT_MOST)) return false
    for (const key of keys) this.#wrong.set(key, [...this.#recent(key, now), now])
    if (this.#wrong.size > KEYS_AT_MOST) this.#forgetOld(now)
    return true
  }

  /** The password was right. */
  right(login: string, from: string): void {
    for (const key of this.#keys(login, from)) {
      // Of an address only this try: others who sign in there must not wipe out what a guesser did.
      const left = key.startsWith('from ') ? (this.#wrong.get(key) ?? []).slice(0, -1) : []
      if (left.length > 0) this.#wrong.set(key, left)
      else this.#wrong.delete(key)
    }
    this.#trusted.add(pair(login, from))
    if (this.#trusted.size > TRUSTED_AT_MOST) this.#trusted.delete(this.#trusted.values().next().value!)
  }

  #keys(login: string, from: string): readonly string[] {
    const both = pair(login, from)
    return this.#trusted.has(both) ? [both] : [`login ${login}`, `from ${networkOf(from)}`]
  }

  #recent(key: string, now: number): number[] {
    return (this.#wrong.get(key) ?? []).filter((at) => now - at < WINDOW)
  }

  #forgetOld(now: number): void {
    for (const key of this.#wrong.keys()) if (this.#recent(key, now).length === 0) this.#wrong.delete(key)
    for (const key of this.#wrong.keys()) {
      if (this.#wrong.size <= KEYS_AT_MOST) return
      this.#wrong.delete(key)
    }
  }
}

const pair = (login: string, from: string): string => `pair ${login} ${networkOf(from)}`

/** What stands for a device when its tries are counted: it has a whole /64 of IPv6 addresses to choose from. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv4' ? parsed.toString() : parsed.toByteArray().slice(0, 8).join('.')
}
