import type { CountRow } from '../../link.ts'
import { isOfTooFew } from '../../reports/suppress.ts'
import type { CountStore } from '../../storage/count-store.ts'
import type { DeviceBook } from '../devices/device-book.ts'

/** What trials let pass, of one group, kind of time and subject: how often, and who asked. */
interface Part {
  readonly row: CountRow
  count: number
  readonly devices: Set<string>
}

/** Holds back what trials let pass until it may be a figure. */
export interface TrialParts {
  /** Takes counts that the resolver told at a moment; those of no trial it passes over. */
  take(at: number, rows: readonly CountRow[]): void
}

const HOUR = 3600_000
const HOURS = 24

/**
 * Writes down what trials let pass in whole parts: each of hours that are over, and of five different devices at the least. So no figure of a trial
 * says anything of fewer, and no difference of two looks does. What an hour has too little of waits for the next hours of the same day (UTC), and is
 * forgotten after it. Who asked is known here only while it waits, and is written down nowhere; a restart forgets the hour that runs.
 */
export function trialParts(counts: CountStore, book: DeviceBook): TrialParts {
  const parts = new Map<string, Part>()
  let hour = 0

  const add = (row: CountRow) => {
    const key = [row.group, row.kindOfTime, row.platform, row.category].join('\n')
    const part = parts.get(key) ?? { row: { ...row, askers: [] }, count: 0, devices: new Set() }
    parts.set(key, part)
    part.count += row.count
    for (const address of row.askers ?? []) {
      const device = book.at(address)
      if (device !== undefined) part.devices.add(device.id)
    }
  }

  /** Ends the hour that ran. */
  const turn = (next: number) => {
    const whole = [...parts].filter(([, { devices }]) => !isOfTooFew(devices.size))
    counts.add(
      hour * HOUR,
      whole.map(([, { row, count }]) => ({ ...row, count })),
    )
    for (const [key] of whole) parts.delete(key)
    if (Math.floor(hour / HOURS) !== Math.floor(next / HOURS)) parts.clear()
    hour = next
  }

  return {
    take(at, rows) {
      const now = Math.floor(at / HOUR)
      if (now !== hour) turn(now)
      for (const row of rows) if (row.outcome === 'trial') add(row)
    },
  }
}
