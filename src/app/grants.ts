import { randomUUID } from 'node:crypto'
import { following } from '../policy/following.ts'
import type { StoredGrant } from '../storage/act-store.ts'
import type { GrantDesk, GrantEnd, GrantProblem, GrantView, Refusal } from './app.ts'
import { clientsOf } from './class-clients.ts'
import { keyOf } from './closed-now.ts'
import type { DeviceBook } from './device-book.ts'
import { targetToOpen } from './grant-target.ts'
import type { Ledger } from './ledger.ts'
import { classNow } from './now.ts'
import type { Parts } from './parts.ts'
import { lessonEnds } from './period.ts'
import { mayActOn, mayActOnAll } from './rights.ts'

/** Longest grant, in minutes. */
const LONGEST = 480

const refuse = (problem: GrantProblem, detail?: string): Refusal<GrantProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Opening for a class, and closing again. */
export function grantDesk({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): GrantDesk {
  const { acts, audit } = storage
  const isClass = (id: string) => ledger.policy.classes.some((known) => known.id === id)
  const views = async () => (await acts.running('grant', clock())).map((grant) => grantView(ledger, grant))

  return {
    async classesOf(person) {
      return ledger.policy.classes.filter(({ id }) => mayActOn(person, id))
    },

    async now(person, classId) {
      const found = ledger.policy.classes.find(({ id }) => id === classId)
      if (found === undefined) return { ok: false, problem: 'unknown-class', detail: classId }
      if (!mayActOn(person, classId)) return { ok: false, problem: 'not-your-class' }
      const at = clock()
      const [mine, tally] = [await views(), await acts.tally(at - TALLIED, at, person.id)]
      return { ok: true, value: classNow(ledger, book, found, mine, tally, at) }
    },

    async give(person, classId, what, end) {
      if (!isClass(classId)) return refuse('unknown-class', classId)
      if (!mayActOn(person, classId)) return refuse('not-your-class')
      const at = clock()
      const clients = clientsOf(ledger, book, classId)
      const target = targetToOpen(ledger, what, clients, at)
      if (!target.ok) return target
      const follows = following(ledger.policy, clients[0]!)
      const until = endOf(end, at, () => lessonEnds(follows, ledger.zone, at))
      if (until === undefined) return refuse('bad-end')
      const audience = { kind: 'class', id: classId } as const
      const grant = { id: randomUUID(), audience, target: target.value, from: at, until }
      await acts.add('grant', grant, at, person)
      const detail = { class: classId, target: keyOf(grant.target), until }
      await audit.append({ at, by: person, action: 'grant-given', subject: grant.id, detail })
      await ledger.refreshActs()
      return { ok: true, value: grantView(ledger, { ...grant, by: person }) }
    },

    async revoke(person, grantId) {
      const grant = await acts.byId('grant', grantId)
      if (grant === undefined) return refuse('already-over')
      const { audience } = grant
      // A grant for a group or a device is no class's: only who acts on all of them may end it.
      const may = audience.kind === 'class' ? mayActOn(person, audience.id) : mayActOnAll(person)
      if (!may) return refuse(audience.kind === 'class' ? 'not-your-class' : 'not-allowed')
      const at = clock()
      if (!(await acts.end(grantId, at, person))) return refuse('already-over')
      await audit.append({ at, by: person, action: 'grant-revoked', subject: grantId })
      await ledger.refreshActs()
      return { ok: true, value: undefined }
    },

    running: views,
  }
}

/** How far back favourites are counted: half a school year. */
const TALLIED = 180 * 24 * 3600_000

function endOf(end: GrantEnd, at: number, lesson: () => number): number | undefined {
  switch (end.kind) {
    case 'lesson':
      return lesson()
    case 'minutes': {
      const { minutes } = end
      return Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST ? at + minutes * 60_000 : undefined
    }
    default:
      return end satisfies never
  }
}

/** A grant with the names that people know it by. */
export function grantView({ wording }: Ledger, grant: StoredGrant): GrantView {
  const { id, audience, target, from, until, by } = grant
  return { id, audience, target, targetName: wording.target(target), by: by.name, from, until }
}
