import type { AuditAction } from '../../storage/audit-action.ts'
import type { DateText } from '../../time/school-time.ts'
import { isDate } from '../../time/school-time.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { isKnown } from '../devices/device-book.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Publisher } from '../policy/publish.ts'
import { isReason } from '../record/reason.ts'
import type { MarkBook } from './mark-book.ts'

/** Of `bad-date` and `unknown-device` the detail is what was typed. */
export type MedicalProblem = 'not-allowed' | 'unknown-device' | 'reason-missing' | 'bad-date'

/** What a coordinator or a director reads of a mark. */
export interface MedicalMark {
  readonly reason: string
  readonly from: number
  /** Undefined: until it is taken off. */
  readonly until?: number
  readonly by: string
}

/**
 * Medical marks: a marked device goes on working while all else is closed (not in an exam, and not past a lock). Coordinators and directors set
 * them, take them off and read why; everyone else sees at most that there is one. The audit has who and when, never the reason.
 */
export interface MedicalDesk {
  /** Marks an enrolled device, or puts a new mark in the place of its old one; through `lastDay`, or until it is taken off. In force when the promise resolves. */
  mark(
    person: Person,
    deviceId: string,
    mark: { readonly reason: string; readonly lastDay?: DateText },
  ): Promise<Outcome<void, MedicalProblem>>
  /** Takes the mark off and deletes its reason; nothing happens to a device without one. */
  unmark(person: Person, deviceId: string): Promise<Outcome<void, MedicalProblem>>
  /** The mark that holds now, if there is one. Reading it is recorded. */
  read(person: Person, deviceId: string): Promise<Outcome<MedicalMark | undefined, MedicalProblem>>
}

const refuse = (problem: MedicalProblem, detail?: string): Refusal<MedicalProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail: detail.slice(0, 100) }

/** Setting, reading and taking off medical marks. */
export function medicalDesk(
  { storage, clock }: Parts,
  ledger: Ledger,
  book: DeviceBook,
  marks: MarkBook,
  publisher: Publisher,
): MedicalDesk {
  const note = (by: Person, action: AuditAction, subject: string) =>
    storage.audit.append({ at: clock(), by, action, subject })

  const refusal = (person: Person, deviceId: string): Refusal<MedicalProblem> | undefined => {
    if (!mayActOnAll(person)) return refuse('not-allowed')
    const device = book.get(deviceId)
    return device !== undefined && isKnown(device) ? undefined : refuse('unknown-device', deviceId)
  }

  return {
    async mark(person, deviceId, { reason, lastDay }) {
      const refused = refusal(person, deviceId)
      if (refused) return refused
      if (!isReason(reason)) return refuse('reason-missing')
      const from = clock()
      const until = lastDay === undefined ? undefined : endOf(ledger, from, lastDay)
      if (until !== undefined && !(until > from)) return refuse('bad-date', lastDay)
      await marks.put(deviceId, { reason: reason.trim(), from, until, by: { id: person.id, name: person.name } })
      await note(person, 'medical-mark-set', deviceId)
      await publisher.devices(book.entries())
      return { ok: true, value: undefined }
    },

    async unmark(person, deviceId) {
      const refused = refusal(person, deviceId)
      if (refused) return refused
      if (!marks.holds(deviceId)) return { ok: true, value: undefined }
      await marks.remove([deviceId])
      await note(person, 'medical-mark-taken-off', deviceId)
      await publisher.devices(book.entries())
      return { ok: true, value: undefined }
    },

    async read(person, deviceId) {
      const refused = refusal(person, deviceId)
      if (refused) return refused
      const mark = await marks.of(deviceId)
      if (mark === undefined) return { ok: true, value: undefined }
      await note(person, 'medical-mark-read', deviceId)
      const { reason, from, until, by } = mark
      return { ok: true, value: { reason, from, by: by.name, ...(until === undefined ? {} : { until }) } }
    },
  }
}

/** In years. Who marks for longer means until it is taken off, and names no day. */
const LONGEST = 20

/** The midnight after a day; not a number where there is no such day in sight. */
function endOf({ zone }: Ledger, at: number, day: DateText): number {
  const isInSight = isDate(day) && Number(day.slice(0, 4)) - Number(zone.at(at).date.slice(0, 4)) <= LONGEST
  return isInSight ? zone.instantsOf(zone.plusDays(day, 1), 0)[0]! : Number.NaN
}
