// RFC 6303 section 4, RFC 7793 section 3: a look-up backwards of an address that is private, of this machine, shared out by a carrier or for documentation
// has no answer on the internet, and tells what a network looks like inside: it is answered here.

import { itKeepsAtHome, itSendsOn } from './kept-at-home.ts'

const backwards = (address: string) => `${address.split('.').toReversed().join('.')}.in-addr.arpa`
const addresses = (...all: readonly string[]) => all.map(backwards)

itKeepsAtHome(
  ...addresses('10.0.0.1', '172.16.0.1', '172.31.0.1', '192.168.1.1', '0.0.0.1', '127.0.0.1', '255.255.255.255'),
  ...addresses('100.64.0.1', '100.127.255.1', '192.0.2.1', '198.51.100.1', '203.0.113.1'),
  ...['0', '1'].map((last) => `${last}.${'0.'.repeat(31)}ip6.arpa`),
  'd.f.ip6.arpa',
  'f.d.f.ip6.arpa',
  '1.8.b.d.0.1.0.0.2.ip6.arpa',
)
itSendsOn(
  ...addresses('11.0.0.1', '172.15.0.1', '172.32.0.1', '192.167.1.1', '100.63.255.1', '100.128.0.1', '1.1.1.1'),
  `2.${'0.'.repeat(31)}ip6.arpa`,
  'c.f.ip6.arpa',
)
