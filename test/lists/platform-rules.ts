import { getDomain } from 'tldts'
import type { z } from 'zod'
import type { Name } from '../../src/dns/name.ts'
import type { platformFile } from '../../src/lists/catalogue.ts'

/** A file of blocklists/platforms/, as it is written. */
export type PlatformFile = z.infer<typeof platformFile>

/** All names of a platform, whatever their role. */
export const namesOf = ({ names }: PlatformFile): readonly Name[] => Object.values(names).flat()

/** What is wrong with a platform's file beside its form: the rules of blocklists/README.md. */
export function faultsOf(file: string, platform: PlatformFile, all: readonly PlatformFile[]): readonly string[] {
  const faults: string[] = []
  const names = namesOf(platform)
  if (`${platform.id}.yaml` !== file) faults.push(`${file} has the id ${platform.id}`)
  if (names.length < 2) faults.push(`${platform.id} has a single name: no service needs one alone`)
  if (new Set(names).size !== names.length) faults.push(`${platform.id} has a name twice`)
  if (!/^\d{4}-\d\d-\d\d$/.test(platform.date)) faults.push(`${platform.id} has no date`)
  for (const name of names) {
    const owners = all.filter((other) => namesOf(other).includes(name)).map(({ id }) => id)
    const said = [...(platform.shared?.[name] ?? [])].sort()
    if (owners.length > 1 && JSON.stringify(said) !== JSON.stringify(owners.sort()))
      faults.push(
        `${name} is of ${owners.join(' and ')}, but ${platform.id} says it is of ${said.join(' and ') || 'nobody else'}`,
      )
    if (owners.length === 1 && said.length > 0)
      faults.push(`${name} is said to be shared, but only ${platform.id} has it`)
    if (isSuffix(name)) faults.push(`${name} is a public suffix`)
  }
  for (const name of Object.keys(platform.shared ?? {}))
    if (!names.includes(name as Name)) faults.push(`${platform.id} shares ${name}, which it does not have`)
  return faults
}

/** A name under which everybody can register: closing it would close strangers. */
export const isSuffix = (name: string): boolean => getDomain(name, { allowPrivateDomains: true }) === null
