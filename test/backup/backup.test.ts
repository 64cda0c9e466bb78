import { mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { makeBackup } from '../../src/backup/make.ts'
import { putInPlace, readBackup } from '../../src/backup/restore.ts'
import { vault } from '../../src/backup/vault.ts'
import { copyDatabases, isInUse } from '../../src/storage/copy.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { aSchool } from '../app/a-school.ts'
import { days } from '../helpers/moving-clock.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { value } from '../helpers/value.ts'
import { aBackup, forget, passphrase, read } from './a-backup.ts'

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

it('leaves out all that lets somebody in, whichever table it lies in', async () => {
  const { data } = await aSchool()
  const office = new SQLite(join(data, 'office.db'))
  office.pragma('foreign_keys = OFF')
  const holders = office
    .prepare(
      "select t.name from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' and c.name = 'secret_hash'",
    )
    .pluck()
    .all() as readonly string[]
  for (const table of holders) fill(office, table)
  office.close()
  const to = temporaryFolder()
  await copyDatabases(data, to)
  const copy = new SQLite(join(to, 'office.db'), { readonly: true })
  const left = holders.map((table) => [table, copy.prepare(`select count(*) from ${table}`).pluck().get()])
  copy.close()
  expect(left).toEqual(holders.map((table) => [table, 0]))
  expect(holders.toSorted()).toEqual([
    ...['day_passes', 'first_links', 'invitations', 'pass_sessions'],
    ...['remembered_devices', 'responder_links', 'sessions', 'tokens'],
  ])
  expect(readFileSync(join(to, 'office.db'), 'latin1')).not.toContain('a-secret')
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

/** What a school erased after its backup, told beside the backups of the second folder. */
async function erasedSince() {
  const { school, coordinator, device, file } = await aBackup()
  const director = await school.person(['director'])
  const what = { device, reason: 'a report of a parent', from: school.clock() - 60_000, until: school.clock() }
  const opened = value(await school.app.incidents.open(director, what))
  const manifest = { version: '0.1.0', madeAt: school.clock(), school: 'x' }
  await makeBackup({ data: school.data, passphrase, manifest, to: file })
  school.clock.advance(60_000)
  const [teacher] = (await school.storage.people.all()).filter(({ roles }) => roles.includes('teacher'))
  await school.app.accounts.remove(coordinator, teacher!.id)
  await school.app.incidents.erase(director, opened.id)
  await school.app.devices.erase(coordinator, device)
  const [copies, keys] = [temporaryFolder(), temporaryFolder()]
  const passphraseFile = join(keys, 'passphrase')
  writeFileSync(passphraseFile, passphrase)
  const boxOf = (data: string) => vault({ data, passphraseFile, copyTo: copies, keepDays: 14 }, makeBackup)
  return { school, device, file, copies, boxOf }
}

it('keeps what was erased out of a box that comes after this one, too', async () => {
  const { school, file, copies, boxOf } = await erasedSince()
  await boxOf(school.data).tidy(school.clock())
  const other = temporaryFolder()
  const result = await boxOf(other).read(readFileSync(file), passphrase, forget)
  expect(result).toMatchObject({ erased: 3 })
  const restored = await openStorage(join(other, 'restore-ready'))
  expect([await restored.devices.all(), await restored.incidents.all()]).toEqual([[], []])
  await restored.close()
  // The new box remembers it as its own, and a box that knows nothing takes nothing away from what was told.
  await boxOf(temporaryFolder()).tidy(school.clock())
  for (const told of [join(other, 'erased'), join(copies, 'rooster-erased')])
    expect(readFileSync(told, 'utf8').trim().split('\n')).toHaveLength(3)
})

it.each([
  ['holds nonsense', (path: string) => writeFileSync(path, 'device\n1 device ../../x\n\u0000'.repeat(1000))],
  ['is a folder', (path: string) => mkdirSync(path)],
  ['is endless', (path: string) => writeFileSync(path, Buffer.alloc(5 << 20, 'x'))],
])('puts a backup back all the same where what lies beside it %s', async (_, spoil) => {
  const { school, file, copies, boxOf } = await erasedSince()
  spoil(join(copies, 'rooster-erased'))
  await boxOf(school.data).tidy(school.clock())
  expect(await boxOf(temporaryFolder()).read(readFileSync(file), passphrase, forget)).toHaveProperty('manifest')
})

it.each([
  ['a second before', days(14) - 1000, true],
  ['a second after', days(14) + 1000, false],
])(
  'what a restore replaced goes by itself, without nightly backups too: %s its time it is there: %s',
  async (_, age, isThere) => {
    const school = await aSchool('2026-11-24T09:00', undefined, (data) => ({
      vault: vault({ data, keepDays: 14 }, makeBackup),
    }))
    const before = join(school.data, 'before-restore')
    mkdirSync(before)
    const made = new Date(school.clock() - age)
    utimesSync(before, made, made)
    await school.office.clearOut()
    expect(readdirSync(school.data).includes('before-restore')).toBe(isThere)
  },
)

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

/** A row in a table of the office, with the same word in each of its columns of text. */
function fill(office: SQLite.Database, table: string): void {
  const columns = office.prepare(`select name, type from pragma_table_info(?)`).all(table) as {
    readonly name: string
    readonly type: string
  }[]
  const values = columns.map(({ type }) => (type === 'text' ? 'a-secret' : 1))
  office.prepare(`insert into ${table} values (${values.map(() => '?').join()})`).run(values)
}
