import type { Companions, ResolverTotals, Up } from '../link.ts'
import type { Clock } from '../time/clock.ts'
import { timesTogether } from '../upstream/times.ts'
import { GatheredDays } from './gathered-days.ts'

/** Milliseconds after which a thread that has not told its totals is thought to hang: then none are passed on, and the office hears silence. */
const HANGS_AFTER = 60_000

/** What is known of one thread. */
interface Told {
  readonly totals: ResolverTotals
  readonly at: number
}

/** Totals that add up. */
const sums = [
  'queries',
  'blocked',
  'cacheHits',
  'upstreamFailures',
  'turnedAway',
  'forgedAnswers',
  'malformed',
  'refused',
  'limited',
  'privateAnswers',
  'attemptsLost',
] as const satisfies readonly (keyof ResolverTotals)[]
/** And those that are of threads at work only. */
const live = ['cacheEntries', 'cacheBytes'] as const satisfies readonly (keyof ResolverTotals)[]

/** Makes of what several resolver threads tell what one would have told. Most messages add up by themselves; others replace earlier ones. */
export class Gathering<Thread> {
  readonly #clock: Clock
  readonly #totals = new Map<Thread, Told>()
  readonly #companions = new Map<Thread, readonly Companions[]>()
  /** Totals of threads that are gone: what was counted stays counted. */
  readonly #gone: ResolverTotals[] = []

  readonly #days: GatheredDays

  /** `run` tells this run of the program from others. */
  constructor(clock: Clock, run: string) {
    this.#clock = clock
    this.#days = new GatheredDays(run)
  }

  /** What to take in when a thread tells this; undefined where nothing. */
  of(thread: Thread, message: Up): Up | undefined {
    if (message.kind === 'totals') {
      this.#totals.set(thread, { totals: message.totals, at: this.#clock() })
      return this.#isOneSilent() ? undefined : { kind: 'totals', totals: this.#sum() }
    }
    if (message.kind === 'device-days') {
      const days = this.#days.of(message)
      return days.devices.length === 0 ? undefined : { kind: 'device-days', ...days }
    }
    if (message.kind !== 'companions') return message
    this.#companions.set(thread, message.companions)
    return { kind: 'companions', companions: merged([...this.#companions.values()].flat()) }
  }

  /** A thread has ended. */
  gone(thread: Thread): void {
    const told = this.#totals.get(thread)
    this.#totals.delete(thread)
    this.#companions.delete(thread)
    if (told === undefined) return
    const earlier = this.#gone.pop()
    this.#gone.push(earlier ? added(earlier, told.totals, sums) : told.totals)
  }

  #isOneSilent(): boolean {
    const now = this.#clock()
    return [...this.#totals.values()].some(({ at }) => Math.abs(now - at) > HANGS_AFTER)
  }

  #sum(): ResolverTotals {
    const all = [...this.#totals.values()].map(({ totals }) => totals)
    const now = all.reduce((a, b) => ({
      ...added(a, b, [...sums, ...live]),
      startedAt: Math.min(a.startedAt, b.startedAt),
      // A change holds when it holds everywhere.
      revision: Math.min(a.revision, b.revision),
      upstreamsUp: a.upstreamsUp || b.upstreamsUp,
      upstreams: timesTogether(a.upstreams ?? [], b.upstreams ?? []),
    }))
    return this.#gone.reduce((sum, gone) => added(sum, gone, sums), now)
  }
}

function added(a: ResolverTotals, b: ResolverTotals, keys: readonly (typeof sums | typeof live)[number][]) {
  return { ...a, ...Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) }
}

/** What each running act needs by one thread or another. */
function merged(told: readonly Companions[]): readonly Companions[] {
  return [...Map.groupBy(told, ({ act }) => act)].map(([act, some]) => {
    const names = new Map(some.flatMap(({ names }) => names).map((name) => [name.join(), name] as const))
    return { act, names: [...names.values()].slice(0, MOST_NAMES) }
  })
}

/** Most names that are offered for one act, as one thread has it. */
const MOST_NAMES = 10
