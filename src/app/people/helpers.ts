import type { Storage } from '../../storage/storage.ts'
import type { Role } from './person.ts'
import { roles } from './person.ts'

/** The functions that somebody at school has and that one can turn to; never names. Keeping the filter is none of them. */
export async function helpersAt({ people }: Storage): Promise<readonly Role[]> {
  const held = new Set((await people.all()).flatMap((person) => person.roles))
  return roles.filter((role) => role !== 'coordinator' && held.has(role))
}
