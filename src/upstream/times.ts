import type { UpstreamTimes } from '../link.ts'

/** Milliseconds: from one in the building to one that is nearly given up on. */
const BOUNDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000] as const

/** How long one upstream takes, counted for whoever watches the box. Not on the way of an answer from the cache. */
export class Times {
  readonly #within = BOUNDS.map(() => 0)
  #answered = 0
  #failed = 0
  #milliseconds = 0

  /** It answered after so many milliseconds. */
  answered(took: number): void {
    this.#answered += 1
    this.#milliseconds += took
    const place = BOUNDS.findIndex((bound) => took <= bound)
    if (place >= 0) this.#within[place]! += 1
  }

  failed(): void {
    this.#failed += 1
  }

  /** What was counted so far of this upstream; each bound counts all that took no longer. */
  told(upstream: Pick<UpstreamTimes, 'place' | 'address' | 'isWell'>): UpstreamTimes {
    let sum = 0
    const within = BOUNDS.map((bound, i) => {
      sum += this.#within[i]!
      return [bound, sum] as const
    })
    return { ...upstream, answered: this.#answered, failed: this.#failed, milliseconds: this.#milliseconds, within }
  }
}

/** What several threads counted of the same upstreams, together. */
export function timesTogether(a: readonly UpstreamTimes[], b: readonly UpstreamTimes[]): readonly UpstreamTimes[] {
  const longer = a.length >= b.length ? a : b
  return longer.map(({ place }) => {
    const both = [...a, ...b].filter((each) => each.place === place)
    return both.reduce((one, other) => ({
      ...{ place, address: one.address },
      // One that a thread gets no answer from does not answer that thread's devices.
      isWell: one.isWell && other.isWell,
      answered: one.answered + other.answered,
      failed: one.failed + other.failed,
      milliseconds: one.milliseconds + other.milliseconds,
      within: one.within.map(([bound, count], i) => [bound, count + (other.within[i]?.[1] ?? 0)] as const),
    }))
  })
}
