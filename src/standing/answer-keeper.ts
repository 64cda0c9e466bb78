import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Cache } from '../answer/cache.ts'
import type { Moment } from '../answer/saved-answer.ts'
import { MOST_SAVED, restoreSaved, writeSaved } from '../answer/saved-answer.ts'
import type { Stored } from '../answer/stored.ts'
import { LabelView } from '../dns/labels.ts'
import type { InForce } from '../in-force.ts'
import type { FramedWriter } from './answer-file.ts'
import { framedWriter, readFramed } from './answer-file.ts'

/** Where answers are kept over a restart, and who is told, in a line for the log, when that goes wrong. */
export interface Keep {
  readonly file: string
  readonly warn: (line: string) => void
}

/** What the keeper of a cache needs to know. */
export interface Keeping extends Keep {
  /** What the answers depend on besides the questions; answers that were kept under something else are not used. */
  readonly madeUnder: string
  /** Whether an answer is for a name that is written down nowhere. */
  readonly leavesOut: (kept: Stored) => boolean
}

/** Answers of others than are `asked` now are not used, and sensitive names are not written down: the file tells what was asked at this school, though not by whom. */
export function keepingOf(keep: Keep, asked: { readonly source: string }, inForce: () => InForce): Keeping {
  const name = new LabelView()
  return {
    ...keep,
    get madeUnder() {
      return asked.source
    },
    leavesOut: ({ block: { bytes }, keyAt, keyLength }) =>
      name.read(bytes, keyAt, keyAt + keyLength) && inForce().isSensitive(bytes, name),
  }
}

/** Milliseconds between two saves; a power cut costs the answers since the last. */
const EVERY = 300_000

/** Bytes that are gathered, and answers that are read, in one turn: some tenths of a millisecond, so that no question waits for it. */
const A_TURN = { bytes: 65_536, answers: 64 }

/**
 * Keeps the cache over a restart, in a file that is written now and then and at the end. All is done in small steps between the questions, and the disk is
 * waited for by nobody. The file is used whole or not at all.
 */
export class AnswerKeeper {
  readonly #cache: Cache
  readonly #keeping: Keeping
  readonly #moment: () => Moment
  #saving: Promise<void> | undefined
  #saved = 0
  #timer: NodeJS.Timeout | undefined
  #couldNot = false
  #loading: Promise<void> | undefined
  #stopped = false

  constructor(cache: Cache, keeping: Keeping, moment: () => Moment) {
    this.#cache = cache
    this.#keeping = keeping
    this.#moment = moment
  }

  /** Takes over what was kept last, and saves from then on. */
  async start(): Promise<void> {
    this.#loading = this.load()
    await this.#loading
    if (!this.#stopped) this.#timer = setInterval(() => void this.save(), EVERY).unref()
  }

  /** Saves a last time, once all of what was kept is in: a part of it must not take the place of the whole. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    await this.#loading
    await this.#saving
    await this.save()
  }

  /** Puts the kept answers into the cache, between the questions that are answered meanwhile. Never rejects. */
  async load(): Promise<void> {
    const { file, madeUnder, warn } = this.#keeping
    try {
      const from = await open(file, 'r')
      try {
        // Once to see that all of it is sound, and once to use it: it is in the system's memory by then.
        const read = await readFramed(from, madeUnder, async () => {})
        if (typeof read === 'string') warn(`${file}: ${read}; the answers in it are not used`)
        else await readFramed(from, madeUnder, (run) => this.#restore(run, read.savedAt, madeUnder))
      } finally {
        await from.close()
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') warn(`${file}: ${(error as Error).message}`)
    }
  }

  /** Writes the cache down, unless nothing is new since the last time. Never rejects; what the disk does not take is tried again the next time. */
  save(): Promise<void> {
    if (this.#saved === this.#cache.changes) return Promise.resolve()
    this.#saving ??= this.#save().finally(() => {
      this.#saving = undefined
    })
    return this.#saving
  }

  async #save(): Promise<void> {
    const { file, warn } = this.#keeping
    const changes = this.#cache.changes
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await this.#write(`${file}.new`)
      await rename(`${file}.new`, file)
      this.#saved = changes
      this.#couldNot = false
    } catch (error) {
      await rm(`${file}.new`, { force: true }).catch(() => {})
      if (!this.#couldNot) warn(`the answers could not be kept: ${(error as Error).message}`)
      this.#couldNot = true
    }
  }

  async #write(path: string): Promise<void> {
    const to = await open(path, 'w', 0o600)
    try {
      const moment = this.#moment()
      const writer = await framedWriter(to, this.#keeping.madeUnder, moment.now)
      await this.#walk(writer, moment)
      await writer.end()
    } finally {
      await to.close()
    }
  }

  async #walk(writer: FramedWriter, moment: Moment): Promise<void> {
    const run = new Uint8Array(A_TURN.bytes + MOST_SAVED)
    this.#cache.walk()
    for (let isMore = true; isMore; ) {
      let at = 0
      for (let left = A_TURN.answers * 8; isMore && left > 0 && at < A_TURN.bytes; left -= 1) {
        const kept = this.#cache.walkOn()
        isMore = kept !== undefined
        if (kept && !this.#keeping.leavesOut(kept)) at = writeSaved(kept, run, at, moment)
      }
      if (at > 0) await writer.write(run.subarray(0, at))
      else await setImmediate()
    }
  }

  async #restore(run: Uint8Array, savedAt: number, madeUnder: string): Promise<void> {
    // Others may be asked from one moment to the next.
    for (let at = 0; at < run.length && at !== -1 && this.#keeping.madeUnder === madeUnder; ) {
      at = restoreSaved(run, at, A_TURN.answers, this.#cache, savedAt, this.#moment())
      await setImmediate()
    }
  }
}
