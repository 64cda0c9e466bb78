// RFC 6762 section 22.1: names below `local`, and those backwards of link-local addresses, belong to multicast DNS. No upstream hears of them, and
// they do not exist here, but for those that the school has given a record or a server of its own (`rfc6303-3-forwarding.test.ts`).

import { itKeepsAtHome, itSendsOn } from './kept-at-home.ts'

itKeepsAtHome(
  'printer.local',
  'local',
  '1.1.254.169.in-addr.arpa',
  ...['8', '9', 'a', 'b'].map((digit) => `1.0.0.${digit}.e.f.ip6.arpa`),
)
itSendsOn('local.example', 'printer.notlocal', '1.1.253.169.in-addr.arpa', '1.0.0.7.e.f.ip6.arpa')
