import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, promises, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { MOST_BYTES } from './build-lists.ts'
import type { ListFolders } from './list-sources.ts'
import { listsOff, OFF_FILE, sourcesIn, sourcesUnder } from './list-sources.ts'

/** A list that was removed, or an earlier version of one, as long as it is kept. */
export interface BinnedList {
  /** Tells it from others in the bin. */
  readonly id: string
  /** The list that it was: its path within the school's folder. */
  readonly file: string
  readonly category: string
  /** When it was put there, milliseconds since 1970. */
  readonly at: number
}

/** What lies in the bin at most: so many versions, of so many bytes together; the oldest go. The newest stays whatever its size. */
const MOST_BINNED = { versions: 50, bytes: 1 << 30 }

/**
 * The school's own list files, as people change them: what comes in, what takes whose place, what is put away. Every path is one of these folders' own:
 * nobody's text becomes one unread. Throws where the disk refuses.
 */
export class ListFiles {
  readonly #folders: ListFolders
  readonly #bin: string
  readonly #incoming: string
  #isCleared = false

  constructor(folders: ListFolders) {
    this.#folders = folders
    this.#bin = join(folders.kept, '.bin')
    this.#incoming = join(folders.kept, '.incoming')
  }

  /** The school's own list with this id, as a path within its folder; undefined for the lists of others. */
  own(id: string): { readonly file: string; readonly category: string } | undefined {
    const found = sourcesIn(this.#folders).find(
      (source) => source.id === id && source.path === join(this.#folders.own, id),
    )
    return found && { file: id, category: found.category }
  }

  /** The ids of all lists that are there and not switched off, read or not. */
  idsInForce(): ReadonlySet<string> {
    return new Set(sourcesIn(this.#folders).flatMap(({ id, isOff }) => (isOff ? [] : [id])))
  }

  /** Whether there is a file or folder at this path within the school's folder. */
  isThere(file: string): boolean {
    return existsSync(join(this.#folders.own, file))
  }

  /** The text of a list of the school's own; undefined where there is none, or it is longer than `most` bytes. */
  text(file: string, most: number): string | undefined {
    const path = join(this.#folders.own, file)
    const size = statSync(path, { throwIfNoEntry: false })?.size
    return size === undefined || size > most ? undefined : readFileSync(path, 'utf8')
  }

  /** Writes what comes to a file that waits, as it comes. Returns its path; undefined where it is bigger than a list may be. */
  async receive(content: AsyncIterable<Uint8Array>): Promise<string | undefined> {
    // What an earlier run was sent has nobody who waits for it.
    if (!this.#isCleared) rmSync(this.#incoming, { recursive: true, force: true })
    this.#isCleared = true
    mkdirSync(this.#incoming, { recursive: true, mode: 0o700 })
    const path = join(this.#incoming, randomUUID())
    const file = await promises.open(path, 'wx', 0o600)
    let size = 0
    try {
      for await (const piece of content) {
        size += piece.length
        if (size > MOST_BYTES) break
        await file.appendFile(piece)
      }
    } catch (error) {
      size = Number.POSITIVE_INFINITY
      throw error
    } finally {
      await file.close()
      if (size > MOST_BYTES) this.drop(path)
    }
    return size > MOST_BYTES ? undefined : path
  }

  /** Removes a file that waited. */
  drop(path: string): void {
    rmSync(path, { force: true })
  }

  /** Puts a file that waited in a list's place; what was there goes to the bin. */
  async place(waiting: string, file: string, at: number): Promise<void> {
    const path = join(this.#folders.own, file)
    mkdirSync(dirname(path), { recursive: true })
    // Beside it first: the folders may lie on different disks, and a reading must never meet half a list.
    try {
      await promises.copyFile(waiting, `${path}.new`)
      await this.#putAway(file, at)
      await promises.rename(`${path}.new`, path)
    } finally {
      this.drop(`${path}.new`)
    }
    this.drop(waiting)
  }

  /** Takes a list away: into the bin. A later list in its place is not measured by it. */
  async remove(file: string, at: number): Promise<void> {
    await this.#putAway(file, at)
    rmSync(join(this.#folders.own, file), { force: true })
    const copy = join(this.#folders.kept, file)
    rmSync(copy, { force: true })
    rmSync(`${copy}.updates`, { recursive: true, force: true })
  }

  /** What lies in the bin, newest first. */
  binned(): readonly BinnedList[] {
    return stampsIn(this.#bin)
      .flatMap((stamp) =>
        sourcesUnder(join(this.#bin, stamp), ({ file, category }) => ({
          id: `${stamp}/${file}`,
          file,
          category,
          at: Number(stamp),
        })),
      )
      .sort((a, b) => b.at - a.at)
  }

  /** Puts a list of the bin back in its place; what is there now goes into the bin. */
  async putBack({ id, file }: BinnedList, at: number): Promise<void> {
    await this.place(join(this.#bin, id), file, at)
    this.#forget(({ stamp }) => stamp === stampOf(id))
  }

  /** Empties the bin of what was put there before an instant. */
  forgetBefore(instant: number): void {
    this.#forget(({ at }) => at < instant)
  }

  /** Switches a list off, or on again. Its id must be one line. */
  async setOff(id: string, isOff: boolean): Promise<void> {
    const { own } = this.#folders
    const off = new Set(listsOff(own))
    if (isOff) off.add(id)
    else off.delete(id)
    const path = join(own, OFF_FILE)
    await promises.writeFile(`${path}.new`, [...off].map((one) => `${one}\n`).join(''))
    await promises.rename(`${path}.new`, path)
  }

  async #putAway(file: string, at: number): Promise<void> {
    const path = join(this.#folders.own, file)
    // A link that leads nowhere, or to a folder, has nothing to keep.
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return
    let stamp = at
    while (existsSync(join(this.#bin, String(stamp)))) stamp += 1
    const to = join(this.#bin, String(stamp), file)
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
    await promises.copyFile(path, to)
    this.#forgetTooMany()
  }

  #forgetTooMany(): void {
    const kept = new Set<string>()
    let bytes = 0
    for (const { id } of this.binned()) {
      bytes += statSync(join(this.#bin, id), { throwIfNoEntry: false })?.size ?? 0
      if (kept.size === MOST_BINNED.versions || (kept.size > 0 && bytes > MOST_BINNED.bytes)) break
      kept.add(stampOf(id))
    }
    this.#forget(({ stamp }) => !kept.has(stamp))
  }

  #forget(isPast: (binned: { readonly stamp: string; readonly at: number }) => boolean): void {
    for (const stamp of stampsIn(this.#bin))
      if (isPast({ stamp, at: Number(stamp) })) rmSync(join(this.#bin, stamp), { recursive: true, force: true })
  }
}

const stampOf = (id: string): string => id.split('/')[0]!
const stampsIn = (bin: string): readonly string[] => filesIn(bin).filter((name) => /^\d{1,15}$/.test(name))

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
