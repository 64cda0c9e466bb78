import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { personFrom } from '../people/person.ts'
import { holds, mayCallEmergency, mayKeepSchool } from '../people/rights.ts'
import { hashOfSecret, newSecret } from '../people/secret.ts'

/** Who calls an emergency: someone who is signed in, or a first responder by the personal link. */
export type Caller = Person | { readonly link: string; readonly from?: string }

/** A first responder, and the link that they have, if any. */
export interface LinkView {
  readonly person: { readonly id: string; readonly name: string }
  readonly made?: number
  readonly used?: number
}
type LinkProblem = 'not-allowed' | 'link-invalid' | 'unknown-person' | 'not-first-responder' | 'already-over'

/** The links of first responders: who they are for, and who comes in by one. */
export interface ResponderLinks {
  /** Who the caller is, if it is someone who may call an emergency. */
  person(caller: Caller): Promise<Outcome<Person, 'not-allowed' | 'link-invalid'>>
  make(by: Person, personId: string): Promise<Outcome<string, LinkProblem>>
  revoke(by: Person, personId: string): Promise<Outcome<void, LinkProblem>>
  list(by: Person): Promise<readonly LinkView[]>
  all(): Promise<readonly LinkView[]>
}

const refuse = <Problem extends LinkProblem>(problem: Problem, detail?: string): Refusal<Problem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Keeps the links. A secret is shown once; of it only a hash is kept. */
export function responderLinks({ storage, clock }: Parts): ResponderLinks {
  const { responderLinks: links, people, audit } = storage

  const byLink = async (secret: string) => {
    const id = await links.personWith(hashOfSecret(secret))
    const stored = id === undefined ? undefined : await people.byId(id)
    const person = stored && personFrom(stored)
    // Who no longer holds the role no longer comes in, even by a link that nobody revoked.
    if (person === undefined || !holds(person, 'first-responder')) return refuse('link-invalid')
    await links.used(person.id, clock())
    return { ok: true, value: person } as const
  }
  const all = async () => {
    const made = await links.all()
    const responders = (await people.all()).map(personFrom).filter((person) => holds(person, 'first-responder'))
    return responders.map(({ id, name }) => {
      const link = made.find(({ person }) => person === id)
      return {
        person: { id, name },
        ...(link === undefined ? {} : { made: link.madeAt }),
        ...(link?.usedAt === undefined ? {} : { used: link.usedAt }),
      }
    })
  }

  return {
    all,

    async person(caller) {
      if ('link' in caller) {
        const [found, { from }] = [await byLink(caller.link), caller]
        return found.ok && from !== undefined ? { ok: true, value: { ...found.value, from } } : found
      }
      return mayCallEmergency(caller) ? { ok: true, value: caller } : refuse('not-allowed')
    },

    async make(by, personId) {
      if (!mayKeepSchool(by)) return refuse('not-allowed')
      const stored = await people.byId(personId)
      if (stored === undefined) return refuse('unknown-person', personId)
      if (!holds(personFrom(stored), 'first-responder')) return refuse('not-first-responder', stored.name)
      const secret = newSecret()
      await links.replace(personId, hashOfSecret(secret), clock(), by.name)
      await audit.append({ at: clock(), by, action: 'responder-link-made', subject: personId })
      return { ok: true, value: secret }
    },

    async revoke(by, personId) {
      if (!mayKeepSchool(by)) return refuse('not-allowed')
      if (!(await links.remove(personId))) return refuse('already-over')
      await audit.append({ at: clock(), by, action: 'responder-link-revoked', subject: personId })
      return { ok: true, value: undefined }
    },

    async list(by) {
      return mayKeepSchool(by) ? await all() : []
    },
  }
}
