/** Gives the present instant in milliseconds since 1970-01-01 UTC. Whatever needs the time is handed one of these. */
export type Clock = () => number

/** The machine's own clock: with `main.ts`, the only place that reads it. */
export const systemClock: Clock = () => Date.now()
