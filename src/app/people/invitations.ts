import { randomUUID } from 'node:crypto'
import type { StoredInvitation } from '../../storage/invitation-store.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import { accountDetail } from '../record/account-detail.ts'
import type { AccountProblem } from './account-problem.ts'
import { problemWith, tidyLogin } from './account-rules.ts'
import type { InvitationDesk, InvitationView, Invitee, MadeInvitation } from './inviting.ts'
import { setNewPassword } from './new-password.ts'
import { hashPassword } from './password.ts'
import { peopleLines } from './people-lines.ts'
import type { Person } from './person.ts'
import { personFrom, roles, sortedRoles } from './person.ts'
import { mayKeepSchool } from './rights.ts'
import { hashOfSecret, newSecret } from './secret.ts'

/** How long a link works, in milliseconds: over a holiday week for who is invited; short for a password. */
const LASTS = { account: 14 * 24 * 3600_000, password: 3 * 24 * 3600_000 }
const PEOPLE_AT_MOST = 500
const LONGEST_NAME = 80

const refuse = (problem: AccountProblem, detail?: string): Refusal<AccountProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail: detail.slice(0, 100) }

/** Making one-time links, and using them. */
export function invitationDesk({ storage, clock }: Parts, ledger: Ledger): InvitationDesk {
  const { invitations, people, audit } = storage

  const problemWithOne = ({ name, roles: held, classes }: Invitee): Refusal<AccountProblem> | undefined => {
    const problem = problemWith({ name, roles: held })
    if (problem) return refuse(problem, name)
    if (name.length > LONGEST_NAME) return refuse('name-missing', name)
    const missing = classes.find((id) => !ledger.policy.classes.some((known) => known.id === id))
    return missing === undefined ? undefined : refuse('unknown-class', missing)
  }

  const make = (
    by: Person,
    invitee: Invitee,
    person?: string,
  ): MadeInvitation & { readonly stored: StoredInvitation } => {
    const at = clock()
    const stored = {
      ...{ id: randomUUID(), person, name: invitee.name.trim(), roles: sortedRoles(invitee.roles) },
      ...{ classes: invitee.classes, language: invitee.language, madeAt: at, madeBy: by.name },
      expiresAt: at + LASTS[person === undefined ? 'account' : 'password'],
    }
    return { stored, invitation: viewOf(stored), secret: newSecret() }
  }

  const keep = async (made: readonly (MadeInvitation & { readonly stored: StoredInvitation })[]) => {
    await invitations.removeEnded(clock())
    await invitations.add(made.map(({ stored, secret }) => ({ invitation: stored, secretHash: hashOfSecret(secret) })))
    return made.map(({ invitation, secret }) => ({ invitation, secret }))
  }

  const found = (secret: string) => invitations.withHash(hashOfSecret(secret), clock())

  const join = async (
    invitation: StoredInvitation,
    typed: { login: string; password: string; language?: 'nl' | 'en' },
    from: { readonly from?: string },
  ) => {
    const { name, roles: held, classes, language } = invitation
    const problem = problemWith({ login: typed.login, password: typed.password })
    if (problem) return refuse(problem)
    const login = tidyLogin(typed.login)
    const known = new Set(ledger.policy.classes.map(({ id }) => id))
    const stored = {
      ...{ id: randomUUID(), login, name, password: await hashPassword(typed.password), roles: held },
      // A class that has gone since is no reason to turn somebody away.
      classes: classes.filter((id) => known.has(id)),
      language: typed.language ?? language,
    }
    // The account first: whose login is taken can choose another, on the same link.
    if (!(await people.add(stored, clock()))) return refuse('login-taken', login)
    if (!(await invitations.remove(invitation.id))) {
      await people.remove(stored.id)
      return refuse('link-invalid')
    }
    const detail = { ...accountDetail(stored), invitedBy: invitation.madeBy }
    await audit.append({ at: clock(), by: { ...stored, ...from }, action: 'person-added', subject: stored.id, detail })
    return { ok: true, value: personFrom(stored) } as const
  }

  const renew = async (
    invitation: StoredInvitation,
    person: string,
    password: string,
    from: { readonly from?: string },
  ) => {
    const stored = await people.byId(person)
    const problem = problemWith({ password })
    if (stored === undefined) return refuse('link-invalid')
    if (problem) return refuse(problem)
    if (!(await invitations.remove(invitation.id))) return refuse('link-invalid')
    await setNewPassword(storage, person, password)
    await audit.append({ at: clock(), by: { ...stored, ...from }, action: 'password-set', subject: person })
    return { ok: true, value: personFrom(stored) } as const
  }

  return {
    async invite(by, all) {
      if (!mayKeepSchool(by)) return refuse('not-allowed')
      if (all.length === 0) return refuse('name-missing')
      if (all.length > PEOPLE_AT_MOST) return refuse('too-many-people', String(PEOPLE_AT_MOST))
      for (const one of all) {
        const refused = problemWithOne(one)
        if (refused) return refused
      }
      const made = await keep(all.map((one) => make(by, one)))
      for (const { invitation } of made) {
        const detail = { name: invitation.name, ...accountDetail(invitation) }
        await audit.append({ at: clock(), by, action: 'person-invited', subject: invitation.id, detail })
      }
      return { ok: true, value: made }
    },

    async reset(by, personId) {
      if (!mayKeepSchool(by)) return refuse('not-allowed')
      const stored = await people.byId(personId)
      if (stored === undefined) return refuse('unknown-person', personId)
      await invitations.removeOf(personId)
      const [made] = await keep([make(by, personFrom(stored), personId)])
      await audit.append({ at: clock(), by, action: 'reset-link-made', subject: personId })
      return { ok: true, value: made! }
    },

    async open(by) {
      return mayKeepSchool(by) ? (await invitations.open(clock())).map(viewOf) : []
    },

    async withdraw(by, id) {
      if (!mayKeepSchool(by)) return refuse('not-allowed')
      if (!(await invitations.remove(id))) return refuse('link-invalid')
      await audit.append({ at: clock(), by, action: 'link-withdrawn', subject: id })
      return { ok: true, value: undefined }
    },

    async behind(secret) {
      const invitation = await found(secret)
      if (invitation === undefined) return undefined
      const { name, language, person } = invitation
      if (person === undefined) return { kind: 'account', name, language }
      const stored = await people.byId(person)
      return stored && { kind: 'password', name: stored.name, login: stored.login, language: stored.language }
    },

    async accept(secret, typed, address): Promise<Outcome<Person, AccountProblem>> {
      // Before the costly hash: whoever has no link makes us work for nothing.
      const invitation = await found(secret)
      if (invitation === undefined) return refuse('link-invalid')
      const { person } = invitation
      const from = address === undefined ? {} : { from: address }
      return person === undefined
        ? await join(invitation, typed, from)
        : await renew(invitation, person, typed.password, from)
    },

    async readPeople(by, csv) {
      if (!mayKeepSchool(by)) return { ok: false, problem: 'not-allowed' }
      const open = (await invitations.open(clock())).filter(({ person }) => person === undefined)
      return peopleLines(csv, ledger.policy, new Set(open.map(({ name }) => name.toLowerCase())))
    },
  }
}

const viewOf = (stored: StoredInvitation): InvitationView => ({
  id: stored.id,
  kind: stored.person === undefined ? 'account' : 'password',
  name: stored.name,
  roles: roles.filter((role) => stored.roles.includes(role)),
  classes: stored.classes,
  language: stored.language,
  madeAt: stored.madeAt,
  by: stored.madeBy,
  expires: stored.expiresAt,
})
