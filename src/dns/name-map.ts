import { LabelView, lowered } from './labels.ts'
import type { Name } from './name.ts'
import { wireOfName } from './name.ts'

/** Some tens of names with a value each, asked with a name as it stands in a packet: no strings, and nothing for who has none. */
export class NameMap<Value> {
  /** Hash of a name -> those that have it. */
  readonly #known = new Map<number, { readonly wire: Uint8Array; readonly value: Value }[]>()

  constructor(entries: Iterable<readonly [name: Name, value: Value]>) {
    const view = new LabelView()
    for (const [name, value] of entries) {
      const wire = wireOfName(name)
      view.read(wire, 0, wire.length)
      const hash = view.hash[0]!
      if (view.count > 0) this.#known.set(hash, [...(this.#known.get(hash) ?? []), { wire, value }])
    }
  }

  get isEmpty(): boolean {
    return this.#known.size === 0
  }

  /** The value of exactly this name. */
  get(packet: Uint8Array, name: LabelView): Value | undefined {
    return name.count === 0 || this.isEmpty ? undefined : this.#at(packet, name, 0)
  }

  /** The value of the longest name that this one is, or is below. */
  above(packet: Uint8Array, name: LabelView): Value | undefined {
    if (this.isEmpty) return undefined
    for (let label = 0; label < name.count; label += 1) {
      const value = this.#at(packet, name, label)
      if (value !== undefined) return value
    }
    return undefined
  }

  #at(packet: Uint8Array, { at, end, hash }: LabelView, label: number): Value | undefined {
    const start = at[label]!
    return this.#known.get(hash[label]!)?.find(({ wire }) => isAt(packet, start, end, wire))?.value
  }
}

function isAt(packet: Uint8Array, start: number, end: number, wire: Uint8Array): boolean {
  if (end - start !== wire.length) return false
  for (let i = 0; i < wire.length; i += 1) if (lowered[packet[start + i]!] !== wire[i]) return false
  return true
}
