import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, it } from 'vitest'
import { packed } from '../../src/backup/archive.ts'
import { makeBackup } from '../../src/backup/make.ts'
import { putInPlace } from '../../src/backup/restore.ts'
import { seal } from '../../src/backup/seal.ts'
import { officeMigrations } from '../../src/storage/migrations/office.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { aBackup, passphrase, read } from './a-backup.ts'

it.each([
  ['cut short', (file: string) => truncateSync(file, readFileSync(file).length - 100), 'damaged'],
  ['cut in its first lines', (file: string) => truncateSync(file, 40), 'damaged'],
  ['cut behind its first lines', (file: string) => truncateSync(file, 240), 'damaged'],
  ['longer than it was', (file: string) => appendFileSync(file, 'x'), 'damaged'],
  ['changed in the middle', (file: string) => flip(file, 5000), 'damaged'],
  [
    'changed in its header',
    (file: string) => writeFileSync(file, readFileSync(file, 'latin1').replace('"lanes":1', '"lanes":2'), 'latin1'),
    'wrong-passphrase',
  ],
  [
    'asking for a terabyte of memory',
    (file: string) =>
      writeFileSync(file, readFileSync(file, 'latin1').replace('"memory":65536', '"memory":1073741824'), 'latin1'),
    'damaged',
  ],
  [
    'of a format to come',
    (file: string) => writeFileSync(file, readFileSync(file, 'latin1').replace('BACKUP 1', 'BACKUP 2'), 'latin1'),
    'newer',
  ],
  ['something else', (file: string) => writeFileSync(file, 'PK\u0003\u0004 a zip'), 'not-a-backup'],
  ['empty', (file: string) => writeFileSync(file, ''), 'not-a-backup'],
])('refuses one that is %s, and leaves nothing behind', async (_, spoil, problem) => {
  const { file } = await aBackup()
  spoil(file)
  const data = temporaryFolder()
  expect(await read(file, data)).toMatchObject({ problem })
  expect(readdirSync(data)).toEqual([])
})

it('tells a wrong passphrase from a damaged file', async () => {
  const { file } = await aBackup()
  expect(await read(file, temporaryFolder(), 'een andere wachtzin')).toMatchObject({ problem: 'wrong-passphrase' })
})

const manifest = { format: 1, version: '9.9.9', madeAt: 1, school: 'x' }

it.each([
  [
    'a name that leads out of its folder',
    [
      ['manifest.json', JSON.stringify(manifest)],
      ['lists/../../evil', 'x'],
    ],
    'damaged',
  ],
  ['an absolute name', [['/etc/passwd', 'x']], 'damaged'],
  ['no databases', [['manifest.json', JSON.stringify(manifest)]], 'damaged'],
  ['no manifest', [['office.db', 'x']], 'damaged'],
  [
    'databases that are none',
    [
      ['manifest.json', JSON.stringify(manifest)],
      ['office.db', 'x'.repeat(9000)],
      ['attempts.db', 'y'],
    ],
    'damaged',
  ],
  [
    'a manifest of a format to come',
    [
      ['manifest.json', JSON.stringify({ ...manifest, format: 2 })],
      ['office.db', ''],
      ['attempts.db', ''],
    ],
    'newer',
  ],
] as const)('refuses one with %s, whoever sealed it', async (_, files, problem) => {
  const file = join(temporaryFolder(), 'made-up')
  await seal(packed(files.map(([name, text]) => ({ name, text }))), passphrase, file)
  const data = temporaryFolder()
  expect(await read(file, data)).toMatchObject({ problem })
  expect(readdirSync(data)).toEqual([])
})

it('refuses databases of a newer version, and brings older ones up to date', async () => {
  const { school, file } = await aBackup()
  await school.storage.close()
  const office = new SQLite(join(school.data, 'office.db'))
  office.exec("insert into kysely_migration values ('9999-of-the-future', '2030-01-01')")
  office.close()
  const newer = join(temporaryFolder(), 'newer')
  await makeBackup({ data: school.data, passphrase, manifest: { version: '9.9.9', madeAt: 1, school: 'x' }, to: newer })
  expect(await read(newer)).toEqual({ problem: 'newer', detail: '9.9.9' })

  const data = temporaryFolder()
  expect(await read(file, data)).toMatchObject({ erased: 0 })
  await putInPlace(data)
  const policies = new SQLite(join(data, 'office.db')).prepare('select * from revisions').all()
  await makeOlder(join(data, 'office.db'), policies as Record<string, unknown>[])
  const made = join(temporaryFolder(), 'older')
  const older = { name: 'manifest.json', text: JSON.stringify({ format: 1, version: '0.0.9', madeAt: 1, school: 'x' }) }
  const databases = ['office.db', 'attempts.db'].map((name) => ({ name, file: join(data, name) }))
  await seal(packed([older, ...databases]), passphrase, made)
  expect(await read(made)).toMatchObject({ manifest: { version: '0.0.9' } })
})

function flip(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at]! ^= 1
  writeFileSync(file, bytes)
}

/** A database as the first steps made it, with these policies. */
async function makeOlder(path: string, policies: readonly Record<string, unknown>[]): Promise<void> {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true })
  const file = new SQLite(path)
  const db = new Kysely<Record<string, Record<string, unknown>>>({ dialect: new SqliteDialect({ database: file }) })
  const steps = officeMigrations.filter(({ name }) => name < '0005')
  const provider = { getMigrations: async () => Object.fromEntries(steps.map((step) => [step.name, step])) }
  await new Migrator({ db, provider }).migrateToLatest()
  await db.insertInto('revisions').values(policies).execute()
  await db.destroy()
}
