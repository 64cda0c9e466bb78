import { schoolZone } from '../../src/time/school-time.ts'

/** A clock that stands still until the test moves it. */
export interface MovingClock {
  (): number
  /** Puts it at `2026-11-24T08:30` on the wall of Amsterdam (or with an offset). */
  set(text: string): void
  /** Moves it on by this many milliseconds. */
  advance(milliseconds: number): void
}

export const minutes = (count: number): number => count * 60_000
export const hours = (count: number): number => count * 3600_000
export const days = (count: number): number => count * 24 * 3600_000

/** Makes a {@link MovingClock} that stands at a moment. */
export function movingClock(start: string): MovingClock {
  const zone = schoolZone('Europe/Amsterdam')
  let now = zone.parse(start)
  const clock = () => now
  return Object.assign(clock, {
    set: (text: string) => {
      now = zone.parse(text)
    },
    advance: (milliseconds: number) => {
      now += milliseconds
    },
  })
}
