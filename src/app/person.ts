import type { StoredPerson } from '../storage/people-store.ts'
import type { Person, Role } from './app.ts'
import { roles } from './app.ts'

/** An account as the rest of the program sees it: without its password. */
export function personFrom({ id, name, login, roles: held, classes, language }: StoredPerson): Person {
  return { id, name, login, roles: roles.filter((role) => held.includes(role)), classes, language }
}

/** Roles in their fixed order, each once. */
export function sortedRoles(held: readonly Role[]): readonly Role[] {
  return roles.filter((role) => held.includes(role))
}
