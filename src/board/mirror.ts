import { copyFile, lstat, mkdir, opendir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file that the board shares and this box cannot use; the copy that it has stays. */
export interface MirrorProblem {
  /** Its path below the board's folder. */
  readonly file: string
  readonly problem: string
}

/** Most bytes of one file, and most files of one folder. */
const MOST_BYTES = 300 << 20
const MOST_FILES = 5_000
/** Most names of files and folders that are looked at: others may write in the folder. */
const MOST_ENTRIES = 4 * MOST_FILES
/** Most bytes of a file that is looked into before it is taken. */
const MOST_TEXT = 4 << 20

/**
 * Makes `to` what `from` is, file by file: what has not changed is not copied, what is gone is removed, and what `problem` (its path and its text) finds
 * wrong leaves the copy as it was. Hidden files, files being written and links are passed over. Throws where the folder itself cannot be read.
 */
export async function mirror(
  from: string,
  to: string,
  problem?: (file: string, text: string) => string | undefined,
): Promise<readonly MirrorProblem[]> {
  const problems: MirrorProblem[] = []
  const { files, isAll } = await filesIn(from)
  if (!isAll) problems.push({ file: '.', problem: `holds more than ${MOST_FILES} files` })
  for (const file of files) {
    const wrong = await taken(join(from, file), join(to, file), file, problem)
    if (wrong !== undefined) problems.push({ file, problem: wrong })
  }
  const there = new Set(files)
  // Of what was not looked at nobody knows whether it is gone.
  const gone = isAll ? (await filesIn(to)).files.filter((file) => !there.has(file)) : []
  for (const file of gone) await rm(join(to, file), { force: true })
  return problems
}

/** Copies one file where it has changed. Returns what is wrong with it. */
async function taken(
  from: string,
  to: string,
  file: string,
  problem: ((file: string, text: string) => string | undefined) | undefined,
): Promise<string | undefined> {
  try {
    const [source, copy] = [await lstat(from), await stat(to).catch(() => undefined)]
    if (!source.isFile()) return 'is no file'
    if (copy !== undefined && copy.size === source.size && Math.abs(copy.mtimeMs - source.mtimeMs) < 1) return undefined
    if (source.size > MOST_BYTES || (problem !== undefined && source.size > MOST_TEXT)) return 'is too big'
    const wrong = problem?.(file, problem === undefined ? '' : await readFile(from, 'utf8'))
    if (wrong !== undefined) return wrong
    await mkdir(dirname(to), { recursive: true })
    await copyFile(from, `${to}.new`)
    // The time goes with it: by it a change is seen.
    await utimes(`${to}.new`, source.atime, source.mtime)
    await rename(`${to}.new`, to)
    return undefined
  } catch (error) {
    return `cannot be copied (${(error as NodeJS.ErrnoException).code})`
  }
}

/**
 * The usable files below a folder, and whether these are all of them. Walked here, step by step: links are not followed, wherever on the way they stand, and
 * the walk ends where there are too many.
 */
async function filesIn(folder: string): Promise<{ readonly files: readonly string[]; readonly isAll: boolean }> {
  const files: string[] = []
  const folders = ['']
  let looked = 0
  for (let below = folders.shift(); below !== undefined; below = folders.shift()) {
    for await (const entry of await opendir(join(folder, below))) {
      looked += 1
      const path = join(below, entry.name)
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) folders.push(path)
      else if (entry.isFile() && !/\.(new|tmp|part)$/.test(entry.name)) files.push(path)
      if (files.length > MOST_FILES || looked > MOST_ENTRIES)
        return { files: files.slice(0, MOST_FILES).sort(), isAll: false }
    }
  }
  return { files: files.sort(), isAll: true }
}
