import { randomUUID } from 'node:crypto'
import { following } from '../../policy/following.ts'
import type { Audience, Client } from '../../policy/policy.ts'
import type { StoredGrant } from '../../storage/act-store.ts'
import type { ActEnd } from '../acts/act-end.ts'
import { byTheBell } from '../acts/act-end.ts'
import { aboutClass, endFor } from '../acts/for-class.ts'
import { audienceClients } from '../devices/class-clients.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { keyOf } from '../everyone/closed-now.ts'
import { classNow } from '../everyone/now.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActNow, mayActOn, mayActOnAll, stepsIn } from '../people/rights.ts'
import { plainText } from '../plain-text.ts'
import type { Ledger } from '../policy/ledger.ts'
import { lockOf, targetToOpen } from './grant-target.ts'
import { grantViews, isRoom, viewOf } from './grant-view.ts'
import type { GrantDesk, GrantProblem, Openable } from './granting.ts'

/** How far back favourites are counted: half a school year. */
const TALLIED = 180 * 24 * 3600_000
/** Longest reason, in characters. */
const REASON = 200

const refuse = (problem: GrantProblem, detail?: string): Refusal<GrantProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Opening for a class, a group or a device, and closing again. */
export function grantDesk({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): GrantDesk {
  const { acts, audit } = storage

  /** All that is running, and what it looks like. */
  const running = () => acts.running('grant', clock())
  const views = async () => grantViews(ledger, book, await running(), clock())
  const view = async (grant: StoredGrant) =>
    viewOf(ledger, book, grant, (await running()).filter(alike(grant)), clock())

  /** A grant that may be given, not yet written down. */
  const prepare = (person: Person, audience: Audience, what: Openable, end: ActEnd, reason?: string) => {
    const reached = reachedBy(ledger, book, person, audience)
    if (!reached.ok) return reached
    const at = clock()
    const target = targetToOpen(ledger, what, reached.value, at)
    if (!target.ok) return target
    const until = untilFor(ledger, book, person, audience, reached.value, end, reason, at)
    if (!until.ok) return until
    return {
      ok: true,
      value: { id: randomUUID(), audience, target: target.value, from: at, until: until.value },
    } as const
  }

  /** Writes it down; the resolver is told by who calls. */
  const begin = async (person: Person, grant: Omit<StoredGrant, 'by'>, reason: string | undefined) => {
    const why = plainText(reason, REASON)
    await acts.add('grant', grant, grant.from, person, why)
    const detail = { ...aboutOf(person, grant.audience), target: keyOf(grant.target), until: grant.until }
    await audit.append({ at: grant.from, by: person, action: 'grant-given', subject: grant.id, detail })
    return { ...grant, by: person, ...(why === undefined ? {} : { reason: why }) }
  }

  const giveTo: GrantDesk['giveTo'] = async (person, audience, what, end, reason) => {
    const prepared = prepare(person, audience, what, end, reason)
    if (!prepared.ok) return prepared
    const grant = await begin(person, prepared.value, reason)
    await ledger.refreshActs()
    return { ok: true, value: await view(grant) }
  }

  return {
    async classesOf(person) {
      return ledger.policy.classes.filter(({ id }) => mayActOn(person, id))
    },

    async othersOf(person) {
      return ledger.policy.classes.filter(({ id }) => !mayActOn(person, id) && mayActNow(ledger.policy, person, id))
    },

    async now(person, classId) {
      const found = ledger.policy.classes.find(({ id }) => id === classId)
      if (found === undefined) return { ok: false, problem: 'unknown-class', detail: classId }
      if (!mayActNow(ledger.policy, person, classId)) return { ok: false, problem: 'not-your-class' }
      const at = clock()
      const [mine, tally] = [await views(), await acts.tally(at - TALLIED, at, person.id)]
      return { ok: true, value: classNow(ledger, book, found, mine, tally, stepsIn(person, [classId]), at) }
    },

    give: (person, classId, what, end) => giveTo(person, { kind: 'class', id: classId }, what, end),
    giveTo,

    async unparkAndGive(person, classId, what, end) {
      const prepared = prepare(person, { kind: 'class', id: classId }, what, end)
      if (!prepared.ok) return prepared
      const at = clock()
      const ofClass = ({ class: id }: { readonly class: string }) => id === classId
      const exam = (await acts.running('focus', at)).some((focus) => focus.exam && ofClass(focus))
      if (exam) return refuse('exam-running', classId)
      for (const park of (await acts.running('park', at)).filter(ofClass)) {
        if (!(await acts.end(park.id, at, person))) continue
        await audit.append({
          at,
          by: person,
          action: 'released',
          subject: park.id,
          detail: aboutClass(person, classId),
        })
      }
      const grant = await begin(person, prepared.value, undefined)
      await ledger.refreshActs()
      return { ok: true, value: await view(grant) }
    },

    async extend(person, grantId, end, reason) {
      const grant = await acts.byId('grant', grantId)
      if (grant === undefined) return refuse('already-over')
      const refused = mayEnd(ledger, book, person, grant)
      if (refused !== undefined) return refused
      const clients = audienceClients(ledger, book, grant.audience)
      if (clients === undefined) return refuse('already-over')
      const at = clock()
      const lock = lockOf(ledger, grant.target, clients, at)
      if (lock !== undefined) return refuse('locked', lock)
      const until = untilFor(ledger, book, person, grant.audience, clients, end, reason, at)
      if (!until.ok) return until
      if (!(await acts.extend(grantId, at, until.value, plainText(reason, REASON)))) return refuse('already-over')
      const detail = { ...aboutOf(person, grant.audience), target: keyOf(grant.target), until: until.value }
      await audit.append({ at, by: person, action: 'grant-extended', subject: grantId, detail })
      await ledger.refreshActs()
      return { ok: true, value: await view({ ...grant, until: until.value }) }
    },

    async revoke(person, grantId) {
      const grant = await acts.byId('grant', grantId)
      if (grant === undefined) return refuse('already-over')
      const refused = mayEnd(ledger, book, person, grant)
      if (refused !== undefined) return refused
      const at = clock()
      if (!(await acts.end(grantId, at, person))) return refuse('already-over')
      const detail = { ...aboutOf(person, grant.audience), target: keyOf(grant.target) }
      await audit.append({ at, by: person, action: 'grant-revoked', subject: grantId, detail })
      await ledger.refreshActs()
      return { ok: true, value: undefined }
    },

    running: views,
  }
}

/** Whom a grant would reach, where it is this person's to give. */
function reachedBy(
  ledger: Ledger,
  book: DeviceBook,
  person: Person,
  audience: Audience,
): Outcome<readonly Client[], GrantProblem> {
  const clients = audienceClients(ledger, book, audience)
  if (clients === undefined) return refuse(`unknown-${audience.kind}`, audience.id.slice(0, 100))
  const refused = mayAct(ledger, book, person, audience)
  return refused ?? { ok: true, value: clients }
}

/** Why it is not this person's: a teacher acts on classes and on their devices. */
function mayAct(
  { policy }: Ledger,
  book: DeviceBook,
  person: Person,
  audience: Audience,
): Refusal<GrantProblem> | undefined {
  if (mayActOnAll(person)) return undefined
  if (audience.kind === 'group') return refuse('not-allowed')
  return classesIn(book, audience).some((id) => mayActNow(policy, person, id)) ? undefined : refuse('not-your-class')
}

/** Why a grant is not this person's to end: who gave it may, and who could give one like it. */
function mayEnd(
  ledger: Ledger,
  book: DeviceBook,
  person: Person,
  { by, audience }: StoredGrant,
): Refusal<GrantProblem> | undefined {
  return by.id === person.id && person.roles.length > 0 ? undefined : mayAct(ledger, book, person, audience)
}

/** When it ends, for those it reaches: the first of them has the timetable that counts; in a room at the bell at the latest. A standing permission is the leadership's, with a reason. */
function untilFor(
  ledger: Ledger,
  book: DeviceBook,
  person: Person,
  audience: Audience,
  clients: readonly Client[],
  end: ActEnd,
  reason: string | undefined,
  at: number,
): Outcome<number, GrantProblem> {
  if (end.kind === 'standing') {
    if (!mayActOnAll(person)) return refuse('standing-not-allowed')
    if (plainText(reason, REASON) === undefined) return refuse('reason-missing')
  }
  const { policy, zone } = ledger
  const follows = following(policy, clients[0]!)
  const until = endFor(ledger, person, classesIn(book, audience), end, follows, at)
  return until.ok && isRoom(policy, audience) ? { ok: true, value: byTheBell(until.value, follows, zone, at) } : until
}

const aboutOf = (person: Person, { kind, id }: Audience): Readonly<Record<string, string>> =>
  kind === 'class' ? aboutClass(person, id) : { [kind]: id }

const classesIn = (book: DeviceBook, { kind, id }: Audience): readonly string[] =>
  kind === 'class' ? [id] : kind === 'device' ? (book.get(id)?.classes ?? []) : []

const alike =
  (grant: StoredGrant) =>
  ({ audience, target }: StoredGrant): boolean =>
    audience.kind === grant.audience.kind && audience.id === grant.audience.id && keyOf(target) === keyOf(grant.target)
