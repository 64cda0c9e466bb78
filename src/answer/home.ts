import { type } from '../dns/codes.ts'
import type { Name } from '../dns/name.ts'
import { NameMap } from '../dns/name-map.ts'
import type { Query } from '../dns/scan.ts'
import { addressBytes } from './local.ts'

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
    this.#forwarded = all(zones)
    this.#private = all([...zones, ...privateAnswers])
  }

  /** The addresses (rdata) of a name that has records here, those of the type asked; undefined for any other name. */
  recordsOf(packet: Uint8Array, query: Query): readonly Uint8Array[] | undefined {
    const size = query.type === type.A ? 4 : query.type === type.AAAA ? 16 : 0
    return this.#records.get(packet, query.name)?.filter(({ length }) => length === size)
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
