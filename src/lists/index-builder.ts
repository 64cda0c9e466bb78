import { LabelView } from '../dns/labels.ts'
import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import type { IndexData } from '../link.ts'
import { IndexBlock, NONE } from './index-block.ts'
import type { Tag } from './name-index.ts'

/** How a name's own tags and those of its nearest parent become the tags it answers with. */
export type Inherit = (own: readonly Tag[], inherited: readonly Tag[]) => readonly Tag[]

/** Everything said of a parent holds for a name too. Its own tags stand first. */
export const inheritAll: Inherit = (own, inherited) => [...new Set([...own, ...inherited])]

/**
 * Gathers names with tags and lays them out as an index. Made for a million names: they stay bytes, tag sets are numbered, and what is gathered is
 * the index already, so that building takes hardly more memory than what comes of it.
 */
export class IndexBuilder {
  readonly #sets = new TagSetNumbers()
  readonly #view = new LabelView()
  #block: IndexBlock

  /** `bytes`: about how long a text of all names will be, so that what is gathered need not move. */
  constructor(bytes = 0) {
    this.#block = new IndexBlock(Math.ceil(bytes / BYTES_A_NAME), Math.ceil(bytes * ENTRY_OVER_LINE))
  }

  /** How many different names it holds. */
  get count(): number {
    return this.#block.count
  }

  /** Adds a {@link Name}. */
  addName(name: Name, tag: Tag): void {
    const wire = wireOfName(name)
    this.add(wire, wire.length, tag)
  }

  /** Adds the name that fills `wire` up to `length` (wire form, lower case). Returns false where it is no name. */
  add(wire: Uint8Array, length: number, tag: Tag): boolean {
    const view = this.#view
    if (!view.read(wire, 0, length) || view.end !== length || view.count === 0) return false
    const hash = view.hash[0]!
    const known = this.#block.find(hash, wire, 0, length)
    if (known !== NONE) {
      this.#block.setTagSet(known, this.#sets.with(this.#block.tagSet(known), tag))
      return true
    }
    const tagSet = this.#sets.with(0, tag)
    if (!this.#block.hasRoom(length)) this.#grow(length)
    this.#block.append(hash, tagSet, wire, 0, length, view.count)
    return true
  }

  /** Lays the index out. A name that says no more than its parent does is left out. Ends the building: nothing can be added any more. */
  build(inherit: Inherit = inheritAll): IndexData {
    const effective = this.#inherited(inherit)
    let left = 0
    let i = 0
    this.#block.each((entry) => {
      this.#block.setTagSet(entry, effective[i]!)
      if (effective[i] === 0) left += 1
      i += 1
    })
    if (left > 0) this.#block.sweep()
    const block = this.#block.isWasteful ? this.#block.repacked() : this.#block
    return { buffer: block.finish(), tagSets: this.#sets.all() }
  }

  /** Each name's effective tag set, its parents' included, in the order the names came; 0 for a name that adds nothing to its parent. */
  #inherited(inherit: Inherit): Uint16Array {
    const block = this.#block
    const effective = new Uint16Array(block.count)
    let i = 0
    block.each((entry, name) => {
      effective[i] = this.#effective(entry, name, inherit)
      i += 1
    })
    return effective
  }

  /** Walks down from the topmost parent that is here to the name itself. */
  #effective(entry: number, name: LabelView, inherit: Inherit): number {
    const block = this.#block
    let above: number | undefined
    for (let label = name.count - block.fewest; label > 0; label -= 1) {
      const parent = block.find(name.hash[label]!, block.entries, name.at[label]!, name.end)
      if (parent !== NONE) above = this.#below(above, block.tagSet(parent), inherit)
    }
    const own = this.#below(above, block.tagSet(entry), inherit)
    // What the parent says of itself alone does not reach names below it: one that says the same again adds something.
    return above !== undefined && own === this.#sets.merged(0, above, inherit) ? 0 : own
  }

  #below(above: number | undefined, own: number, inherit: Inherit): number {
    return above === undefined ? own : this.#sets.merged(own, above, inherit)
  }

  #grow(length: number): void {
    const { count, entries } = this.#block
    this.#block = this.#block.resized(count * 2 + 16, entries.length * 2 + 2 + length)
  }
}

/** Of a long list, line end included; and how much longer an entry is than the line. */
const BYTES_A_NAME = 16
const ENTRY_OVER_LINE = 1.25

/** Numbers for sets of tags: few sets, many names. */
class TagSetNumbers {
  readonly #sets: (readonly Tag[])[] = [[]]
  readonly #numbers = new Map<string, number>([['', 0]])
  readonly #with = new Map<Tag, Map<number, number>>()
  readonly #merged = new Map<number, number>()

  with(set: number, tag: Tag): number {
    let known = this.#with.get(tag)
    if (known === undefined) {
      known = new Map()
      this.#with.set(tag, known)
    }
    let number = known.get(set)
    if (number === undefined) {
      const tags = this.#sets[set]!
      number = this.#number(tags.includes(tag) ? tags : [...tags, tag])
      known.set(set, number)
    }
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
