import { reverseName } from '../dns/address.ts'
import type { Name } from '../dns/name.ts'
import { selfAndParents } from '../dns/name.ts'
import type { Config } from './config.ts'

/** Whether a name is the school's own by the settings: in a zone of `forward`, in `records`, or an address of those backwards. */
export type AtHome = (name: Name) => boolean

/** Makes the {@link AtHome} of these settings. */
export function atHome({ forward = {}, records = {} }: Partial<Pick<Config, 'forward' | 'records'>>): AtHome {
  const known = new Set<string>(Object.keys(records))
  for (const address of Object.values(records).flat()) known.add(reverseName(address) ?? '')
  return (name) => known.has(name) || [...selfAndParents(name)].some((parent) => Object.hasOwn(forward, parent))
}
