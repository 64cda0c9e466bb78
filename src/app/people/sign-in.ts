import type { Accounts } from '../app.ts'
import type { Parts } from '../parts.ts'
import { passPersonOf } from './pass-person.ts'
import { passwordMatches, pretendToCheck } from './password.ts'
import { personFrom } from './person.ts'
import { hashOfSecret, newSecret } from './secret.ts'
import { SignInLimit } from './sign-in-limit.ts'

/** How long a session lasts after its last use, in milliseconds. */
export const SESSION_LASTS = 12 * 3600_000
/** A use is written down at most this often. */
const TOUCH_EVERY = 60_000

/** Signing in and out. */
export function signInDesk(parts: Parts): Pick<Accounts, 'signIn' | 'personOf' | 'signOut'> {
  const { storage, clock } = parts
  const limit = new SignInLimit(clock)
  const { people, sessions, audit } = storage
  return {
    async signIn(typed, password, from) {
      const login = typed.trim().toLowerCase()
      if (!limit.begin(login, from)) return { ok: false, problem: 'too-many' }
      const stored = await people.byLogin(login)
      const right = stored ? await passwordMatches(password, stored.password) : await pretendToCheck(password)
      if (!stored || !right) return { ok: false, problem: 'wrong' }
      limit.right(login, from)
      const session = newSecret()
      await sessions.add(hashOfSecret(session), stored.id, clock())
      await audit.append({ at: clock(), by: { ...stored, from }, action: 'signed-in', subject: stored.id })
      return { ok: true, value: { person: personFrom(stored), session } }
    },

    async personOf(session) {
      const hash = hashOfSecret(session)
      const found = await sessions.find(hash)
      if (found === undefined) return await passPersonOf(parts, session)
      const now = clock()
      if (now - found.usedAt >= SESSION_LASTS) {
        await sessions.remove(hash)
        return undefined
      }
      // A full disk keeps nobody from the page that says so.
      if (now - found.usedAt > TOUCH_EVERY) await sessions.touch(hash, now).catch(() => {})
      const stored = await people.byId(found.person)
      return stored && personFrom(stored)
    },

    async signOut(session) {
      await sessions.remove(hashOfSecret(session))
      await storage.dayPasses.signOut(hashOfSecret(session), clock())
    },
  }
}
