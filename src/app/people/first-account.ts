import { randomUUID } from 'node:crypto'
import type { Accounts } from '../app.ts'
import type { Parts } from '../parts.ts'
import { problemWith, tidyLogin } from './account-rules.ts'
import { hashPassword } from './password.ts'
import { personFrom, sortedRoles } from './person.ts'
import { hashOfSecret, newSecret } from './secret.ts'

/** How long the link to the first account holds, in milliseconds. */
const LINK_LASTS = 24 * 3600_000

/** The one-time link with which a new installation gets its first account. */
export function firstAccount({
  storage,
  clock,
}: Parts): Pick<Accounts, 'isNew' | 'firstLink' | 'firstLinkIsValid' | 'createFirst'> {
  const { people, audit } = storage
  const isValid = async (secret: string) =>
    (await people.linkHolds(hashOfSecret(secret), clock())) && (await people.isEmpty())
  return {
    isNew: () => people.isEmpty(),

    async firstLink() {
      const secret = newSecret()
      await people.replaceLink(hashOfSecret(secret), clock() + LINK_LASTS)
      return secret
    },

    firstLinkIsValid: isValid,

    async createFirst(secret, person) {
      // Before the costly hash: whoever has no link makes us work for nothing.
      if (!(await isValid(secret))) return { ok: false, problem: 'link-invalid' }
      const problem = problemWith(person)
      if (problem) return { ok: false, problem }
      const stored = {
        id: randomUUID(),
        login: tidyLogin(person.login),
        name: person.name.trim(),
        password: await hashPassword(person.password),
        roles: sortedRoles(['coordinator', ...(person.roles ?? [])]),
        classes: [],
        language: person.language,
      }
      if (!(await people.addFirst(hashOfSecret(secret), stored, clock()))) return { ok: false, problem: 'link-invalid' }
      await audit.append({
        at: clock(),
        by: { ...stored, ...(person.from === undefined ? {} : { from: person.from }) },
        action: 'first-account-made',
        subject: stored.id,
      })
      return { ok: true, value: personFrom(stored) }
    },
  }
}
