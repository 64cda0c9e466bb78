import { canonicalAddress, parseCidr } from '../../clients/address.ts'
import { identifier } from '../../clients/identify.ts'
import type { Client } from '../../policy/policy.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { DeviceBook } from './device-book.ts'
import { isKnown } from './device-book.ts'

/** Whoever reads a page is answered: whether their queries are is the resolver's affair. */
const everywhere = ['0.0.0.0/0', '::/0'].map((text) => parseCidr(text)!)

/** Who is behind an address, as far as policy cares; a stranger is of the group for the unknown. */
export function clientAt({ policy }: Ledger, book: DeviceBook, address: string): Client {
  const found = identifier(everywhere, policy, book.entries())(canonicalAddress(address) ?? '')
  return found?.client ?? { group: policy.unknown, classes: [] }
}

/** Why who is behind an address has its group: the device was enrolled, the network is the group's, or nobody knows it. */
export function becauseOf({ policy }: Ledger, book: DeviceBook, address: string): 'enrolled' | 'network' | 'unknown' {
  const asked = canonicalAddress(address) ?? ''
  if (identifier(everywhere, policy, book.entries())(asked)?.known) return 'enrolled'
  return identifier([], policy, [])(asked) === undefined ? 'unknown' : 'network'
}

/** Whether an address is an enrolled device's or lies in one of the groups' networks. */
export function isOnOurNetworks({ policy }: Ledger, book: DeviceBook, address: string): boolean {
  return identifier([], policy, book.entries())(canonicalAddress(address) ?? '') !== undefined
}

/** How many devices a group has, those included that nobody enrolled: they are in the group of their network. */
export function devicesOfGroup({ policy }: Ledger, book: DeviceBook, group: string): number {
  const identify = identifier(everywhere, policy, [])
  const isOfGroup = (address = '') => (identify(address)?.client.group ?? policy.unknown) === group
  return book
    .all()
    .filter((device) => (isKnown(device) ? device.group === group : isOfGroup(device.identity.addresses[0]))).length
}
