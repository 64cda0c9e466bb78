import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** A block of addresses. */
export interface Cidr {
  readonly text: string
  readonly bits: number
  contains(address: string): boolean
}

/**
 * The one way we write an address: `::ffff:10.1.2.3` is `10.1.2.3`, IPv6 is short and lower case, a zone (`%eth0`) is left out. Undefined for
 * anything else, short and octal forms (`10.1.0`, `010.1.2.3`) included: who types those means another address than the one they stand for.
 */
export function canonicalAddress(text: string): string | undefined {
  const plain = text.trim().replace(/%.*$/, '')
  return isIP(plain) !== 0 ? ipaddr.process(plain).toString() : undefined
}

/** Reads `10.1.0.0/16`, `fd00::/8` or a single address. Undefined where it is none of them; host bits must be zero. */
export function parseCidr(text: string): Cidr | undefined {
  const [base = '', length, ...rest] = text.trim().split('/')
  const address = canonicalAddress(base)
  if (address === undefined || rest.length > 0 || !/^\d{0,3}$/.test(length ?? '')) return undefined
  const parsed = ipaddr.parse(address)
  const widest = parsed.kind() === 'ipv4' ? 32 : 128
  const bits = length === undefined ? widest : Number(length)
  if (length === '' || bits > widest) return undefined
  const cidr = `${address}/${bits}`
  const network =
    parsed.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr)
  if (network.toString() !== parsed.toString()) return undefined
  return { text: cidr, bits, contains: (other) => isWithin(other, parsed, bits) }
}

function isWithin(text: string, network: ipaddr.IPv4 | ipaddr.IPv6, bits: number): boolean {
  const address = ipaddr.parse(text)
  return (
    address.kind() === network.kind() && address.match([network, bits] as [ipaddr.IPv4, number] & [ipaddr.IPv6, number])
  )
}
