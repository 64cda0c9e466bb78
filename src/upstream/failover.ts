import type { UpstreamTimes } from '../link.ts'
import { Health } from './health.ts'
import type { Entrant } from './race.ts'
import { race } from './race.ts'
import { Times } from './times.ts'
import type { Tried, Upstream, UpstreamFailure, Upstreams } from './upstream.ts'

interface Known {
  readonly upstream: Upstream
  readonly health: Health
  readonly times: Times
}

/**
 * Several upstreams: the quickest of late is asked, the next as well when that one is late or fails. One that fails again and again is asked beside the
 * others now and then, with nobody waiting for it, until it answers.
 */
export class Failover implements Upstreams {
  readonly #known: readonly Known[]
  readonly #ticks: () => number
  #tell: ((tried: Tried) => void) | undefined

  /** `ticks` is a clock that only goes forward, in milliseconds. */
  constructor(upstreams: readonly Upstream[], ticks: () => number) {
    this.#known = upstreams.map((upstream, place) => ({ upstream, health: new Health(place), times: new Times() }))
    this.#ticks = ticks
  }

  get isUp(): boolean {
    return this.#known.some(({ health }) => health.isWell)
  }

  get forged(): number {
    return this.#known.reduce((sum, { upstream }) => sum + (upstream.forged ?? 0), 0)
  }

  isUpFor(): boolean {
    return this.isUp
  }

  exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    const { well, unwell } = this.#ranked()
    for (const { health } of well.slice(1)) health.fade()
    if (well.length > 0) this.#tryAgain(unwell, query, question)
    return race(
      [...well, ...unwell].map((known) => this.#entrant(known, query, question)),
      question,
    )
  }

  watch(tell: ((tried: Tried) => void) | undefined): void {
    this.#tell = tell
  }

  times(): readonly UpstreamTimes[] {
    return this.#known.map(({ upstream: { address }, health: { isWell }, times }, i) =>
      times.told({ place: i + 1, address, isWell }),
    )
  }

  close(): void {
    for (const { upstream } of this.#known) upstream.close()
  }

  #entrant(known: Known, query: Uint8Array, question: Uint8Array): Entrant {
    const { health } = known
    return {
      lateAfter: health.lateAfter,
      late: () => health.late(),
      ask: () => this.#ask(known, query, question),
    }
  }

  async #ask({ upstream, health, times }: Known, query: Uint8Array, question: Uint8Array) {
    const from = this.#ticks()
    const answer = await answerOf(upstream, query, question)
    const took = this.#ticks() - from
    if (typeof answer === 'string') {
      health.failed(this.#ticks())
      times.failed()
    } else {
      health.answered(took)
      times.answered(took)
    }
    this.#tell?.({
      question,
      address: upstream.address,
      milliseconds: Math.round((this.#ticks() - from) * 10) / 10,
      outcome: typeof answer === 'string' ? answer : `rcode ${answer[3]! & 15}`,
    })
    return answer
  }

  /** Asks those whose rest is over, beside the ones that are waited for. */
  #tryAgain(unwell: readonly Known[], query: Uint8Array, question: Uint8Array): void {
    const now = this.#ticks()
    for (const known of unwell) {
      if (known.health.restsUntil > now) continue
      known.health.rest(now)
      void this.#ask(known, query, question)
    }
  }

  #ranked(): { readonly well: readonly Known[]; readonly unwell: readonly Known[] } {
    const byRank = this.#known.toSorted((a, b) => a.health.rank - b.health.rank)
    return {
      well: byRank.filter(({ health }) => health.isWell),
      unwell: byRank.filter(({ health }) => !health.isWell),
    }
  }
}

/** A fault of ours in asking one server costs that server's answer, and nothing more. */
async function answerOf(upstream: Upstream, query: Uint8Array, question: Uint8Array) {
  try {
    return await upstream.exchange(query, question)
  } catch {
    return 'unreachable' as const
  }
}
