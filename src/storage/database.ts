import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { attemptMigrations } from './migrations/attempts.ts'
import type { NamedMigration } from './migrations/migration.ts'
import { officeMigrations } from './migrations/office.ts'
import type { AttemptTables, OfficeTables } from './schema.ts'
import { StorageError } from './storage-error.ts'

/** Kibibytes of pages that a connection keeps for itself. The system's memory has them too, so what is read anew from there costs microseconds; the library's own 16 MB a file do not. */
export const PAGES_KEPT = 'cache_size = -2000'

/** The two open database files. */
export interface Databases {
  readonly office: Kysely<OfficeTables>
  readonly attempts: Kysely<AttemptTables>
  /** The same `attempts.db`, for the statement that is too hot to be prepared anew each time. */
  readonly attemptsFile: SQLite.Database
  close(): Promise<void>
}

/** Opens both files in `folder`, makes them where missing and brings them up to date. Throws {@link StorageError}. */
export async function openDatabases(folder: string): Promise<Databases> {
  makeFolder(folder)
  const officePath = join(folder, 'office.db')
  const attemptsPath = join(folder, 'attempts.db')
  // What people decided may not be lost in a power cut: FULL. Of attempts, the last second may: NORMAL.
  const officeFile = openFile(officePath, 'FULL')
  const office = kyselyOn<OfficeTables>(officeFile)
  let attemptsFile: SQLite.Database | undefined
  try {
    await migrate(officeFile, office, officePath, officeMigrations)
    attemptsFile = openFile(attemptsPath, 'NORMAL')
    const attempts = kyselyOn<AttemptTables>(attemptsFile)
    await migrate(attemptsFile, attempts, attemptsPath, attemptMigrations)
    const close = async () => {
      await office.destroy()
      await attempts.destroy()
    }
    return { office, attempts, attemptsFile, close }
  } catch (error) {
    officeFile.close()
    attemptsFile?.close()
    throw error
  }
}

const kyselyOn = <Tables>(database: SQLite.Database) => new Kysely<Tables>({ dialect: dialectOn(database) })

/**
 * On a full disk SQLite takes a transaction back by itself. Kysely would want to do so once more, and throw what comes of that instead of what was
 * wrong.
 */
function dialectOn(database: SQLite.Database): SqliteDialect {
  const dialect = new SqliteDialect({ database })
  const createDriver = dialect.createDriver.bind(dialect)
  dialect.createDriver = () => {
    const driver = createDriver()
    const rollback = driver.rollbackTransaction.bind(driver)
    driver.rollbackTransaction = async (connection) => {
      if (database.inTransaction) await rollback(connection)
    }
    return driver
  }
  return dialect
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw notWritable(folder, error)
  }
}

function openFile(path: string, synchronous: 'FULL' | 'NORMAL'): SQLite.Database {
  try {
    // Made here and not by SQLite, so that nobody else can read it for even a moment; its journals take over the mode.
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
  } catch (error) {
    throw notWritable(path, error)
  }
  let file: SQLite.Database | undefined
  try {
    file = new SQLite(path, { timeout: 5000 })
    file.pragma('journal_mode = WAL')
    file.pragma(`synchronous = ${synchronous}`)
    file.pragma('secure_delete = ON')
    file.pragma('foreign_keys = ON')
    file.pragma(PAGES_KEPT)
    const check = file.pragma('quick_check(1)', { simple: true })
    if (check !== 'ok') throw damaged(path, String(check))
    return file
  } catch (error) {
    file?.close()
    throw error instanceof StorageError ? error : fromSqlite(path, error)
  }
}

/** All steps or none: Kysely gives SQLite no transaction for them, and a power cut would leave half a step, which looks like damage. */
async function migrate<Tables>(
  file: SQLite.Database,
  db: Kysely<Tables>,
  path: string,
  steps: readonly NamedMigration[],
): Promise<void> {
  try {
    await refuseNewer(db, path, steps)
    file.exec('begin')
    const provider = { getMigrations: async () => Object.fromEntries(steps.map((step) => [step.name, step])) }
    const { error } = await new Migrator({ db, provider }).migrateToLatest()
    if (error !== undefined) throw error
    file.exec('commit')
  } catch (error) {
    if (file.inTransaction) file.exec('rollback')
    throw error instanceof StorageError ? error : fromSqlite(path, error)
  }
}

async function refuseNewer<Tables>(db: Kysely<Tables>, path: string, steps: readonly NamedMigration[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const unknown = rows.find(({ name }) => !steps.some((step) => step.name === name))
  if (unknown === undefined) return
  throw new StorageError(
    path,
    'newer',
    `was written by a newer version of this program (step "${unknown.name}"); start that version, or restore a backup made by this one`,
  )
}

const damaged = (path: string, what: string, options?: ErrorOptions) =>
  new StorageError(
    path,
    'damaged',
    `is damaged (${what.split('\n')[0]}); put it aside and restore the last backup`,
    options,
  )

const hasNoRoom = (code: string): boolean => /^(SQLITE_FULL|SQLITE_IOERR|ENOSPC|EDQUOT)/.test(code)

const notWritable = (path: string, cause: unknown) =>
  new StorageError(
    path,
    'not-writable',
    hasNoRoom(codeOf(cause))
      ? `cannot be written (${codeOf(cause)}): the disk is full, or fails; make room on it`
      : `cannot be written (${codeOf(cause)}); make it a folder that the program's user owns, or choose another with --data`,
    { cause },
  )

function fromSqlite(path: string, cause: unknown): StorageError {
  const code = codeOf(cause)
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return new StorageError(path, 'busy', 'is in use by another program; stop that one first', { cause })
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|FULL|IOERR)/.test(code)) return notWritable(path, cause)
  return damaged(path, cause instanceof Error ? cause.message : String(cause), { cause })
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)
