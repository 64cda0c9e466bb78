import { join } from 'node:path'
import { readPolicy } from '../../src/config/policy-file.ts'
import { ConfigError } from '../../src/config/problems.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { root } from '../../src/product.ts'
import { shipped } from '../helpers/lankforst.ts'

/** The folder of the presets. */
export const config: string = join(root, 'config')
/** Reads a policy's YAML. */
export const read = (yaml: string, folder = config): Policy => readPolicy(yaml, 'school.yaml', folder, shipped)

/** The smallest school that has one of everything. */
export const start = `
school: { name: De Voorbeeldschool, type: primary }
unknown: pupils
groups:
  pupils: { name: { nl: Leerlingen, en: Pupils }, record: attempts, timetable: all }
classes: { 3b: { name: 3B } }
timetables:
  all: { name: { nl: Alle, en: All }, days: { mon: [08:30-12:00 lesson] } }
clauses: { X-1: { nl: Geen spelletjes, en: No games } }
sets:
  fun: { name: { nl: Leuk, en: Fun }, platforms: [youtube] }
`

/** Everything that is wrong with a policy, as `place: problem`. */
export function problemsOf(yaml: string, folder = config): readonly string[] {
  try {
    read(yaml, folder)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ place, problem }) => `${place}: ${problem}`)
    throw error
  }
  return []
}
