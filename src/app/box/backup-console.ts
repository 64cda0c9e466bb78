import { dirname, join } from 'node:path'
import { isThere, makeBackup } from '../../backup/make.ts'
import type { Forget, Ready } from '../../backup/restore.ts'
import { putInPlace, readBackup } from '../../backup/restore.ts'
import { PASSPHRASE_LENGTH } from '../../backup/seal.ts'
import { passphraseIn } from '../../backup/vault.ts'
import type { Config } from '../../config/config.ts'
import { ConfigError } from '../../config/problems.ts'
import { version } from '../../product.ts'
import { forgetStanding } from '../../standing/standing.ts'
import { isInUse } from '../../storage/copy.ts'
import { hasStorage, openStorage } from '../../storage/storage.ts'
import { forgetDevice } from './clear-out.ts'

/** Makes a backup of a data folder, beside a running server or without one. Throws ConfigError, StorageError. */
export async function backUp(config: Config, to: string, passphrase: string, at: number): Promise<void> {
  if (!hasStorage(config.data)) throw wrong(config.data, 'no school is kept here; name its folder with --data')
  if (isThere(to)) throw wrong(to, 'there is such a file already; name another')
  const storage = await openStorage(config.data)
  const school = (await storage.policies.newest())?.policy.school.name ?? ''
  try {
    await makeBackup({ data: config.data, passphrase, manifest: { version, madeAt: at, school }, to })
    await storage.jobs.ran('backup-made', at)
    await storage.audit.append({ at, by: undefined, from: 'console', action: 'backup-taken-out', subject: '' })
  } finally {
    await storage.close()
  }
}

/** Puts a backup in the place of what a data folder holds, which is kept in `before-restore`. Throws ConfigError, StorageError; then nothing was replaced. */
export async function putBack(config: Config, file: string, passphrase: string, at: number): Promise<Ready> {
  if (!isThere(file)) throw wrong(file, 'there is no such file')
  if (isInUse(config.data)) throw wrong(config.data, 'a server is running on this folder; stop it first')
  const { copyTo } = config.backup
  const forget: Forget = (storage, device) => forgetDevice({ storage }, device)
  const elsewhere = [dirname(file), ...(copyTo === undefined ? [] : [copyTo])]
  const read = await readBackup(file, passphrase, config.data, forget, elsewhere)
  if ('problem' in read) throw wrong(file, sentences[read.problem](read.detail ?? ''))
  await putInPlace(config.data)
  forgetStanding(join(config.data, 'standing'))
  const storage = await openStorage(config.data)
  try {
    const detail = { madeAt: read.manifest.madeAt }
    await storage.audit.append({ at, by: undefined, from: 'console', action: 'backup-restored', subject: '', detail })
  } finally {
    await storage.close()
  }
  return read
}

/** The passphrase as it was given, or the one in a file. Throws ConfigError where it is none. */
export function passphraseOf(given: string | undefined, file: string | undefined): string {
  if (given === undefined) {
    try {
      return passphraseIn(file)
    } catch (error) {
      throw wrong('passphrase', (error as Error).message)
    }
  }
  if ([...given].length >= PASSPHRASE_LENGTH) return given
  throw wrong('passphrase', `a passphrase has at least ${PASSPHRASE_LENGTH} characters`)
}

const sentences = {
  'not-a-backup': () => 'this is no backup of Rooster',
  newer: (version: string) => `this was made by a newer version${version && ` (${version})`}; restore it with that one`,
  'wrong-passphrase': () => 'this is not its passphrase',
  damaged: (what: string) => `this is damaged or cut short${what && ` (${what})`}; take another copy`,
}

const wrong = (place: string, problem: string) => new ConfigError(place, [{ place, problem }])
