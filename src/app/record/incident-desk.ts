import { randomUUID } from 'node:crypto'
import { incidentLetter } from '../../reports/incident-letter.ts'
import type { AuditAction } from '../../storage/audit-action.ts'
import type { StoredIncident } from '../../storage/incident-store.ts'
import type { NewAttempt } from '../../storage/stored-attempt.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayDirect } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Publisher } from '../policy/publish.ts'
import { attemptView } from '../why/attempt-view.ts'
import { copyAttempts } from './incident-copy.ts'
import type { Incident, IncidentDesk, IncidentProblem, IncidentView, NewIncident } from './incidents.ts'
import { isReason } from './reason.ts'

/** The incidents, and what the rest of the office tells them. */
export interface IncidentKeeping extends IncidentDesk {
  /** Takes attempts of devices whose group is only counted: what belongs to an open incident is kept there, and the rest is let go. */
  take(attempts: readonly NewAttempt[]): Promise<void>
  /** Copies the attempts of open incidents that stand among all others, before these expire. */
  keepUp(): Promise<void>
  /** Removes incidents that were closed more than a year before `at`. */
  clearOut(at: number): Promise<void>
}

const DAY = 24 * 3600_000
const LONGEST = 60 * DAY
const AHEAD = 30 * DAY
const KEPT = 365 * DAY
const LONGEST_NOTE = 4000

const refuse = (problem: IncidentProblem, detail?: string): Refusal<IncidentProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Opens the desk, with the incidents that are open. */
export async function incidentDesk(
  parts: Parts,
  ledger: Ledger,
  book: DeviceBook,
  publisher: Publisher,
): Promise<IncidentKeeping> {
  const { storage, clock } = parts
  const { incidents, audit } = storage
  /** In memory, because every batch and every word to the resolver asks for them. */
  let open = (await incidents.all()).filter(({ closedAt }) => closedAt === undefined)
  const recording = () => open.filter(({ openedAt, until }) => openedAt <= clock() && clock() < until)
  book.recordAlso(() => new Set(recording().map(({ device }) => device)))

  const reload = async () => {
    open = (await incidents.all()).filter(({ closedAt }) => closedAt === undefined)
    await publisher.devices(book.entries())
  }
  const note = (by: Person, action: AuditAction, subject: string, detail?: Readonly<Record<string, string | number>>) =>
    audit.append({ at: clock(), by, action, subject, ...(detail === undefined ? {} : { detail }) })

  const find = async (person: Person, id: string): Promise<Outcome<StoredIncident, IncidentProblem>> => {
    if (!mayDirect(person)) return refuse('not-allowed')
    const incident = await incidents.byId(id)
    return incident === undefined ? refuse('unknown-incident', id) : { ok: true, value: incident }
  }

  const copy = (incident: StoredIncident) => copyAttempts(storage, incident)
  const whole = async (incident: StoredIncident): Promise<Incident> => {
    if (incident.closedAt === undefined) await copy(incident)
    const kept = await incidents.attempts(incident.id)
    return {
      ...viewOf(ledger, book, incident, clock()),
      attempts: kept.map((attempt) => {
        const view = attemptView(ledger, book, { ...attempt, id: 0 }, [])
        const { first, last, count, name, kindOfTime, clause, reason } = view
        return { ...{ first, last, count, name, kindOfTime, reason }, ...(clause === undefined ? {} : { clause }) }
      }),
      notes: await incidents.notes(incident.id),
    }
  }

  return {
    async open(person, what) {
      if (!mayDirect(person)) return refuse('not-allowed')
      const group = book.get(what.device)?.group
      if (group === undefined) return refuse('unknown-device', what.device)
      if (!isReason(what.reason)) return refuse('reason-missing')
      if (!isSpan(what, clock())) return refuse('bad-span')
      const incident: StoredIncident = {
        ...{
          id: randomUUID(),
          device: what.device,
          group,
          reason: what.reason.trim(),
          from: what.from,
          until: what.until,
        },
        ...{ openedAt: clock(), by: { id: person.id, name: person.name }, closedAt: undefined, closedBy: undefined },
      }
      await incidents.add(incident)
      await copy(incident)
      await note(person, 'incident-opened', incident.id, { from: what.from, until: what.until })
      await reload()
      return { ok: true, value: viewOf(ledger, book, incident, clock()) }
    },

    async list(person) {
      if (!mayDirect(person)) return []
      return (await incidents.all()).map((incident) => viewOf(ledger, book, incident, clock()))
    },

    async look(person, id) {
      const found = await find(person, id)
      if (!found.ok) return found
      await note(person, 'incident-looked-at', id)
      return { ok: true, value: await whole(found.value) }
    },

    async note(person, id, text) {
      const found = await find(person, id)
      if (!found.ok) return found
      if (found.value.closedAt !== undefined) return refuse('already-over')
      const typed = text.trim()
      if (typed === '' || typed.length > LONGEST_NOTE) return refuse('note-missing')
      await incidents.addNote(id, { at: clock(), by: person.name, text: typed })
      await note(person, 'incident-noted', id)
      return { ok: true, value: undefined }
    },

    async close(person, id) {
      const found = await find(person, id)
      if (!found.ok) return found
      // What was tried up to this moment, as the last thing.
      if (found.value.closedAt === undefined) await copy(found.value)
      if (!(await incidents.close(id, clock(), person))) return refuse('already-over')
      await note(person, 'incident-closed', id)
      await reload()
      return { ok: true, value: undefined }
    },

    async print(person, id, whom) {
      const found = await find(person, id)
      if (!found.ok) return found
      await note(person, 'incident-printed', id, { for: whom })
      const incident = await whole(found.value)
      const facts = { ...incident, school: ledger.policy.school.name, device: incident.device.label }
      return { ok: true, value: incidentLetter(facts, ledger.zone.id, whom) }
    },

    async erase(person, id) {
      const found = await find(person, id)
      if (!found.ok) return found
      await incidents.remove(id)
      storage.erasures.note({ at: clock(), kind: 'incident', id })
      await note(person, 'incident-erased', id)
      await reload()
      return { ok: true, value: undefined }
    },

    async take(attempts) {
      for (const { id, device, openedAt, until } of open) {
        const theirs = attempts.filter(
          (tried) => tried.device === device && tried.last >= openedAt && tried.first < until,
        )
        await incidents.keep(id, theirs)
      }
    },

    async keepUp() {
      for (const incident of open) await copy(incident)
    },

    async clearOut(at) {
      // One that nobody closed counts as closed a year after the end of its span.
      const isOld = ({ closedAt, until }: StoredIncident) => (closedAt ?? until + KEPT) < at - KEPT
      for (const { id } of (await incidents.all()).filter(isOld)) await incidents.remove(id)
      await reload()
    },
  }
}

function isSpan({ from, until }: NewIncident, at: number): boolean {
  return Number.isFinite(from) && from < until && from <= at && until <= at + AHEAD && until - from <= LONGEST
}

function viewOf({ policy }: Ledger, book: DeviceBook, incident: StoredIncident, at: number): IncidentView {
  const { id, device, group, reason, from, until, openedAt, by, closedAt, closedBy } = incident
  return {
    ...{ id, reason, from, until, opened: openedAt, by: by.name },
    device: { id: device, label: book.get(device)?.identity.label ?? '' },
    group: policy.groups.find((known) => known.id === group)?.name ?? { nl: group, en: group },
    isRecording: closedAt === undefined && at < until,
    ...(closedAt === undefined ? {} : { closed: closedAt, closedBy: closedBy ?? '' }),
  }
}
