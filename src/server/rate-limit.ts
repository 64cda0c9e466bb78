import type { Limits } from '../policy/limits.ts'

/** Milliseconds: an instant of today is exact to some ten-thousandths of one. */
const ROUNDING = 0.01

/** Milliseconds that one error to who may never have asked takes up, and that they may be ahead: 500 a second, 1,000 at once. */
const ERRORS = { each: 2, ahead: 2_000 + ROUNDING }

/**
 * How many questions each device may ask: a bucket for each, that fills at a steady rate and holds a burst, kept as the moment at which it will be full
 * again (the "virtual scheduling" of GCRA). One device's flood is nobody else's affair. UDP and TCP have a bucket each, so that who is sent from the
 * one to the other is answered there.
 */
export class RateLimit {
  readonly #udp: Float64Array
  readonly #tcp: Float64Array
  /** Milliseconds that one question takes up, and that a burst may be ahead. */
  #each = 0
  #ahead = 0
  #errors = 0

  /** `devices` is the number of devices that are told apart. */
  constructor(devices: number) {
    this.#udp = new Float64Array(devices)
    this.#tcp = new Float64Array(devices)
  }

  /** Holds to these limits from now on. */
  set({ queriesPerSecond, burst }: Pick<Limits, 'queriesPerSecond' | 'burst'>): void {
    this.#each = 1000 / queriesPerSecond
    this.#ahead = burst * this.#each + ROUNDING
  }

  /** Takes one question out of a device's bucket; whether there was none left. */
  isOver(device: number, transport: 'udp' | 'tcp', now: number): boolean {
    const fullAt = transport === 'udp' ? this.#udp : this.#tcp
    const full = taken(fullAt[device]!, now, this.#each, this.#ahead)
    if (full === undefined) return true
    fullAt[device] = full
    return false
  }

  /** Takes one error out of the bucket of all that is told to who is nobody's device, or sent no query: sent by a forger, these go to somebody else. */
  isMirror(now: number): boolean {
    const full = taken(this.#errors, now, ERRORS.each, ERRORS.ahead)
    if (full === undefined) return true
    this.#errors = full
    return false
  }

  /** Every bucket is full again: the numbers are given out anew. */
  forget(): void {
    this.#udp.fill(0)
    this.#tcp.fill(0)
  }
}

/** When a bucket will be full again once one is taken out; undefined where there is none left. */
function taken(fullAt: number, now: number, each: number, ahead: number): number | undefined {
  // Full by now; or the clock was put back, and what it said then means nothing.
  const full = fullAt < now || fullAt > now + ahead ? now : fullAt
  return full + each > now + ahead ? undefined : full + each
}
