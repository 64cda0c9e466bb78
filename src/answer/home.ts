import { addressBytes, reverseName } from '../dns/address.ts'
import { type } from '../dns/codes.ts'
import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import { NameMap } from '../dns/name-map.ts'
import type { Query } from '../dns/scan.ts'

/** What the settings say of single names. All may be left out. */
export interface HomeSettings {
  /** Zones that other servers are asked for. */
  readonly forward?: Readonly<Record<string, unknown>>
  /** Name -> its addresses. */
  readonly records?: Readonly<Record<string, readonly string[]>>
  /** Names that may have private addresses, with all below. */
  readonly privateAnswers?: readonly string[]
}

/** The names of the school's own: records that are answered here, zones with servers of their own, and names that may have private addresses. */
export class Home {
  readonly #records: NameMap<readonly Uint8Array[]>
  /** Name of an address backwards -> the names (rdata) that have it. */
  readonly #pointers: NameMap<readonly Uint8Array[]>
  readonly #forwarded: NameMap<true>
  readonly #private: NameMap<true>

  constructor({ forward = {}, records = {}, privateAnswers = [] }: HomeSettings) {
    const zones = Object.keys(forward)
    const all = (names: readonly string[]) => new NameMap(names.map((name) => [name as Name, true] as const))
    this.#records = new NameMap(
      Object.entries(records).map(([name, addresses]) => [
        name as Name,
        addresses.flatMap((address) => addressBytes(address) ?? []),
      ]),
    )
    this.#pointers = new NameMap(pointersOf(records))
    this.#forwarded = all(zones)
    this.#private = all([...zones, ...privateAnswers])
  }

  /**
   * The records (rdata) of the type asked, of a name that has addresses here, or of the name backwards of such an address, unless its zone has servers of
   * its own; undefined for any other name.
   */
  recordsOf(packet: Uint8Array, query: Query): readonly Uint8Array[] | undefined {
    const size = query.type === type.A ? 4 : query.type === type.AAAA ? 16 : 0
    const addresses = this.#records.get(packet, query.name)
    if (addresses) return addresses.filter(({ length }) => length === size)
    const pointers = this.#pointers.get(packet, query.name)
    if (pointers === undefined || this.isForwarded(packet, query)) return undefined
    return query.type === type.PTR ? pointers : []
  }

  /** Whether the school has servers of its own for this name. */
  isForwarded(packet: Uint8Array, query: Query): boolean {
    return this.#forwarded.above(packet, query.name) === true
  }

  /** Whether an answer for this name may lead to a private address. */
  mayBePrivate(packet: Uint8Array, query: Query): boolean {
    return this.#private.above(packet, query.name) === true
  }
}

function pointersOf(records: Readonly<Record<string, readonly string[]>>): Map<Name, readonly Uint8Array[]> {
  const pointers = new Map<Name, readonly Uint8Array[]>()
  for (const [name, addresses] of Object.entries(records)) {
    for (const address of addresses) {
      const backwards = reverseName(address)
      if (backwards) pointers.set(backwards, [...(pointers.get(backwards) ?? []), wireOfName(name as Name)])
    }
  }
  return pointers
}
