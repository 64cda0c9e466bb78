import { long, word } from './scan.ts'

/**
 * Networks that nobody on the internet is on, IPv4: first octets, and the bits that count. Ours: RFC 1918; shared behind a provider's or a VPN's
 * translator: RFC 6598; link-local: RFC 3927; this machine and none: RFC 1122 section 3.2.1.3.
 */
const networks4: readonly (readonly [network: number, bits: number])[] = [
  [0x00_00_00_00, 8],
  [0x0a_00_00_00, 8],
  [0x64_40_00_00, 10],
  [0x7f_00_00_00, 8],
  [0xa9_fe_00_00, 16],
  [0xac_10_00_00, 12],
  [0xc0_a8_00_00, 16],
]

/**
 * Reports whether `length` bytes at `at`, four or sixteen, are an address of this machine or of a private network (RFC 1918, 3927, 4193, 4291 sections
 * 2.5.2, 2.5.3 and 2.5.6, 6598), or an IPv4 one of these in IPv6 clothes (RFC 4291 section 2.5.5) or behind a translator (RFC 6052, 8215).
 */
export function isPrivateAddress(bytes: Uint8Array, at: number, length: number): boolean {
  if (length === 4) return isPrivate4(long(bytes, at))
  if (length !== 16) return false
  const first = bytes[at]!
  if ((first & 0xfe) === 0xfc) return true
  if (first === 0xfe) return (bytes[at + 1]! & 0xc0) === 0x80
  if (long(bytes, at) === TRANSLATED) return isPrivateBehind(bytes, at)
  for (let i = 0; i < 10; i += 1) if (bytes[at + i] !== 0) return false
  const clothes = word(bytes, at + 10)
  // `::` and `::1` read as 0.0.0.0 and 0.0.0.1.
  return (clothes === 0xffff || clothes === 0) && isPrivate4(long(bytes, at + 12))
}

const isPrivate4 = (address: number): boolean =>
  networks4.some(([network, bits]) => ((address ^ network) & (-1 << (32 - bits))) === 0)

/** How the addresses begin by which hosts without IPv4 reach it through a translator (NAT64): `64:ff9b::/96`, and `64:ff9b:1::/48` for networks of one's own. */
const TRANSLATED = 0x0064_ff9b

/** Where the IPv4 address lies under a prefix of 48, 56, 64 and 96 bits (RFC 6052 section 2.2). */
const layouts = [
  [6, 7, 9, 10],
  [7, 9, 10, 11],
  [9, 10, 11, 12],
  [12, 13, 14, 15],
] as const

/**
 * Whether a translator would lead to a private address. Under `64:ff9b:1::/48` only it knows how long its prefix is: what may be private is. No address
 * looks like one that begins with 0, which zeros of another layout would make.
 */
function isPrivateBehind(bytes: Uint8Array, at: number): boolean {
  if (long(bytes, at + 4) === 0 && long(bytes, at + 8) === 0) return isPrivate4(long(bytes, at + 12))
  if (word(bytes, at + 4) !== 1) return false
  return layouts.some(([first, ...others]) => {
    if (bytes[at + first] === 0) return false
    return isPrivate4(others.reduce((address, place) => (address << 8) | bytes[at + place]!, bytes[at + first]!))
  })
}
