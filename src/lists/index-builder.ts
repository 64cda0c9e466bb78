import { LabelView, spread } from '../dns/labels.ts'
import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import type { IndexData } from '../link.ts'
import type { Tag } from './name-index.ts'
import { layOut } from './name-index.ts'

/** How a name's own tags and those of its nearest parent become the tags it answers with. */
export type Inherit = (own: readonly Tag[], inherited: readonly Tag[]) => readonly Tag[]

/** Everything said of a parent holds for a name too. Its own tags stand first. */
export const inheritAll: Inherit = (own, inherited) => [...new Set([...own, ...inherited])]

/**
 * Gathers names with tags and lays them out as an index. Made for a million names: names stay bytes, and tag sets are numbered, so a name costs
 * its length and a few words.
 */
export class IndexBuilder {
  #names = new Uint8Array(1 << 16)
  #used = 0
  #starts = new Uint32Array(1 << 12)
  #tagSet = new Uint16Array(1 << 12)
  #hashes = new Uint32Array(1 << 12)
  #labels = new Uint8Array(1 << 12)
  #count = 0
  #table = new Uint32Array(1 << 13)
  readonly #sets = new TagSetNumbers()
  readonly #view = new LabelView()

  /** How many different names it holds. */
  get count(): number {
    return this.#count
  }

  /** Adds a {@link Name}. */
  addName(name: Name, tag: Tag): void {
    const wire = wireOfName(name)
    this.add(wire, wire.length, tag)
  }

  /** Adds the name that fills `wire` up to `length` (wire form, lower case). Returns false where it is no name. */
  add(wire: Uint8Array, length: number, tag: Tag): boolean {
    if (!this.#view.read(wire, 0, length) || this.#view.end !== length || this.#view.count === 0) return false
    const hash = this.#view.hash[0]!
    const slot = this.#slotOf(wire, 0, length, hash)
    const known = this.#table[slot]!
    if (known !== 0) {
      this.#tagSet[known - 1] = this.#sets.with(this.#tagSet[known - 1]!, tag)
      return true
    }
    this.#append(wire, length, hash, this.#sets.with(0, tag))
    this.#table[slot] = this.#count
    if (this.#count * 2 > this.#table.length) this.#rehash()
    return true
  }

  /** Lays the index out. A name that says no more than its parent does is left out. */
  build(inherit: Inherit = inheritAll): IndexData {
    const effective = this.#inherited(inherit)
    const kept: number[] = []
    let bytes = 0
    let most = 0
    let fewest = 128
    for (let i = 0; i < this.#count; i += 1) {
      if (effective[i] === 0) continue
      kept.push(i)
      bytes += 2 + this.#end(i) - this.#starts[i]!
      most = Math.max(most, this.#labels[i]!)
      fewest = Math.min(fewest, this.#labels[i]!)
    }
    const buffer = layOut(kept.length, bytes, { most, fewest }, (place) => {
      for (const i of kept) place(this.#hashes[i]!, effective[i]!, this.#names, this.#starts[i]!, this.#end(i))
    })
    return { buffer, tagSets: this.#sets.all() }
  }

  /** Each name's effective tag set, shorter names first so that a parent's is ready; 0 for a name that adds nothing to its parent. */
  #inherited(inherit: Inherit): Uint16Array {
    const effective = this.#tagSet.slice(0, this.#count)
    const shown = effective.slice()
    for (const i of this.#byLabels()) {
      const parent = this.#parentOf(i)
      if (parent === -1) continue
      effective[i] = this.#sets.merged(effective[i]!, effective[parent]!, inherit)
      shown[i] = effective[i] === effective[parent] ? 0 : effective[i]!
    }
    return shown
  }

  /** All names, those with fewer labels first (a counting sort). */
  #byLabels(): Uint32Array {
    const next = new Uint32Array(129)
    for (let i = 0; i < this.#count; i += 1) next[this.#labels[i]! + 1]! += 1
    for (let labels = 1; labels <= 128; labels += 1) next[labels]! += next[labels - 1]!
    const order = new Uint32Array(this.#count)
    for (let i = 0; i < this.#count; i += 1) {
      order[next[this.#labels[i]!]!] = i
      next[this.#labels[i]!]! += 1
    }
    return order
  }

  /** The nearest parent of name `i` that is here; -1 where there is none. */
  #parentOf(i: number): number {
    const start = this.#starts[i]!
    const end = this.#end(i)
    this.#view.read(this.#names, start, end)
    for (let label = 1; label < this.#view.count; label += 1) {
      const slot = this.#slotOf(this.#names, this.#view.at[label]!, end, this.#view.hash[label]!)
      if (this.#table[slot] !== 0) return this.#table[slot]! - 1
    }
    return -1
  }

  #append(wire: Uint8Array, length: number, hash: number, tagSet: number): void {
    if (this.#used + length > this.#names.length) this.#names = grown(this.#names, Uint8Array)
    if (this.#count === this.#starts.length) {
      this.#starts = grown(this.#starts, Uint32Array)
      this.#tagSet = grown(this.#tagSet, Uint16Array)
      this.#hashes = grown(this.#hashes, Uint32Array)
      this.#labels = grown(this.#labels, Uint8Array)
    }
    this.#names.set(wire.subarray(0, length), this.#used)
    this.#starts[this.#count] = this.#used
    this.#tagSet[this.#count] = tagSet
    this.#hashes[this.#count] = hash
    this.#labels[this.#count] = this.#view.count
    this.#used += length
    this.#count += 1
  }

  #slotOf(wire: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#table.length - 1
    let slot = spread(hash) & mask
    for (; ; slot = (slot + 1) & mask) {
      const entry = this.#table[slot]!
      if (entry === 0 || (this.#hashes[entry - 1] === hash && this.#isSame(entry - 1, wire, start, end))) return slot
    }
  }

  #isSame(i: number, wire: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[i]!
    if (this.#end(i) - from !== end - start) return false
    for (let at = start; at < end; at += 1) if (this.#names[from + at - start] !== wire[at]) return false
    return true
  }

  #end(i: number): number {
    return i + 1 < this.#count ? this.#starts[i + 1]! : this.#used
  }

  #rehash(): void {
    this.#table = new Uint32Array(this.#table.length * 2)
    const mask = this.#table.length - 1
    for (let i = 0; i < this.#count; i += 1) {
      let slot = spread(this.#hashes[i]!) & mask
      while (this.#table[slot] !== 0) slot = (slot + 1) & mask
      this.#table[slot] = i + 1
    }
  }
}

/** Numbers for sets of tags: few sets, many names. */
class TagSetNumbers {
  readonly #sets: (readonly Tag[])[] = [[]]
  readonly #numbers = new Map<string, number>([['', 0]])
  readonly #with = new Map<string, number>()
  readonly #merged = new Map<number, number>()

  with(set: number, tag: Tag): number {
    const key = `${set} ${tag}`
    const known = this.#with.get(key)
    if (known !== undefined) return known
    const tags = this.#sets[set]!
    const number = this.#number(tags.includes(tag) ? tags : [...tags, tag])
    this.#with.set(key, number)
    return number
  }

  merged(own: number, inherited: number, inherit: Inherit): number {
    const key = own * 65536 + inherited
    const known = this.#merged.get(key)
    if (known !== undefined) return known
    const number = this.#number(inherit(this.#sets[own]!, this.#sets[inherited]!))
    this.#merged.set(key, number)
    return number
  }

  all(): readonly (readonly Tag[])[] {
    return this.#sets
  }

  #number(tags: readonly Tag[]): number {
    const key = tags.join(' ')
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    if (this.#sets.length === 65536) throw new RangeError('more than 65535 different sets of tags')
    this.#sets.push(tags)
    this.#numbers.set(key, this.#sets.length - 1)
    return this.#sets.length - 1
  }
}

function grown<A extends Uint8Array | Uint16Array | Uint32Array>(old: A, make: new (length: number) => A): A {
  const larger = new make(old.length * 2)
  larger.set(old)
  return larger
}
