// The same questions to us and to Unbound, both before one authority with signed zones: what a device gets must not depend on which of the two it asks.
// The authority is an Unbound too, with the zones as its own.

import type { Answer } from 'dns-packet'
import { decode } from 'dns-packet'
import { expect, it } from 'vitest'
import { freePort } from '../helpers/a-product.ts'
import { aForwarder, exchange } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { ARealZone } from './a-real-zone.ts'
import { aRealZone } from './a-real-zone.ts'
import { anUnbound } from './an-unbound.ts'
import { askAll } from './asking-many.ts'
import { query } from './wire.ts'

const NAMES = 2_000
// Not NSEC, which comes as proof beside the others: asked for itself, Unbound finds it in its cache or past an alias, as chance will have it.
const types = {
  ...{
    A: 1,
    NS: 2,
    CNAME: 5,
    SOA: 6,
    PTR: 12,
    MX: 15,
    TXT: 16,
    AAAA: 28,
    LOC: 29,
    SRV: 33,
    NAPTR: 35,
    DNAME: 39,
    DS: 43,
  },
  ...{ SSHFP: 44, DNSKEY: 48, TLSA: 52, SVCB: 64, HTTPS: 65, CAA: 257, TYPE65280: 65_280 },
} as const

it(`answers ${NAMES} names of a real zone, and all common types, as Unbound does`, async () => {
  const zones = [aRealZone('open.example', NAMES / 2, false), aRealZone('shut.example', NAMES / 2, true)]
  const authority = await anAuthority(zones)
  const unbound = await anUnboundBefore(authority)
  const { port: ours } = await aForwarder({}, { upstreams: [{ address: '127.0.0.1', port: authority }] })
  const asked = zones
    .flatMap(({ names }) => names)
    .flatMap((name, n) =>
      Object.entries(types).map(([type, code], t) => ({ name, type, code, dnssec: (n + t) % 2 === 0 })),
    )
    // The DS of an apex is its parent's, who would be asked for on the internet.
    .filter(({ name, type }) => type !== 'DS' || zones.every(({ origin }) => origin !== name))
  const packets = asked.map(({ name, code, dnssec }) =>
    query({ name, type: code, edns: { flags: dnssec ? 0x8000 : 0 } }),
  )
  const [theirs, got] = [await askAll(unbound, packets), await askAll(ours, packets)]
  const said = asked.map(({ name, type, dnssec }) => `${name} ${type}${dnssec ? ' +dnssec' : ''}`)
  const different = said.flatMap((what, i) => {
    const [one, other] = [meaningOf(theirs[i]!), meaningOf(got[i]!)]
    return one === other ? [] : [`${what}\nUnbound: ${one}\nwe:      ${other}`]
  })
  // A good part of what is asked for is there, in some form, and it is not the errors that are the same.
  const rcodes = Object.groupBy(got, (reply) => reply[3]! & 15)
  expect(Object.keys(rcodes)).toEqual(['0', '3'])
  expect([rcodes[0]!.length, rcodes[3]!.length].every((count) => count > packets.length / 10)).toBe(true)
  expect(`${different.length} different\n${different.slice(0, 10).join('\n')}`).toBe('0 different\n')
}, 120_000)

it('leaves signatures whole, though TTLs are cut: an Unbound that checks them finds all that a pupil gets authentic', async () => {
  const zones = [aRealZone('open.example', 120, false), aRealZone('shut.example', 120, true)]
  const { port: ours } = await aForwarder({}, { upstreams: [{ address: '127.0.0.1', port: await anAuthority(zones) }] })
  const anchors = zones.map(({ anchor }) => `  trust-anchor: "${anchor.replaceAll(/\s+/g, ' ')}"\n`)
  const checks = `server:\n  module-config: "validator iterator"\n  outgoing-interface: ${clients.pupil}\n${anchors.join('')}`
  const port = await anUnboundBefore(ours, checks)
  // Not what is not there below an empty name: the proof that this authority gives of it does not always hold, whoever asks.
  const names = zones.flatMap((zone) => zone.names).filter((name) => !name.startsWith('other.empty'))
  const asked = names.flatMap((name) => [1, 15, 16, 65].map((type) => ({ name, type })))
  const packets = asked.map((question) => query({ ...question, edns: { flags: 0x8000 } }))
  const replies = await askAll(port, packets)
  expect(asked.filter((_, i) => (replies[i]![3]! & 0x20) === 0)).toEqual([])
}, 60_000)

it('has an Unbound that checks signatures tell us, and tells who asks with AD alone', async () => {
  const zone = aRealZone('open.example', 10, false)
  const anchor = `  trust-anchor: "${zone.anchor.replaceAll(/\s+/g, ' ')}"\n`
  const checks = `server:\n  module-config: "validator iterator"\n${anchor}`
  const port = await anUnboundBefore(await anAuthority([zone]), checks)
  const { ask } = await aForwarder({}, { upstreams: [{ address: '127.0.0.1', port }] })
  const name = `ns.${zone.origin}`
  const flags = [0x0100, 0x0120].map(async (flags) => (await ask({ name, flags })).flags & 0x20)
  expect(await Promise.all(flags)).toEqual([0, 0x20])
})

/**
 * What a reply says: its rcode and records, in any order and letters, without TTLs and what is cut as one: the MINIMUM of an SOA that is not signed.
 * Names of servers in the authority section may be left out.
 */
function meaningOf(reply: Buffer): string {
  const {
    rcode,
    answers = [],
    authorities = [],
  } = decode(reply) as ReturnType<typeof decode> & { readonly rcode: string }
  const said = authorities.filter(({ type }) => type !== 'NS').map(textOf)
  const isSigned = said.some((text) => text.includes('"typecovered":"soa"'))
  const behind = isSigned ? said : said.map((text) => text.replace(/"minimum":\d+/, ''))
  return [rcode, ...answers.map(textOf).sort(), '|', ...behind.sort()].join(' ')
}

const textOf = (record: Answer) => JSON.stringify({ ...record, ttl: 0 }).toLowerCase()

async function anAuthority(zones: readonly ARealZone[]): Promise<number> {
  const port = await freePort()
  const clauses = zones.map(
    ({ origin, file }) => `auth-zone:\n  name: "${origin}"\n  zonefile: "${file}"\n  for-downstream: no\n`,
  )
  await anUnbound(`  interface: 127.0.0.1@${port}\n`, clauses.join(''), answers(port, zones[0]!.origin))
  return port
}

/** Unbound as it stands before the authority, as we do; or before us. */
async function anUnboundBefore(authority: number, more = ''): Promise<number> {
  const port = await freePort()
  await anUnbound(
    `  interface: 127.0.0.1@${port}\n`,
    `forward-zone:\n  name: "."\n  forward-addr: 127.0.0.1@${authority}\n${more}`,
    answers(port, 'localhost'),
  )
  return port
}

const answers = (port: number, name: string) => async () =>
  (await exchange(port, query({ name, type: 6 }), '127.0.0.1', 100)) !== undefined
