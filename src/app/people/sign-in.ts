import type { StoredPerson } from '../../storage/people-store.ts'
import type { Accounts } from '../app.ts'
import type { Outcome } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { passPersonOf } from './pass-person.ts'
import { passwordMatches, pretendToCheck } from './password.ts'
import { personFrom } from './person.ts'
import { hashOfSecret, newSecret } from './secret.ts'
import { SignInLimit } from './sign-in-limit.ts'

/** How long a session lasts after its last use, in milliseconds. */
export const SESSION_LASTS = 12 * 3600_000
/** How long after its beginning, however much it is used. */
const SESSION_AT_MOST = 7 * 24 * 3600_000
/** A use is written down at most this often. */
const TOUCH_EVERY = 60_000

/** Signing in and out. */
export function signInDesk(
  parts: Parts,
): Pick<Accounts, 'signIn' | 'knowsPassword' | 'personOf' | 'holderOf' | 'signOut'> {
  const { storage, clock } = parts
  const limit = new SignInLimit(clock)
  const { people, sessions, audit } = storage

  const check = async (
    login: string,
    password: string,
    from: string,
  ): Promise<Outcome<StoredPerson, 'wrong' | 'too-many'>> => {
    if (!limit.begin(login, from)) return { ok: false, problem: 'too-many' }
    const stored = await people.byLogin(login)
    const right = stored ? await passwordMatches(password, stored.password) : await pretendToCheck(password)
    if (!stored || !right) return { ok: false, problem: 'wrong' }
    limit.right(login, from)
    return { ok: true, value: stored }
  }

  /** The session with this hash, while it lasts. */
  const standing = async (hash: string) => {
    const found = await sessions.find(hash)
    if (found === undefined) return undefined
    const now = clock()
    if (now - found.usedAt < SESSION_LASTS && now - found.madeAt < SESSION_AT_MOST) return found
    await sessions.remove(hash)
    return undefined
  }

  const holder = async (id: string) => {
    const stored = await people.byId(id)
    return stored && personFrom(stored)
  }

  return {
    async signIn(typed, password, from) {
      const checked = await check(typed.trim().toLowerCase(), password, from)
      if (!checked.ok) return checked
      const stored = checked.value
      const session = newSecret()
      await sessions.add(hashOfSecret(session), stored.id, clock())
      await audit.append({ at: clock(), by: { ...stored, from }, action: 'signed-in', subject: stored.id })
      return { ok: true, value: { person: personFrom(stored), session } }
    },

    async knowsPassword(person, password, from) {
      const checked = await check(person.login, password, from)
      if (checked.ok) return { ok: true, value: undefined }
      return { ok: false, problem: checked.problem === 'wrong' ? 'wrong-password' : checked.problem }
    },

    async personOf(session) {
      const hash = hashOfSecret(session)
      const found = await standing(hash)
      if (found === undefined) return await passPersonOf(parts, session)
      const now = clock()
      // A full disk keeps nobody from the page that says so.
      if (now - found.usedAt > TOUCH_EVERY) await sessions.touch(hash, now).catch(() => {})
      return await holder(found.person)
    },

    async holderOf(session) {
      const found = await standing(hashOfSecret(session))
      return found === undefined ? await passPersonOf(parts, session) : await holder(found.person)
    },

    async signOut(session) {
      await sessions.remove(hashOfSecret(session))
      await storage.dayPasses.signOut(hashOfSecret(session), clock())
    },
  }
}
