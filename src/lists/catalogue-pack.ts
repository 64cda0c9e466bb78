import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../policy/policy.ts'

// Two hundred files of YAML take longer to read than a command may take (`explain`). The build reads them once and lays down what it read, beside the
// program; it is used where the files are, byte for byte, what it was made from. From the sources there is no such file.

/** What the build lays down beside the program. */
export const packFile = 'catalogue.json'

/** The text of the pack: a catalogue, with what it was made from. */
export function packOf(catalogue: Catalogue, folder: string): string {
  return JSON.stringify({ madeFrom: contentOf(folder), catalogue } satisfies Pack)
}

/** The catalogue of a pack that was made from just these files; undefined where there is none. `at` is the folder of the pack. */
export function unpacked(folder: string, at: string = import.meta.dirname): Catalogue | undefined {
  try {
    const { madeFrom, catalogue } = JSON.parse(readFileSync(join(at, packFile), 'utf8')) as Pack
    return madeFrom === contentOf(folder) ? catalogue : undefined
  } catch {
    return undefined
  }
}

interface Pack {
  readonly madeFrom: string
  readonly catalogue: Catalogue
}

/** Tells one content of the folder from another. Of the categories only their names count. */
function contentOf(folder: string): string {
  const hash = createHash('sha256').update(JSON.stringify(readdirSync(join(folder, 'categories')).sort()))
  const files = ['platforms', 'essential', 'protected'].flatMap((below) =>
    readdirSync(join(folder, below))
      .sort()
      .map((file) => `${below}/${file}`),
  )
  for (const file of [...files, 'sensitive.txt', 'restricted.yaml']) {
    const content = readFileSync(join(folder, file))
    hash.update(`${file}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}
