import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { databaseFiles } from '../storage/copy.ts'
import { erasureStore } from '../storage/erasures.ts'
import type { Storage } from '../storage/storage.ts'
import { openStorage } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import { unpack } from './archive.ts'
import { hearErasures } from './erased-elsewhere.ts'
import { inTime } from './in-time.ts'
import type { SealProblem } from './seal.ts'
import { unseal } from './seal.ts'

/** Why a backup cannot be put back. Of `newer` the detail is the version that made it, where that is known; of `damaged` what is wrong. */
export type RestoreProblem = SealProblem
/** What a backup says of itself. */
export type Manifest = z.infer<typeof manifestSchema>
/** A backup that was read and found whole, with what was erased since it was made left out; it waits in the data folder to be put in place. */
export interface Ready {
  readonly manifest: Manifest
  /** How many devices, accounts and incidents that are in it were erased since. */
  readonly erased: number
}

/** Takes what belongs to an erased device out of a storage: given in by who knows all that is kept of one. */
export type Forget = (storage: Storage, device: string) => Promise<void>

/** What is in a backup besides the databases. */
export const ownFolders = ['lists', 'catalogue'] as const
export const manifestFile = 'manifest.json'

/**
 * Reads a backup and lays it ready in the data folder, checked: it is whole, its databases open and are brought up to date, and there is a policy in
 * them. Replaces nothing: {@link putInPlace} does. `elsewhere` are folders with backups, where another box may have told what it erased.
 */
export async function readBackup(
  file: string,
  passphrase: string,
  data: string,
  forget: Forget,
  elsewhere: readonly string[] = [],
): Promise<Ready | { readonly problem: RestoreProblem; readonly detail?: string }> {
  await mkdir(data, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(data, '.restore-'))
  try {
    const archive = join(folder, 'archive')
    const problem = await unseal(file, passphrase, archive)
    if (problem) return { problem }
    const content = join(folder, 'content')
    await mkdir(content, { mode: 0o700 })
    const names = await unpack(archive, content, isAllowed)
    if (names === undefined) return damaged('its files do not follow one another')
    const manifest = await readManifest(content)
    if (manifest === undefined) return damaged('it does not say what it is')
    if (manifest.format > FORMAT) return { problem: 'newer', detail: manifest.version }
    const missing = databaseFiles.find((name) => !names.includes(name))
    if (missing !== undefined) return damaged(`${missing} is not in it`)
    // A folder that cannot be read must not keep a school from its backup.
    for (const other of elsewhere) await inTime(hearErasures(other, data), HEARS_WITHIN)
    const erased = await checked(content, data, manifest.madeAt, forget)
    if (typeof erased !== 'number')
      return erased.problem === 'newer' ? { problem: 'newer', detail: manifest.version } : erased
    await rm(join(content, manifestFile))
    for (const old of [READY, BEFORE]) await rm(join(data, old), { recursive: true, force: true })
    await rename(content, join(data, READY))
    return { manifest, erased }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Milliseconds that a folder on another machine gets to say what was erased. */
const HEARS_WITHIN = 20_000

/** The format that is written, and the newest that is read. */
export const FORMAT = 1

/** The folder in which a backup waits that was found whole. */
const READY = 'restore-ready'
/** The folder into which a restore puts what it replaces. */
export const BEFORE = 'before-restore'

/**
 * Puts what {@link readBackup} laid ready in the place of what is there, which goes to `before-restore`. Nothing may have the databases open. Says
 * whether there was any. One that a power cut stopped on the way goes on where it was.
 */
export async function putInPlace(data: string): Promise<boolean> {
  const [ready, before] = [join(data, READY), join(data, BEFORE)]
  if (!existsSync(ready)) return false
  await mkdir(before, { recursive: true, mode: 0o700 })
  for (const name of [...ownFolders, ...databaseFiles].filter((one) => existsSync(join(ready, one)))) {
    // A journal first: one that stayed behind would be taken for the new file's.
    for (const old of [`${name}-wal`, `${name}-shm`, name])
      if (existsSync(join(data, old))) await rename(join(data, old), join(before, old))
    await rename(join(ready, name), join(data, name))
  }
  await rm(ready, { recursive: true, force: true })
  return true
}

const manifestSchema = z.object({
  format: z.number().int().min(1),
  version: z.string().max(100),
  madeAt: z.number().int().min(0),
  school: z.string().max(500),
})

/** Names that a backup can have, and no other: nothing is ever written outside its folder. */
const isAllowed = (name: string): boolean =>
  name === manifestFile ||
  databaseFiles.some((file) => file === name) ||
  /^(lists|catalogue)(\/[\w+-][\w.+-]{0,120}){1,4}$/.test(name)

async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return manifestSchema.safeParse(JSON.parse(await readFile(join(folder, manifestFile), 'utf8'))).data
  } catch {
    return undefined
  }
}

/** Opens the databases as a start does, and takes out what was erased since the backup was made. Returns how much that was. */
async function checked(
  folder: string,
  data: string,
  madeAt: number,
  forget: Forget,
): Promise<number | { readonly problem: RestoreProblem; readonly detail?: string }> {
  let storage: Storage | undefined
  try {
    storage = await openStorage(folder)
    if ((await storage.policies.newest()) === undefined) return damaged('there is no policy in it')
    return await erasedAgain(storage, data, madeAt, forget)
  } catch (error) {
    if (!(error instanceof StorageError) || error.problem === 'not-writable') throw error
    return error.problem === 'newer' ? { problem: 'newer' } : damaged(error.message.replace(`${folder}/`, ''))
  } finally {
    await storage?.close()
  }
}

async function erasedAgain(storage: Storage, data: string, madeAt: number, forget: Forget): Promise<number> {
  const erasures = erasureStore(data).since(madeAt)
  const idsOf = (all: readonly { readonly id: string }[]) => new Set(all.map(({ id }) => id))
  const there = {
    device: idsOf(await storage.devices.all()),
    person: idsOf(await storage.people.all()),
    incident: idsOf(await storage.incidents.all()),
  }
  const gone = erasures.filter(({ kind, id }) => there[kind].delete(id))
  for (const { kind, id } of gone) {
    if (kind === 'person') await storage.people.remove(id)
    else if (kind === 'incident') await storage.incidents.remove(id)
    else {
      await storage.devices.remove([id])
      await forget(storage, id)
    }
  }
  // Attempts of a device may be kept though the device itself was in no list yet.
  return gone.length
}

const damaged = (detail: string) => ({ problem: 'damaged', detail }) as const
