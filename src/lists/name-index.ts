import type { LabelView } from '../dns/labels.ts'
import { lowered, spread } from '../dns/labels.ts'

/** A tag is what a list or catalogue says of a name, `category:games`. A name's tags also hold for everything below it. */
export type Tag = string

/** Words of the head of an index: slots, bytes of entries, most and fewest labels of a name, how many names. */
export const head = { slots: 0, bytes: 1, mostLabels: 2, fewestLabels: 3, names: 4 } as const
/** The head's length in 32-bit words; some are spare. */
export const HEAD_WORDS = 8
/** Counts the layouts that there have been: what was written down in another is not read. */
export const LAYOUT = 2

/**
 * Names with tags in one block of memory, found by walking a question's suffixes from the longest to the shortest. Layout: the head, then
 * for each slot a 32-bit word (offset of an entry + 1, 0 where it is free; open addressing, linear probing), then for each slot a byte of the hash of
 * its name ({@link markOf}), then the entries: tag-set number (16 bits, little-endian) and the name in wire form. A name's tag set already holds what it inherits from its parents, so the first hit is all.
 */
export class NameIndex {
  readonly buffer: SharedArrayBuffer | ArrayBuffer
  readonly #head: Uint32Array
  readonly #slots: Uint32Array
  /** Small enough to stay in the processor's cache, where most names that are not here end. */
  readonly #marks: Uint8Array
  readonly #entries: Uint8Array
  readonly #mask: number
  readonly #most: number
  readonly #fewest: number
  /** Whether the last find matched the whole name, not only a parent of it. */
  exact = false

  constructor(buffer: SharedArrayBuffer | ArrayBuffer) {
    this.buffer = buffer
    this.#head = new Uint32Array(buffer, 0, HEAD_WORDS)
    const slots = this.#head[head.slots]!
    this.#slots = new Uint32Array(buffer, HEAD_WORDS * 4, slots)
    this.#marks = new Uint8Array(buffer, marksAt(slots), slots)
    this.#entries = new Uint8Array(buffer, entriesAt(slots), this.#head[head.bytes]!)
    this.#mask = slots - 1
    this.#most = this.#head[head.mostLabels]!
    this.#fewest = this.#head[head.fewestLabels]!
  }

  /** How many names it holds. */
  get names(): number {
    return this.#head[head.names]!
  }

  /** The tag-set number of the longest suffix of `name` (a name in `packet`) that is here; 0 where none is. */
  find(packet: Uint8Array, name: LabelView): number {
    const { count } = name
    const last = count - this.#fewest
    for (let label = Math.max(0, count - this.#most); label <= last; label += 1) {
      const spreadHash = spread(name.hash[label]!)
      const wanted = markOf(spreadHash)
      for (let slot = spreadHash & this.#mask; ; slot = (slot + 1) & this.#mask) {
        const mark = this.#marks[slot]!
        if (mark === 0) break
        if (mark !== wanted) continue
        const reference = this.#slots[slot]!
        if (this.#equals(reference + 1, packet, name.at[label]!)) {
          this.exact = label === 0
          return this.#entries[reference - 1]! | (this.#entries[reference]! << 8)
        }
      }
    }
    this.exact = false
    return 0
  }

  #equals(entry: number, packet: Uint8Array, offset: number): boolean {
    for (let i = 0; ; i += 1) {
      const octet = this.#entries[entry + i]!
      if (octet !== lowered[packet[offset + i]!]) return false
      // All length octets before were equal, so this zero stands where a label would begin: it is the root in both.
      if (octet === 0) return true
    }
  }
}

/** The low bits of a spread hash choose the slot, the high ones its mark, which is 0 where a slot is free. */
export const markOf = (spreadHash: number): number => spreadHash >>> 24 || 1

/** Where the marks of so many slots begin, and where the entries do; in bytes. */
export const marksAt = (slots: number): number => (HEAD_WORDS + slots) * 4
export const entriesAt = (slots: number): number => marksAt(slots) + slots
