import { Bells } from './bells.ts'
import { Combinations } from './combinations.ts'
import type { Entry } from './compile.ts'
import { View } from './compile.ts'
import type { Client } from './policy.ts'
import type { Sources } from './sources.ts'

/** The views in use: clients with the same group, classes and acts share one, and each is made anew at its edge. */
export class Views {
  readonly #sources: Sources
  readonly #bells: Bells
  readonly #combinations: Combinations
  readonly #views = new Map<string, View>()
  /** What each will be replaced with at its edge, where that is made already. */
  readonly #next = new Map<string, View>()
  #retired: View[] = []

  constructor(sources: Sources) {
    this.#sources = sources
    this.#bells = new Bells(sources.policy, sources.zone)
    this.#combinations = new Combinations(sources)
  }

  /** The number of what the three indexes have of a name, by which each view decides: {@link Combinations.numberOf}. */
  numberOf(catalogue: number, exact: boolean, lists: number, sites: number): number {
    return this.#combinations.numberOf(catalogue, exact, lists, sites)
  }

  /** The view of a client that holds at `now`. */
  of(client: Client, now: number): View {
    const key = this.#keyOf(client)
    const view = this.#views.get(key)
    if (view !== undefined && now < view.edge) return view
    if (view) this.#retired.push(view)
    const next = this.#next.get(key)
    const fresh = next?.holds(now) ? next : this.#make(client, now)
    this.#views.set(key, fresh)
    return fresh
  }

  /** Makes at most so many of the views that follow on those in use, of which the edge lies between `now` and `until`. Returns whether some are left. */
  makeAhead(now: number, until: number, most: number): boolean {
    let left = most
    for (const [key, { client, edge }] of this.#views) {
      if (edge <= now || edge > until || this.#next.get(key)?.from === edge) continue
      if (left === 0) return true
      this.#next.set(key, this.#make(client, edge))
      left -= 1
    }
    return false
  }

  #make(client: Client, from: number): View {
    return new View(this.#sources, this.#combinations, client, from, this.#bells.of(client, from))
  }

  /** Calls back with every entry that was used since the last time, and sets its hits to zero. */
  gather(onEntry: (view: View, entry: Entry) => void): void {
    for (const view of [...this.#retired, ...this.#views.values()]) {
      view.each((entry) => {
        if (entry.hits > 0) onEntry(view, entry)
        entry.hits = 0
      })
    }
    this.#retired = []
  }

  /** A device stands by itself only while an act is about it. */
  #keyOf({ group, classes, device, exempt, recorded }: Client): string {
    const { exclusions, openings, grants } = this.#sources.acts
    const ofItsOwn =
      device !== undefined &&
      (exclusions.some((act) => act.device === device) ||
        openings.some((act) => act.device === device) ||
        grants.some(({ audience }) => audience.kind === 'device' && audience.id === device))
    return JSON.stringify([group, [...classes].sort(), exempt === true, recorded === true, ofItsOwn ? device : ''])
  }
}
