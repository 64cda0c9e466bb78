import { readFileSync, statSync } from 'node:fs'
import type { Catalogue, Policy } from '../policy/policy.ts'
import { presetFiles, readPolicy } from './policy-file.ts'
import { ConfigError } from './problems.ts'

/** Most bytes of a policy's file: a large school's is some hundred thousand. */
const MOST_BYTES = 4 << 20

/** Reads the policy of a preset's id or of a file. Throws {@link ConfigError} with every problem at once. */
export function policyFrom(
  word: string,
  configFolder: string,
  catalogue: Catalogue,
  ofBoard: readonly string[] = [],
): Policy {
  const presets = presetFiles(configFolder, ofBoard)
  return readPolicy(textOf(presets.get(word) ?? word, [...presets.keys()].sort()), word, configFolder, catalogue)
}

function textOf(path: string, presets: readonly string[]): string {
  const wrong = (problem: string) => new ConfigError(path, [{ place: 'FILE', problem }])
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isFile()) throw wrong(`there is no such file, and no such preset; presets: ${presets.join(', ')}`)
  if (stat.size > MOST_BYTES) throw wrong(`is too big to be a policy (more than ${MOST_BYTES >> 20} MB)`)
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw wrong(`cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
