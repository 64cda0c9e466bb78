import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '../../src/app/app.ts'
import { forgetDevice } from '../../src/app/box/clear-out.ts'
import { makeBackup } from '../../src/backup/make.ts'
import type { Forget } from '../../src/backup/restore.ts'
import { readBackup } from '../../src/backup/restore.ts'
import type { ASchool } from '../app/a-school.ts'
import { aSchool } from '../app/a-school.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

export const passphrase = 'vier losse woorden hier'
/** What is taken out of a backup of a device that was erased since. */
export const forget: Forget = (storage, device) => forgetDevice({ storage }, device)

/** A school with a class, a device and a list of its own, and a backup of it. */
export async function aBackup(): Promise<{ school: ASchool; coordinator: Person; device: string; file: string }> {
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

/** Reads a backup into a folder, as a restore does. */
export const read = (file: string, data = temporaryFolder(), typed = passphrase) =>
  readBackup(file, typed, data, forget)
