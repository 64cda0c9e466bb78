import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import type { Name } from '../dns/name.ts'
import type { Catalogue, Platform } from '../policy/policy.ts'
import type { FileRead, PlatformFile, restrictedFile } from './catalogue-files.ts'
import {
  nameRoles,
  platformFile,
  readCatalogueFile,
  readNames,
  restrictedFile as restrictedSchema,
  standingFile,
  yamlFilesIn,
} from './catalogue-files.ts'
import { unpacked } from './catalogue-pack.ts'

/** Reads the folder `blocklists/`. Throws with the file's name where one is not as it should be: it ships with the product. */
export function loadCatalogue(folder: string): Catalogue {
  return unpacked(folder) ?? readCatalogue(folder)
}

/** The same, from the files themselves. */
export function readCatalogue(folder: string): Catalogue {
  const files = <Value>(below: string, schema: z.ZodType<Value>) =>
    yamlFilesIn(folder, below).map((file) => must(folder, readCatalogueFile(folder, file, schema)))
  const essential = files('essential', standingFile)
  return {
    platforms: files('platforms', platformFile).map((file) => platformOf(file)),
    essential: essential.flatMap(({ names }) => names),
    protected: files('protected', standingFile).flatMap(({ names }) => names),
    sensitive: [...must(folder, readNames(folder, 'sensitive.txt')), ...neverRecorded(essential)],
    categories: readdirSync(join(folder, 'categories'))
      .map((file) => basename(file, '.txt'))
      .sort(),
    restricted: restrictedOf(must(folder, readCatalogueFile(folder, 'restricted.yaml', restrictedSchema))),
  }
}

/** A platform of its file. */
export function platformOf({ id, name, sets, names }: PlatformFile, origin?: Platform['origin']): Platform {
  const own = nameRoles.filter((role) => role !== 'library').flatMap((role) => names[role] ?? [])
  return {
    id,
    name,
    sets,
    names: own,
    library: names.library ?? [],
    roles: names,
    ...(origin === undefined ? {} : { origin }),
  }
}

/** The essential names of which nothing is recorded. */
export const neverRecorded = (files: readonly z.infer<typeof standingFile>[]): readonly Name[] =>
  files.filter(({ record }) => record === 'never').flatMap(({ names }) => names)

/** The search engines and YouTube of their file. */
export const restrictedOf = (file: z.infer<typeof restrictedFile>): Catalogue['restricted'] => ({
  safeSearch: Object.values(file['safe-search']),
  youtube: file.youtube,
})

function must<Value>(folder: string, read: FileRead<Value>): Value {
  if ('value' in read) return read.value
  const problems = read.problems.map(({ place, problem }) => `  ${place}: ${problem}`)
  throw new Error(`${join(folder, read.problems[0]!.file)} is not as it should be:\n${problems.join('\n')}`)
}
