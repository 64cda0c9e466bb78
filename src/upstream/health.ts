/** Milliseconds: how long at least and at most until another is asked as well; what lateness and failure cost in rank; and how long one that fails again and again rests, doubling. */
const LATE = { least: 100, most: 400 }
const COST = { late: 200, failure: 500 }
const REST = { first: 1_000, most: 30_000 }

/** Failures in a row from which on an upstream rests: one may be a lost datagram. */
const RESTS_AFTER = 2

/** How fast a measurement that is not renewed is forgotten, with each question that another was asked. */
const FADES = 0.98

/** What is known of one upstream: how quick it was of late (as TCP estimates it, RFC 6298 section 2), and whether it answers at all. */
export class Health {
  /** Milliseconds that an answer takes, smoothed, and how far it strays from that; undefined before the first. */
  #usual: number | undefined
  #strays = 0
  #failures = 0
  #restsUntil = 0
  /** What the next is chosen by: the least. */
  rank: number

  /** `place` in the settings decides who is asked first, as long as nothing is known. */
  constructor(place: number) {
    this.rank = place / 1_000
  }

  /** Whether it is thought to answer. */
  get isWell(): boolean {
    return this.#failures < RESTS_AFTER
  }

  get restsUntil(): number {
    return this.#restsUntil
  }

  /** Milliseconds after which an answer is late: what nearly all take, within bounds. */
  get lateAfter(): number {
    if (this.#usual === undefined) return LATE.most
    return Math.min(LATE.most, Math.max(LATE.least, this.#usual + 4 * this.#strays))
  }

  /** It answered after so many milliseconds. */
  answered(took: number): void {
    this.#failures = 0
    this.#restsUntil = 0
    if (this.#usual === undefined) {
      this.#usual = took
      this.#strays = took / 2
    } else {
      this.#strays += (Math.abs(took - this.#usual) - this.#strays) / 4
      // One that was not asked for long and proves quicker than it is remembered is asked again at once.
      const before = took < this.rank ? Math.min(this.rank, this.#usual) : this.#usual
      this.#usual = before + (took - before) / 8
    }
    this.rank = this.#usual
  }

  /** Nothing came yet, and another is asked as well: those that follow need not wait to see what comes of it. */
  late(): void {
    this.rank += COST.late
  }

  failed(now: number): void {
    this.#failures += 1
    this.rank += COST.failure
    if (!this.isWell) this.rest(now)
  }

  /** It is not asked in earnest for a while. */
  rest(now: number): void {
    this.#restsUntil = now + Math.min(REST.most, REST.first * 2 ** (this.#failures - RESTS_AFTER))
  }

  /** Another was asked: what is known of this one is older by that, and in the end it has a turn again. */
  fade(): void {
    this.rank *= FADES
  }
}
