import type { StoredPerson } from '../../storage/people-store.ts'

/** In the order in which they are shown. */
export const roles = [
  'coordinator',
  'teacher',
  'director',
  'mentor',
  'team-leader',
  'manager',
  'anti-bullying-coordinator',
  'confidential-counsellor',
  'first-responder',
  // The data-protection officer.
  'officer',
] as const
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
  /** Id of the day pass of a substitute, who has no account. */
  readonly pass?: string
  /** Id of the token of a program, which has no account. */
  readonly token?: string
  /** From where this person acts now, for the audit: the address of the own browser, or the name of the token. Never kept elsewhere. */
  readonly from?: string
}

/** An account as the rest of the program sees it: without its password. */
export function personFrom({ id, name, login, roles: held, classes, language }: StoredPerson): Person {
  return { id, name, login, roles: roles.filter((role) => held.includes(role)), classes, language }
}

/** Roles in their fixed order, each once. */
export function sortedRoles(held: readonly Role[]): readonly Role[] {
  return roles.filter((role) => held.includes(role))
}
