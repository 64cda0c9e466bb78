// RFC 9018 section 4: "The Server Cookie is effectively a Message Authentication Code (MAC)" of the client's cookie, version, reserved, timestamp and the
// client's address, by SipHash-2-4. The examples of appendix A, and the first of the table that SipHash's authors give.

import { expect, it } from 'vitest'
import { writeServerCookie } from '../../src/dns/cookie.ts'
import { sipHash } from '../../src/dns/siphash.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const v6 = '20010db80220000159ded0f4876982b8'

it.each([
  [
    'A.1, a new cookie',
    'e5e973e5a6b2a43f48e7dc849e37bfcf',
    '2464c4abcf10c957',
    'c6336464',
    1_559_731_985,
    '010000005cf79f111f8130c3eee29480',
  ],
  [
    'A.2, the same client later',
    'e5e973e5a6b2a43f48e7dc849e37bfcf',
    '2464c4abcf10c957',
    'c6336464',
    1_559_734_385,
    '010000005cf7a871d4a564a1442aca77',
  ],
  [
    'A.3, another client',
    'e5e973e5a6b2a43f48e7dc849e37bfcf',
    'fc93fc62807ddb86',
    'cb0071cb',
    1_559_734_700,
    '010000005cf7a9acf73a7810aca2381e',
  ],
  [
    'A.4, over IPv6 with another secret',
    '445536bcd2513298075a5d379663c962',
    '22681ab97d52c298',
    v6,
    1_559_741_961,
    '010000005cf7c609a6bb79d16625507a',
  ],
])('makes the cookie of appendix %s', (_, secret, client, address, seconds, expected) => {
  const cookie = new Uint8Array(24).fill(255)
  cookie.set(bytes(client))
  writeServerCookie(cookie, bytes(address), seconds, bytes(secret))
  expect(Buffer.from(cookie).toString('hex')).toBe(client + expected)
})

it.each([
  [0, '310e0edd47db6f72'],
  [1, 'fd67dc93c539f874'],
  [7, '37d1018bf50002ab'],
  [8, '6224939a79f5f593'],
  [15, 'e545be4961ca29a1'],
])('hashes the first %i numbers as SipHash-2-4 does', (length, expected) => {
  const counting = Uint8Array.from({ length: 64 }, (_, i) => i)
  expect(Buffer.from(sipHash(counting.slice(0, 16), counting, length)).toString('hex')).toBe(expected)
})
