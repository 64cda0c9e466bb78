import { randomBytes } from 'node:crypto'
import { OPTION_COOKIE, rcode } from '../dns/codes.ts'
import { COOKIE, optOf } from '../dns/cookie.ts'
import { writeWord } from '../dns/reply.ts'

/** Milliseconds until a server that knows no cookies is tried with one again. */
const AGAIN_AFTER = 3_600_000

/** Queries with a cookie in a row that were not answered: so many until one that never knew cookies is taken to drop them, and one that did to have forgotten. */
const SILENCES = { unknown: 3, known: 10 }

/** What an answer's cookie tells of it: nothing amiss; made by somebody who does not know ours; or that a cookie was due and is not there. */
export type Baked = 'fine' | 'forged' | 'cookie'

/**
 * The cookies of one server (RFC 7873 section 5.1): ours for it, and what it gave us. A server gets one once it has answered with EDNS; one that does not
 * give one back is left alone for an hour.
 */
export class CookieJar {
  readonly #ticks: () => number
  #ours = new Uint8Array(0)
  #theirs: Uint8Array | undefined
  /** Our address that it sees: another gets another cookie, so that nobody can tell that we are the same (RFC 9018 section 3). */
  #local = ''
  #speaksEdns = false
  #offUntil = 0
  #silences = 0

  /** `ticks` is a clock that only goes forward, in milliseconds. */
  constructor(ticks: () => number) {
    this.#ticks = ticks
  }

  /** What to send from an address of ours: our cookie, and the server's behind it where we have it; undefined where it gets none. */
  offer(local: string): Uint8Array | undefined {
    if (!this.#speaksEdns || this.#ticks() < this.#offUntil) return undefined
    if (local !== this.#local) {
      this.#local = local
      this.#ours = new Uint8Array(randomBytes(COOKIE.client))
      this.#theirs = undefined
    }
    return Uint8Array.from([...this.#ours, ...(this.#theirs ?? [])])
  }

  /** Looks at the answer to a query that was sent with `sent`, and keeps the server's cookie (section 5.3). */
  judge(message: Uint8Array, sent: Uint8Array | undefined): Baked {
    const said = optOf(message)
    if (sent === undefined) {
      if (said) this.#speaksEdns = true
      return 'fine'
    }
    const cookie = said?.cookie
    if (cookie === undefined) return this.#without(message[3]! & 15)
    for (let i = 0; i < COOKIE.client; i += 1) if (cookie[i] !== sent[i]) return 'forged'
    const length = cookie.length - COOKIE.client
    // Some servers give back any option as it was.
    if (length === 0) return this.#without(rcode.NOERROR)
    if (length < COOKIE.least || length > COOKIE.most) return 'forged'
    this.#silences = 0
    if (sent.every((byte, i) => i >= COOKIE.client || byte === this.#ours[i]))
      this.#theirs = cookie.slice(COOKIE.client)
    return 'fine'
  }

  /** A query with a cookie was not answered. */
  wasSilent(): void {
    this.#silences += 1
    if (this.#silences >= (this.#theirs ? SILENCES.known : SILENCES.unknown)) this.setAside()
  }

  /** It gets no cookies for an hour, and owes us none. Returns false where that was so already. */
  setAside(): boolean {
    const was = this.#speaksEdns && this.#ticks() >= this.#offUntil
    this.#offUntil = this.#ticks() + AGAIN_AFTER
    this.#theirs = undefined
    this.#silences = 0
    return was
  }

  #without(code: number): Baked {
    if (this.#theirs) return 'cookie'
    // What it could not read is sent again without a cookie first, and that sets them aside.
    if (code !== rcode.FORMERR && code !== rcode.NOTIMP) this.setAside()
    return 'fine'
  }
}

/** A query with a cookie in its OPT record, which is its last record and has no options yet; a copy. */
export function withCookie(query: Uint8Array, cookie: Uint8Array): Uint8Array {
  const longer = new Uint8Array(query.length + 4 + cookie.length)
  longer.set(query)
  writeWord(longer, query.length - 2, 4 + cookie.length)
  longer.set(cookie, writeWord(longer, writeWord(longer, query.length, OPTION_COOKIE), cookie.length))
  return longer
}
