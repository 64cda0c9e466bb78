import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { AUDIT_STAYS } from '../../src/storage/audit-store.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const NOW = Date.parse('2026-11-24T09:00:00Z')
const entry = (at: number) =>
  ({ at, by: { id: 'p1', name: 'Joke', roles: ['director'] }, action: 'device-looked-at', subject: 'd1' }) as const

/** A file with a line for each of these moments, closed again, and opened as SQLite has it. */
async function aFile(...moments: readonly number[]) {
  const folder = temporaryFolder()
  const storage = await openStorage(folder)
  for (const at of moments) await storage.audit.append(entry(at))
  return { storage, file: new SQLite(join(folder, 'office.db')) }
}

it.each([
  ['changed', "update audit set by_name = 'Iemand anders'"],
  ['changed in one column that nobody reads', 'update audit set id = id + 1000'],
  ['removed', 'delete from audit'],
  ['replaced', "insert or replace into audit (id, at, by_name, action, subject) values (1, 0, '', 'signed-in', '')"],
  [
    'overwritten',
    "insert into audit (id, at, by_name, action, subject) values (1, 0, '', 'x', '') on conflict (id) do update set by_name = ''",
  ],
])('cannot be %s, whatever the statement', async (_, statement) => {
  const { file, storage } = await aFile(NOW - 1000, NOW)
  expect(() => file.exec(statement)).toThrow(/the audit cannot be/)
  expect((await storage.audit.recent(9)).map(({ by }) => by?.name)).toEqual(['Joke', 'Joke'])
  file.close()
  await storage.close()
})

it('lets go what has had its time, and not a line that is a millisecond younger than a year', async () => {
  const { file, storage } = await aFile(NOW - AUDIT_STAYS - 1, NOW - AUDIT_STAYS, NOW)
  // Even asked for all of it.
  await storage.audit.removeBefore(Number.MAX_SAFE_INTEGER)
  expect((await storage.audit.recent(9)).map(({ at }) => at)).toEqual([NOW, NOW - AUDIT_STAYS])
  expect(() => file.exec(`delete from audit where at <= ${NOW - AUDIT_STAYS}`)).toThrow(/before its time/)
  file.close()
  await storage.close()
})

it('has nothing to remove from an audit without a line', async () => {
  const { file, storage } = await aFile()
  await storage.audit.removeBefore(NOW)
  expect(await storage.audit.recent(9)).toEqual([])
  file.close()
  await storage.close()
})
