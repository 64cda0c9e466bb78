/** Networks that nobody on the internet is on, IPv4: first octets, and the bits that count. Ours: RFC 1918; link-local: RFC 3927; this machine and none: RFC 1122 section 3.2.1.3. */
const networks4: readonly (readonly [network: number, bits: number])[] = [
  [0x00_00_00_00, 8],
  [0x0a_00_00_00, 8],
  [0x7f_00_00_00, 8],
  [0xa9_fe_00_00, 16],
  [0xac_10_00_00, 12],
  [0xc0_a8_00_00, 16],
]

/**
 * Reports whether `length` bytes at `at`, four or sixteen, are an address of this machine or of a private network (RFC 1918, 3927, 4193, 4291 sections
 * 2.5.2, 2.5.3 and 2.5.6), or an IPv4 one of these in IPv6 clothes (RFC 4291 section 2.5.5).
 */
export function isPrivateAddress(bytes: Uint8Array, at: number, length: number): boolean {
  if (length === 4) return isPrivate4(bytes, at)
  const first = bytes[at]!
  if (length !== 16 || (first & 0xfe) === 0xfc) return length === 16
  if (first === 0xfe) return (bytes[at + 1]! & 0xc0) === 0x80
  for (let i = 0; i < 10; i += 1) if (bytes[at + i] !== 0) return false
  const clothes = (bytes[at + 10]! << 8) | bytes[at + 11]!
  // `::` and `::1` read as 0.0.0.0 and 0.0.0.1.
  return (clothes === 0xffff || clothes === 0) && isPrivate4(bytes, at + 12)
}

function isPrivate4(bytes: Uint8Array, at: number): boolean {
  const address = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
  return networks4.some(([network, bits]) => ((address ^ network) & (-1 << (32 - bits))) === 0)
}
