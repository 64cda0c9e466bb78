import { flag, type } from '../dns/codes.ts'
import { lowered, spread } from '../dns/labels.ts'
import type { Response } from '../dns/response.ts'
import type { Query } from '../dns/scan.ts'

/** An upstream's answer as it is kept: its bytes, and what we must know of them. */
export interface Stored {
  /** Good up to `response.end`; what stands behind it is no part of the answer. */
  readonly message: Uint8Array
  readonly response: Response
  /** Milliseconds on the cache's clock. */
  readonly storedAt: number
  readonly expires: number
}

/** One entry. Its key stands behind the message, in the same bytes: an array of its own would cost some 200 bytes more. */
class Kept implements Stored {
  readonly message: Uint8Array
  readonly response: Response
  readonly storedAt: number
  readonly expires: number
  readonly keyAt: number
  readonly hash: number
  readonly size: number
  visited = false
  /** The next one with the same hash. */
  next: Kept | undefined
  newer: Kept | undefined
  older: Kept | undefined

  constructor({ message, response, storedAt, expires }: Stored, key: Uint8Array, hash: number) {
    this.keyAt = message.length
    this.message = new Uint8Array(message.length + key.length)
    this.message.set(message)
    this.message.set(key, message.length)
    this.response = response
    this.storedAt = storedAt
    this.expires = expires
    this.hash = hash
    this.size = OVERHEAD + this.message.length + response.ttlsAt.length * 8
  }
}

/** Memory of one entry beside its bytes, measured: some ten small objects. */
const OVERHEAD = 900

/** With the DO and CD bits an upstream may answer differently, so they are part of the question here (RFC 4035 section 3.2). */
const keyFlags = (query: Query): number => (query.dnssecOk ? 1 : 0) | (query.flags & flag.CD ? 2 : 0)

/**
 * Upstream answers by question, below the policy: nobody's group is in a key, and a change of policy needs no flush. Bounded by bytes; evicts by
 * SIEVE (Zhang and others, NSDI 2024): a hand goes from the oldest entry to the newest, spares what was asked since it last came by, and takes the rest.
 */
export class Cache {
  readonly #limit: number
  readonly #entries = new Map<number, Kept>()
  #bytes = 0
  #count = 0
  #newest: Kept | undefined
  #oldest: Kept | undefined
  #hand: Kept | undefined

  /** `limit` is in bytes, overhead of the entries included. */
  constructor(limit: number) {
    this.#limit = limit
  }

  get bytes(): number {
    return this.#bytes
  }

  get count(): number {
    return this.#count
  }

  /** What is kept for the question of `packet`, expired or not. */
  get(packet: Uint8Array, query: Query): Stored | undefined {
    for (let kept = this.#entries.get(hashOf(query)); kept !== undefined; kept = kept.next) {
      if (matches(kept, packet, query)) {
        kept.visited = true
        return kept
      }
    }
    return undefined
  }

  /** Keeps an answer in place of an older one to the same question. */
  set(packet: Uint8Array, query: Query, stored: Stored): void {
    this.#drop(packet, query)
    const kept = new Kept(stored, keyOf(packet, query), hashOf(query))
    if (kept.size > this.#limit) return
    while (this.#bytes + kept.size > this.#limit) this.#evict()
    kept.next = this.#entries.get(kept.hash)
    kept.older = this.#newest
    if (this.#newest) this.#newest.newer = kept
    this.#newest = kept
    this.#oldest ??= kept
    this.#entries.set(kept.hash, kept)
    this.#bytes += kept.size
    this.#count += 1
  }

  #drop(packet: Uint8Array, query: Query): void {
    for (let kept = this.#entries.get(hashOf(query)); kept !== undefined; kept = kept.next) {
      if (matches(kept, packet, query)) {
        this.#remove(kept)
        return
      }
    }
  }

  #evict(): void {
    let kept = this.#hand ?? this.#oldest!
    while (kept.visited) {
      kept.visited = false
      kept = kept.newer ?? this.#oldest!
    }
    this.#hand = kept.newer
    this.#remove(kept)
  }

  #remove(kept: Kept): void {
    if (this.#hand === kept) this.#hand = kept.newer
    if (kept.newer) kept.newer.older = kept.older
    else this.#newest = kept.older
    if (kept.older) kept.older.newer = kept.newer
    else this.#oldest = kept.newer
    this.#unchain(kept)
    this.#bytes -= kept.size
    this.#count -= 1
  }

  #unchain(kept: Kept): void {
    const first = this.#entries.get(kept.hash)
    if (first === kept) {
      if (kept.next) this.#entries.set(kept.hash, kept.next)
      else this.#entries.delete(kept.hash)
      return
    }
    for (let before = first; before !== undefined; before = before.next) {
      if (before.next === kept) before.next = kept.next
    }
  }
}

/** A small integer, which V8 keeps in a map without a box. */
function hashOf(query: Query): number {
  const name = query.name.count === 0 ? 0 : query.name.hash[0]!
  return spread(name ^ (query.type * 0x9e3779b1) ^ (keyFlags(query) << 20)) >>> 2
}

/** The name in lower case, the type and the flags. The class is always IN. */
function keyOf(packet: Uint8Array, query: Query): Uint8Array {
  const length = query.name.end - 12
  const key = new Uint8Array(length + 3)
  for (let i = 0; i < length; i += 1) key[i] = lowered[packet[12 + i]!]!
  key[length] = query.type >> 8
  key[length + 1] = query.type
  key[length + 2] = keyFlags(query)
  return key
}

function matches({ message, keyAt }: Kept, packet: Uint8Array, query: Query): boolean {
  const length = query.name.end - 12
  const at = keyAt + length
  if (message.length !== at + 3) return false
  if (((message[at]! << 8) | message[at + 1]!) !== query.type || message[at + 2] !== keyFlags(query)) return false
  for (let i = 0; i < length; i += 1) if (message[keyAt + i] !== lowered[packet[12 + i]!]) return false
  return true
}

/** Types that are never asked of an upstream: transfers (RFC 5936), and those that mean nothing as a question. */
export function isMetaType(code: number): boolean {
  return code === type.AXFR || code === type.IXFR || (code >= 249 && code <= 254) || code === 0
}
