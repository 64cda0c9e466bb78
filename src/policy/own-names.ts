import type { Name } from '../dns/name.ts'

/** What we answer ourselves, whatever any list, rule or grant says. */
export type OwnName = 'canary' | 'special-use' | 'localhost'

/** Names below this one are ours like the status page itself: a browser that gets their answer asks us. Not all below the status name, which may be a school's own domain. */
export const testNameOf = (statusName: Name): Name => `filtertest.${statusName}` as Name

/**
 * Names with an answer of their own, each with everything below it. Canaries tell a browser or phone that this network filters (Mozilla's
 * canary domain, Apple's Private Relay names); `resolver.arpa` would lead clients past us (RFC 9462 section 6.4); the special-use names never
 * leave the network (RFC 6761, 6762, 7686, 8375, 9476, 6303).
 */
export const ownNames: readonly (readonly [name: Name, kind: OwnName])[] = [
  ...each('canary', ['use-application-dns.net', 'mask.icloud.com', 'mask-h2.icloud.com', 'resolver.arpa']),
  ...each('localhost', ['localhost']),
  ...each('special-use', ['local', 'test', 'onion', 'invalid', 'alt', 'home.arpa', ...privateReverseZones()]),
]

function each(kind: OwnName, names: readonly string[]): [Name, OwnName][] {
  return names.map((name) => [name as Name, kind])
}

/** RFC 6303, and RFC 7793 for the addresses that carriers share out: reverse zones of private and other local addresses. */
function privateReverseZones(): readonly string[] {
  const sixteenOf172 = Array.from({ length: 16 }, (_, i) => `${16 + i}.172.in-addr.arpa`)
  const ofCarriers = Array.from({ length: 64 }, (_, i) => `${64 + i}.100.in-addr.arpa`)
  const v6 = [
    'd.f.ip6.arpa',
    '8.e.f.ip6.arpa',
    '9.e.f.ip6.arpa',
    'a.e.f.ip6.arpa',
    'b.e.f.ip6.arpa',
    '8.b.d.0.1.0.0.2.ip6.arpa',
  ]
  const loopback6 = ['0', '1'].map((last) => `${last}.${'0.'.repeat(31)}ip6.arpa`)
  return [
    '0.in-addr.arpa',
    '10.in-addr.arpa',
    '127.in-addr.arpa',
    '254.169.in-addr.arpa',
    '168.192.in-addr.arpa',
    '2.0.192.in-addr.arpa',
    '100.51.198.in-addr.arpa',
    '113.0.203.in-addr.arpa',
    '255.255.255.255.in-addr.arpa',
    ...sixteenOf172,
    ...ofCarriers,
    ...v6,
    ...loopback6,
  ]
}
