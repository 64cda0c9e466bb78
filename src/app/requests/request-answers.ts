import type { Audience, Client } from '../../policy/policy.ts'
import type { AuditAction } from '../../storage/audit-action.ts'
import type { StoredRequest } from '../../storage/request-store.ts'
import type { ActEnd } from '../acts/act-end.ts'
import { aboutClass } from '../acts/for-class.ts'
import { clientAt } from '../devices/asker.ts'
import { clientsOf } from '../devices/class-clients.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { keyOf } from '../everyone/closed-now.ts'
import type { GrantDesk, GrantView, Openable } from '../grants/granting.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActNow, mayActOn, mayActOnAll } from '../people/rights.ts'
import { plainText } from '../plain-text.ts'
import type { Ledger } from '../policy/ledger.ts'
import { whyAbout } from '../why/why-about.ts'
import type { AnswerProblem, RequestDesk, WaitingView, Which } from './asking.ts'
import { recentRefusals } from './recent-refusals.ts'

const REASONS = 10
const WORD = 200
const DAY = 24 * 3600_000

const refuse = (problem: AnswerProblem, detail?: string): Refusal<AnswerProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** What waits for a teacher, merged, and the answers. */
export function answerDesk(
  { storage, clock }: Parts,
  ledger: Ledger,
  book: DeviceBook,
  grants: GrantDesk,
  inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>,
): Pick<RequestDesk, 'waiting' | 'approve' | 'refuse' | 'reopen'> {
  const { requests, audit } = storage
  const refusals = recentRefusals(clock)

  /** Counts the devices of these requests that are or were refused something: each once, however often within a day. */
  const countRefused = async (these: readonly StoredRequest[], by: 1 | -1): Promise<void> => {
    const { target } = these[0]!
    const others = (await requests.madeAfter(clock() - DAY)).filter(
      (other) =>
        other.state === 'refused' && keyOf(other.target) === keyOf(target) && !these.some(({ id }) => id === other.id),
    )
    const fresh = these.filter(({ device }) => !others.some((other) => other.device === device))
    await requests.count(ledger.zone.at(clock()).date, target, { refused: by * fresh.length })
  }

  const mayAnswer = (person: Person, { class: classId }: Which): Refusal<AnswerProblem> | undefined => {
    if (classId !== undefined && !ledger.policy.classes.some(({ id }) => id === classId))
      return refuse('unknown-class', classId.slice(0, 100))
    const may = classId === undefined ? mayActOnAll(person) : mayActNow(ledger.policy, person, classId)
    return may ? undefined : refuse(classId === undefined ? 'not-allowed' : 'not-your-class')
  }

  /** The requests that an answer is about, where they are this person's to answer. */
  const asked = async (person: Person, which: Which): Promise<Outcome<readonly StoredRequest[], AnswerProblem>> => {
    const { class: classId, key } = which
    const refused = mayAnswer(person, which)
    if (refused !== undefined) return refused
    const found = (await requests.waiting(clock())).filter(
      (request) => keyOf(request.target) === key && isIn(request, classId),
    )
    return found.length === 0 ? refuse('already-over') : { ok: true, value: found }
  }

  /** Gives the class, or each of the devices, what was asked for; with the grant that each request came to. */
  const give = async (
    person: Person,
    found: readonly StoredRequest[],
    audiences: readonly Audience[],
    end: ActEnd,
  ): Promise<Outcome<readonly GrantView[], AnswerProblem>> => {
    const given: GrantView[] = []
    for (const audience of audiences) {
      const grant = await grants.giveTo(person, audience, wordsOf(found[0]!), end)
      if (grant.ok) given.push(grant.value)
      else if (given.length === 0) return grant
    }
    return { ok: true, value: given }
  }

  const settle = async ({ id, device }: StoredRequest, given: readonly GrantView[]): Promise<void> => {
    const grant = given.find(({ audience }) => audience.kind === 'class' || audience.id === device)
    if (grant !== undefined) await requests.settle(id, 'approved', { grant: grant.id })
  }

  return {
    async waiting(person, only) {
      const all = await requests.waiting(clock())
      const { policy } = ledger
      const may = (id: string) =>
        only === undefined ? mayActOn(person, id) : id === only && mayActNow(policy, person, id)
      const classes = policy.classes.filter(({ id }) => may(id))
      const places = [...classes, ...(mayActOnAll(person) && only === undefined ? [undefined] : [])]
      return places
        .flatMap((place) => {
          const there = all.filter((request) => isIn(request, place?.id))
          const merged = Map.groupBy(there, ({ target }) => keyOf(target))
          return [...merged].map(([key, alike]) => merge(ledger, book, key, alike, place))
        })
        .sort((a, b) => a.since - b.since)
    },

    approve: (person, which, audience, end) =>
      inTurn(async () => {
        const found = await asked(person, which)
        if (!found.ok) return found
        // Who is not enrolled can have nothing of its own: its request goes on waiting.
        const served = audience === 'class' ? found.value : found.value.filter(({ device }) => isEnrolled(book, device))
        const audiences = audiencesOf(which, audience, served)
        if (!audiences.ok) return audiences
        const given = await give(person, found.value, audiences.value, end)
        if (!given.ok) return given
        for (const request of served) await settle(request, given.value)
        await note(person, 'request-approved', which, served.length)
        ledger.changes.tell()
        return given
      }),

    refuse: (person, which, word) =>
      inTurn(async () => {
        const found = await asked(person, which)
        if (!found.ok) return found
        const said = plainText(word, WORD)
        for (const { id } of found.value) await requests.settle(id, 'refused', said === undefined ? {} : { word: said })
        await countRefused(found.value, 1)
        await note(person, 'request-refused', which, found.value.length)
        refusals.add(which, found.value)
        ledger.changes.tell()
        return { ok: true, value: undefined }
      }),

    reopen: (person, which) =>
      inTurn(async () => {
        const refused = mayAnswer(person, which)
        if (refused !== undefined) return refused
        const at = clock()
        // Who has asked something else since waits for that.
        const waiting = new Set((await requests.waiting(at)).map(({ device }) => device))
        const free = refusals.take(which).filter(({ device }) => !waiting.has(device))
        const again = await Promise.all(free.map(({ id }) => requests.reopen(id, at)))
        const reopened = free.filter((_, i) => again[i])
        if (reopened.length === 0) return refuse('already-over')
        await countRefused(reopened, -1)
        await note(person, 'request-reopened', which, reopened.length)
        ledger.changes.tell()
        return { ok: true, value: undefined }
      }),
  }

  async function note(person: Person, action: AuditAction, which: Which, devices: number): Promise<void> {
    const detail = { target: which.key, devices, ...(which.class === undefined ? {} : aboutClass(person, which.class)) }
    await audit.append({ at: clock(), by: person, action, subject: which.key, detail })
  }
}

/** Whom a yes is for: the class, or each device that asked. */
function audiencesOf(
  which: Which,
  audience: 'class' | 'devices',
  served: readonly StoredRequest[],
): Outcome<readonly Audience[], AnswerProblem> {
  if (audience === 'devices') {
    if (served.length === 0) return refuse('not-enrolled')
    return { ok: true, value: served.map(({ device }) => ({ kind: 'device', id: device })) }
  }
  return which.class === undefined ? refuse('no-class') : { ok: true, value: [{ kind: 'class', id: which.class }] }
}

/** Whether a request is a class's to answer; undefined stands for devices without one. */
const isIn = ({ classes }: StoredRequest, classId: string | undefined): boolean =>
  classId === undefined ? classes.length === 0 : classes.includes(classId)

const isEnrolled = (book: DeviceBook, device: string): boolean => book.get(device)?.group !== undefined

const wordsOf = ({ target }: StoredRequest): Openable =>
  target.kind === 'site' ? { site: target.name } : { platform: target.id }

function merge(
  ledger: Ledger,
  book: DeviceBook,
  key: string,
  alike: readonly StoredRequest[],
  place: WaitingView['class'],
): WaitingView {
  const { target } = alike[0]!
  const reasons = alike.toReversed().flatMap(({ reason }) => (reason === undefined ? [] : [reason]))
  return {
    ...(place === undefined ? {} : { class: place }),
    target,
    targetName: ledger.wording.target(target),
    key,
    ...whyAbout(ledger, target, clientBehind(ledger, book, alike[0]!, place)),
    devices: new Set(alike.map(({ device }) => device)).size,
    enrolled: alike.filter(({ device }) => isEnrolled(book, device)).length,
    reasons: [...new Set(reasons)].slice(0, REASONS),
    since: Math.min(...alike.map(({ madeAt }) => madeAt)),
    expires: Math.max(...alike.map(({ expiresAt }) => expiresAt)),
  }
}

/** Whom the answer is about: a client of the class, or the device itself where it has none. */
function clientBehind(
  ledger: Ledger,
  book: DeviceBook,
  { device }: StoredRequest,
  place: WaitingView['class'],
): Client {
  if (place !== undefined) return clientsOf(ledger, book, place.id)[0]!
  const known = book.get(device)
  return known?.group === undefined
    ? clientAt(ledger, book, known?.identity.addresses[0] ?? '')
    : { group: known.group, classes: [] }
}
