import { decode } from 'dns-packet'
import { expect, it } from 'vitest'
import { freePort } from '../helpers/a-product.ts'
import { aForwarder, exchange } from './a-forwarder.ts'
import type { ARealZone } from './a-real-zone.ts'
import { aRealZone } from './a-real-zone.ts'
import { anUnbound } from './an-unbound.ts'
import { askAll } from './asking-many.ts'
import { query } from './wire.ts'

// The same questions to us and to Unbound, both before one authority with signed zones: what a device gets must not depend on which of the two it asks.
// The authority is an Unbound too, with the zones as its own.

const NAMES = 2_000
const types = {
  ...{ A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, LOC: 29, SRV: 33, NAPTR: 35, DNAME: 39, DS: 43 },
  ...{ SSHFP: 44, NSEC: 47, DNSKEY: 48, TLSA: 52, SVCB: 64, HTTPS: 65, CAA: 257, TYPE65280: 65_280 },
} as const

it(`answers ${NAMES} names of a real zone, and all common types, as Unbound does`, async () => {
  const zones = [aRealZone('open.example', NAMES / 2, false), aRealZone('shut.example', NAMES / 2, true)]
  const authority = await anAuthority(zones)
  const unbound = await anUnboundBefore(authority)
  const { port: ours } = await aForwarder({}, { upstreams: [{ address: '127.0.0.1', port: authority }] })
  const asked = zones
    .flatMap(({ names }) => names)
    .flatMap((name, n) => Object.entries(types).map(([type, code], t) => ({ name, type, code, dnssec: (n + t) % 2 === 0 })))
  const packets = asked.map(({ name, code, dnssec }) =>
    query({ name, type: code, edns: { flags: dnssec ? 0x8000 : 0 } }),
  )
  const [theirs, got] = [await askAll(unbound, packets), await askAll(ours, packets)]
  const said = asked.map(({ name, type, dnssec }, i) => `${name} ${type}${dnssec ? ' +dnssec' : ''}`)
  const different = said.flatMap((what, i) => {
    const [one, other] = [meaningOf(theirs[i]!), meaningOf(got[i]!)]
    return one === other ? [] : [`${what}\nUnbound: ${one}\nwe:      ${other}`]
  })
  expect(`${different.length} different\n${different.slice(0, 10).join('\n')}`).toBe('0 different\n')
})

/** What a reply says: its rcode and records, lower-cased where they are names, in any order, without TTLs; no authority's names of servers, which may be left out. */
function meaningOf(reply: Buffer): string {
  const { rcode, answers = [], authorities = [] } = decode(reply) as ReturnType<typeof decode> & { readonly rcode: string }
  const section = (records: typeof answers) => records.map((record) => JSON.stringify({ ...record, ttl: 0 })).sort()
  return [rcode, ...section(answers), '|', ...section(authorities.filter(({ type }) => type !== 'NS'))].join(' ').toLowerCase()
}

async function anAuthority(zones: readonly ARealZone[]): Promise<number> {
  const port = await freePort()
  const clauses = zones.map(
    ({ origin, file }) => `auth-zone:\n  name: "${origin}"\n  zonefile: "${file}"\n  for-upstream: no\n`,
  )
  await anUnbound(`  interface: 127.0.0.1@${port}\n`, clauses.join(''), answers(port, zones[0]!.origin))
  return port
}

/** Unbound as it stands before the authority, as we do. */
async function anUnboundBefore(authority: number): Promise<number> {
  const port = await freePort()
  await anUnbound(
    `  interface: 127.0.0.1@${port}\n`,
    `forward-zone:\n  name: "."\n  forward-addr: 127.0.0.1@${authority}\n`,
    answers(port, 'localhost'),
  )
  return port
}

const answers = (port: number, name: string) => async () =>
  (await exchange(port, query({ name, type: 6 }), '127.0.0.1', 100)) !== undefined
