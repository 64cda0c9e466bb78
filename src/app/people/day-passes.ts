import { randomUUID } from 'node:crypto'
import { following } from '../../policy/following.ts'
import type { SchoolClass } from '../../policy/policy.ts'
import type { AuditAction } from '../../storage/audit-action.ts'
import type { StoredDayPass } from '../../storage/day-pass-store.ts'
import { lastBell } from '../acts/act-end.ts'
import { clientsOf } from '../devices/class-clients.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { plainText } from '../plain-text.ts'
import type { Ledger } from '../policy/ledger.ts'
import { passHolds, passPerson } from './pass-person.ts'
import type { Person } from './person.ts'
import { mayActOn, mayActOnAll } from './rights.ts'
import { hashOfSecret, newSecret } from './secret.ts'

/** A substitute's pass, without its secret. */
export interface DayPassView {
  readonly id: string
  readonly classes: readonly SchoolClass[]
  readonly by: string
  readonly madeAt: number
  /** Until when somebody can come in on it. */
  readonly useUntil: number
  /** The end of the school day: until when who came in can act. */
  readonly until: number
  /** Who came in on it, by the names they gave. */
  readonly names: readonly string[]
  /** How many can come in yet. */
  readonly left: number
  readonly revoked: boolean
}
/** `pass-ended`: there is no such pass, or it is over, revoked or used up. `bells-over`: the school day is. `bad-hours`: 1 to 12. */
export type PassProblem =
  | 'unknown-class'
  | 'not-your-class'
  | 'no-class'
  | 'not-allowed'
  | 'bells-over'
  | 'bad-hours'
  | 'pass-ended'
  | 'name-missing'
  | 'already-over'

export interface DayPassDesk {
  /** Makes a pass for classes of this person, for today. Its secret, for a link, is given once. With `hours`, nobody comes in on it after those. */
  make(
    person: Person,
    classIds: readonly string[],
    hours?: number,
  ): Promise<Outcome<{ readonly pass: DayPassView; readonly secret: string }, PassProblem>>
  /** Today's passes that this person may revoke, newest first. */
  list(person: Person): Promise<readonly DayPassView[]>
  /** Ends a pass, and turns out who came in on it: for who made it, who has all its classes, a coordinator and a director. */
  revoke(person: Person, id: string): Promise<Outcome<void, PassProblem>>
  /** The pass of a link, where somebody can come in on it now. Using it up takes more: {@link enter}. */
  withSecret(secret: string): Promise<DayPassView | undefined>
  /** Comes in on a pass, without an account: a teacher of its classes until the school day ends, called `inval: NAME`. */
  enter(
    secret: string,
    name: string,
    language: 'nl' | 'en',
    from?: string,
  ): Promise<Outcome<{ readonly person: Person; readonly session: string }, PassProblem>>
}

const HOUR = 3600_000
const HOURS_AT_MOST = 12
/** Sign-ins on one pass: a phone, a laptop, and one that went wrong. */
const SIGN_INS = 3
const NAME_LENGTH = 60

const refuse = (problem: PassProblem, detail?: string): Refusal<PassProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Passes for substitutes. */
export function dayPassDesk(parts: Parts, ledger: Ledger, book: DeviceBook): DayPassDesk {
  const { storage, clock } = parts
  const { dayPasses, audit } = storage
  const note = (by: Person, action: AuditAction, { id, classes, until }: StoredDayPass) =>
    audit.append({ at: clock(), by, action, subject: id, detail: { classes: classes.join(' '), until } })

  /** Until when a pass for these classes lasts that is made at `at`. */
  const endOfDay = (classes: readonly string[], at: number) =>
    lastBell(
      classes.map((id) => following(ledger.policy, clientsOf(ledger, book, id)[0]!)),
      ledger.zone,
      at,
    )

  /** The pass of a secret, where somebody can come in on it. */
  const usable = async (secret: string): Promise<StoredDayPass | undefined> => {
    const pass = await dayPasses.withSecret(hashOfSecret(secret))
    if (pass === undefined || !(await passHolds(parts, pass))) return undefined
    return clock() < pass.useUntil && pass.names.length < SIGN_INS ? pass : undefined
  }

  return {
    async make(person, classIds, hours) {
      const refused = notTheirs(ledger, person, classIds)
      if (refused !== undefined) return refused
      const isHours = hours === undefined || (Number.isInteger(hours) && hours >= 1 && hours <= HOURS_AT_MOST)
      if (!isHours) return refuse('bad-hours')
      const [at, classes] = [clock(), [...new Set(classIds)]]
      const until = endOfDay(classes, at)
      if (until <= at) return refuse('bells-over')
      const useUntil = hours === undefined ? until : Math.min(until, at + hours * HOUR)
      const by = { id: person.id, name: person.name }
      const nobody = { names: [], revokedAt: undefined, revokedBy: undefined }
      const pass = { id: randomUUID(), classes, madeAt: at, by, useUntil, until, ...nobody }
      const secret = newSecret()
      await dayPasses.add(pass, hashOfSecret(secret))
      await note(person, 'pass-made', pass)
      return { ok: true, value: { pass: viewOf(ledger, pass), secret } }
    },

    async list(person) {
      const passes = await dayPasses.endingAfter(clock())
      return passes.filter((pass) => mayRevoke(person, pass)).map((pass) => viewOf(ledger, pass))
    },

    async revoke(person, id) {
      const [at, pass] = [clock(), await dayPasses.byId(id)]
      if (pass === undefined || pass.until <= at) return refuse('already-over')
      if (!mayRevoke(person, pass)) return refuse('not-allowed')
      if (!(await dayPasses.revoke(id, at, person))) return refuse('already-over')
      await note(person, 'pass-revoked', pass)
      return { ok: true, value: undefined }
    },

    async withSecret(secret) {
      const pass = await usable(secret)
      return pass && viewOf(ledger, pass)
    },

    async enter(secret, typed, language, from) {
      const pass = await usable(secret)
      if (pass === undefined) return refuse('pass-ended')
      const name = plainText(typed, NAME_LENGTH)
      if (name === undefined) return refuse('name-missing')
      const session = newSecret()
      const entered = await dayPasses.enter(pass.id, hashOfSecret(session), { name, language }, clock(), SIGN_INS)
      if (!entered) return refuse('pass-ended')
      const person = passPerson({ pass, name, language })
      await note(from === undefined ? person : { ...person, from }, 'pass-used', pass)
      return { ok: true, value: { person, session } }
    },
  }
}

/** Why a pass for these classes is not this person's to make. Who came in on a pass makes none. */
function notTheirs({ policy }: Ledger, person: Person, ids: readonly string[]): Refusal<PassProblem> | undefined {
  if (person.pass !== undefined) return refuse('not-allowed')
  if (ids.length === 0) return refuse('no-class')
  const unknown = ids.find((id) => !policy.classes.some((known) => known.id === id))
  if (unknown !== undefined) return refuse('unknown-class', unknown.slice(0, 100))
  const other = ids.find((id) => !mayActOn(person, id))
  return other === undefined ? undefined : refuse('not-your-class', other)
}

function mayRevoke(person: Person, { by, classes }: StoredDayPass): boolean {
  if (person.pass !== undefined) return false
  return mayActOnAll(person) || by.id === person.id || classes.every((id) => mayActOn(person, id))
}

function viewOf({ policy }: Ledger, pass: StoredDayPass): DayPassView {
  const { id, classes, by, madeAt, useUntil, until, names, revokedAt } = pass
  return {
    id,
    classes: classes.map((one) => policy.classes.find((known) => known.id === one) ?? { id: one, name: one }),
    by: by.name,
    madeAt,
    useUntil,
    until,
    names,
    left: Math.max(0, SIGN_INS - names.length),
    revoked: revokedAt !== undefined,
  }
}
