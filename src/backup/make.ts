import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { copyDatabases, databaseFiles } from '../storage/copy.ts'
import type { Entry } from './archive.ts'
import { packed } from './archive.ts'
import type { Manifest } from './restore.ts'
import { FORMAT, manifestFile, ownFolders } from './restore.ts'
import { seal } from './seal.ts'

/** What a backup is made of. */
export interface Making {
  readonly data: string
  readonly passphrase: string
  readonly manifest: Omit<Manifest, 'format'>
  /** The file that is made, or replaced. */
  readonly to: string
}

/**
 * Makes a backup: both databases as they are now, the school's own lists and catalogue. Without private keys, sessions, tokens and links that let somebody in.
 * The file is there whole or not at all. Throws where the disk does not take it.
 */
export async function makeBackup({ data, passphrase, manifest, to }: Making): Promise<void> {
  const folder = await mkdtemp(join(data, '.backup-'))
  const part = join(folder, 'sealed')
  try {
    await copyDatabases(data, folder)
    const described: Manifest = { format: FORMAT, ...manifest }
    const entries: readonly Entry[] = [
      { name: manifestFile, text: JSON.stringify(described) },
      ...databaseFiles.map((name) => ({ name, file: join(folder, name) })),
      ...ownFolders.flatMap((name) => filesBelow(data, join(data, name))),
    ]
    await seal(packed(entries), passphrase, part)
    await rename(part, to)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Whether there is a file of this name. */
export const isThere = (path: string): boolean => existsSync(path)

/** Where a backup lies until it has been sent; the caller removes it. */
export async function passingFile(data: string): Promise<string> {
  const folder = join(data, 'backups')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return join(folder, `.${basename(randomUUID())}`)
}

/** Files of the usual names; hidden ones and links stay behind. */
function filesBelow(data: string, folder: string): readonly Entry[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ name: relative(data, file), file }))
    .filter(({ name }) => name.split('/').every((part) => /^[\w+-][\w.+-]{0,120}$/.test(part)))
    .slice(0, 10_000)
}
