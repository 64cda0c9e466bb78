import { randomUUID } from 'node:crypto'
import { canonicalAddress } from '../../clients/address.ts'
import { following } from '../../policy/following.ts'
import type { Client } from '../../policy/policy.ts'
import type { AskedTarget, StoredRequest } from '../../storage/request-store.ts'
import { clientAt, isOnOurNetworks } from '../devices/asker.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { keyOf } from '../everyone/closed-now.ts'
import type { GrantDesk } from '../grants/granting.ts'
import { queue } from '../in-turn.ts'
import type { Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { plainText } from '../plain-text.ts'
import type { Ledger } from '../policy/ledger.ts'
import { lessonEnds } from '../times/period.ts'
import type { AskerView, AskProblem, RequestDesk } from './asking.ts'
import { answerDesk } from './request-answers.ts'
import { targetToAsk } from './request-target.ts'

const HOUR = 3600_000
const DAY = 24 * HOUR
/** Longest reason, in characters. */
const REASON = 200
/** Requests within an hour: of one device, of one class, of devices without a class, of the whole school. */
const MOST = { device: 5, class: 150, classless: 60, school: 1000 }

const refuse = (problem: AskProblem, detail?: string): Refusal<AskProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Requests of devices, and the answers to them. */
export function requestDesk(parts: Parts, ledger: Ledger, book: DeviceBook, grants: GrantDesk): RequestDesk {
  const { storage, clock, neighbours } = parts
  const { requests, acts } = storage
  const inTurn = queue()

  /** Id of the device at an address; one that nobody met before is met now. */
  const deviceAt = async (typed: string): Promise<string | undefined> => {
    const address = canonicalAddress(typed)
    if (address === undefined || !isOnOurNetworks(ledger, book, address)) return undefined
    if (book.at(address) === undefined) await book.meet([address], await neighbours(), clock())
    return book.at(address)?.id
  }

  const openOf = async (device: string) =>
    (await requests.madeAfter(clock() - DAY, device)).find(
      ({ state, expiresAt }) => state === 'open' && expiresAt > clock(),
    )

  const viewOf = async ({ target, state, madeAt, expiresAt, grant, word }: StoredRequest): Promise<AskerView> => {
    const at = clock()
    const asked = { target, targetName: ledger.wording.target(target), madeAt, expires: expiresAt }
    if (state === 'refused') return { ...asked, state, ...(word === undefined ? {} : { word }) }
    if (state !== 'approved') return { ...asked, state: expiresAt > at ? 'waiting' : 'expired' }
    const given = grant === undefined ? undefined : await acts.byId('grant', grant)
    if (given === undefined || given.endedAt !== undefined || given.until <= at) return { ...asked, state: 'over' }
    return { ...asked, state, until: given.until }
  }

  /** Which limit one more request would break. */
  const limit = async (device: string, classes: readonly string[]): Promise<Refusal<AskProblem> | undefined> => {
    const recent = await requests.madeAfter(clock() - HOUR)
    const count = (of: (request: StoredRequest) => boolean) => recent.filter(of).length
    if (count((request) => request.device === device) >= MOST.device) return refuse('asked-too-often')
    const [most, ofThem] =
      classes.length === 0
        ? [MOST.classless, count((request) => request.classes.length === 0)]
        : [MOST.class, Math.max(...classes.map((id) => count((request) => request.classes.includes(id))))]
    return recent.length >= MOST.school || ofThem >= most ? refuse('asked-enough') : undefined
  }

  /** Writes a request down. What a device asks for again within a day is no more wanted for it: it is counted once. */
  const write = async (request: StoredRequest): Promise<void> => {
    const before = await requests.madeAfter(clock() - DAY, request.device)
    await requests.add(request)
    if (before.some(({ target }) => keyOf(target) === keyOf(request.target))) return
    await requests.count(ledger.zone.at(request.madeAt).date, request.target, { asked: 1 })
  }

  const fresh = (device: string, client: Client, target: AskedTarget, reason: string | undefined): StoredRequest => {
    const at = clock()
    return {
      id: randomUUID(),
      device,
      classes: client.classes,
      target,
      reason,
      madeAt: at,
      expiresAt: lessonEnds(following(ledger.policy, client), ledger.zone, at),
      state: 'open',
      grant: undefined,
      word: undefined,
    }
  }

  return {
    ...answerDesk(parts, ledger, book, grants, inTurn),

    ask: (address, what, reason) =>
      inTurn(async () => {
        const device = await deviceAt(address)
        if (device === undefined) return refuse('not-here')
        if ([...(reason ?? '').trim()].length > REASON) return refuse('reason-long', String(REASON))
        const client = clientAt(ledger, book, address)
        const target = targetToAsk(ledger, what, client, clock())
        if (!target.ok) return target
        const open = await openOf(device)
        if (open !== undefined && keyOf(open.target) === keyOf(target.value))
          return { ok: true, value: await viewOf(open) }
        const known = ledger.policy.classes.map(({ id }) => id)
        const classes = client.classes.filter((id) => known.includes(id))
        const refused = await limit(device, classes)
        if (refused !== undefined) return refused
        if (open !== undefined) await requests.settle(open.id, 'replaced')
        const request = fresh(device, { ...client, classes }, target.value, plainText(reason, REASON))
        await write(request)
        ledger.changes.tell()
        return { ok: true, value: await viewOf(request) }
      }),

    async mine(address) {
      const device = book.at(canonicalAddress(address) ?? '')
      if (device === undefined) return undefined
      const all = await requests.madeAfter(clock() - DAY, device.id)
      const newest = all.findLast(({ state }) => state !== 'replaced' && state !== 'withdrawn')
      return newest && (await viewOf(newest))
    },

    withdraw: (address) =>
      inTurn(async () => {
        const device = book.at(canonicalAddress(address) ?? '')
        const open = device && (await openOf(device.id))
        if (open === undefined) return { ok: false, problem: 'already-over' }
        await requests.settle(open.id, 'withdrawn')
        ledger.changes.tell()
        return { ok: true, value: undefined }
      }),
  }
}
