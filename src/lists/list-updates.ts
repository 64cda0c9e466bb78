import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { readList } from './read-list.ts'

/** An update of a list: the moments of the version before it and of its own (when each file was last changed, milliseconds since 1970). */
export interface ListUpdate {
  readonly before: number
  readonly at: number
  /** Where the names that it added lie. */
  readonly file: string
}

/** What is kept of a list's updates: so many, of so many days before the newest, of so many bytes together, none of more names than this. */
const MOST = { updates: 90, age: 90 * 24 * 3600_000, bytes: 8 << 20, names: 500_000 }

/**
 * Writes down what a new version adds to the last good copy; before the copy is replaced. Throws where it cannot be written: the chain of updates is
 * then broken at this version, and `updatesOf` tells no more than is known. Two names of one hash count as one: one list in many thousands has such.
 */
export function noteUpdate(copy: string, path: string): void {
  const [before, at] = [versionOf(copy), versionOf(path)]
  if (before === undefined || at === undefined || before === at) return
  const added = namesAdded(copy, path)
  if (added === undefined) return
  const folder = folderOf(copy)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${before}-${at}.gz`), gzipSync(added))
  forgetOld(copy, at)
}

/** The updates that led to the version in `copy`, newest first, each the next one's `before`. */
export const updatesOf = (copy: string): readonly ListUpdate[] => updatesTo(copy, versionOf(copy))

/** When a version of a list was made: whole milliseconds since 1970; undefined where there is no file. */
export function versionOf(path: string): number | undefined {
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  return changed === undefined ? undefined : Math.floor(changed)
}

/** Whether an update added a name, given as it goes over the wire. Throws where the file cannot be read. */
export function isAddedBy(update: ListUpdate, wire: Uint8Array): boolean {
  const names = gunzipSync(readFileSync(update.file), { maxOutputLength: MOST.names * 256 })
  for (let at = 0; at < names.length; ) {
    const length = names[at]!
    if (length === wire.length && names.compare(wire, 0, length, at + 1, at + 1 + length) === 0) return true
    at += 1 + length
  }
  return false
}

const folderOf = (copy: string): string => `${copy}.updates`

function updatesTo(copy: string, newest: number | undefined): readonly ListUpdate[] {
  const found = new Map<number, ListUpdate>()
  for (const name of filesIn(folderOf(copy))) {
    const [, before, at] = /^(\d+)-(\d+)\.gz$/.exec(name) ?? []
    if (at !== undefined)
      found.set(Number(at), { before: Number(before), at: Number(at), file: join(folderOf(copy), name) })
  }
  const updates: ListUpdate[] = []
  for (let at = newest; at !== undefined; ) {
    const update = found.get(at)
    // A version with an old moment, put back, must not lead in a circle.
    found.delete(at)
    if (update !== undefined) updates.push(update)
    at = update?.before
  }
  return updates
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function forgetOld(copy: string, newest: number): void {
  const kept = new Set<string>()
  let bytes = 0
  for (const { file, at } of updatesTo(copy, newest)) {
    bytes += statSync(file).size
    if (kept.size === MOST.updates || newest - at > MOST.age || bytes > MOST.bytes) break
    kept.add(file)
  }
  for (const name of filesIn(folderOf(copy)))
    if (!kept.has(join(folderOf(copy), name))) rmSync(join(folderOf(copy), name), { force: true })
}

/** Each as a length and so many bytes of wire form, twice where it is listed twice; undefined where they are too many to keep. */
function namesAdded(copy: string, path: string): Uint8Array | undefined {
  const known = hashesIn(copy)
  let added = new Uint8Array(1 << 16)
  let [at, count] = [0, 0]
  readList(path, (wire, length) => {
    if (count > MOST.names || holds(known, hashOf(wire, length))) return
    count += 1
    if (at + 1 + length > added.length) added = widened(added)
    added[at] = length
    added.set(wire.subarray(0, length), at + 1)
    at += 1 + length
  })
  return count > MOST.names ? undefined : added.subarray(0, at)
}

function widened(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const wider = new Uint8Array(bytes.length * 2)
  wider.set(bytes)
  return wider
}

/** Numbers all the same: of a list of millions, sets and objects would take more memory than all else here. */
function hashesIn(path: string): Float64Array {
  // What is never written to costs nothing, and no name is shorter than three letters.
  const hashes = new Float64Array(Math.ceil(statSync(path).size / FEWEST_BYTES) + 1)
  let count = 0
  readList(path, (wire, length) => {
    hashes[count] = hashOf(wire, length)
    count += 1
  })
  return hashes.subarray(0, count).sort()
}

/** Of a name in a list, with what stands behind it. */
const FEWEST_BYTES = 4

function holds(sorted: Float64Array, hash: number): boolean {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (sorted[middle]! < hash) from = middle + 1
    else to = middle
  }
  return sorted[from] === hash
}

/** 53 bits: two FNV-1a hashes beside each other. */
function hashOf(wire: Uint8Array, length: number): number {
  let [a, b] = [0x811c9dc5, 0x2f0b4c47]
  for (let i = 0; i < length; i += 1) {
    a = Math.imul(a ^ wire[i]!, 0x01000193)
    b = Math.imul(b ^ wire[i]!, 0x5bd1e995)
  }
  return (a >>> 11) * 2 ** 32 + (b >>> 0)
}
