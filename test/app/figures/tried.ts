import { days } from '../../helpers/moving-clock.ts'
import type { ASchool, Tried } from '../a-school.ts'
import { batchOf } from '../a-school.ts'

/** The week that is looked at. */
export const week = { from: '2026-11-23', to: '2026-11-29' }

/** `count` devices that each tried once. */
export const devices = (count: number, network: string, tried: Omit<Tried, 'from'>): Tried[] =>
  Array.from({ length: count }, (_, i) => ({ ...tried, from: `${network}.${i + 1}` }))

/** Lets the day be over, to the same time of the next, and its figures made. */
export async function dayIsOver({ clock, office }: ASchool): Promise<void> {
  clock.advance(days(1))
  await office.rollUp()
}

let rows = 1
/** Has the office receive what was tried, each in a row of its own. */
export async function tried(school: ASchool, all: readonly Tried[]): Promise<void> {
  const batch = batchOf(all.map((one, i) => ({ ...one, row: rows + i })))
  rows += all.length
  await school.office.receive({ kind: 'attempts', batch })
}
