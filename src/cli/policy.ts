import { answering, UsageError } from './arguments.ts'
import * as diff from './policy-diff.ts'
import * as exporting from './policy-export.ts'
import * as importing from './policy-import.ts'

/** The school's policy as a preset's YAML: `export`, `import` and `diff`. */
export function run([what, ...args]: readonly string[]): Promise<number> {
  if (what === 'export') return exporting.run(args)
  if (what === 'import') return importing.run(args)
  if (what === 'diff') return diff.run(args)
  return answering(async () => {
    throw new UsageError(
      `policy takes export, import or diff\nusage: ${[exporting, importing, diff].map(({ usage }) => usage).join('\n       ')}`,
    )
  })
}
