import type { Parts } from '../parts.ts'
import type { Person, Role } from '../people/person.ts'
import { hasAccount, holds } from '../people/rights.ts'
import { gotAndLost } from './account-detail.ts'
import { type ReaderChange, type Receiver, receivers } from './letterbox.ts'

const DAYS = 30 * 24 * 3600_000
const MOST = 20

/** The roles that hold for the whole school: of a teacher and a mentor it is the classes that count, and those change all year. */
const ofTheSchool: readonly Receiver[] = receivers.filter((role) => role !== 'teacher' && role !== 'mentor')

/** Who else got or lost a role of this person's in the past thirty days, newest first: what is told in confidence to that role they could read. */
export async function newReaders({ storage, clock }: Parts, person: Person): Promise<readonly ReaderChange[]> {
  const held = ofTheSchool.filter((role) => holds(person, role))
  if (held.length === 0 || !hasAccount(person)) return []
  const names = new Map((await storage.people.all()).map(({ id, name }) => [id, name]))
  const lines = await storage.audit.find({
    ...{ actions: ['person-added', 'person-changed'], from: clock() - DAYS, limit: 1000 },
  })
  const changes = lines
    .filter(({ subject }) => subject !== person.id)
    .flatMap(({ at, by, subject, detail }) => {
      const who = names.get(subject)
      const invitedBy = detail?.['invitedBy']
      const { got, lost } = gotAndLost(detail, 'roles')
      const change = (role: Role, has: boolean): ReaderChange => ({
        ...{ at, role, has, by: invitedBy === undefined ? (by?.name ?? '') : String(invitedBy) },
        ...(who === undefined ? {} : { who }),
      })
      const mine = (roles: readonly string[]) => held.filter((role) => roles.includes(role))
      return [...mine(got).map((role) => change(role, true)), ...mine(lost).map((role) => change(role, false))]
    })
  return changes.slice(0, MOST)
}
