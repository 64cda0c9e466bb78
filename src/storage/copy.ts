import { existsSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { PAGES_KEPT } from './database.ts'
import type { OfficeTables } from './schema.ts'

/** The files that {@link copyDatabases} makes. */
export const databaseFiles = ['office.db', 'attempts.db'] as const

/**
 * Copies both databases of a data folder into another folder, each as it is at one moment, beside whoever writes to them. Sessions, tokens and links
 * that let somebody in stay behind. Blocks the thread while it copies.
 */
export async function copyDatabases(folder: string, to: string): Promise<void> {
  for (const file of databaseFiles) {
    const source = new SQLite(join(folder, file), { readonly: true, fileMustExist: true, timeout: 5000 })
    try {
      source.pragma(PAGES_KEPT)
      // In one step: between steps others write, and then SQLite begins anew, for ever where they write each second.
      await source.backup(join(to, file), { progress: () => WHOLE })
    } finally {
      source.close()
    }
  }
  leaveOut(join(to, 'office.db'))
}

/** Whether a program has the databases of a data folder open. */
export function isInUse(folder: string): boolean {
  const path = join(folder, 'office.db')
  if (!existsSync(path)) return false
  let file: SQLite.Database | undefined
  try {
    file = new SQLite(path, { timeout: 0 })
    file.pragma('locking_mode = EXCLUSIVE')
    file.exec('BEGIN EXCLUSIVE; COMMIT')
    return false
  } catch (error) {
    // A damaged file is in nobody's use, and a restore is what it needs.
    return error instanceof Error && 'code' in error && /^SQLITE_(BUSY|LOCKED)/.test(String(error.code))
  } finally {
    file?.close()
  }
}

const WHOLE = 0x7fffffff

/** What lets its holder in, and may have been used or taken back by the time that a copy is put back. */
const keys = [
  'sessions',
  'pass_sessions',
  'day_passes',
  'first_links',
  'invitations',
  'remembered_devices',
  'responder_links',
  'tokens',
] as const satisfies readonly (keyof OfficeTables)[]

function leaveOut(path: string): void {
  const copy = new SQLite(path)
  try {
    copy.pragma(PAGES_KEPT)
    copy.pragma('journal_mode = DELETE')
    copy.pragma('secure_delete = ON')
    // Throws where one of them is not there: a copy with a key in it is worse than none.
    for (const table of keys) copy.exec(`delete from ${table}`)
    copy.exec('vacuum')
  } finally {
    copy.close()
  }
}
