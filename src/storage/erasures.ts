import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What was erased on somebody's request, and must stay erased when an older copy is put back. */
export interface Erasure {
  readonly at: number
  readonly kind: 'device' | 'person' | 'incident'
  /** An opaque id. */
  readonly id: string
}
export type ErasureStore = ReturnType<typeof erasureStore>

/** Beside the databases, not in them: it must survive what a restore replaces, and a damaged database. */
export const erasuresFile = 'erased'

/** The record of erasures in a data folder: a line each, only opaque ids. */
export function erasureStore(folder: string) {
  const path = join(folder, erasuresFile)
  return {
    note(erasure: Erasure): void {
      appendFileSync(path, `${erasureText(erasure)}\n`, { mode: 0o600, flush: true })
    },

    /** Those from an instant on; lines that cannot be read are passed over. */
    since(at: number): readonly Erasure[] {
      return linesOf(path)
        .flatMap((line) => readErasure(line) ?? [])
        .filter((erasure) => erasure.at >= at)
    },
  }
}

/** The line of an erasure in a record. */
export const erasureText = ({ at, kind, id }: Erasure): string => `${at} ${kind} ${id}`

/** The erasure in a line of a record; undefined where it is none. */
export function readErasure(line: string): Erasure | undefined {
  const [, at, kind, id] = /^(\d{1,15}) (device|person|incident) ([\w-]{1,64})$/.exec(line) ?? []
  return id === undefined ? undefined : { at: Number(at), kind: kind as Erasure['kind'], id }
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
