import { lowered } from '../dns/labels.ts'
import type { Query } from '../dns/scan.ts'

/** Most names of which a rate is known, for one class or group. */
const MOST_NAMES = 400

/** How often a class's devices are refused names when they are on no page that was opened for them: in what share of the minutes in which they ask at all. */
export class UsualRate {
  #minutes = 0
  readonly #names = new Map<
    number,
    { readonly name: Uint8Array; minutes: number; minute: number; readonly by: Set<number> }
  >()

  /** Counts a minute of a device in which it asked something. */
  minute(): void {
    this.#minutes += 1
  }

  /** Counts that a device was refused the name in this minute; the second time in it says nothing new. */
  refused(packet: Uint8Array, query: Query, device: number, minute: number): void {
    const key = hashOf(query)
    let seen = this.#names.get(key)
    if (seen === undefined) {
      if (this.#names.size >= MOST_NAMES) return
      seen = { name: nameIn(packet, query), minutes: 0, minute, by: new Set() }
      this.#names.set(key, seen)
    }
    if (!isSameName(seen.name, packet, query)) return
    if (seen.minute !== minute) seen.by.clear()
    seen.minute = minute
    if (seen.by.has(device)) return
    seen.by.add(device)
    seen.minutes += 1
  }

  /** The share of minutes with this name, 0 to 1; 0 where nothing is known of it. */
  of(key: number): number {
    return this.#minutes === 0 ? 0 : Math.min(1, (this.#names.get(key)?.minutes ?? 0) / this.#minutes)
  }

  /** Lets what was long ago count for half, and what was longer ago for nothing. */
  fade(): void {
    this.#minutes /= 2
    for (const [key, seen] of this.#names) {
      seen.minutes /= 2
      if (seen.minutes < 0.5) this.#names.delete(key)
    }
  }
}

/** A number for the query's name; two names may share one, so {@link isSameName} is asked too. */
export const hashOf = ({ name }: Query): number => (name.count === 0 ? 0 : name.hash[0]!)

/** The query's name in wire form and lower case, a copy. */
export const nameIn = (packet: Uint8Array, { name }: Query): Uint8Array =>
  packet.slice(12, name.end).map((octet) => lowered[octet]!)

/** Whether the query is for this name, which is in lower case. */
export function isSameName(name: Uint8Array, packet: Uint8Array, query: Query): boolean {
  if (name.length !== query.name.end - 12) return false
  for (let i = 0; i < name.length; i += 1) if (name[i] !== lowered[packet[12 + i]!]) return false
  return true
}
