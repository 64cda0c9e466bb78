import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'
import { canonicalAddress } from '../../clients/address.ts'
import type { OwnNetwork } from '../box/setting-up.ts'

/** The networks that this machine is in, by its own interfaces: no loopback, no addresses that hold on one cable only, and none of one address. */
export function ownNetworks(): readonly OwnNetwork[] {
  const found = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return found.flatMap(({ address: text, cidr, internal }) => {
    const address = canonicalAddress(text)
    const isOnCable = address === undefined || address.startsWith('169.254.') || /^fe[89ab]/.test(address)
    const network = internal || isOnCable ? undefined : networkOf(cidr ?? '')
    return address === undefined || network === undefined ? [] : [{ address, cidr: network }]
  })
}

/** `10.1.2.3/16` -> `10.1.0.0/16`. */
function networkOf(cidr: string): string | undefined {
  const plain = cidr.replace(/%[^/]*/, '')
  if (!ipaddr.isValidCIDR(plain) || /\/(32|128)$/.test(plain)) return undefined
  const base = plain.includes(':')
    ? ipaddr.IPv6.networkAddressFromCIDR(plain)
    : ipaddr.IPv4.networkAddressFromCIDR(plain)
  return `${base.toString()}/${plain.split('/')[1]}`
}
