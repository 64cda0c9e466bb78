import type { Endpoint } from '../config/config.ts'
import { addressBytes } from '../dns/address.ts'
import { type } from '../dns/codes.ts'
import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import { NameMap } from '../dns/name-map.ts'
import { writeWord } from '../dns/reply.ts'
import type { Query } from '../dns/scan.ts'

/** Where DNS over TLS and over HTTPS are answered now. */
export interface Offers {
  readonly dot: readonly Endpoint[]
  readonly doh: readonly Endpoint[]
}

/** Seconds that a device may keep where it can ask in secret. */
export const DISCOVERY_TTL = 300

/** SvcParamKeys (RFC 9460 section 14.3.2, RFC 9461 section 5) and the ports that go without saying. */
const KEY = { alpn: 1, port: 3, ipv4hint: 4, ipv6hint: 6, dohpath: 7 }
const PORT = { dot: 853, doh: 443 }

/** Path of DNS over HTTPS, and the template by which it is told (RFC 9461 section 5). */
export const DOH_PATH = '/dns-query'
const TEMPLATE = `${DOH_PATH}{?dns}`

/** Answers where this resolver can be asked over TLS and HTTPS (RFC 9462): under the name that its certificate is for. */
export class Discovery {
  readonly #target: Uint8Array
  readonly #names: NameMap<true>
  offers: Offers = { dot: [], doh: [] }

  /** `statusName` is the name of this box; without one nothing is offered. */
  constructor(statusName = 'resolver.arpa') {
    this.#target = wireOfName(statusName as Name)
    // Section 4, and section 5 for who knows the name already.
    this.#names = new NameMap(['_dns.resolver.arpa', `_dns.${statusName}`].map((name) => [name as Name, true] as const))
  }

  /** The SVCB records (rdata) for who asked on `local`, best first; undefined where this was not asked, none where nothing is offered there. */
  answer(packet: Uint8Array, query: Query, local: string): readonly Uint8Array[] | undefined {
    if (query.type !== type.SVCB || this.#names.get(packet, query.name) === undefined) return undefined
    const { dot, doh } = this.offers
    return [
      ...portsOn(dot, local).map((port) => this.#record(1, local, ['dot'], port, PORT.dot)),
      ...portsOn(doh, local).map((port) => this.#record(2, local, ['h2', 'http/1.1'], port, PORT.doh, TEMPLATE)),
    ]
  }

  #record(
    priority: number,
    local: string,
    protocols: readonly string[],
    port: number,
    usual: number,
    path?: string,
  ): Uint8Array {
    const address = addressBytes(local)
    const params: readonly (readonly [number, Iterable<number>])[] = [
      [KEY.alpn, protocols.flatMap((protocol) => [protocol.length, ...Buffer.from(protocol)])],
      ...(port === usual ? [] : [[KEY.port, [port >> 8, port & 255]] as const]),
      ...(address?.length === 4 ? [[KEY.ipv4hint, address] as const] : []),
      ...(address?.length === 16 ? [[KEY.ipv6hint, address] as const] : []),
      ...(path === undefined ? [] : [[KEY.dohpath, Buffer.from(path)] as const]),
    ]
    return Uint8Array.from([0, priority, ...this.#target, ...params.flatMap(([key, value]) => param(key, [...value]))])
  }
}

function param(key: number, value: readonly number[]): readonly number[] {
  const head = new Uint8Array(4)
  writeWord(head, writeWord(head, 0, key), value.length)
  return [...head, ...value]
}

/** The ports that are listened on at an address of ours. */
function portsOn(endpoints: readonly Endpoint[], local: string): readonly number[] {
  const every = local.includes(':') ? '::' : '0.0.0.0'
  const here = endpoints.filter(({ address }) => address === local || address === every)
  return [...new Set(here.map(({ port }) => port))]
}
