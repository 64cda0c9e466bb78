import type { Name } from '../../src/dns/name.ts'
import { responseTo } from '../rfc/a-upstream.ts'
import { a, cname, read, soa } from '../rfc/wire.ts'

/** What the upstream knows of a name: an address of its own, another name that has it, or nothing. */
export type Known = 'address' | 'none' | { readonly alias: Name }

/** A small internet: what each name leads to, and how long that may be kept. */
export interface AZone {
  of(name: string): Known
  /** The address of a name; no two names have the same. */
  addressOf(name: string): string
  answering(packet: Uint8Array): Uint8Array
}

/** Makes a {@link AZone}; names that are not in it have an address. */
export function aZone(known: ReadonlyMap<string, Known>, ttl: number): AZone {
  const numbers = new Map<string, number>()
  const addressOf = (name: string) => {
    const number = numbers.get(name) ?? numbers.size + 1
    numbers.set(name, number)
    return `192.0.2.${number}`
  }
  const of = (name: string) => known.get(name) ?? 'address'
  return {
    of,
    addressOf,
    answering(packet) {
      const { name } = read(packet).questions[0]!
      const here = of(name)
      if (here === 'none') {
        const authority = { name: 'example', type: 6, ttl, rdata: soa(ttl) }
        return responseTo(packet, { authorities: [authority] })
      }
      if (here === 'address') return responseTo(packet, { answers: [{ type: 1, ttl, rdata: a(addressOf(name)) }] })
      return responseTo(packet, {
        answers: [
          { type: 5, ttl, rdata: cname(here.alias) },
          { name: here.alias, type: 1, ttl, rdata: a(addressOf(here.alias)) },
        ],
      })
    },
  }
}
