import { readFileSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tellErasures } from './erased-elsewhere.ts'
import { inTime, reasonOf } from './in-time.ts'
import type { Making } from './make.ts'
import { passingFile } from './make.ts'
import type { Forget, Manifest, Ready, RestoreProblem } from './restore.ts'
import { BEFORE, readBackup } from './restore.ts'
import { PASSPHRASE_LENGTH } from './seal.ts'

/** Where a box's backups go, and with what passphrase. */
export interface VaultSettings {
  readonly data: string
  /** Its first line is the passphrase of the nightly backups; none are made without. */
  readonly passphraseFile?: string
  /** A second folder, on another machine, that each nightly backup is copied to. */
  readonly copyTo?: string
  /** Days that nightly backups are kept, and what a restore replaced. */
  readonly keepDays: number
}
/** What came of a night: nothing wrong, or what. Of `not-copied` and `not-made` the detail is the folder or file, and why. */
export type Night =
  | { readonly made: true; readonly copyProblem?: string }
  | { readonly made: false; readonly problem: string }

/** Makes and reads the backups of one data folder. */
export interface Vault {
  readonly isNightly: boolean
  /** Makes the backup of a day (`2026-11-24`), copies it, and removes those that had their time. */
  nightly(day: string, oldest: string, manifest: Omit<Manifest, 'format'>): Promise<Night>
  /** Removes what a restore replaced once that has had its time, and tells the second folder what was erased. To be called every hour; never rejects. */
  tidy(now: number): Promise<void>
  /** Makes one to be sent: a file that the caller removes. */
  passing(passphrase: string, manifest: Omit<Manifest, 'format'>): Promise<string>
  /** Checks a backup and lays it ready; it is put in place when the office starts anew. */
  read(
    content: Uint8Array,
    passphrase: string,
    forget: Forget,
  ): Promise<Ready | { readonly problem: RestoreProblem; readonly detail?: string }>
}

/** The vault of a data folder; `make` makes a backup, here or on a thread of its own. */
export function vault(settings: VaultSettings, make: (making: Making) => Promise<void>): Vault {
  const { data, passphraseFile, copyTo } = settings
  const folder = join(data, 'backups')
  return {
    isNightly: passphraseFile !== undefined,

    async nightly(day, oldest, manifest) {
      const file = `rooster-${day}${ENDING}`
      try {
        const passphrase = passphraseIn(passphraseFile)
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await make({ data, passphrase, manifest, to: join(folder, file) })
        await prune(folder, oldest)
      } catch (error) {
        return { made: false, problem: reasonOf(error) }
      }
      if (copyTo === undefined) return { made: true }
      const copyProblem = await copied(join(folder, file), copyTo, file, oldest)
      return { made: true, ...(copyProblem === undefined ? {} : { copyProblem: `${copyTo}: ${copyProblem}` }) }
    },

    async tidy(now) {
      await forgetReplaced(data, settings.keepDays, now).catch(() => {})
      // Where it cannot be written the night says so, of its backup.
      if (copyTo !== undefined && passphraseFile !== undefined) await inTime(tellErasures(data, copyTo), COPIES_WITHIN)
    },

    async passing(passphrase, manifest) {
      const to = await passingFile(data)
      await make({ data, passphrase, manifest, to })
      return to
    },

    async read(content, passphrase, forget) {
      const file = await passingFile(data)
      try {
        await writeFile(file, content, { mode: 0o600, flag: 'wx' })
        return await readBackup(file, passphrase, data, forget, copyTo === undefined ? [] : [copyTo])
      } finally {
        await rm(file, { force: true })
      }
    },
  }
}

const ENDING = '.rooster-backup'
/** Milliseconds that a folder on another machine gets. */
const COPIES_WITHIN = 10 * 60_000
const DAY = 24 * 3600_000

/** The passphrase in a file, for a person to read what is wrong with it. */
export function passphraseIn(file: string | undefined): string {
  if (file === undefined) throw new Error('no passphrase file is set (backup: passphrase-file)')
  const line = readFileSync(file, 'utf8').split(/\r?\n/)[0]!.trim()
  if ([...line].length < PASSPHRASE_LENGTH)
    throw new Error(`${file}: the first line must be a passphrase of at least ${PASSPHRASE_LENGTH} characters`)
  return line
}

/** Returns what is wrong with the folder, if anything. It may be gone, full, or hang. */
async function copied(from: string, folder: string, name: string, oldest: string): Promise<string | undefined> {
  const copy = async () => {
    const part = join(folder, `.${name}.part`)
    await copyFile(from, part)
    await rename(part, join(folder, name))
    await prune(folder, oldest)
  }
  return await inTime(copy(), COPIES_WITHIN)
}

/** Only our own files, by the day in their names. */
async function prune(folder: string, oldest: string): Promise<void> {
  for (const file of await readdir(folder)) {
    const day = /^rooster-(\d{4}-\d\d-\d\d)\.rooster-backup$/.exec(file)?.[1]
    if (day !== undefined && day < oldest) await rm(join(folder, file), { force: true })
  }
}

/** What a restore replaced is kept no longer than a backup is. */
async function forgetReplaced(data: string, keepDays: number, now: number): Promise<void> {
  const before = join(data, BEFORE)
  const found = await stat(before).catch(() => undefined)
  if (found && found.mtimeMs < now - keepDays * DAY) await rm(before, { recursive: true, force: true })
}
