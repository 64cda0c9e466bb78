import { openPolicyBook, policyIn } from '../app/policy/policy-book.ts'
import { answering, configOf, readArguments, settingFlags, UsageError } from './arguments.ts'
import { asJson, asLines } from './changes.ts'

/** How it is called. */
export const usage = 'rooster policy import FILE [--why TEXT] [--based-on N] [--dry-run] [--data DIR] [--json]'

const flags = {
  ...settingFlags,
  why: { type: 'string' },
  'based-on': { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

/** Puts the policy of a file (or a preset) in force as a new revision; a running server has it within seconds. Exit code 1 with everything that is wrong. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values, positionals } = readArguments(args, flags, usage)
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError(`import takes one file\nusage: ${usage}`)
    const dry = values['dry-run'] === true
    const basedOn = values['based-on']
    if (basedOn !== undefined && !/^[1-9]\d*$/.test(basedOn))
      throw new UsageError(`--based-on takes a revision's number, not "${basedOn}"\nusage: ${usage}`)
    // What cannot be read must not begin a school.
    const policy = policyIn(file, configOf(values))
    const book = await openPolicyBook(configOf(values), !dry)
    try {
      const { revision, changes } = await book.import(policy, {
        file,
        why: values.why?.trim() || undefined,
        basedOn: basedOn === undefined ? undefined : Number(basedOn),
        dry,
      })
      if (values.json) console.log(JSON.stringify({ revision, imported: !dry, changes: asJson(changes) }))
      else console.log([...asLines(changes), said(revision, changes.length, dry)].join('\n'))
      return 0
    } finally {
      await book.close()
    }
  })
}

function said(revision: number, number: number, dry: boolean): string {
  const changes = number === 1 ? '1 change' : `${number} changes`
  if (number === 0) return `Nothing changes: revision ${revision} is this policy.`
  if (dry) return `${changes}; nothing was done.`
  return `${changes}, in force as revision ${revision}.`
}
