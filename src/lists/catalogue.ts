import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Name } from '../dns/name.ts'
import { readName } from '../dns/name.ts'
import type { Catalogue, Platform } from '../policy/policy.ts'

const host = z.string().transform((text, context): Name => {
  const read = readName(text)
  if ('name' in read && read.name === text) return read.name
  context.addIssue({ code: 'custom', message: `"${text}" is not a domain name in lower case` })
  return z.NEVER
})
const text = z.object({ nl: z.string().min(1), en: z.string().min(1) })
const roles = ['web', 'api', 'media', 'short', 'library'] as const

/** A file of `platforms/`. */
export const platformFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  sets: z.array(z.string()),
  source: z.string().min(1),
  date: z.string(),
  names: z.partialRecord(z.enum(roles), z.array(host)),
  shared: z.record(z.string(), z.array(z.string()).min(2)).optional(),
})

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

const restrictedFile = z.strictObject({
  source: z.string(),
  date: z.string(),
  'safe-search': z.record(z.string(), z.strictObject({ target: host, names: z.array(host).min(1) })),
  youtube: z.strictObject({ strict: host, moderate: host, names: z.array(host).min(1) }),
})

/** Reads the folder `blocklists/`. Throws with the file's name where one is not as it should be: it ships with the product. */
export function loadCatalogue(folder: string): Catalogue {
  const platforms = yamlFiles(join(folder, 'platforms'), platformFile).map(platformOf)
  const essential = yamlFiles(join(folder, 'essential'), standingFile)
  const standing = yamlFiles(join(folder, 'protected'), standingFile)
  const restricted = readYaml(join(folder, 'restricted.yaml'), restrictedFile)
  const sensitive = linesOf(join(folder, 'sensitive.txt'))
  return {
    platforms,
    essential: essential.flatMap(({ names }) => names),
    protected: standing.flatMap(({ names }) => names),
    sensitive: [...sensitive, ...essential.filter(({ record }) => record === 'never').flatMap(({ names }) => names)],
    categories: readdirSync(join(folder, 'categories'))
      .map((file) => basename(file, '.txt'))
      .sort(),
    restricted: { safeSearch: Object.values(restricted['safe-search']), youtube: restricted.youtube },
  }
}

function platformOf(file: z.infer<typeof platformFile>): Platform {
  const { id, name, sets, names } = file
  const own = roles.filter((role) => role !== 'library').flatMap((role) => names[role] ?? [])
  return { id, name, sets, names: own, library: names.library ?? [] }
}

function yamlFiles<T>(folder: string, schema: z.ZodType<T>): readonly T[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => readYaml(join(folder, file), schema))
}

function readYaml<T>(path: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parse(readFileSync(path, 'utf8')))
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path: where, message }) => `  ${where.join('.')}: ${message}`)
  throw new Error(`${path} is not as it should be:\n${problems.join('\n')}`)
}

function linesOf(path: string): readonly Name[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
  return lines.filter((line) => line !== '').map((line) => host.parse(line))
}
