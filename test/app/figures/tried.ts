import type { ASchool, Tried } from '../a-school.ts'
import { batchOf } from '../a-school.ts'

/** The week that is looked at. */
export const week = { from: '2026-11-23', to: '2026-11-29' }

/** `count` devices that each tried once. */
export const devices = (count: number, network: string, tried: Omit<Tried, 'from'>): Tried[] =>
  Array.from({ length: count }, (_, i) => ({ ...tried, from: `${network}.${i + 1}` }))

let rows = 1
/** Has the office receive what was tried, each in a row of its own. */
export async function tried(school: ASchool, all: readonly Tried[]): Promise<void> {
  const batch = batchOf(all.map((one, i) => ({ ...one, row: rows + i })))
  rows += all.length
  await school.office.receive({ kind: 'attempts', batch })
}
