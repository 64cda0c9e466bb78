import type { DeviceEntry } from '../link.ts'
import type { Client, Policy } from '../policy/policy.ts'
import { strictestOf } from '../policy/strictest.ts'
import type { Cidr } from './address.ts'
import { canonicalAddress, parseCidr } from './address.ts'

/** Who asks, by address: an enrolled device, a device of one of the groups' networks, or a stranger on the school's own networks. */
export interface Identified {
  readonly client: Client
  /** Whether anything more than the network is known of it. */
  readonly known: boolean
}

/** Tells who is behind an address. Undefined: outside the school's networks, not to be answered. */
export type Identify = (address: string) => Identified | undefined

/**
 * Makes an {@link Identify} from the networks the server answers, the groups' networks and the enrolled devices. The longest network wins; where
 * several groups share it, the strictest of them.
 */
export function identifier(allowed: readonly Cidr[], policy: Policy, devices: readonly DeviceEntry[]): Identify {
  const groups = new Set(policy.groups.map(({ id }) => id))
  const known = new Map<string, Identified>()
  for (const { device, group, classes, addresses, exempt, recorded } of devices) {
    const own = groups.has(group) ? group : policy.unknown
    const client = { group: own, classes, device, ...(exempt ? { exempt } : {}), ...(recorded ? { recorded } : {}) }
    for (const address of addresses) known.set(address, { client, known: true })
  }
  const networks = networksOf(policy)

  return (text) => {
    const address = canonicalAddress(text)
    if (address === undefined) return undefined
    const device = known.get(address)
    const network = networks.find(({ cidr }) => cidr.contains(address))
    if (network === undefined && !allowed.some((cidr) => cidr.contains(address))) return undefined
    return device ?? { client: { group: network?.group ?? policy.unknown, classes: [] }, known: false }
  }
}

/** The groups' networks, the longest first, each with the group of one of whom nothing more is known. */
function networksOf(policy: Policy): readonly { readonly group: string; readonly cidr: Cidr }[] {
  const owned = policy.groups
    .flatMap(({ id, networks }) => networks.map((text) => ({ id, cidr: parseCidr(text) })))
    .filter((network): network is { id: string; cidr: Cidr } => network.cidr !== undefined)
  return [...Map.groupBy(owned, ({ cidr }) => cidr.text).values()]
    .map((sharing) => ({
      cidr: sharing[0]!.cidr,
      group: strictestOf(
        policy,
        sharing.map(({ id }) => id),
      ),
    }))
    .sort((a, b) => b.cidr.bits - a.cidr.bits)
}
