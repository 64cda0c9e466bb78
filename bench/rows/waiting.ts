import { setImmediate } from 'node:timers/promises'
import type { ManySchool } from './many-school.ts'
import { DAY, KEPT_DAYS, NOW } from './many-school.ts'

/** Counts yesterday, as the job does when a day is over. Says how long it took, and the longest that others waited meanwhile. */
export async function rollUp({ office }: ManySchool): Promise<string> {
  const began = performance.now()
  let [worst, last] = [0, began]
  const timer = setInterval(() => {
    worst = Math.max(worst, performance.now() - last)
    last = performance.now()
  }, 1)
  await office.rollUp()
  clearInterval(timer)
  return `yesterday counted in ${seconds(began)} s, the longest wait of others ${worst.toFixed(0)} ms`
}

/** What deleting the oldest day did to those who write meanwhile. */
export interface Expiry {
  readonly removed: number
  /** Milliseconds that all but one in a hundred writes waited at most, and the longest wait. */
  readonly most: number
  readonly worst: number
  readonly writes: number
  readonly seconds: string
}

/** Deletes the oldest day as the job does, while attempts go on being written. */
export async function expire({ storage }: ManySchool): Promise<Expiry> {
  let isDone = false
  const began = performance.now()
  const removing = storage.attempts.removeBefore(NOW - KEPT_DAYS * DAY).finally(() => {
    isDone = true
  })
  const gaps: number[] = []
  for (let [row, last] = [1, performance.now()]; !isDone; row += 1) {
    storage.attempts.write([{ ...attempt, row }])
    gaps.push(performance.now() - last)
    last = performance.now()
    await setImmediate()
  }
  const removed = await removing
  gaps.sort((a, b) => a - b)
  const [worst, most] = [gaps.at(-1) ?? 0, gaps[Math.floor(gaps.length * 0.99)] ?? 0]
  return { removed, most, worst, writes: gaps.length, seconds: seconds(began) }
}

const attempt = {
  ...{
    session: 'now',
    first: NOW,
    last: NOW,
    count: 1,
    device: undefined,
    group: 'pupils',
    name: 'a.example' as never,
  },
  ...{ type: 1, platform: undefined, category: undefined, reason: 'rule', clause: undefined, rule: undefined },
  kindOfTime: 'lesson',
} as const

/** Seconds since a moment of `performance.now()`, as people read them. */
export const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1)
