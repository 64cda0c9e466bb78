import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, it } from 'vitest'
import type { Person } from '../../src/app/app.ts'
import { forgetDevice } from '../../src/app/box/clear-out.ts'
import { packed } from '../../src/backup/archive.ts'
import { makeBackup } from '../../src/backup/make.ts'
import type { Forget } from '../../src/backup/restore.ts'
import { putInPlace, readBackup } from '../../src/backup/restore.ts'
import { seal } from '../../src/backup/seal.ts'
import { vault } from '../../src/backup/vault.ts'
import { isInUse } from '../../src/storage/copy.ts'
import { officeMigrations } from '../../src/storage/migrations/office.ts'
import { openStorage } from '../../src/storage/storage.ts'
import type { ASchool } from '../app/a-school.ts'
import { aSchool } from '../app/a-school.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const passphrase = 'vier losse woorden hier'
const forget: Forget = (storage, device) => forgetDevice({ storage }, device)

/** A school with a class, a device and a list of its own, and a backup of it. */
async function aBackup(): Promise<{ school: ASchool; coordinator: Person; device: string; file: string }> {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  await school.person(['teacher'], ['3b'])
  await school.app.school.addClass(coordinator, '5C')
  const enrolled = await school.app.devices.enrol(coordinator, {
    ...{ label: 'Laptop 1', mac: 'a4:83:e7:00:00:01', group: 'pupils', classes: ['3b'] },
  })
  await school.storage.sessions.add('hash-of-a-session', coordinator.id, school.clock())
  mkdirSync(join(school.data, 'lists'))
  writeFileSync(join(school.data, 'lists', 'games.txt'), 'own-game.example\n')
  writeFileSync(join(school.data, 'key.pem'), 'the private key')
  const file = join(temporaryFolder(), 'school.rooster-backup')
  const manifest = { version: '0.1.0', madeAt: school.clock(), school: 'De Voorbeeldschool' }
  await makeBackup({ data: school.data, passphrase, manifest, to: file })
  return { school, coordinator, device: enrolled.ok ? enrolled.value.id : '', file }
}

const read = (file: string, data = temporaryFolder(), typed = passphrase) => readBackup(file, typed, data, forget)

it('puts everything back on an empty disk: policy, devices, own lists; no sessions and no keys', async () => {
  const { file, device } = await aBackup()
  const data = temporaryFolder()
  expect(await read(file, data)).toMatchObject({ manifest: { school: 'De Voorbeeldschool' }, erased: 0 })
  expect(readdirSync(data)).not.toContain('office.db')
  expect(await putInPlace(data)).toBe(true)
  expect(await putInPlace(data)).toBe(false)
  const storage = await openStorage(data)
  expect((await storage.policies.newest())?.policy.classes.map(({ name }) => name)).toContain('5C')
  expect((await storage.devices.all()).map(({ id }) => id)).toEqual([device])
  expect(await storage.sessions.find('hash-of-a-session')).toBeUndefined()
  await storage.close()
  expect(readFileSync(join(data, 'lists', 'games.txt'), 'utf8')).toBe('own-game.example\n')
  expect(readdirSync(data)).not.toContain('key.pem')
})

it('hides what is in it, and is not left readable by others', async () => {
  const { file } = await aBackup()
  const text = readFileSync(file, 'latin1')
  expect(text.split('\n')[0]).toBe('ROOSTER-BACKUP 1')
  for (const secret of ['Laptop', 'SQLite', 'own-game', 'a4:83', passphrase]) expect(text).not.toContain(secret)
})

it('takes what was erased since out again, and accounts that were removed', async () => {
  const { school, coordinator, device, file } = await aBackup()
  const [teacher] = (await school.storage.people.all()).filter(({ roles }) => roles.includes('teacher'))
  school.clock.advance(60_000)
  await school.app.accounts.remove(coordinator, teacher!.id)
  await school.app.devices.erase(coordinator, device)
  const result = await readBackup(file, passphrase, school.data, forget)
  expect(result).toMatchObject({ erased: 2 })
  const restored = await openStorage(join(school.data, 'restore-ready'))
  expect([await restored.devices.all(), (await restored.people.all()).map(({ id }) => id)]).toEqual([
    [],
    [coordinator.id],
  ])
  await restored.close()
})

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
  await makeBackup({ data, passphrase, manifest: { version: '0.0.9', madeAt: 1, school: 'x' }, to: made })
  expect(await read(made)).toMatchObject({ manifest: { version: '0.0.9' } })
})

it('keeps what it replaces, and goes on after a power cut on the way', async () => {
  const { school, file } = await aBackup()
  await school.storage.close()
  await read(file, school.data)
  // The cut: one of the two databases is in place.
  mkdirSync(join(school.data, 'before-restore'))
  renameSync(join(school.data, 'attempts.db'), join(school.data, 'before-restore', 'attempts.db'))
  renameSync(join(school.data, 'restore-ready', 'attempts.db'), join(school.data, 'attempts.db'))
  expect(await putInPlace(school.data)).toBe(true)
  expect(readdirSync(join(school.data, 'before-restore')).sort()).toEqual(['attempts.db', 'lists', 'office.db'])
  await (await openStorage(school.data)).close()
})

it('knows whether a server has a folder in use', async () => {
  const school = await aSchool()
  expect(isInUse(school.data)).toBe(true)
  await school.storage.close()
  expect(isInUse(school.data)).toBe(false)
  expect(isInUse(temporaryFolder())).toBe(false)
})

it('makes one a night, copies it, and keeps them as long as attempts', async () => {
  const school = await aSchool()
  const [keys, copies] = [temporaryFolder(), temporaryFolder()]
  const passphraseFile = join(keys, 'passphrase')
  writeFileSync(passphraseFile, `${passphrase}\n`)
  writeFileSync(join(copies, 'rooster-2026-01-01.rooster-backup'), 'old')
  writeFileSync(join(copies, 'thesis.doc'), 'not ours')
  const box = vault({ data: school.data, passphraseFile, copyTo: copies, keepDays: 14 }, makeBackup)
  const made = await box.nightly('2026-11-24', '2026-11-10', { version: '1', madeAt: school.clock(), school: 'x' })
  expect(made).toEqual({ made: true })
  const again = await box.nightly('2026-11-24', '2026-11-10', { version: '1', madeAt: school.clock(), school: 'x' })
  expect(again).toEqual({ made: true })
  expect(readdirSync(join(school.data, 'backups'))).toEqual(['rooster-2026-11-24.rooster-backup'])
  expect(readdirSync(copies).sort()).toEqual(['rooster-2026-11-24.rooster-backup', 'thesis.doc'])
  expect(await read(join(copies, 'rooster-2026-11-24.rooster-backup'))).toMatchObject({ erased: 0 })
})

it('says what is wrong with the second folder and with the passphrase file, and goes on', async () => {
  const school = await aSchool()
  const passphraseFile = join(temporaryFolder(), 'passphrase')
  const manifestOf = { version: '1', madeAt: school.clock(), school: 'x' }
  const box = vault({ data: school.data, passphraseFile, copyTo: '/nowhere', keepDays: 14 }, makeBackup)
  expect(await box.nightly('2026-11-24', '2026-11-10', manifestOf)).toMatchObject({
    made: false,
    problem: expect.stringContaining('ENOENT'),
  })
  writeFileSync(passphraseFile, 'short\n')
  expect(await box.nightly('2026-11-24', '2026-11-10', manifestOf)).toMatchObject({
    made: false,
    problem: expect.stringContaining('at least 12'),
  })
  writeFileSync(passphraseFile, `${passphrase}\n`)
  expect(await box.nightly('2026-11-24', '2026-11-10', manifestOf)).toEqual({
    made: true,
    copyProblem: expect.stringContaining('/nowhere'),
  })
})

it('copies while others write', async () => {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  const to = join(temporaryFolder(), 'busy')
  const making = makeBackup({ data: school.data, passphrase, manifest: { version: '1', madeAt: 1, school: 'x' }, to })
  for (let n = 0; n < 20; n += 1) await school.app.school.addClass(coordinator, `Klas ${n}`)
  await making
  expect(await read(to)).toMatchObject({ erased: 0 })
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
