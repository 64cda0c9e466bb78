import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Name } from '../dns/name.ts'
import { readName } from '../dns/name.ts'

const host = z.string().transform((text, context): Name => {
  const read = readName(text)
  if ('name' in read && read.name === text) return read.name
  context.addIssue({ code: 'custom', message: `"${text}" is not a domain name in lower case` })
  return z.NEVER
})
const text = z.object({ nl: z.string().min(1), en: z.string().min(1) })
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a date is written 2026-11-24')

/** What a platform needs a name for. */
export const nameRoles = ['web', 'api', 'media', 'short', 'library'] as const

/** A file of `platforms/`. */
export const platformFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  sets: z.array(z.string()),
  source: z.string().min(1),
  date: z.string(),
  names: z.partialRecord(z.enum(nameRoles), z.array(host)),
  /**
   * The roles that have no name of their own: the role whose names serve them (an app that talks to the site's own name), or `elsewhere` where they come
   * from names that are many services' and are never listed.
   */
  'served-by': z.partialRecord(z.enum(['api', 'media']), z.enum(['web', 'api', 'media', 'elsewhere'])).optional(),
  /** Its names that lie below a name of another platform, which they are not: the platform of the name above. The longest name tells. */
  under: z.record(z.string(), z.string()).optional(),
  shared: z.record(z.string(), z.array(z.string()).min(2)).optional(),
})
export type PlatformFile = z.infer<typeof platformFile>

/** A file of `essential/` and `protected/`. */
export const standingFile = z.strictObject({
  id: z.string(),
  name: text,
  why: text,
  source: z.string().min(1),
  date: z.string(),
  record: z.literal('never').optional(),
  names: z.array(host).min(1),
})

/** The file `restricted.yaml`. */
export const restrictedFile = z.strictObject({
  source: z.string(),
  date: z.string(),
  'safe-search': z.record(z.string(), z.strictObject({ target: host, names: z.array(host).min(1) })),
  youtube: z.strictObject({ strict: host, moderate: host, names: z.array(host).min(1) }),
})

/** The file `catalogue.yaml`: how new the catalogue is, and whose. */
export const catalogueFile = z.strictObject({ version: date, source: z.string().min(1) })

/** One thing that is wrong in a file of a catalogue. */
export interface FileProblem {
  /** Its path below the catalogue's folder. */
  readonly file: string
  readonly place: string
  readonly problem: string
}

/** What a file holds, or everything that is wrong in it. */
export type FileRead<Value> = { readonly value: Value } | { readonly problems: readonly FileProblem[] }

/** Most bytes of a file of a catalogue: the largest that ship have some thousands. */
const MOST_BYTES = 1 << 20

/** Reads one YAML file of a catalogue. Throws nothing, whatever the file holds. */
export function readCatalogueFile<Value>(folder: string, file: string, schema: z.ZodType<Value>): FileRead<Value> {
  const read = textOf(folder, file)
  if ('problems' in read) return read
  let value: unknown
  try {
    value = parse(read.value)
  } catch (error) {
    // A file that unfolds to gigabytes is a ReferenceError; all else says its line.
    return wrong(file, 'YAML', (error as Error).message.split('\n')[0]!)
  }
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data }
  return {
    problems: result.error.issues.map(({ path, message }) => ({
      file,
      place: path.join('.') || '(top)',
      problem: message,
    })),
  }
}

/** Reads a list of names, one a line, `#` before a comment. */
export function readNames(folder: string, file: string): FileRead<readonly Name[]> {
  const read = textOf(folder, file)
  if ('problems' in read) return read
  const lines = read.value.split('\n').map((line, i) => [line.replace(/#.*/, '').trim(), i + 1] as const)
  const parsed = lines.filter(([line]) => line !== '').map(([line, number]) => [host.safeParse(line), number] as const)
  const problems = parsed.flatMap(([{ error }, number]) =>
    error === undefined ? [] : [{ file, place: `line ${number}`, problem: error.issues[0]!.message }],
  )
  return problems.length > 0 ? { problems } : { value: parsed.map(([{ data }]) => data!) }
}

/** The YAML files of a folder of the catalogue, in a fixed order; none where there is no such folder. Hidden files are passed over. */
export function yamlFilesIn(folder: string, below: string): readonly string[] {
  if (!statSync(join(folder, below), { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(join(folder, below))
    .filter((file) => file.endsWith('.yaml') && !file.startsWith('.'))
    .sort()
    .map((file) => `${below}/${file}`)
}

function textOf(folder: string, file: string): FileRead<string> {
  try {
    const path = join(folder, file)
    const { size } = statSync(path)
    if (size > MOST_BYTES) return wrong(file, '(file)', `is too big (more than ${MOST_BYTES >> 20} MB)`)
    return { value: readFileSync(path, 'utf8') }
  } catch (error) {
    return wrong(file, '(file)', `cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

const wrong = (file: string, place: string, problem: string) => ({ problems: [{ file, place, problem }] })
