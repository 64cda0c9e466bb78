import type { Limits } from '../policy/limits.ts'

/** Milliseconds: an instant of today is exact to some ten-thousandths of one. */
const ROUNDING = 0.01

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
    let full = fullAt[device]!
    // Full by now; or the clock was put back, and what it said then means nothing.
    if (full < now || full > now + this.#ahead) full = now
    if (full + this.#each > now + this.#ahead) return true
    fullAt[device] = full + this.#each
    return false
  }

  /** Every bucket is full again: the numbers are given out anew. */
  forget(): void {
    this.#udp.fill(0)
    this.#tcp.fill(0)
  }
}
