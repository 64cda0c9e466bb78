import type { KindOfTime } from '../time/calendar.ts'
import { kindOfTime, nextBell } from '../time/calendar.ts'
import type { SchoolZone } from '../time/school-time.ts'
import { following } from './following.ts'
import type { Client, Policy } from './policy.ts'

/** From an instant up to the next bell: all of one kind to everyone who follows the same timetables and special days. */
export interface Stretch {
  readonly kind: KindOfTime
  readonly from: number
  /** May be early, never late. */
  readonly bell: number
}

/** The stretch that each client is in. Clients that follow the same share one, so a bell is worked out once for all their classes. */
export class Bells {
  readonly #policy: Policy
  readonly #zone: SchoolZone
  /** The last two of each: the next is asked for while the present one still holds. */
  readonly #stretches = new Map<string, readonly Stretch[]>()

  constructor(policy: Policy, zone: SchoolZone) {
    this.#policy = policy
    this.#zone = zone
  }

  /** The stretch that `now` lies in. */
  of(client: Client, now: number): Stretch {
    const follows = following(this.#policy, client)
    const special = follows.calendar.entries.flatMap(({ classes = [] }) => classes)
    const key = JSON.stringify([
      follows.timetables.map((timetable) => timetable?.id ?? ''),
      client.classes.filter((id) => special.includes(id)).sort(),
    ])
    const known = this.#stretches.get(key) ?? []
    const held = known.find(({ from, bell }) => from <= now && now < bell)
    if (held) return held
    const stretch = {
      kind: kindOfTime(follows, this.#zone, this.#zone.at(now)),
      from: now,
      bell: nextBell(follows, this.#zone, now),
    }
    this.#stretches.set(key, [...known.slice(-1), stretch])
    return stretch
  }
}
