import { flag, type } from '../dns/codes.ts'
import { lowered, spread } from '../dns/labels.ts'
import type { Query } from '../dns/scan.ts'
import { Block, GONE, MOST_HITS, Stored, VISITED } from './stored.ts'

/** An entry begins here at the earliest: 0 stands for none. */
const FIRST = 8
/** Bytes of the ring for each place of the index. */
const BYTES_A_PLACE = 256
/**
 * Most entries in one place of the index, where there is usually one. Whoever makes up names that share a hash could else have each look-up go past
 * thousands: names with one FNV hash are soon found, and only in which places other hashes come together is not foreseen (`SEED`).
 */
const MOST_IN_A_PLACE = 32
/** Most entries that one new answer makes us spare: what was asked for since it was kept goes round once more. */
const MOST_SPARED = 32

/**
 * Upstream answers by question, below the policy: nobody's group is in a key, and a change of policy needs no flush. They lie in one ring of bytes, the
 * newest at its head. Where there is no room the oldest goes, unless it was asked for since it was last passed: then it begins anew at the head
 * (second chance, Corbató 1968; "lazy promotion", Yang and others, HotOS 2023).
 */
export class Cache {
  readonly #ring: Block
  readonly #end: number
  readonly #index: Uint32Array
  readonly #mask: number
  readonly #cursor: Stored
  readonly #other: Stored
  readonly #walker: Stored
  #head = FIRST
  #tail = FIRST
  #used = 0
  #count = 0
  /** Where a walk is, and how many bytes it has still to go. */
  #walkAt = FIRST
  #walkLeft = 0
  /** How many answers were kept since the start. */
  changes = 0

  /** `limit` is in bytes, all told but for an index of a sixty-fourth. */
  constructor(limit: number) {
    this.#end = Math.max(FIRST, limit & ~7)
    this.#ring = new Block(this.#end)
    const places = 2 ** Math.ceil(Math.log2(Math.max(2, limit / BYTES_A_PLACE)))
    this.#index = new Uint32Array(places)
    this.#mask = places - 1
    this.#cursor = new Stored(this.#ring, 0)
    this.#other = new Stored(this.#ring, 0)
    this.#walker = new Stored(this.#ring, 0)
  }

  /** Bytes in use. */
  get bytes(): number {
    return this.#used
  }

  get count(): number {
    return this.#count
  }

  /** What is kept for the question of `packet`, expired or not; good until the cache is asked again. */
  find(packet: Uint8Array, query: Query): Stored | undefined {
    return this.#find(hashOf(query), packet, query)
  }

  /** Notes that what was found serves: it stays longer, and is popular sooner. */
  use(kept: Stored): void {
    kept.mark = VISITED
    const { hits } = kept
    if (hits < MOST_HITS) kept.hits = hits + 1
  }

  /** Keeps a copy of an answer in place of an older one to the same question, which is that of `packet`. */
  set(packet: Uint8Array, query: Query, stored: Stored): void {
    const old = this.#find(stored.hash, packet, query)
    if (old) this.#forget(old)
    const { size } = stored
    if (size > this.#end - FIRST) return
    const at = this.#place(size)
    this.#ring.bytes.set(stored.block.bytes.subarray(stored.at, stored.at + size), at)
    this.#chain(at, 0)
    this.#count += 1
    this.changes += 1
    this.#cut(stored.hash & this.#mask)
  }

  /** Forgets all that is kept. */
  clear(): void {
    this.#index.fill(0)
    this.#head = FIRST
    this.#tail = FIRST
    this.#used = 0
    this.#count = 0
    this.#walkLeft = 0
    this.changes += 1
  }

  /** Begins to go past all that is kept now, the oldest first; the cache may be used between the steps. There is one walk at a time. */
  walk(): void {
    this.#walkAt = this.#tail
    this.#walkLeft = this.#used
  }

  /** The next entry of the walk, good until the cache is used again; undefined at the end. What was evicted meanwhile is passed over. */
  walkOn(): Stored | undefined {
    const walker = this.#walker
    while (this.#walkLeft > 0) {
      walker.at = this.#walkAt
      this.#stepWalk(walker.size)
      if ((walker.mark & GONE) === 0) return walker
    }
    return undefined
  }

  #stepWalk(size: number): void {
    this.#walkAt += size
    this.#walkLeft -= size
    if (this.#walkAt >= this.#end) this.#walkAt = FIRST
  }

  #find(hash: number, packet: Uint8Array, query: Query): Stored | undefined {
    const cursor = this.#cursor
    for (let at = this.#index[hash & this.#mask]!; at !== 0; at = cursor.next) {
      cursor.at = at
      if (cursor.hash === hash && matches(cursor, packet, query)) return cursor
    }
    return undefined
  }

  /** Makes room at the head; returns where it begins. */
  #place(size: number): number {
    let spared = 0
    while (!this.#isFree(size)) {
      this.#evict(spared < MOST_SPARED)
      spared += 1
    }
    return this.#take(size)
  }

  #isFree(size: number): boolean {
    const rest = this.#end - this.#head
    return this.#end - FIRST - this.#used >= (size <= rest ? size : rest + size)
  }

  /** The next `size` bytes at the head, which are free. */
  #take(size: number): number {
    const rest = this.#end - this.#head
    if (size > rest) {
      // What is left before the end of the ring is too little: it counts as an entry that is gone.
      if (rest > 0) this.#ring.words[this.#head >> 2] = rest | GONE
      this.#used += rest
      this.#head = FIRST
    }
    const at = this.#head
    this.#head += size
    this.#used += size
    return at
  }

  /** Takes the oldest entry out, or puts it at the head. */
  #evict(maySpare: boolean): void {
    const oldest = this.#cursor
    oldest.at = this.#tail
    const { size, mark } = oldest
    if (this.#walkLeft > 0 && this.#walkAt === this.#tail) this.#stepWalk(size)
    this.#tail += size
    if (this.#tail >= this.#end) this.#tail = FIRST
    this.#used -= size
    if (mark & GONE) return
    this.#unchain(oldest)
    if (maySpare && mark & VISITED && this.#isFree(size)) {
      const from = oldest.at
      const at = this.#take(size)
      this.#ring.bytes.copyWithin(at, from, from + size)
      this.#chain(at, 0)
    } else this.#count -= 1
  }

  #forget(kept: Stored): void {
    this.#unchain(kept)
    kept.mark = GONE
    this.#count -= 1
  }

  #chain(at: number, mark: number): void {
    const entry = this.#other
    entry.at = at
    entry.mark = mark
    const place = entry.hash & this.#mask
    entry.next = this.#index[place]!
    this.#index[place] = at
  }

  /** Lets go of what was put into a place before the last so many. */
  #cut(place: number): void {
    const [entry, next] = [this.#other, this.#cursor]
    entry.at = this.#index[place]!
    for (let left = MOST_IN_A_PLACE - 1; left > 0; left -= 1) {
      if (entry.next === 0) return
      entry.at = entry.next
    }
    while (entry.next !== 0) {
      next.at = entry.next
      entry.next = next.next
      next.mark = GONE
      this.#count -= 1
    }
  }

  #unchain(kept: Stored): void {
    const place = kept.hash & this.#mask
    const before = this.#other
    if (this.#index[place] === kept.at) {
      this.#index[place] = kept.next
      return
    }
    before.at = this.#index[place]!
    while (before.next !== kept.at) before.at = before.next
    before.next = kept.next
  }
}

/** With the DO and CD bits an upstream may answer differently, so they are part of the question here (RFC 4035 section 3.2). */
const keyFlags = (query: Query): number => (query.dnssecOk ? 1 : 0) | (query.flags & flag.CD ? 2 : 0)

/** New with each start. */
const SEED = crypto.getRandomValues(new Uint32Array(1))[0]!

/** The hash of a question: name, type, DO and CD. Another one in each thread and after each start. */
export function hashOf(query: Query): number {
  const name = query.name.count === 0 ? 0 : query.name.hash[0]!
  return spread(name ^ SEED ^ (query.type * 0x9e3779b1) ^ (keyFlags(query) << 20))
}

/** The name in lower case, the type and the flags. The class is always IN. */
export function keyOf(packet: Uint8Array, query: Query): Uint8Array {
  const length = query.name.end - 12
  const key = new Uint8Array(length + 3)
  for (let i = 0; i < length; i += 1) key[i] = lowered[packet[12 + i]!]!
  key[length] = query.type >> 8
  key[length + 1] = query.type
  key[length + 2] = keyFlags(query)
  return key
}

function matches({ block, keyAt, keyLength }: Stored, packet: Uint8Array, query: Query): boolean {
  const length = query.name.end - 12
  if (keyLength !== length + 3) return false
  const { bytes } = block
  const at = keyAt + length
  if (((bytes[at]! << 8) | bytes[at + 1]!) !== query.type || bytes[at + 2] !== keyFlags(query)) return false
  for (let i = 0; i < length; i += 1) if (bytes[keyAt + i] !== lowered[packet[12 + i]!]) return false
  return true
}

/** Types that are never asked of an upstream: transfers (RFC 5936), and those that mean nothing as a question. */
export function isMetaType(code: number): boolean {
  return code === type.AXFR || code === type.IXFR || (code >= 249 && code <= 254) || code === 0
}
