import type { Warning } from './notices.ts'

/** So many in a minute are no accident: what is late or comes twice is not among them. */
const MANY = 100
/** Milliseconds: what is counted together, and how long people are told. */
const COUNTED_OVER = 60_000
const TOLD_FOR = 3600_000

interface Moment {
  readonly count: number
  readonly at: number
}

/** Says when somebody seems to guess at answers of the upstreams: a flood of them that are not theirs (RFC 5452 section 9). */
export class Forgeries {
  #from: Moment | undefined
  /** How many there were within a minute, the last time that they were many. */
  #many: Moment | undefined

  /** Takes how many there were since the resolver started. */
  heard(count: number, at: number): void {
    const from = this.#from
    if (from === undefined || count < from.count || at < from.at) {
      this.#from = { count, at }
      return
    }
    const more = count - from.count
    if (more >= MANY) this.#many = { count: more, at }
    if (more >= MANY || at - from.at >= COUNTED_OVER) this.#from = { count, at }
  }

  warnings(now: number): readonly Warning[] {
    if (this.#many === undefined || Math.abs(now - this.#many.at) >= TOLD_FOR) return []
    return [{ problem: 'forged-answers', detail: String(this.#many.count) }]
  }
}
