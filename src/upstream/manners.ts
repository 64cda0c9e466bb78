/** Milliseconds until an upstream that was found to lack something is tried with it again, and until one that never answered a query with EDNS is tried without. */
const AGAIN = { after: 3_600_000, suspectAfter: 300 }

/** Queries that were answered only without EDNS, until it is believed: any one with it may have been a lost datagram. */
const BELIEVED_AFTER = 3

/** Queries with EDNS in a row that were not answered, until one that knew it may have forgotten. */
const FORGOTTEN_AFTER = 10

/** What one server puts up with, as found out by asking: EDNS (RFC 6891), and a name in mixed letters that it gives back as they were. */
export class Manners {
  readonly #ticks: () => number
  #knowsEdns = false
  #silences = 0
  #answeredBare = 0
  /** Since when it has been asked with EDNS and never answered. */
  #silentSince: number | undefined
  #bareUntil = 0
  #turn = false
  #keepsLetters = false
  #plainUntil = 0

  /** `ticks` is a clock that only goes forward, in milliseconds. */
  constructor(ticks: () => number) {
    this.#ticks = ticks
  }

  /** Whether the next query goes with EDNS: in turn, where that never was answered and something may be dropping it. */
  asksWithEdns(): boolean {
    if (this.#knowsEdns) return true
    const now = this.#ticks()
    if (now < this.#bareUntil) return false
    this.#silentSince ??= now
    if (now - this.#silentSince < AGAIN.suspectAfter) return true
    this.#turn = !this.#turn
    return !this.#turn
  }

  tookEdns(): void {
    this.#knowsEdns = true
    this.#silences = 0
  }

  /** It did not answer a query with EDNS. */
  wasSilent(): void {
    this.#silences += 1
    if (this.#silences >= FORGOTTEN_AFTER) this.#knowsEdns = false
  }

  /** It answered a query without EDNS, after it said that it knows none, or was silent. */
  answeredBare(after: 'refusal' | 'silence'): void {
    if (this.#knowsEdns) return
    this.#answeredBare += 1
    if (after === 'silence' && this.#answeredBare < BELIEVED_AFTER) return
    this.#bareUntil = this.#ticks() + AGAIN.after
    this.#answeredBare = 0
    this.#silentSince = undefined
  }

  /** Whether it is asked in mixed letters. */
  get mixed(): boolean {
    return this.#ticks() >= this.#plainUntil
  }

  /** Whether it ever gave mixed letters back as they were. */
  get keepsLetters(): boolean {
    return this.#keepsLetters
  }

  gaveBackLetters(): void {
    this.#keepsLetters = true
  }

  changesLetters(): void {
    this.#keepsLetters = false
    this.#plainUntil = this.#ticks() + AGAIN.after
  }
}
