import type { Name } from '../dns/name.ts'
import type { PlatformFile } from './catalogue-files.ts'

/** What a platform's `source` says before the names that nobody has compared with anything; a colon and those names follow, or nothing: all its names. */
export const generalKnowledge = 'general knowledge, not compared with a list'

const LISTED = `${generalKnowledge}:`

/** The names that a platform's file has from general knowledge alone, as its `source` says; they stand at its end. */
export function uncompared({ source, names }: PlatformFile): readonly Name[] {
  if (!source.includes(generalKnowledge)) return []
  const all = Object.values(names).flat()
  const said = saidIn(source)
  return said.length === 0 ? all : all.filter((name) => said.includes(name))
}

/** What is wrong with a `source`: it is empty, or says that a name is from general knowledge which the platform does not have. */
export function sourceFaults({ id, source, names }: PlatformFile): readonly string[] {
  if (source.trim() === '') return [`${id} has no source`]
  const all: readonly string[] = Object.values(names).flat()
  return saidIn(source)
    .filter((name) => !all.includes(name))
    .map((name) => `${id} says that it has ${name} from general knowledge, and does not have it`)
}

function saidIn(source: string): readonly string[] {
  const at = source.indexOf(LISTED)
  if (at < 0) return []
  const names = source.slice(at + LISTED.length).split(',')
  return names.map((name) => name.trim()).filter((name) => name !== '')
}
