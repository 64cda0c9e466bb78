import type { StoredPerson } from '../storage/people-store.ts'

/** In the order in which they are shown. */
export const roles = ['coordinator', 'teacher', 'director'] as const
export type Role = (typeof roles)[number]

/** Who is signed in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly roles: readonly Role[]
  /** Ids of the classes a teacher acts on. */
  readonly classes: readonly string[]
  readonly language: 'nl' | 'en'
}

/** An account as the rest of the program sees it: without its password. */
export function personFrom({ id, name, login, roles: held, classes, language }: StoredPerson): Person {
  return { id, name, login, roles: roles.filter((role) => held.includes(role)), classes, language }
}

/** Roles in their fixed order, each once. */
export function sortedRoles(held: readonly Role[]): readonly Role[] {
  return roles.filter((role) => held.includes(role))
}
