import type { DeviceBook } from '../devices/device-book.ts'
import { keptSince } from '../devices/device-days.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { isReason } from '../record/reason.ts'

export type SideDoorProblem = 'not-allowed' | 'reason-missing'

/** A device of which there is a sign, on some day of the last seven, that it goes past the filter. Each is a hint, none a proof. */
export interface SideDoorSigns {
  readonly device: string
  readonly label: string
  readonly group: string
  readonly classes: readonly string[]
  /** The newest first. */
  readonly days: readonly {
    /** `2026-11-24` */
    readonly day: string
    /** It asked for names of VPNs or of DNS servers elsewhere. */
    readonly sideDoor: boolean
    /** It asked for nothing but what every device asks before it can do anything, so it seems to ask elsewhere. */
    readonly onlyBootstrap: boolean
    /** It was in use in a lesson, and asked nothing more while its class went on. */
    readonly fellSilent: boolean
  }[]
}

export interface SideDoorDesk {
  /** The devices with a sign, for a coordinator or a director who says why; the look is recorded. Names are never kept. */
  look(person: Person, reason: string): Promise<Outcome<readonly SideDoorSigns[], SideDoorProblem>>
}

const refuse = (problem: SideDoorProblem): Refusal<SideDoorProblem> => ({ ok: false, problem })

/** Signs that devices go past the filter. Only of groups whose attempts are recorded: never of staff or guests. */
export function sideDoorDesk({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): SideDoorDesk {
  const isWatched = (group: string) =>
    ledger.policy.groups.some(({ id, record }) => id === group && record === 'attempts')
  return {
    async look(person, reason) {
      if (!mayActOnAll(person)) return refuse('not-allowed')
      if (!isReason(reason)) return refuse('reason-missing')
      const at = clock()
      const detail = { why: reason.trim() }
      await storage.audit.append({ at, by: person, action: 'side-doors-looked-at', subject: '', detail })
      const kept = await storage.deviceDays.since(keptSince(ledger.zone, at))
      const signs = kept.filter((day) => day.sideDoor || day.onlyBootstrap || day.fellSilent)
      const byDevice = Map.groupBy(signs, ({ device }) => device)
      const value = [...byDevice].flatMap(([id, days]) => {
        const device = book.get(id)
        const group = device?.group ?? days[0]!.group
        if (device === undefined || !isWatched(group)) return []
        const { identity, classes } = device
        const label = identity.label || (identity.addresses[0] ?? '')
        return [{ device: id, label, group, classes, days: days.map(signsOf) }]
      })
      return { ok: true, value }
    },
  }
}

const signsOf = ({ day, sideDoor, onlyBootstrap, fellSilent }: SideDoorSigns['days'][number]) => ({
  ...{ day, sideDoor, onlyBootstrap, fellSilent },
})
