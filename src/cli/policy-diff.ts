import { changesOf } from '../app/policy/policy-book.ts'
import { answering, configOf, readArguments, settingFlags, UsageError } from './arguments.ts'
import { asJson, asLines } from './changes.ts'

/** How it is called. */
export const usage =
  'rooster policy diff FROM [TO] [--data DIR] [--json]; each a file, the id of a preset or the number of a revision; without TO: what holds now'

/** Says what is different in one policy from another. The exit code is 0 whether they differ or not. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values, positionals } = readArguments(args, { ...settingFlags, json: { type: 'boolean' } }, usage)
    const [from, to, ...more] = positionals
    if (from === undefined || more.length > 0) throw new UsageError(`diff takes one policy or two\nusage: ${usage}`)
    const changes = await changesOf(() => configOf(values), from, to)
    if (values['json']) console.log(JSON.stringify({ from, to: to ?? 'now', changes: asJson(changes) }))
    else console.log(changes.length === 0 ? 'No difference.' : asLines(changes).join('\n'))
    return 0
  })
}
