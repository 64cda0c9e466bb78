import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the product: where `blocklists`, `config` and `dist` are. */
export const root: string = join(import.meta.dirname, '..')

/** The version in `package.json`. */
export const version: string = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }
).version

/** When this program was made, milliseconds since 1970: a clock that shows less is wrong. */
export const builtAt: number = statSync(import.meta.filename).mtimeMs
