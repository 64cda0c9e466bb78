import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { DeviceBook } from './device-book.ts'
import { keptSince } from './device-days.ts'

/** A device that asked more than it may, on one day. */
export interface BusyDevice {
  readonly device: string
  readonly label: string
  readonly group: string
  /** `2026-11-24` */
  readonly day: string
  /** Questions beyond the limit. */
  readonly questions: number
  readonly last: number
}

export interface BusyDevices {
  /** The devices that went over the limit in the last seven days, the newest day first and on a day the busiest; for a coordinator, nothing for others. */
  lastDays(person: Person): Promise<readonly BusyDevice[]>
}

/** The list of devices that take more of the network than is theirs. */
export function busyDevices({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): BusyDevices {
  return {
    async lastDays(person) {
      if (!mayKeepSchool(person)) return []
      const kept = await storage.deviceDays.since(keptSince(ledger.zone, clock()))
      return kept
        .flatMap(({ device: id, day, group, over, lastOver }): readonly BusyDevice[] => {
          const device = book.get(id)
          if (device === undefined || lastOver === undefined) return []
          const label = device.identity.label || (device.identity.addresses[0] ?? '')
          return [{ device: id, label, group: device.group ?? group, day, questions: over, last: lastOver }]
        })
        .sort((a, b) => b.day.localeCompare(a.day) || b.questions - a.questions)
    },
  }
}
