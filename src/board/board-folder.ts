import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { MirrorProblem } from './mirror.ts'
import { mirror } from './mirror.ts'
import { readSchoolFigures } from './school-figures.ts'

/** Where the board's folder is, and where this box keeps its copy. */
export interface BoardPlaces {
  /** The folder that the board shares out: `presets/`, `lists/`, `catalogue/`, `figures/`. */
  readonly folder: string
  /** This box's copy of what it shares. */
  readonly copy: string
}

/** What a school wrote into the board's folder. */
export interface SchoolFile {
  readonly file: string
  readonly text: string
}

/** Milliseconds that the share gets: one that hangs must not keep the office waiting. */
const PATIENCE = 5_000
/** Most bytes of a file of figures: a year of weeks is some tens of thousands. */
const MOST_BYTES = 1 << 20
/** Most files of figures that are read: a large board has some tens of schools. */
const MOST_SCHOOLS = 500

/**
 * The folder that a board shares out. It may be gone, or hold anything: what it shares is copied here, and the copy goes on being used. Nothing in it
 * makes a method throw.
 */
export class BoardFolder {
  readonly #places: BoardPlaces
  readonly #patience: number
  /** Tells whether a preset can be used, with what is wrong. */
  readonly #presetProblem: (file: string, yaml: string) => string | undefined
  #isThere = true
  #last: Promise<unknown> = Promise.resolve()
  #problems: readonly MirrorProblem[] = []
  #presetProblems: readonly MirrorProblem[] = []
  #figureProblems: readonly MirrorProblem[] = []

  constructor(
    places: BoardPlaces,
    presetProblem: (file: string, yaml: string) => string | undefined,
    patience = PATIENCE,
  ) {
    this.#places = places
    this.#presetProblem = presetProblem
    this.#patience = patience
    mkdirSync(places.copy, { recursive: true, mode: 0o700 })
  }

  /** Whether the folder was there when it was last looked for. */
  get isThere(): boolean {
    return this.#isThere
  }

  /** What could not be copied, or used, when it was last looked for. */
  get problems(): readonly MirrorProblem[] {
    return [...this.#problems, ...this.#presetProblems, ...this.#figureProblems]
  }

  /** Copies the lists and the catalogue that the board shares. */
  async fetch(): Promise<void> {
    let isThere = false
    const isDone = await this.#inTime(async () => {
      isThere = await isShared(this.#places.folder)
      if (isThere) this.#problems = [...(await this.#mirror('lists')), ...(await this.#mirror('catalogue'))]
    })
    this.#isThere = isThere && isDone
  }

  /** Copies the presets that can be used; they may need a catalogue that has come with {@link fetch}. */
  async fetchPresets(): Promise<void> {
    if (!this.#isThere) return
    this.#isThere = await this.#inTime(async () => {
      this.#presetProblems = await this.#mirror('presets', this.#presetProblem)
    })
  }

  /** Writes the school's figures, where the board has made `figures/`. Returns whether it did. */
  async write(school: string, figures: string): Promise<boolean> {
    return await this.#inTime(async () => {
      const folder = join(this.#places.folder, 'figures')
      const mark = this.#box()
      const file = `${school}-${mark}.json`
      const others = (await readdir(folder)).filter((other) => other.endsWith(`-${mark}.json`) && other !== file)
      await writeFile(join(folder, `${file}.new`), figures)
      await rename(join(folder, `${file}.new`), join(folder, file))
      // A school that has changed its name is one school all the same.
      for (const other of others) await unlink(join(folder, other))
    })
  }

  /** What all schools wrote, as far as it can be read now or could before; `isThere` is false where the folder is not. */
  async figures(): Promise<{ readonly files: readonly SchoolFile[]; readonly isThere: boolean }> {
    const isThere = await this.#inTime(async () => {
      const [from, to] = [join(this.#places.folder, 'figures'), join(this.#places.copy, 'figures')]
      if (!(await isFolder(from))) throw new Error('the board has made no figures/')
      await mkdir(to, { recursive: true })
      const problem = (file: string, text: string) => {
        const read = /\.json$/.test(file) ? readSchoolFigures(text) : 'is no file of figures'
        return typeof read === 'string' ? read : undefined
      }
      this.#figureProblems = (await mirror(from, to, problem)).map(({ file, ...rest }) => ({
        file: `figures/${file}`,
        ...rest,
      }))
    })
    const copies = join(this.#places.copy, 'figures')
    const files = (await readdir(copies).catch(() => [])).sort().slice(0, MOST_SCHOOLS)
    return {
      files: await Promise.all(files.map(async (file) => ({ file, text: await textOf(join(copies, file)) }))),
      isThere,
    }
  }

  /** What this box last wrote, of which it keeps a copy: a share that is lost takes no figures with it. */
  async own(): Promise<string | undefined> {
    return await readFile(join(this.#places.copy, 'figures.json'), 'utf8').catch(() => undefined)
  }

  async keepOwn(figures: string): Promise<void> {
    const path = join(this.#places.copy, 'figures.json')
    await writeFile(`${path}.new`, figures, { mode: 0o600 })
    await rename(`${path}.new`, path)
  }

  /** Tells this box's figures from those of another school of the same name. */
  #box(): string {
    const path = join(this.#places.copy, 'box')
    try {
      const known = readFileSync(path, 'utf8').trim()
      if (/^[0-9a-f]{8}$/.test(known)) return known
    } catch {
      // The first time there is none.
    }
    const made = randomBytes(4).toString('hex')
    writeFileSync(path, made, { mode: 0o600 })
    return made
  }

  async #mirror(
    part: 'lists' | 'catalogue' | 'presets',
    problem?: (file: string, text: string) => string | undefined,
  ): Promise<readonly MirrorProblem[]> {
    const from = join(this.#places.folder, part)
    const to = join(this.#places.copy, part)
    if (!(await isFolder(from))) {
      await rm(to, { recursive: true, force: true })
      return []
    }
    await mkdir(to, { recursive: true })
    return (await mirror(from, to, problem)).map(({ file, ...rest }) => ({ file: `${part}/${file}`, ...rest }))
  }

  /**
   * Does the work after what was begun before, or gives it up: when its time is over, or where the share fails in the middle. One thing at a time: a share
   * that hangs holds one of the few threads that this program reads files with, and may not get them all. Returns whether it is done.
   */
  async #inTime(work: () => Promise<void>): Promise<boolean> {
    let isGivenUp = false
    const ended = this.#last.then(async () => {
      if (isGivenUp) return false
      return await work().then(
        () => true,
        () => false,
      )
    })
    this.#last = ended
    const waiting = new AbortController()
    const late = setTimeout(this.#patience, false, { signal: waiting.signal, ref: false }).catch(() => false)
    const isDone = await Promise.race([ended, late])
    isGivenUp = true
    waiting.abort()
    return isDone
  }
}

/** An empty folder is where a share should be: a board that shares nothing has made one of these all the same. A box makes none of them. */
async function isShared(folder: string): Promise<boolean> {
  for (const part of ['presets', 'lists', 'catalogue', 'figures']) if (await isFolder(join(folder, part))) return true
  return false
}

const isFolder = async (path: string): Promise<boolean> =>
  await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** Nothing where it cannot be read: whoever reads it says so. */
async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    return size > MOST_BYTES ? '' : await readFile(path, 'utf8')
  } catch {
    return ''
  }
}
