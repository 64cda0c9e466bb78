import { randomUUID } from 'node:crypto'
import type { StoredAct } from '../../storage/act-store.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActOnAll } from '../people/rights.ts'
import { plainText } from '../plain-text.ts'
import type { Ledger } from '../policy/ledger.ts'
import { type ReopenProblem, reopen, tooLate } from './reopening.ts'

export type EventProblem = 'not-allowed' | 'name-missing' | 'bad-event-end' | 'already-over' | ReopenProblem

/** A marked event as people see it. */
export interface EventView {
  readonly id: string
  readonly name: string
  readonly from: number
  readonly until: number
  readonly by: string
}

/** Marked events in the building, a play or an open day: rules for `event` hold while one runs. A coordinator or a director marks it. */
export interface EventDesk {
  /** Begins at `from` (now when left out, at most a year ahead) and lasts at most three days. */
  mark(
    person: Person,
    event: { readonly name: string; readonly from?: number; readonly until: number },
  ): Promise<Outcome<EventView, EventProblem>>
  /** Ends one that runs, or takes back one that is planned. */
  end(person: Person, id: string): Promise<Outcome<void, EventProblem>>
  /** Has one go on, or stay planned, that was ended within the last half minute. */
  restore(person: Person, id: string): Promise<Outcome<void, EventProblem>>
  /** Those that run and those that are planned, the first one first. */
  list(): Promise<readonly EventView[]>
}

const DAY = 24 * 3600_000
const LONGEST = 3 * DAY
const AHEAD = 366 * DAY
const LONGEST_NAME = 80

const refuse = (problem: EventProblem): Refusal<EventProblem> => ({ ok: false, problem })

/** Marked events. */
export function eventDesk(parts: Parts, ledger: Ledger): EventDesk {
  const { storage, clock } = parts
  const { acts, audit } = storage
  const viewOf = ({ id, name, from, until, by }: StoredAct<'event'>): EventView => ({
    ...{ id, name, from, until, by: by.name },
  })

  return {
    async mark(person, { name: typed, from: asked, until }) {
      if (!mayActOnAll(person)) return refuse('not-allowed')
      const name = plainText(typed, LONGEST_NAME)
      if (name === undefined) return refuse('name-missing')
      const at = clock()
      const from = asked ?? at
      if (!(from >= at && from <= at + AHEAD && from < until && until <= from + LONGEST)) return refuse('bad-event-end')
      const act = { id: randomUUID(), name, from, until }
      await acts.add('event', act, at, person)
      await audit.append({ at, by: person, action: 'event-marked', subject: act.id, detail: { name, from, until } })
      await ledger.refreshActs()
      return { ok: true, value: viewOf({ ...act, by: person }) }
    },

    async end(person, id) {
      if (!mayActOnAll(person)) return refuse('not-allowed')
      const [at, act] = [clock(), await acts.byId('event', id)]
      if (act === undefined || !(await acts.end(id, at, person))) return refuse('already-over')
      await audit.append({ at, by: person, action: 'event-ended', subject: id, detail: { name: act.name } })
      await ledger.refreshActs()
      return { ok: true, value: undefined }
    },

    async restore(person, id) {
      if (!mayActOnAll(person)) return refuse('not-allowed')
      const act = await acts.byId('event', id)
      if (act === undefined) return tooLate
      return reopen(parts, ledger, person, id, 'event-restored', { name: act.name, until: act.until })
    },

    async list() {
      return (await acts.running('event', clock(), true)).map(viewOf)
    },
  }
}
