import type { SchoolZone } from '../../time/school-time.ts'
import type { Notices } from './notices.ts'

/** A thread that ended or hung by itself, and was started again. */
export interface Restarted {
  readonly thread: 'filter' | 'dashboard' | 'encrypted'
  readonly at: number
}

/** Milliseconds that people are told of it. */
export const TOLD_FOR = 24 * 3600_000
/** Most that are named; one that dies again and again dies by the hundred. */
const NAMED = 3

/** Has the health page say which threads were started again in the past day, the last ones by name and time. */
export function tellRestarted(notices: Notices, zone: SchoolZone, restarted: readonly Restarted[], now: number): void {
  const lately = restarted.filter(({ at }) => Math.abs(now - at) < TOLD_FOR)
  const named = lately.slice(-NAMED).map(({ thread, at }) => `${thread} ${zone.format(at).slice(11, 16)}`)
  const more = lately.length > NAMED ? [`${lately.length}×`] : []
  if (lately.length === 0) notices.clear('restarted')
  else notices.raise('restarted', [...more, ...named].join(', '))
}
