/** Gives the present instant in milliseconds since 1970-01-01 UTC. Whatever needs the time is handed one of these. */
export interface Clock {
  (): number
  /** How much faster than the machine's clock it goes; left out where it goes as fast. */
  readonly speed?: number
}

/** The least that is between two turns of what is paced by a fast clock, in milliseconds of the machine. */
const LEAST_PACE = 50

/**
 * Reads `SHOWS,AT,SPEED`: a clock that showed the instant SHOWS when the machine's showed AT (both in milliseconds since 1970), and goes SPEED times
 * as fast. For demonstrations only. Threads and programs that are given the same text have the same time. Throws where it is no such text.
 */
export function fastClock(text: string, machine: () => number): Clock {
  const numbers = text.split(',').map(Number)
  const [shows = Number.NaN, at = Number.NaN, speed = Number.NaN] = numbers
  const isRight = numbers.length === 3 && numbers.every(Number.isSafeInteger) && speed >= 1 && speed <= 1000
  if (!isRight)
    throw new Error(
      `ROOSTER_CLOCK is "${text}", not SHOWS,AT,SPEED: two instants in milliseconds and a speed from 1 to 1000`,
    )
  return Object.assign(() => shows + (machine() - at) * speed, { speed })
}

/** The text from which {@link fastClock} makes a clock that shows `shows` now. */
export const fastClockText = (shows: number, speed: number): string => `${shows},${Date.now()},${speed}`

/** How many milliseconds of the machine to wait between two turns, so that on a fast clock they come as close together as on the wall; 50 at the least. */
export const paced = ({ speed = 1 }: Clock, milliseconds: number): number =>
  speed === 1 ? milliseconds : Math.max(LEAST_PACE, milliseconds / speed)

const machineClock: Clock = () => Date.now()
const demonstration = process.env['ROOSTER_CLOCK']

/** The machine's own clock, or what a demonstration puts in its place by `ROOSTER_CLOCK`: with `main.ts`, the only place that reads it. */
export const systemClock: Clock = demonstration === undefined ? machineClock : fastClock(demonstration, machineClock)
