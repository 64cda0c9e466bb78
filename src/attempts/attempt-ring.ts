import { lowered } from '../dns/labels.ts'
import type { Query } from '../dns/scan.ts'
import type { AttemptCause } from '../link.ts'

/** No row. */
export const NONE = -1

/** Rows and bytes of names that there is room for at first, and at most; powers of two, but for the most rows. */
const ROOM = { rows: 4_096, mostRows: 200_000, names: 1 << 17, mostNames: 1 << 24 }

/** What is known of each row, by its slot. */
class Columns {
  readonly first: Float64Array
  readonly last: Float64Array
  readonly count: Uint32Array
  /** When it was last handed over; 0 before the first time. */
  readonly toldAt: Float64Array
  /** 1 where there is more to tell than was told. */
  readonly waits: Uint8Array
  readonly type: Uint16Array
  readonly address: string[]
  readonly cause: AttemptCause[]
  readonly nameAt: Uint32Array
  readonly nameLength: Uint8Array
  readonly hash: Int32Array
  /** The next slot of the chain and 1, 0 at its end; and the first of each chain. */
  readonly next: Int32Array
  readonly chains: Int32Array

  constructor(rows: number) {
    this.first = new Float64Array(rows)
    this.last = new Float64Array(rows)
    this.count = new Uint32Array(rows)
    this.toldAt = new Float64Array(rows)
    this.waits = new Uint8Array(rows)
    this.type = new Uint16Array(rows)
    this.address = Array(rows)
    this.cause = Array(rows)
    this.nameAt = new Uint32Array(rows)
    this.nameLength = new Uint8Array(rows)
    this.hash = new Int32Array(rows)
    this.next = new Int32Array(rows)
    this.chains = new Int32Array(rows)
  }
}

/**
 * Attempts as numbers in a ring that grows with what it has to hold: the oldest row leaves first, and a new one leaves no garbage. A row has a number,
 * counted from 1, and for as long as it is here a slot in the columns, which {@link slotOf} tells.
 */
export class AttemptRing {
  columns = new Columns(ROOM.rows)
  #names = new Uint8Array(ROOM.names)
  #oldest = 1
  #next = 1
  /** Where the next name goes, and how many bytes are taken before it. */
  #namesAt = 0
  #namesUsed = 0

  /** The number of the oldest row, and that of the next to come: all between are here. */
  get oldest(): number {
    return this.#oldest
  }
  get next(): number {
    return this.#next
  }

  slotOf(row: number): number {
    return row & (this.columns.next.length - 1)
  }

  /** The slot of the youngest row of an address on a name, in whichever case; {@link NONE} where there is none. */
  find(hash: number, address: string, packet: Uint8Array, query: Query): number {
    const { chains, next, hash: hashes, address: addresses } = this.columns
    for (let link = chains[hash & (chains.length - 1)]!; link !== 0; link = next[link - 1]!) {
      const slot = link - 1
      if (hashes[slot] === hash && addresses[slot] === address && this.#hasName(slot, packet, query)) return slot
    }
    return NONE
  }

  /** Adds a row of one question, with more to tell; returns its number, or {@link NONE} where there is no room. */
  add(hash: number, address: string, packet: Uint8Array, query: Query, cause: AttemptCause, now: number): number {
    const length = query.name.end - 12
    if (!this.#makeRoom(length)) return NONE
    const row = this.#next
    this.#next += 1
    const slot = this.slotOf(row)
    const { columns } = this
    columns.first[slot] = now
    columns.last[slot] = now
    columns.count[slot] = 1
    columns.toldAt[slot] = 0
    columns.waits[slot] = 1
    columns.type[slot] = query.type
    columns.address[slot] = address
    columns.cause[slot] = cause
    columns.hash[slot] = hash
    this.#chain(slot)
    const names = this.#names
    for (let i = 0; i < length; i += 1) names[(this.#namesAt + i) & (names.length - 1)] = packet[12 + i]!
    this.#placeName(slot, length)
    return row
  }

  /** Lets go of the oldest row. */
  drop(): void {
    const { chains, next, hash, nameLength } = this.columns
    const slot = this.slotOf(this.#oldest)
    const chain = hash[slot]! & (chains.length - 1)
    if (chains[chain] === slot + 1) chains[chain] = next[slot]!
    else {
      let before = chains[chain]! - 1
      while (next[before] !== slot + 1) before = next[before]! - 1
      next[before] = next[slot]!
    }
    this.#namesUsed -= nameLength[slot]!
    this.#oldest += 1
  }

  /** Writes a row's name into `out` at `at`, in wire form and as it was first asked; returns where it ends. */
  copyName(slot: number, out: Uint8Array, at: number): number {
    const { nameAt, nameLength } = this.columns
    const names = this.#names
    const [from, length] = [nameAt[slot]!, nameLength[slot]!]
    for (let i = 0; i < length; i += 1) out[at + i] = names[(from + i) & (names.length - 1)]!
    return at + length
  }

  #hasName(slot: number, packet: Uint8Array, query: Query): boolean {
    const length = query.name.end - 12
    const { nameAt, nameLength } = this.columns
    if (nameLength[slot] !== length) return false
    const names = this.#names
    const from = nameAt[slot]!
    for (let i = 0; i < length; i += 1)
      if (lowered[names[(from + i) & (names.length - 1)]!] !== lowered[packet[12 + i]!]) return false
    return true
  }

  #chain(slot: number): void {
    const { chains, next, hash } = this.columns
    const chain = hash[slot]! & (chains.length - 1)
    next[slot] = chains[chain]!
    chains[chain] = slot + 1
  }

  #placeName(slot: number, length: number): void {
    this.columns.nameAt[slot] = this.#namesAt
    this.columns.nameLength[slot] = length
    this.#namesAt = (this.#namesAt + length) & (this.#names.length - 1)
    this.#namesUsed += length
  }

  /** Whether there is room for one more row with a name of this length; grows where that helps. */
  #makeRoom(length: number): boolean {
    const rows = this.#next - this.#oldest
    if (rows >= ROOM.mostRows) return false
    if (this.#namesUsed + length > this.#names.length) {
      if (this.#names.length === ROOM.mostNames) return false
      this.#growNames()
    }
    if (rows === this.columns.next.length) this.#growColumns()
    return true
  }

  #growNames(): void {
    const wider = new Uint8Array(this.#names.length * 2)
    let at = 0
    for (let row = this.#oldest; row < this.#next; row += 1) {
      const slot = this.slotOf(row)
      const end = this.copyName(slot, wider, at)
      this.columns.nameAt[slot] = at
      at = end
    }
    this.#names = wider
    this.#namesAt = at
  }

  #growColumns(): void {
    const old = this.columns
    this.columns = new Columns(old.next.length * 2)
    for (let row = this.#oldest; row < this.#next; row += 1) {
      const from = row & (old.next.length - 1)
      const slot = this.slotOf(row)
      this.#move(old, from, slot)
      this.#chain(slot)
    }
  }

  #move(old: Columns, from: number, slot: number): void {
    const { columns } = this
    columns.first[slot] = old.first[from]!
    columns.last[slot] = old.last[from]!
    columns.count[slot] = old.count[from]!
    columns.toldAt[slot] = old.toldAt[from]!
    columns.waits[slot] = old.waits[from]!
    columns.type[slot] = old.type[from]!
    columns.address[slot] = old.address[from]!
    columns.cause[slot] = old.cause[from]!
    columns.nameAt[slot] = old.nameAt[from]!
    columns.nameLength[slot] = old.nameLength[from]!
    columns.hash[slot] = old.hash[from]!
  }
}
