import { randomUUID } from 'node:crypto'
import type { Name } from '../../dns/name.ts'
import { decide } from '../../policy/decide.ts'
import type { Client, Target } from '../../policy/policy.ts'
import { isOfTooFew } from '../../reports/suppress.ts'
import type { StoredSnag } from '../../storage/snag-store.ts'
import type { StoredAttempt } from '../../storage/stored-attempt.ts'
import { aboutClass } from '../acts/for-class.ts'
import { clientsOf } from '../devices/class-clients.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { keyOf } from '../everyone/closed-now.ts'
import { lockOf } from '../grants/grant-target.ts'
import type { GrantDesk, Openable } from '../grants/granting.ts'
import { queue } from '../in-turn.ts'
import type { Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActNow, mayKeepSchool } from '../people/rights.ts'
import { plainText } from '../plain-text.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { JustBlocked, SnagDesk, SnagProblem, SnagView } from './snags.ts'
import { whyAbout } from './why-about.ts'

const [MINUTE, HOUR] = [60_000, 3600_000]
/** How long ago "just" is. */
const JUST = 10 * MINUTE
/** Rows that are looked at: some minutes of a busy class. */
const ROWS = 400
const SHOWN = 12
const NAMES = 3
const WORDS = 300
/** Notes of one person within an hour. */
const NOTES = 20

const refuse = (problem: SnagProblem, detail?: string): Refusal<SnagProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** What does not work, for teachers, and the notes of it, for the coordinator. */
export function snagDesk(
  { storage, clock }: Parts,
  ledger: Ledger,
  book: DeviceBook,
  grants: Pick<GrantDesk, 'give'>,
): SnagDesk {
  const { snags, audit, attempts } = storage
  const inTurn = queue()

  const notTheirs = (person: Person, classId: string): Refusal<SnagProblem> | undefined => {
    if (!ledger.policy.classes.some(({ id }) => id === classId)) return refuse('unknown-class', classId.slice(0, 100))
    return mayActNow(ledger.policy, person, classId) ? undefined : refuse('not-your-class')
  }

  const write = async (person: Person, classId: string, about: Pick<StoredSnag, 'target' | 'words' | 'grant'>) => {
    const snag = {
      id: randomUUID(),
      class: classId,
      ...about,
      madeAt: clock(),
      by: { id: person.id, name: person.name },
      ...{ settledAt: undefined, settledBy: undefined },
    }
    await snags.add(snag)
    const detail = {
      ...aboutClass(person, classId),
      ...(about.target === undefined ? {} : { target: keyOf(about.target) }),
    }
    await audit.append({ at: snag.madeAt, by: person, action: 'snag-noted', subject: snag.id, detail })
    ledger.changes.tell()
  }

  const hasNotedEnough = async (person: Person) => (await snags.countOf(person.id, clock() - HOUR)) >= NOTES

  return {
    async justBlocked(person, classId) {
      const refused = notTheirs(person, classId)
      if (refused !== undefined) return refused
      const at = clock()
      const devices = book.inClass(classId).map(({ id }) => id)
      if (devices.length === 0) return { ok: true, value: [] }
      if (isOfTooFew(devices.length)) return refuse('too-few-devices')
      const recent = (await attempts.recent({ devices, limit: ROWS })).filter(({ last }) => at - last < JUST)
      return { ok: true, value: merged(ledger, clientsOf(ledger, book, classId), recent, at) }
    },

    open: (person, classId, key) =>
      inTurn(async () => {
        const refused = notTheirs(person, classId)
        if (refused !== undefined) return refused
        const what = openableOf(key)
        if (what === undefined) return refuse('unknown-target', key.slice(0, 100))
        const first = await grants.give(person, classId, what, { kind: 'break' })
        const isLate = !first.ok && first.problem === 'bells-over'
        const given = isLate ? await grants.give(person, classId, what, { kind: 'minutes', minutes: 30 }) : first
        if (!given.ok) return given
        const { target, id } = given.value
        // Opening is a teacher's right however often; the coordinator's list is not flooded by it.
        if (target.kind !== 'everything' && !(await hasNotedEnough(person)))
          await write(person, classId, { target, words: undefined, grant: id })
        return given
      }),

    note: (person, classId, typed) =>
      inTurn(async () => {
        const refused = notTheirs(person, classId)
        if (refused !== undefined) return refused
        const words = plainText(typed, WORDS)
        if (words === undefined) return refuse('nothing-noted')
        if (await hasNotedEnough(person)) return refuse('noted-enough')
        await write(person, classId, { target: undefined, words, grant: undefined })
        return { ok: true, value: undefined }
      }),

    async waiting(person) {
      return mayKeepSchool(person) ? (await snags.open()).map((snag) => viewOf(ledger, book, snag)) : []
    },

    async settle(person, id) {
      if (!mayKeepSchool(person)) return { ok: false, problem: 'not-allowed' }
      if (!(await snags.settle(id, clock(), person))) return { ok: false, problem: 'already-over' }
      await audit.append({ at: clock(), by: person, action: 'snag-settled', subject: id })
      ledger.changes.tell()
      return { ok: true, value: undefined }
    },
  }
}

/** What was blocked, each target once, where a rule still closes it for one of these clients and nothing locks it. */
function merged(
  ledger: Ledger,
  clients: readonly Client[],
  recent: readonly StoredAttempt[],
  at: number,
): readonly JustBlocked[] {
  const names = new Set(recent.map(({ name }) => name))
  const closed = new Set([...names].filter((name) => clients.some((client) => isClosed(ledger, client, name, at))))
  const byTarget = Map.groupBy(
    recent.filter(({ name }) => closed.has(name)),
    (attempt) => keyOf(targetOf(ledger, attempt)),
  )
  return [...byTarget]
    .map(([key, alike]) => ({ key, alike, target: targetOf(ledger, alike[0]!) }))
    .filter(({ target }) => lockOf(ledger, target, clients, at) === undefined)
    .slice(0, SHOWN)
    .map(({ key, alike, target }) => ({
      target,
      targetName: ledger.wording.target(target),
      key,
      names: [...new Set(alike.map(({ name }) => name))].slice(0, NAMES),
      last: Math.max(...alike.map(({ last }) => last)),
    }))
}

/** Whether a rule closes the name, or a list of all that may be: what a grant opens. A park or a focus is the teacher's own doing. */
function isClosed(ledger: Ledger, client: Client, name: Name, at: number): boolean {
  const { verdict, reason } = decide(ledger.caseOf(client, name, at))
  return verdict.kind === 'block' && (reason.kind === 'rule' || reason.kind === 'only-these')
}

/** What a tap opens: the app that a name belongs to, else the name without its `www.`. */
function targetOf({ catalogue }: Ledger, { name, platform }: StoredAttempt): Target {
  if (platform !== undefined && catalogue.platforms.some(({ id }) => id === platform))
    return { kind: 'platform', id: platform }
  return { kind: 'site', name: name.replace(/^www\./, '') as Name }
}

function openableOf(key: string): Openable | undefined {
  const [, kind, id = ''] = /^(site|platform):(.+)$/s.exec(key) ?? []
  if (kind === undefined) return undefined
  return kind === 'site' ? { site: id } : { platform: id }
}

function viewOf(
  ledger: Ledger,
  book: DeviceBook,
  { id, class: classId, target, words, by, madeAt }: StoredSnag,
): SnagView {
  const { policy, wording } = ledger
  const about = (of: Target) => ({
    ...{ target: of, targetName: wording.target(of) },
    ...whyAbout(ledger, of, clientsOf(ledger, book, classId)[0]!),
  })
  return {
    id,
    class: classId,
    className: policy.classes.find((known) => known.id === classId)?.name ?? classId,
    by: by.name,
    at: madeAt,
    ...(target === undefined ? {} : about(target)),
    ...(words === undefined ? {} : { words }),
  }
}
