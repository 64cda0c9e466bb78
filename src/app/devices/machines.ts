import { networkOf } from '../people/sign-in-limit.ts'

/** A machine that answers in more networks than this is a router, not a device; a device has a whole /64 to choose addresses from. */
const NETWORKS_AT_MOST = 16
/** Of how many addresses of a device is kept that they are its own. */
const ADDRESSES_AT_MOST = 64

/** Of a neighbour table the addresses that each machine answers for, by its MAC; none of a router. */
export function addressesByMac(neighbours: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const pairs = Map.groupBy(neighbours, ([, mac]) => mac)
  const all = [...pairs].map(([mac, entries]) => [mac, entries.map(([address]) => address).sort()] as const)
  return new Map(all.filter(([, addresses]) => !isRouter(addresses)).map(([mac, addresses]) => [mac, kept(addresses)]))
}

const isRouter = (addresses: readonly string[]): boolean =>
  addresses.length > NETWORKS_AT_MOST && new Set(addresses.map(networkOf)).size > NETWORKS_AT_MOST

/** Those of IPv4 first: a device has few, and makes up none. */
function kept(addresses: readonly string[]): readonly string[] {
  if (addresses.length <= ADDRESSES_AT_MOST) return addresses
  const isLong = (address: string) => address.includes(':')
  return [...addresses.filter((one) => !isLong(one)), ...addresses.filter(isLong)].slice(0, ADDRESSES_AT_MOST)
}
