import { rcode } from '../dns/codes.ts'
import type { Upstream, UpstreamFailure } from './upstream.ts'

/** Milliseconds an upstream that failed is asked last. */
const REST = 10_000

interface Known {
  readonly upstream: Upstream
  restUntil: number
}

/** Several upstreams, in the school's order: the first that is not resting is asked, the next one after a failure, a resting one when all have failed. */
export class Failover {
  readonly #known: readonly Known[]
  readonly #ticks: () => number

  /** `ticks` is a clock that only goes forward, in milliseconds. */
  constructor(upstreams: readonly Upstream[], ticks: () => number) {
    this.#known = upstreams.map((upstream) => ({ upstream, restUntil: 0 }))
    this.#ticks = ticks
  }

  /** Whether any upstream is thought to answer. */
  get isUp(): boolean {
    return this.#known.some(({ restUntil }) => restUntil <= this.#ticks())
  }

  /** The first good answer; SERVFAIL and REFUSED are one upstream's trouble and are given on only when no other does better. */
  async exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    let worst: Uint8Array | UpstreamFailure = 'unreachable'
    const order = this.#order()
    for (const [turn, known] of [...order, ...order].entries()) {
      // A second turn is for lost datagrams only: who is unreachable is so still, and who refused has answered.
      if (turn >= order.length && worst !== 'timeout') break
      const answer = await known.upstream.exchange(query, question)
      if (typeof answer === 'string') {
        known.restUntil = this.#ticks() + REST
        if (typeof worst === 'string') worst = answer
        continue
      }
      known.restUntil = 0
      const code = answer[3]! & 15
      if (code !== rcode.SERVFAIL && code !== rcode.REFUSED) return answer
      worst = answer
    }
    return worst
  }

  close(): void {
    for (const { upstream } of this.#known) upstream.close()
  }

  #order(): readonly Known[] {
    const now = this.#ticks()
    const rested = this.#known.filter(({ restUntil }) => restUntil <= now)
    const resting = this.#known.filter(({ restUntil }) => restUntil > now)
    return [...rested, ...resting]
  }
}
