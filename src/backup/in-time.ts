import { setTimeout } from 'node:timers/promises'

/** Waits for work on a folder that may be another machine's, and may hang, for so many milliseconds. Returns what is wrong with it, if anything. */
export async function inTime(work: Promise<void>, within: number): Promise<string | undefined> {
  const late = new AbortController()
  const tooLate = setTimeout(within, `it took longer than ${Math.round(within / 1000)} seconds`, {
    ref: false,
    signal: late.signal,
  })
  const done = work.then(() => undefined, reasonOf)
  return await Promise.race([done, tooLate.catch(() => undefined)]).finally(() => late.abort())
}

/** Why something failed, for a person: of a file that could not be used the path and the system's word for it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && 'path' in error ? `${String(error.path)}: ${String(error.code)}` : error.message
}
