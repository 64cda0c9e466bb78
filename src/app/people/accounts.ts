import { randomUUID } from 'node:crypto'
import type { AuditAction } from '../../storage/audit-action.ts'
import type { AuditEntry } from '../../storage/audit-store.ts'
import type { AccountProblem, Accounts, Person, Refusal, Role } from '../app.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import { accountDetail } from '../record/account-detail.ts'
import { problemWith, tidyLogin } from './account-rules.ts'
import { firstAccount } from './first-account.ts'
import { setNewPassword } from './new-password.ts'
import { hashPassword } from './password.ts'
import { personFrom, sortedRoles } from './person.ts'
import { mayKeepSchool } from './rights.ts'
import { signInDesk } from './sign-in.ts'

const refuse = (problem: AccountProblem, detail?: string): Refusal<AccountProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** The accounts: who may sign in, and as what. */
export function accounts(parts: Parts, ledger: Ledger): Accounts {
  const { storage, clock } = parts
  const { people, audit } = storage
  const done = (by: Person | 'console', action: AuditAction, subject: string, detail?: AuditEntry['detail']) =>
    audit.append({
      ...{ at: clock(), action, subject },
      ...(by === 'console' ? { by: undefined, from: by } : { by }),
      ...(detail === undefined ? {} : { detail }),
    })

  const unknownClass = (classes: readonly string[]) =>
    classes.find((id) => !ledger.policy.classes.some((known) => known.id === id))

  /** Whether nobody would keep the school if this person lost the role. */
  const isLastCoordinator = async (id: string) =>
    (await people.all()).every((person) => person.id === id || !person.roles.includes('coordinator' satisfies Role))

  return {
    ...firstAccount(parts),
    ...signInDesk(parts),

    async people() {
      return (await people.all()).map(personFrom)
    },

    async add(by, person) {
      if (by !== 'console' && !mayKeepSchool(by)) return refuse('not-allowed')
      const problem = problemWith(person)
      if (problem) return refuse(problem)
      const missing = unknownClass(person.classes)
      if (missing !== undefined) return refuse('unknown-class', missing)
      const login = tidyLogin(person.login)
      const { classes, language } = person
      const stored = {
        id: randomUUID(),
        login,
        name: person.name.trim(),
        password: await hashPassword(person.password),
        roles: sortedRoles(person.roles),
        classes,
        language,
      }
      if (!(await people.add(stored, clock()))) return refuse('login-taken', login)
      await done(by, 'person-added', stored.id, accountDetail(stored))
      return { ok: true, value: personFrom(stored) }
    },

    async update(by, id, change) {
      if (!mayKeepSchool(by)) return refuse('not-allowed')
      const stored = await people.byId(id)
      if (stored === undefined) return refuse('unknown-person', id)
      const problem = problemWith(change)
      if (problem) return refuse(problem)
      const missing = unknownClass(change.classes)
      if (missing !== undefined) return refuse('unknown-class', missing)
      if (!change.roles.includes('coordinator') && (await isLastCoordinator(id))) return refuse('last-coordinator')
      const particulars = { name: change.name.trim(), roles: sortedRoles(change.roles), classes: change.classes }
      await people.update(id, particulars)
      await done(by, 'person-changed', id, accountDetail(particulars, stored))
      return { ok: true, value: personFrom({ ...stored, ...particulars }) }
    },

    async remove(by, id) {
      if (!mayKeepSchool(by)) return refuse('not-allowed')
      if ((await people.byId(id)) === undefined) return refuse('unknown-person', id)
      if (await isLastCoordinator(id)) return refuse('last-coordinator')
      await people.remove(id)
      storage.erasures.note({ at: clock(), kind: 'person', id })
      await done(by, 'person-removed', id)
      return { ok: true, value: undefined }
    },

    async setPassword(by, typed, password) {
      const login = tidyLogin(typed)
      if (by !== 'console' && !mayKeepSchool(by) && by.login !== login) return refuse('not-allowed')
      const stored = await people.byLogin(login)
      if (stored === undefined) return refuse('unknown-person', login)
      const problem = problemWith({ password })
      if (problem) return refuse(problem)
      await setNewPassword(storage, stored.id, password)
      await done(by, 'password-set', stored.id)
      return { ok: true, value: undefined }
    },

    async setLanguage(person, language) {
      if (person.pass === undefined) await people.update(person.id, { language })
      else await storage.dayPasses.setLanguage(person.pass, language)
    },
  }
}
