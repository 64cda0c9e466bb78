import type { ActKind } from '../../storage/act-row.ts'
import type { StoredAct } from '../../storage/act-store.ts'
import type { AuditAction } from '../../storage/audit-action.ts'
import type { StoredDeviceDay } from '../../storage/device-day-store.ts'
import type { StoredMark } from '../../storage/medical-mark-store.ts'
import type { RequestState, StoredRequest } from '../../storage/request-store.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { keyOf } from '../everyone/closed-now.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActOnAll, mayKeepSchool } from '../people/rights.ts'

export type LookProblem = 'not-allowed' | 'reason-missing' | 'unknown-attempt' | 'unknown-device'

/** The device behind an attempt, for one who gave a reason to ask. */
export interface DeviceBehind {
  readonly id: string
  readonly label: string
  readonly classes: readonly string[]
}
/** All that is kept of one device: what its owner may ask for (AVG, article 15). But for incidents, which only a director knows of and is asked for. */
export interface DeviceData {
  readonly id: string
  readonly label: string
  readonly mac?: string
  readonly addresses: readonly string[]
  readonly group?: string
  readonly classes: readonly string[]
  readonly firstSeen?: number
  readonly lastSeen?: number
  readonly medicalMark?: { readonly reason: string; readonly from: number; readonly until?: number }
  readonly attempts: readonly {
    readonly first: number
    readonly last: number
    readonly count: number
    readonly name: string
    readonly reason: string
    readonly clause?: string
  }[]
  /** What was noticed of it by day: questions beyond the limit, and signs that it goes past the filter. */
  readonly days: readonly Omit<StoredDeviceDay, 'device' | 'group'>[]
  /** Acts about this very device: grants, exclusions, openings. */
  readonly acts: readonly {
    readonly kind: ActKind
    readonly from: number
    readonly until: number
    /** What was opened, where it was: `site:wiki.example`. */
    readonly target?: string
    readonly why?: string
  }[]
  /** What it asked to have opened. */
  readonly requests: readonly {
    readonly at: number
    readonly target: string
    readonly state: RequestState
    readonly why?: string
    /** What the one who refused said. */
    readonly word?: string
  }[]
  /** What the school did about it. */
  readonly measures: readonly {
    readonly kind: string
    readonly from: number
    readonly until?: number
    readonly why: string
  }[]
}

/** Looking at what tells of a person. Each look has a reason, and is itself recorded. */
export interface LookDesk {
  /** The device behind an attempt, for a coordinator or a director. */
  behind(person: Person, attemptId: number, reason: string): Promise<Outcome<DeviceBehind, LookProblem>>
  /** Everything about one device, for a coordinator who answers a request for access. */
  dataOf(person: Person, deviceId: string, reason: string): Promise<Outcome<DeviceData, LookProblem>>
}

/** A reason that says something; a stroke on the keyboard does not. */
const SHORTEST_REASON = 5
const LONGEST_REASON = 300

const refuse = (problem: LookProblem, detail?: string): Refusal<LookProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** What tells of a person, shown to one who says why. */
export function lookDesk({ storage, clock }: Parts, book: DeviceBook): LookDesk {
  const { attempts, acts, audit } = storage
  const note = (by: Person, action: AuditAction, subject: string, why: string) =>
    audit.append({ at: clock(), by, action, subject, detail: { why: why.trim().slice(0, LONGEST_REASON) } })

  return {
    async behind(person, attemptId, reason) {
      if (!mayActOnAll(person)) return refuse('not-allowed')
      if (reason.trim().length < SHORTEST_REASON) return refuse('reason-missing')
      const attempt = await attempts.byId(attemptId)
      const device = book.get(attempt?.device ?? '')
      if (device === undefined) return refuse('unknown-attempt')
      await note(person, 'device-looked-at', device.id, reason)
      const { label, addresses } = device.identity
      return { ok: true, value: { id: device.id, label: label || (addresses[0] ?? ''), classes: device.classes } }
    },

    async dataOf(person, deviceId, reason) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      if (reason.trim().length < SHORTEST_REASON) return refuse('reason-missing')
      const device = book.get(deviceId)
      if (device === undefined) return refuse('unknown-device', deviceId)
      await note(person, 'device-data-taken-out', deviceId, reason)
      const { id, group, classes, firstSeen, lastSeen, identity } = device
      const { mac, ...rest } = identity
      const mark = await storage.medicalMarks.of(id)
      const noticed = await storage.deviceDays.ofDevice(id)
      const tried = await attempts.ofDevice(id)
      const about = await Promise.all(
        (['grant', 'exclusion', 'opening'] as const).map(async (kind) =>
          (await acts.history(kind, 0, Number.MAX_SAFE_INTEGER, id)).map((act) => actLine(kind, act)),
        ),
      )
      const value = {
        id,
        ...rest,
        classes,
        ...(mac === undefined ? {} : { mac }),
        ...(group === undefined ? {} : { group }),
        ...(firstSeen === undefined ? {} : { firstSeen }),
        ...(lastSeen === undefined ? {} : { lastSeen }),
        ...(mark === undefined ? {} : { medicalMark: markLine(mark) }),
        attempts: tried.map(({ first, last, count, name, reason: kind, clause }) => ({
          ...{ first, last, count, name, reason: kind },
          ...(clause === undefined ? {} : { clause }),
        })),
        days: noticed.map(({ device: _, group: __, ...day }) => day),
        acts: about.flat(),
        requests: (await storage.requests.madeAfter(0, id)).map(requestLine),
        measures: (await storage.measures.since(0, id)).map(({ kind, from, until, endedAt, why }) => {
          const end = endedAt ?? until
          return { kind, from, why, ...(end === undefined ? {} : { until: end }) }
        }),
      }
      return { ok: true, value }
    },
  }
}

const markLine = ({ reason, from, until }: StoredMark) => ({
  reason,
  from,
  ...(until === undefined ? {} : { until }),
})

function actLine(
  kind: ActKind,
  { from, until, endedAt, reason, ...act }: StoredAct<'grant' | 'exclusion' | 'opening'>,
): DeviceData['acts'][number] {
  const target = 'target' in act ? keyOf(act.target) : 'site' in act ? `site:${act.site}` : undefined
  return {
    ...{ kind, from, until: Math.min(until, endedAt ?? until) },
    ...(target === undefined ? {} : { target }),
    ...(reason === undefined ? {} : { why: reason }),
  }
}

const requestLine = ({ madeAt, target, state, reason, word }: StoredRequest): DeviceData['requests'][number] => ({
  ...{ at: madeAt, target: keyOf(target), state },
  ...(reason === undefined ? {} : { why: reason }),
  ...(word === undefined ? {} : { word }),
})
