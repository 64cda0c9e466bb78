import { randomUUID } from 'node:crypto'
import type { StoredAct } from '../../storage/act-store.ts'
import type { AuditAction } from '../../storage/audit-action.ts'
import { queue } from '../in-turn.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Drill } from './drill.ts'
import { drill, leftOut } from './drill.ts'
import { type ReopenProblem, reopen, tooLate } from './reopening.ts'
import type { Caller, LinkView } from './responder-links.ts'
import { responderLinks } from './responder-links.ts'

export type EmergencyProblem =
  | 'not-allowed'
  | 'link-invalid'
  | 'bad-emergency-end'
  | 'already-over'
  | 'unknown-person'
  | 'not-first-responder'
  | 'emergency-running'
  | ReopenProblem

/** A running emergency as people see it. */
export interface EmergencyView {
  readonly id: string
  readonly for: 'staff' | 'everyone'
  readonly from: number
  readonly until: number
  readonly by: string
  /** Names of the classes that have an exam now: for them nothing opens. */
  readonly leftOut: readonly string[]
}

/** The `communication` set, opened for staff or everyone: by a director, a coordinator or a first responder, who need not be signed in. */
export interface EmergencyDesk {
  /**
   * Opens it for `minutes` (5 to 1440). Begun again while one runs for the same people, that one lasts as long as the longer of both. It is in
   * force at the resolver when the promise resolves.
   */
  begin(caller: Caller, whom: EmergencyView['for'], minutes?: number): Promise<Outcome<EmergencyView, EmergencyProblem>>
  /** Lets it last `minutes` longer, to at most a day from now. */
  extend(caller: Caller, id: string, minutes: number): Promise<Outcome<EmergencyView, EmergencyProblem>>
  stop(caller: Caller, id: string): Promise<Outcome<void, EmergencyProblem>>
  /**
   * Has one go on that was stopped within the last half minute, to the end that it had. Refused where another was begun for the same people meanwhile: two
   * would have to be stopped, and one would be forgotten.
   */
  restore(caller: Caller, id: string): Promise<Outcome<void, EmergencyProblem>>
  /** Tries everything that an emergency needs, and changes nothing. It is recorded as a drill. */
  drill(caller: Caller, whom: EmergencyView['for']): Promise<Outcome<Drill, EmergencyProblem>>
  running(): Promise<readonly EmergencyView[]>
  /** Whose link this is, for the page that it leads to; undefined for one that does not work. */
  callerOf(link: string): Promise<Person | undefined>
  /** Makes a first responder's link and returns its secret, once. An earlier one no longer works. */
  makeLink(by: Person, personId: string): Promise<Outcome<string, EmergencyProblem>>
  revokeLink(by: Person, personId: string): Promise<Outcome<void, EmergencyProblem>>
  /** Every first responder, with or without a link; for a coordinator. */
  links(by: Person): Promise<readonly LinkView[]>
  /** Emergencies begun from `from` (inclusive) to `until`, newest first; for a director or a coordinator. */
  past(
    by: Person,
    from: number,
    until: number,
  ): Promise<readonly (Omit<EmergencyView, 'leftOut'> & { readonly endedBy?: string })[]>
}

const MINUTE = 60_000
const USUAL = 60
const SHORTEST = 5
const LONGEST = 24 * 60

const refuse = (problem: EmergencyProblem, detail?: string): Refusal<EmergencyProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Emergencies, their drills, and the links of first responders. */
export function emergencyDesk(parts: Parts, ledger: Ledger): EmergencyDesk {
  const { storage, clock } = parts
  const { acts, audit } = storage
  const links = responderLinks(parts)
  // Two who press at the same moment have begun one thing.
  const inTurn = queue()

  const viewOf = ({ id, for: whom, from, until, by }: StoredAct<'emergency'>): EmergencyView => {
    return { id, for: whom, from, until, by: by.name, leftOut: leftOut(ledger, clock()) }
  }
  const runningNow = () => acts.running('emergency', clock())
  /** By which way in something was done, and until when it lasts. */
  const detailOf = (caller: Caller, until?: number) => ({
    via: 'link' in caller ? 'link' : 'account',
    ...(until === undefined ? {} : { until }),
  })
  /** Writes down what was done, and tells the resolver. */
  const done = async (action: AuditAction, caller: Caller, by: Person, id: string, until?: number) => {
    await audit.append({ at: clock(), by, action, subject: id, detail: detailOf(caller, until) })
    await ledger.refreshActs()
  }
  const lengthen = async (caller: Caller, by: Person, act: StoredAct<'emergency'>, until: number) => {
    if (!(await acts.extend(act.id, clock(), until))) return refuse('already-over')
    await done('emergency-extended', caller, by, act.id, until)
    return { ok: true, value: viewOf({ ...act, until }) } as const
  }

  return {
    begin: (caller, whom, minutes = USUAL) =>
      inTurn(async () => {
        const who = await links.person(caller)
        if (!who.ok) return who
        if (!Number.isInteger(minutes) || minutes < SHORTEST || minutes > LONGEST) return refuse('bad-emergency-end')
        const at = clock()
        const until = at + minutes * MINUTE
        const same = (await runningNow()).find((act) => act.for === whom)
        // Whoever presses twice in a hurry has begun one thing.
        if (same) return await lengthen(caller, who.value, same, Math.max(same.until, until))
        const act = { id: randomUUID(), for: whom, from: at, until }
        await acts.add('emergency', act, at, who.value)
        await done('emergency-begun', caller, who.value, act.id, until)
        return { ok: true, value: viewOf({ ...act, by: who.value }) }
      }),

    async extend(caller, id, minutes) {
      const who = await links.person(caller)
      if (!who.ok) return who
      const act = (await runningNow()).find((running) => running.id === id)
      if (act === undefined) return refuse('already-over')
      const until = act.until + minutes * MINUTE
      if (!Number.isInteger(minutes) || minutes < SHORTEST || until > clock() + LONGEST * MINUTE)
        return refuse('bad-emergency-end')
      return await lengthen(caller, who.value, act, until)
    },

    async stop(caller, id) {
      const who = await links.person(caller)
      if (!who.ok) return who
      const act = await acts.byId('emergency', id)
      if (act === undefined || !(await acts.end(id, clock(), who.value))) return refuse('already-over')
      await done('emergency-stopped', caller, who.value, id)
      return { ok: true, value: undefined }
    },

    restore: (caller, id) =>
      inTurn(async () => {
        const who = await links.person(caller)
        if (!who.ok) return who
        const act = await acts.byId('emergency', id)
        if (act === undefined) return tooLate
        if ((await runningNow()).some((other) => other.id !== id && other.for === act.for))
          return refuse('emergency-running')
        return await reopen(parts, ledger, who.value, id, 'emergency-restored', detailOf(caller, act.until))
      }),

    async drill(caller, whom) {
      const who = await links.person(caller)
      if (!who.ok) return who
      const found = await drill(parts, ledger, await links.all())
      const unreachable = found.opens.filter(({ resolves }) => resolves === false).length
      const detail = { for: whom, ...detailOf(caller), unreachable }
      await audit.append({ at: clock(), by: who.value, action: 'emergency-drill', subject: '', detail })
      return { ok: true, value: found }
    },

    async running() {
      return (await runningNow()).map(viewOf)
    },

    async past(by, from, until) {
      if (!mayActOnAll(by)) return []
      const found = await acts.history('emergency', from, until)
      return found.map(({ id, for: whom, from: began, until: end, by: beginner, endedAt, endedBy }) => ({
        ...{ id, for: whom, from: began, until: endedAt ?? end, by: beginner.name },
        ...(endedBy === undefined ? {} : { endedBy }),
      }))
    },

    async callerOf(link) {
      const who = await links.person({ link })
      return who.ok ? who.value : undefined
    },
    makeLink: links.make,
    revokeLink: links.revoke,
    links: links.list,
  }
}
