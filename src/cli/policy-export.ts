import type { PolicyBook } from '../app/policy/policy-book.ts'
import { openPolicyBook } from '../app/policy/policy-book.ts'
import { answering, configOf, readArguments, settingFlags, UsageError } from './arguments.ts'

/** How it is called. */
export const usage = 'rooster policy export [--at TIME | --revision N] [--data DIR] [--json]'

const flags = {
  ...settingFlags,
  at: { type: 'string' },
  revision: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** Prints the policy in force, or one that was, as the YAML that `policy import` reads. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values, positionals } = readArguments(args, flags, usage)
    const { at, revision } = values
    if (positionals.length > 0) throw new UsageError(`export takes no words\nusage: ${usage}`)
    if (at !== undefined && revision !== undefined)
      throw new UsageError(`--at or --revision, not both\nusage: ${usage}`)
    if (revision !== undefined && !/^[1-9]\d*$/.test(revision))
      throw new UsageError(`--revision takes a number, not "${revision}"\nusage: ${usage}`)
    const book = await openPolicyBook(configOf(values))
    try {
      const which = revision !== undefined ? { number: Number(revision) } : at === undefined ? 'now' : instant(book, at)
      const { revision: found, yaml, policy } = await book.export(which)
      const { number, by, why } = found
      if (values.json)
        console.log(JSON.stringify({ revision: number, at: book.zone.format(found.at), by, why, policy }))
      else process.stdout.write(yaml)
      return 0
    } finally {
      await book.close()
    }
  })
}

function instant({ zone }: PolicyBook, text: string): { readonly at: number } {
  try {
    return { at: zone.parse(text) }
  } catch {
    throw new UsageError(`--at "${text}" is not a time; write it as 2026-11-23T08:00\nusage: ${usage}`)
  }
}
