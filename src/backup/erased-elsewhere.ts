import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Erasure } from '../storage/erasures.ts'
import { erasureStore, erasureText, readErasure } from '../storage/erasures.ts'

/** What the record of erasures is called where it lies beside backups. */
const besideBackups = 'rooster-erased'
/** Most bytes of one that are read: some fifty thousand erasures. */
const MOST_BYTES = 4 << 20

/**
 * Adds what a data folder has erased to the record that lies beside backups in another folder, so that a box that comes after this one knows it. Rejects
 * where that cannot be read or written.
 */
export async function tellErasures(data: string, folder: string): Promise<void> {
  const told = await erasuresIn(folder)
  const news = missingIn(told, erasureStore(data).since(0))
  if (news.length === 0) return
  const part = join(folder, `.${besideBackups}.part`)
  const lines = [...told, ...news].map((erasure) => `${erasureText(erasure)}\n`)
  await writeFile(part, lines.join(''), { mode: 0o600, flush: true })
  await rename(part, join(folder, besideBackups))
}

/** Adds to a data folder's own record what another box has told beside its backups. Rejects where that cannot be read; that there is none is no error. */
export async function hearErasures(folder: string, data: string): Promise<void> {
  const own = erasureStore(data)
  for (const erasure of missingIn(own.since(0), await erasuresIn(folder))) own.note(erasure)
}

function missingIn(known: readonly Erasure[], all: readonly Erasure[]): readonly Erasure[] {
  const there = new Set(known.map(erasureText))
  return all.filter((erasure) => !there.has(erasureText(erasure)))
}

/** On what may be another machine's disk: lines that are none are passed over. */
async function erasuresIn(folder: string): Promise<readonly Erasure[]> {
  const path = join(folder, besideBackups)
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (found === undefined) return []
  if (!found.isFile() || found.size > MOST_BYTES) throw new Error(`${path} is no record of erasures`)
  return (await readFile(path, 'utf8')).split('\n').flatMap((line) => readErasure(line) ?? [])
}
