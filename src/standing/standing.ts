import { createHash } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { DeviceEntry, Down, IndexData, Snapshot, UpstreamAddress } from '../link.ts'
import { LAYOUT } from '../lists/name-index.ts'
import type { Acts } from '../policy/policy.ts'
import { noActs } from '../policy/policy.ts'

/** What stood when the resolver was last told something: enough for it to start alone. */
export interface Standing {
  readonly snapshot: Snapshot
  readonly acts: Acts
  readonly devices: readonly DeviceEntry[]
  /** The servers that are asked, where the office has said which. */
  readonly upstreams?: readonly UpstreamAddress[]
}

/** Keeps in `folder` what the resolver is told. An index goes into a file named for its content, so that a change of rules does not write the lists again. */
export class StandingFile {
  readonly #folder: string
  readonly #names = new WeakMap<SharedArrayBuffer, string>()

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Writes one message down. Throws where the disk does not take it; the resolver has it all the same. */
  save(message: Down): void {
    switch (message.kind) {
      case 'snapshot': {
        const { catalogue, lists, ...rest } = message.snapshot
        this.#write(
          'snapshot.json',
          JSON.stringify({ ...rest, catalogue: this.#saveIndex(catalogue), lists: this.#saveIndex(lists) }),
        )
        this.#sweep([this.#names.get(catalogue.buffer)!, this.#names.get(lists.buffer)!])
        return
      }
      case 'acts':
        this.#write('acts.json', JSON.stringify(message.acts))
        return
      case 'devices':
        this.#write('devices.json', JSON.stringify(message.devices))
        return
      case 'upstreams':
        this.#write('upstreams.json', JSON.stringify(message.upstreams))
        return
      default:
        message satisfies never
    }
  }

  #saveIndex({ buffer, ...rest }: IndexData): SavedIndex {
    let file = this.#names.get(buffer)
    if (file === undefined) {
      const bytes = new Uint8Array(buffer)
      file = `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.index`
      if (!readdirSync(this.#folder).includes(file)) this.#write(file, bytes)
      this.#names.set(buffer, file)
    }
    return { file, layout: LAYOUT, ...rest }
  }

  #write(file: string, content: string | Uint8Array): void {
    const path = join(this.#folder, file)
    writeFileSync(`${path}.new`, content, { mode: 0o600, flush: true })
    renameSync(`${path}.new`, path)
    flushFolder(this.#folder)
  }

  #sweep(used: readonly string[]): void {
    for (const file of readdirSync(this.#folder))
      if (file.endsWith('.index') && !used.includes(file)) rmSync(join(this.#folder, file))
  }
}

/** Has the names in a folder on the disk, too: after a power cut the resolver must not begin with what held before the last change. */
function flushFolder(folder: string): void {
  const open = openSync(folder, 'r')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

/** Gathers what an office tells at first, and hands it over, and holds it no longer, when it is enough to answer by. */
export function untilWhole(onWhole: (standing: Standing) => void): (message: Down) => void {
  let told: Partial<Standing> = {}
  return ({ kind: _, ...rest }) => {
    told = { ...told, ...rest }
    if (!isWhole(told)) return
    const whole = told
    told = {}
    onWhole(whole)
  }
}

/** With less a pupil's device would be taken for one that nobody knows. */
const isWhole = (told: Partial<Standing>): told is Standing =>
  told.snapshot !== undefined && told.acts !== undefined && told.devices !== undefined

/** Reads what {@link StandingFile} wrote; undefined where there is nothing whole. */
export function loadStanding(folder: string): Standing | undefined {
  try {
    const { catalogue, lists, ...rest } = readJson(folder, 'snapshot.json')
    const snapshot = { ...rest, catalogue: loadIndex(folder, catalogue), lists: loadIndex(folder, lists) } as Snapshot
    const upstreams = orElse(() => readJson(folder, 'upstreams.json') as readonly UpstreamAddress[], undefined)
    return {
      snapshot,
      ...(upstreams === undefined ? {} : { upstreams }),
      acts: orElse(() => readJson(folder, 'acts.json') as unknown as Acts, noActs),
      devices: orElse(() => readJson(folder, 'devices.json') as unknown as DeviceEntry[], []),
    }
  } catch {
    return undefined
  }
}

/**
 * Lets go of a policy that stood under a revision before `newest`, of any where that is left out: what was replaced while no server ran must not be what the
 * next one begins with. It then begins with what its office says.
 */
export function forgetStanding(folder: string, newest = Number.POSITIVE_INFINITY): void {
  const stood = orElse(() => readJson(folder, 'snapshot.json').revision as number, undefined)
  if (stood === undefined || stood >= newest) return
  rmSync(join(folder, 'snapshot.json'), { force: true })
  flushFolder(folder)
}

/** An index as `snapshot.json` names it: its bytes are in a file of their own. */
interface SavedIndex extends Omit<IndexData, 'buffer'> {
  readonly file: string
  readonly layout?: number
}

function loadIndex(folder: string, { file, layout, ...rest }: SavedIndex): IndexData {
  if (layout !== LAYOUT) throw new Error(`${file} is of another version`)
  const buffer = readShared(join(folder, file))
  if (!file.startsWith(createHash('sha256').update(new Uint8Array(buffer)).digest('hex').slice(0, 32))) {
    // The next office would take it for written.
    rmSync(join(folder, file), { force: true })
    throw new Error(`${file} is damaged`)
  }
  return { buffer, ...rest }
}

/** Reads a file into shared memory at once: a copy in between would be tens of megabytes more. */
function readShared(path: string): SharedArrayBuffer {
  const file = openSync(path, 'r')
  try {
    const buffer = new SharedArrayBuffer(fstatSync(file).size)
    const bytes = new Uint8Array(buffer)
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(file, bytes, at, bytes.length - at, at)
      if (read === 0) throw new Error(`${path} ends too soon`)
      at += read
    }
    return buffer
  } finally {
    closeSync(file)
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what is read back was written by this file alone, and the index files are checked by their hash.
const readJson = (folder: string, file: string): any => JSON.parse(readFileSync(join(folder, file), 'utf8'))

function orElse<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read()
  } catch {
    return otherwise
  }
}
