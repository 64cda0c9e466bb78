import { randomUUID } from 'node:crypto'
import type { StoredToken } from '../../storage/token-store.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { plainText } from '../plain-text.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Person, Role } from './person.ts'
import { personFrom } from './person.ts'
import { holds, mayActOnAll, mayKeepSchool } from './rights.ts'
import { hashOfSecret, newSecret } from './secret.ts'

/** The roles that a program can have. People's other roles are about trust in a person. */
export const tokenRoles = ['coordinator', 'teacher', 'director', 'first-responder'] as const satisfies readonly Role[]
export type TokenRole = (typeof tokenRoles)[number]

/** `idle`: it has not ended, but who made it no longer could. */
export type TokenState = 'works' | 'over' | 'revoked' | 'idle'

/** A token as people see it: without its secret. */
export interface TokenView {
  readonly id: string
  readonly name: string
  readonly role: TokenRole
  readonly classes: readonly string[]
  readonly by: string
  readonly madeAt: number
  readonly until: number
  /** To the minute. */
  readonly usedAt?: number
  readonly state: TokenState
}
/** What is asked when a token is made: a teacher's has classes; `days` 1 to 366. */
export interface NewToken {
  readonly name: string
  readonly role: string
  readonly classes: readonly string[]
  readonly days: number
}
export type TokenProblem =
  | 'not-allowed'
  | 'name-missing'
  | 'bad-token-role'
  | 'bad-token-end'
  | 'unknown-class'
  | 'no-class'
  | 'too-many-tokens'
  | 'already-over'

/** Tokens for other programs. A program does what its token's role may, and all that it does stands under the token's name. */
export interface TokenDesk {
  /** Makes one; its secret is given once. A coordinator makes those of coordinators, teachers and first responders, a director those of directors. */
  make(
    person: Person,
    token: NewToken,
  ): Promise<Outcome<{ readonly token: TokenView; readonly secret: string }, TokenProblem>>
  /** Newest first, for coordinators and directors. */
  list(person: Person): Promise<readonly TokenView[]>
  /** Ends one at once: any coordinator or director. */
  revoke(person: Person, id: string): Promise<Outcome<void, TokenProblem>>
  /** The roles that this person's tokens can have. */
  rolesFor(person: Person): readonly TokenRole[]
  /** Who a secret stands for, where it works: a person called `API: NAME`, with that one role. */
  personOf(secret: string): Promise<{ readonly person: Person; readonly until: number } | undefined>
}

const DAY = 24 * 3600_000
const LONGEST_DAYS = 366
const NAME_LENGTH = 60
/** Tokens that work at one time. */
const MOST = 50
/** A use is written down at most this often. */
const TOUCH_EVERY = 60_000
/** Tells what it is to who finds one, and to programs that look for lost secrets. */
const PREFIX = 'rooster_'

const refuse = (problem: TokenProblem, detail?: string): Refusal<TokenProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Makes, lists and ends tokens, and knows who comes in with one. */
export function tokenDesk({ storage, clock }: Parts, ledger: Ledger): TokenDesk {
  const { tokens, people, audit } = storage

  const stateOf = async (token: StoredToken): Promise<TokenState> => {
    if (token.revokedAt !== undefined) return 'revoked'
    if (token.until <= clock()) return 'over'
    const maker = await people.byId(token.by.id)
    return maker !== undefined && mayGive(personFrom(maker), roleOf(token)) ? 'works' : 'idle'
  }
  const viewOf = async (token: StoredToken): Promise<TokenView> => {
    const { id, name, classes, by, madeAt, until, usedAt } = token
    const used = usedAt === undefined ? {} : { usedAt }
    const end = { until: Math.min(until, token.revokedAt ?? until), ...used, state: await stateOf(token) }
    return { id, name, role: roleOf(token), classes, by: by.name, madeAt, ...end }
  }
  const views = async () => await Promise.all((await tokens.list()).map(viewOf))

  return {
    async make(person, { name: typed, role, classes, days }) {
      const wanted = tokenRoles.find((known) => known === role)
      if (person.pass !== undefined || person.token !== undefined) return refuse('not-allowed')
      if (wanted === undefined || !mayGive(person, wanted)) return refuse('bad-token-role')
      const name = plainText(typed, NAME_LENGTH)
      if (name === undefined) return refuse('name-missing')
      const unknown = classes.find((id) => !ledger.policy.classes.some((known) => known.id === id))
      if (unknown !== undefined) return refuse('unknown-class', unknown.slice(0, 100))
      if (wanted === 'teacher' && classes.length === 0) return refuse('no-class')
      if (!Number.isInteger(days) || days < 1 || days > LONGEST_DAYS) return refuse('bad-token-end')
      if ((await views()).filter(({ state }) => state === 'works').length >= MOST)
        return refuse('too-many-tokens', String(MOST))
      const [at, secret] = [clock(), PREFIX + newSecret()]
      const open = { usedAt: undefined, revokedAt: undefined, revokedBy: undefined }
      const token: StoredToken = {
        ...{ id: randomUUID(), name, role: wanted, classes: wanted === 'teacher' ? [...new Set(classes)] : [] },
        ...{ madeAt: at, by: { id: person.id, name: person.name }, until: at + days * DAY, ...open },
      }
      await tokens.add(token, hashOfSecret(secret))
      const detail = { name, role: wanted, until: token.until }
      await audit.append({ at, by: person, action: 'token-made', subject: token.id, detail })
      return { ok: true, value: { token: await viewOf(token), secret } }
    },

    async list(person) {
      return mayActOnAll(person) ? await views() : []
    },

    async revoke(person, id) {
      if (!mayActOnAll(person) || person.token !== undefined) return refuse('not-allowed')
      const token = await tokens.byId(id)
      if (token === undefined || !(await tokens.revoke(id, clock(), person))) return refuse('already-over')
      const entry = { at: clock(), by: person, action: 'token-revoked', subject: id } as const
      await audit.append({ ...entry, detail: { name: token.name } })
      return { ok: true, value: undefined }
    },

    rolesFor: (person) => tokenRoles.filter((role) => mayGive(person, role)),

    async personOf(secret) {
      const token = secret.startsWith(PREFIX) ? await tokens.withSecret(hashOfSecret(secret)) : undefined
      if (token === undefined || (await stateOf(token)) !== 'works') return undefined
      const now = clock()
      if (token.usedAt === undefined || now - token.usedAt >= TOUCH_EVERY) await tokens.touch(token.id, now)
      return { person: personOfToken(token, ledger), until: token.until }
    },
  }
}

/** Nobody gives a program more than they could do or give themselves. */
function mayGive(person: Person, role: TokenRole): boolean {
  return holds(person, role) ? mayActOnAll(person) : mayKeepSchool(person) && role !== 'director'
}

// Only `make` writes here.
const roleOf = ({ role }: StoredToken): TokenRole => role as TokenRole

function personOfToken(token: StoredToken, { policy }: Ledger): Person {
  const { id, name, classes } = token
  return {
    id: `token:${id}`,
    name: `API: ${name}`,
    login: '',
    roles: [roleOf(token)],
    classes,
    language: policy.school.language,
    token: id,
    from: name,
  }
}
