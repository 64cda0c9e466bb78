import { randomUUID } from 'node:crypto'
import type { Text } from '../../policy/policy.ts'
import type { StoredAct } from '../../storage/act-store.ts'
import type { AuditAction } from '../../storage/audit-action.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import { queue } from '../in-turn.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { categoryName } from '../policy/wording.ts'
import { type ReopenProblem, reopen, tooLate } from './reopening.ts'

export type TrialProblem =
  | 'not-allowed'
  | 'unknown-group'
  | 'already-on-trial'
  | 'bad-trial-end'
  | 'already-over'
  | ReopenProblem

/** A trial as people see it. */
export interface TrialView {
  readonly id: string
  readonly group: { readonly id: string; readonly name: Text }
  readonly from: number
  readonly until: number
  readonly by: string
}
/** What a trial would have closed in the hours that are over, most often first, as far as five devices or more asked for it (`trial-parts.ts`). */
export interface TrialFigures {
  readonly total: number
  readonly bySubject: readonly { readonly name: Text; readonly count: number }[]
  readonly byKindOfTime: readonly { readonly kind: KindOfTime; readonly count: number }[]
}

/** "Proefdraaien": a group's rules are counted, not enforced, for a stated time. Locked rules hold all the same. A coordinator or a director begins it. */
export interface TrialDesk {
  /** For `days` (1 to 14). */
  begin(person: Person, group: string, days: number): Promise<Outcome<TrialView, TrialProblem>>
  /** Lets it last `days` longer, to at most 14 days from now. */
  extend(person: Person, id: string, days: number): Promise<Outcome<TrialView, TrialProblem>>
  stop(person: Person, id: string): Promise<Outcome<void, TrialProblem>>
  /** Has one go on that was stopped within the last half minute, to the end that it had, unless another began for the group. */
  restore(person: Person, id: string): Promise<Outcome<void, TrialProblem>>
  running(): Promise<readonly TrialView[]>
  figures(person: Person, id: string): Promise<Outcome<TrialFigures, TrialProblem>>
}

const DAY = 24 * 3600_000
const HOUR = 3600_000
const LONGEST = 14

const refuse = (problem: TrialProblem, detail?: string): Refusal<TrialProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Trials, and what they would have closed. */
export function trialDesk(parts: Parts, ledger: Ledger): TrialDesk {
  const { storage, clock } = parts
  const { acts, audit, counts } = storage
  const inTurn = queue()
  const groupOf = (id: string) => ledger.policy.groups.find((group) => group.id === id)
  const viewOf = ({ id, group, from, until, by }: StoredAct<'trial'>): TrialView => ({
    ...{ id, from, until, by: by.name },
    group: { id: group, name: groupOf(group)?.name ?? { nl: group, en: group } },
  })
  const isLength = (days: number) => Number.isInteger(days) && days >= 1 && days <= LONGEST
  const done = async (
    by: Person,
    action: AuditAction,
    subject: string,
    detail?: Readonly<Record<string, string | number>>,
  ) => {
    await audit.append({ at: clock(), by, action, subject, ...(detail === undefined ? {} : { detail }) })
    await ledger.refreshActs()
  }

  return {
    begin: (person, group, days) =>
      inTurn(async () => {
        if (!mayActOnAll(person)) return refuse('not-allowed')
        if (groupOf(group) === undefined) return refuse('unknown-group', group)
        if (!isLength(days)) return refuse('bad-trial-end')
        const at = clock()
        const running = await acts.running('trial', at)
        if (running.some((trial) => trial.group === group)) return refuse('already-on-trial', group)
        const act = { id: randomUUID(), group, from: at, until: at + days * DAY }
        await acts.add('trial', act, at, person)
        await done(person, 'trial-begun', act.id, { group, until: act.until })
        return { ok: true, value: viewOf({ ...act, by: person }) }
      }),

    async extend(person, id, days) {
      if (!mayActOnAll(person)) return refuse('not-allowed')
      const at = clock()
      const act = (await acts.running('trial', at)).find((trial) => trial.id === id)
      if (act === undefined) return refuse('already-over')
      const until = act.until + days * DAY
      if (!isLength(days) || until > at + LONGEST * DAY) return refuse('bad-trial-end')
      if (!(await acts.extend(id, at, until))) return refuse('already-over')
      await done(person, 'trial-extended', id, { until })
      return { ok: true, value: viewOf({ ...act, until }) }
    },

    async stop(person, id) {
      if (!mayActOnAll(person)) return refuse('not-allowed')
      if ((await acts.byId('trial', id)) === undefined || !(await acts.end(id, clock(), person)))
        return refuse('already-over')
      await done(person, 'trial-stopped', id)
      return { ok: true, value: undefined }
    },

    restore: (person, id) =>
      inTurn(async () => {
        if (!mayActOnAll(person)) return refuse('not-allowed')
        const act = await acts.byId('trial', id)
        if (act === undefined) return tooLate
        const { group, until } = act
        // A group that nothing needs can be removed.
        if (groupOf(group) === undefined) return refuse('unknown-group', group)
        const running = await acts.running('trial', clock())
        if (running.some((other) => other.id !== id && other.group === group)) return refuse('already-on-trial', group)
        return await reopen(parts, ledger, person, id, 'trial-restored', { group, until })
      }),

    async running() {
      return (await acts.running('trial', clock())).map(viewOf)
    },

    async figures(person, id) {
      if (!mayActOnAll(person)) return refuse('not-allowed')
      const act = await acts.byId('trial', id)
      if (act === undefined) return refuse('already-over')
      // Counts are kept by the hour: the one in which it began counts too.
      const from = Math.floor(act.from / HOUR) * HOUR
      const rows = await counts.bySubject('trial', act.group, from, act.endedAt ?? act.until)
      return { ok: true, value: figuresOf(ledger, rows) }
    },
  }
}

interface Row {
  readonly platform: string | undefined
  readonly category: string | undefined
  readonly kindOfTime: KindOfTime
  readonly count: number
}

function figuresOf({ wording }: Ledger, rows: readonly Row[]): TrialFigures {
  const sumBy = (key: (row: Row) => string) =>
    [...Map.groupBy(rows, key)]
      .map(([part, those]) => ({ part, count: those.reduce((sum, { count }) => sum + count, 0) }))
      .sort((a, b) => b.count - a.count)
  const nameOf = (part: string): Text => {
    const [kind, id = ''] = part.split(/:(.*)/s)
    if (kind === 'platform') return wording.target({ kind, id })
    return kind === 'category' ? categoryName(id) : { nl: 'overig', en: 'other' }
  }
  const subjectOf = ({ platform, category }: Row) =>
    platform !== undefined ? `platform:${platform}` : category !== undefined ? `category:${category}` : ''
  return {
    total: rows.reduce((sum, { count }) => sum + count, 0),
    bySubject: sumBy(subjectOf).map(({ part, count }) => ({ name: nameOf(part), count })),
    byKindOfTime: sumBy(({ kindOfTime }) => kindOfTime).map(({ part, count }) => ({ kind: part as KindOfTime, count })),
  }
}
