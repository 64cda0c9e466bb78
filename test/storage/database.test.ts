import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { expect, it } from 'vitest'
import { noActs } from '../../src/policy/policy.ts'
import { openDatabases } from '../../src/storage/database.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** The sentence with which opening the storage in `folder` fails. */
async function failure(folder: string): Promise<StorageError> {
  const error = await openStorage(folder).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof StorageError)) throw new Error(`no StorageError but ${error}`)
  return error
}

/** A folder with both databases, made and closed again. */
async function usedFolder(): Promise<string> {
  const folder = join(temporaryFolder(), 'data')
  await (await openStorage(folder)).close()
  return folder
}

it('makes the folder and both files, for nobody else to read, and opens them again', async () => {
  const folder = await usedFolder()
  const storage = await openStorage(folder)
  expect(await storage.acts.inForce(0)).toEqual(noActs)
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077, file).toBe(0)
  expect(statSync(folder).mode & 0o077).toBe(0)
  await storage.close()
})

it.each([
  ['office', { synchronous: 2, journal_mode: 'wal', secure_delete: 1, foreign_keys: 1 }],
  ['attempts', { synchronous: 1, journal_mode: 'wal', secure_delete: 1, foreign_keys: 1 }],
] as const)(
  'opens %s.db so that a power cut costs what it may, and what is deleted is wiped',
  async (file, pragmas) => {
    const databases = await openDatabases(temporaryFolder())
    for (const [pragma, value] of Object.entries(pragmas)) {
      const { rows } = await sql`pragma ${sql.raw(pragma)}`.execute(databases[file] as Kysely<unknown>)
      expect(rows).toEqual([{ [pragma]: value }])
    }
    await databases.close()
  },
)

it('says where and what to do when the data folder is a file', async () => {
  const path = join(temporaryFolder(), 'data')
  writeFileSync(path, '')
  const error = await failure(path)
  expect(error.problem).toBe('not-writable')
  expect(error.message).toBe(
    `${path}: cannot be written (EEXIST); make it a folder that the program's user owns, or choose another with --data`,
  )
})

it('says the same when a file in it cannot be opened', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'office.db'))
  expect((await failure(folder)).message).toMatch(/office\.db: cannot be written \(EISDIR\); make it a folder/)
})

it.each(['office.db', 'attempts.db'])('says that %s is damaged when it is no database', async (name) => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, name), 'this is no database, but it is long enough to look like one '.repeat(100))
  const error = await failure(folder)
  expect(error.problem).toBe('damaged')
  expect(error.message).toMatch(
    `${name}: is damaged (file is not a database); put it aside and restore the last backup`,
  )
})

it('says that a database is damaged when pages of it are', async () => {
  const folder = await usedFolder()
  const path = join(folder, 'office.db')
  const { size } = statSync(path)
  const file = await import('node:fs/promises').then(({ open }) => open(path, 'r+'))
  // All but the first page: the header still says that it is a database.
  await file.write(Buffer.alloc(size - 4096, 0x5a), 0, size - 4096, 4096)
  await file.close()
  expect(await failure(folder)).toMatchObject({ problem: 'damaged', path })
})

it('refuses a database of a newer version and leaves it as it is', async () => {
  const folder = await usedFolder()
  const path = join(folder, 'attempts.db')
  const file = new SQLite(path)
  file.exec(
    `insert into kysely_migration (name, timestamp) values ('0099-from-the-future', '2030-01-01T00:00:00.000Z')`,
  )
  file.close()
  expect((await failure(folder)).message).toBe(
    `${path}: was written by a newer version of this program (step "0099-from-the-future"); start that version, or restore a backup made by this one`,
  )
})
