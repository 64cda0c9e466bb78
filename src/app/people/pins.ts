import { randomUUID } from 'node:crypto'
import type { StoredPin } from '../../storage/device-pin-store.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { hashPassword, passwordMatches } from './password.ts'
import type { Person } from './person.ts'
import { personFrom } from './person.ts'
import { hashOfSecret, newSecret } from './secret.ts'

/** `bad-pin`: four to six digits. `easy-pin`: one that everybody tries first. `wrong-pin`: with how many tries are left. `pin-gone`: the password is asked for again. */
export type PinProblem = 'bad-pin' | 'easy-pin' | 'wrong-pin' | 'pin-gone' | 'not-allowed'

/** A browser that remembers somebody. */
export interface RememberedDevice {
  readonly id: string
  readonly madeAt: number
  readonly usedAt: number
  /** It is the one with this secret. */
  readonly isThis: boolean
}

/** Signing in with a PIN on a browser that remembers who uses it. */
export interface PinDesk {
  /** Has a browser remember this person from now on; its secret, for a cookie, is given once. In the place of what the browser remembered with `before`. */
  set(person: Person, pin: string, before?: string): Promise<Outcome<{ readonly secret: string }, PinProblem>>
  /** Whom the browser with this secret remembers. */
  remembered(secret: string): Promise<{ readonly name: string; readonly digits: number } | undefined>
  /** Signs in with the PIN. Five wrong ones in a row, and the browser has forgotten. */
  enter(
    secret: string,
    pin: string,
    from?: string,
  ): Promise<Outcome<{ readonly person: Person; readonly session: string }, PinProblem>>
  /** The browser with this secret forgets whom it remembered. */
  forget(secret: string): Promise<void>
  /** The browsers that remember this person, last used first. */
  devices(person: Person, secret?: string): Promise<readonly RememberedDevice[]>
  /** One of this person's browsers forgets. */
  remove(person: Person, id: string): Promise<Outcome<void, 'already-over'>>
}

/** A PIN that was not used for so long is forgotten. */
export const PIN_LASTS = 60 * 24 * 3600_000
const TRIES = 5

const refuse = (problem: PinProblem, detail?: string): Refusal<PinProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** PINs of remembered browsers. */
export function pinDesk({ storage, clock }: Parts): PinDesk {
  const { devicePins, people, sessions, audit } = storage

  const known = async (secret: string): Promise<StoredPin | undefined> => {
    const found = await devicePins.withSecret(hashOfSecret(secret))
    return found !== undefined && clock() - found.usedAt < PIN_LASTS && found.tries < TRIES ? found : undefined
  }

  const forget = async (secret: string): Promise<void> => {
    const found = await devicePins.withSecret(hashOfSecret(secret))
    if (found !== undefined) await devicePins.remove(found.id)
  }

  /** Too many wrong ones: the browser forgets, and that is told. */
  const lock = async ({ id, person }: StoredPin): Promise<Refusal<PinProblem>> => {
    const by = await people.byId(person)
    await devicePins.remove(id)
    await audit.append({ at: clock(), by, action: 'pin-locked', subject: person })
    return refuse('pin-gone')
  }

  return {
    async set(person, pin, before) {
      if (person.pass !== undefined) return refuse('not-allowed')
      if (!/^\d{4,6}$/.test(pin)) return refuse('bad-pin')
      if (isEasy(pin)) return refuse('easy-pin')
      const secret = newSecret()
      const made = { id: randomUUID(), person: person.id, digits: pin.length, madeAt: clock() }
      await devicePins.add({ ...made, pin: await hashPassword(pin) }, hashOfSecret(secret))
      if (before !== undefined) await forget(before)
      await audit.append({ at: clock(), by: person, action: 'pin-set', subject: person.id })
      return { ok: true, value: { secret } }
    },

    async remembered(secret) {
      const found = await known(secret)
      const person = found && (await people.byId(found.person))
      return person && { name: person.name, digits: found.digits }
    },

    async enter(secret, pin, from) {
      const found = await known(secret)
      if (found === undefined) return refuse('pin-gone')
      if (!(await devicePins.beginTry(found.id, TRIES))) return await lock(found)
      if (!(await passwordMatches(pin, found.pin))) {
        const left = TRIES - ((await devicePins.withSecret(hashOfSecret(secret)))?.tries ?? TRIES)
        return left > 0 ? refuse('wrong-pin', String(left)) : await lock(found)
      }
      const stored = await people.byId(found.person)
      if (stored === undefined) return refuse('pin-gone')
      await devicePins.right(found.id, clock())
      const session = newSecret()
      await sessions.add(hashOfSecret(session), stored.id, clock())
      const by = from === undefined ? stored : { ...stored, from }
      await audit.append({ at: clock(), by, action: 'signed-in', subject: stored.id, detail: { with: 'pin' } })
      return { ok: true, value: { person: personFrom(stored), session } }
    },

    forget,

    async devices(person, secret) {
      const [own, all] = [secret && (await known(secret)), await devicePins.ofPerson(person.id)]
      return all
        .filter(({ usedAt }) => clock() - usedAt < PIN_LASTS)
        .map(({ id, madeAt, usedAt }) => ({ id, madeAt, usedAt, isThis: own !== '' && own?.id === id }))
    },

    async remove(person, id) {
      const own = (await devicePins.ofPerson(person.id)).some((known) => known.id === id)
      if (!own) return { ok: false, problem: 'already-over' }
      await devicePins.remove(id)
      await audit.append({ at: clock(), by: person, action: 'pin-taken-off', subject: person.id })
      return { ok: true, value: undefined }
    },
  }
}

/** One digit all along, or digits in a row: what everybody tries first. */
function isEasy(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])))
  const [only] = steps
  return steps.size === 1 && (only === 0 || only === 1 || only === -1)
}
