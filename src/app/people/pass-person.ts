import type { PassSession, StoredDayPass } from '../../storage/day-pass-store.ts'
import type { Parts } from '../parts.ts'
import type { Person } from './person.ts'
import { hashOfSecret } from './secret.ts'

/** A substitute who came in on a day pass: a teacher of its classes, by a name that everyone sees is not an account's. */
export function passPerson({ pass, name, language }: PassSession): Person {
  const id = `pass:${pass.id}`
  return { id, name: `inval: ${name}`, login: '', roles: ['teacher'], classes: pass.classes, language, pass: pass.id }
}

/** Whether a pass still holds: not over, not revoked, and whoever made it still has an account. */
export async function passHolds({ storage, clock }: Parts, { until, revokedAt, by }: StoredDayPass): Promise<boolean> {
  if (revokedAt !== undefined || clock() >= until) return false
  return (await storage.people.byId(by.id)) !== undefined
}

/** The substitute of a session secret, while the pass holds. */
export async function passPersonOf(parts: Parts, session: string): Promise<Person | undefined> {
  const found = await parts.storage.dayPasses.session(hashOfSecret(session))
  return found !== undefined && (await passHolds(parts, found.pass)) ? passPerson(found) : undefined
}
