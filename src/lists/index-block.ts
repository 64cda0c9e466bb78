import { LabelView, spread } from '../dns/labels.ts'
import { entriesAt, HEAD_WORDS, head, markOf, marksAt } from './name-index.ts'

/** No entry. */
export const NONE = -1

/**
 * The memory of a name index while it is filled, in the very layout that {@link NameIndex} reads: what a builder gathers need not be copied. An entry
 * is known by its offset; its name stands two bytes behind it.
 */
export class IndexBlock {
  readonly buffer: SharedArrayBuffer
  readonly entries: Uint8Array
  readonly #slots: Uint32Array
  readonly #marks: Uint8Array
  readonly #mask: number
  readonly #view = new LabelView()
  #used = 0
  #count = 0
  #most = 0
  #fewest = 128

  /** With room for so many names, and for so many bytes of entries. Memory that is never written to costs nothing. */
  constructor(names: number, room: number) {
    const slots = slotsFor(names)
    this.buffer = new SharedArrayBuffer(entriesAt(slots) + room)
    this.#slots = new Uint32Array(this.buffer, HEAD_WORDS * 4, slots)
    this.#marks = new Uint8Array(this.buffer, marksAt(slots), slots)
    this.entries = new Uint8Array(this.buffer, entriesAt(slots))
    this.#mask = slots - 1
  }

  /** How many names it holds. */
  get count(): number {
    return this.#count
  }

  /** Fewest labels of a name here. */
  get fewest(): number {
    return this.#fewest
  }

  /** Whether much of it stays empty. */
  get isWasteful(): boolean {
    const needed = entriesAt(slotsFor(this.#count)) + this.#used
    return this.buffer.byteLength > needed * 1.25
  }

  hasRoom(length: number): boolean {
    return slotsFor(this.#count + 1) <= this.#mask + 1 && this.#used + 2 + length <= this.entries.length
  }

  /** The entry of the name at `start` to `end` of `wire`, which has this hash; {@link NONE} where it has none. */
  find(hash: number, wire: Uint8Array, start: number, end: number): number {
    const slot = this.#slotOf(hash, wire, start, end)
    return this.#slots[slot]! - 1
  }

  /** Adds a name that is not here, in wire form, lower case. There must be room. */
  append(hash: number, tagSet: number, wire: Uint8Array, start: number, end: number, labels: number): void {
    const slot = this.#slotOf(hash, wire, start, end)
    const entry = this.#used
    this.#slots[slot] = entry + 1
    this.#marks[slot] = markOf(spread(hash))
    this.setTagSet(entry, tagSet)
    for (let at = start, to = entry + 2; at < end; at += 1, to += 1) this.entries[to] = wire[at]!
    this.#used += 2 + end - start
    this.#count += 1
    this.#most = Math.max(this.#most, labels)
    this.#fewest = Math.min(this.#fewest, labels)
  }

  tagSet(entry: number): number {
    return this.entries[entry]! | (this.entries[entry + 1]! << 8)
  }

  setTagSet(entry: number, tagSet: number): void {
    this.entries[entry] = tagSet
    this.entries[entry + 1] = tagSet >> 8
  }

  /** Calls back with each entry, in the order they came, and its name's labels; the view is used again. */
  each(onEntry: (entry: number, name: LabelView) => void): void {
    for (let entry = 0; entry < this.#used; entry = this.#view.end) {
      this.#view.read(this.entries, entry + 2, this.#used)
      onEntry(entry, this.#view)
    }
  }

  /** Lets go of entries whose tag set is 0, in place. */
  sweep(): void {
    const { entries } = this
    const end = this.#used
    this.#marks.fill(0)
    this.#slots.fill(0)
    this.#used = 0
    this.#count = 0
    this.#most = 0
    this.#fewest = 128
    // Entries move down only, so none is written over before it has moved.
    for (let entry = 0; entry < end; entry = this.#view.end) {
      this.#view.read(entries, entry + 2, end)
      const { hash, count, end: behind } = this.#view
      const tagSet = this.tagSet(entry)
      if (tagSet !== 0) this.append(hash[0]!, tagSet, entries, entry + 2, behind, count)
    }
  }

  /** A block of another size with the same entries. */
  resized(names: number, room: number): IndexBlock {
    const other = new IndexBlock(names, room)
    this.each((entry, { hash, count, end }) =>
      other.append(hash[0]!, this.tagSet(entry), this.entries, entry + 2, end, count),
    )
    return other
  }

  /** {@link resized} to what the entries need. */
  repacked(): IndexBlock {
    return this.resized(this.#count, this.#used)
  }

  /** Writes the head: from now on it can be read. */
  finish(): SharedArrayBuffer {
    const words = new Uint32Array(this.buffer, 0, HEAD_WORDS)
    words[head.slots] = this.#mask + 1
    words[head.bytes] = this.#used
    words[head.mostLabels] = this.#most
    words[head.fewestLabels] = this.#fewest
    words[head.names] = this.#count
    return this.buffer
  }

  /** The slot of the name, or the one that it would get. */
  #slotOf(hash: number, wire: Uint8Array, start: number, end: number): number {
    const spreadHash = spread(hash)
    const wanted = markOf(spreadHash)
    for (let slot = spreadHash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const mark = this.#marks[slot]!
      if (mark === 0 || (mark === wanted && this.#isName(this.#slots[slot]! + 1, wire, start, end))) return slot
    }
  }

  #isName(at: number, wire: Uint8Array, start: number, end: number): boolean {
    for (let i = start; i < end; i += 1) if (this.entries[at + i - start] !== wire[i]) return false
    return true
  }
}

/** At most five in eight slots are taken. */
function slotsFor(names: number): number {
  let slots = 16
  while (slots < names * 1.6) slots *= 2
  return slots
}
