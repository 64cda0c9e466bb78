/** Exit codes: it worked, it failed, it was called wrongly. */
const exit = { ok: 0, failed: 1, usage: 2 } as const

/** The commands, each loaded only when it is called: `explain` should not wait for the dashboard. */
const commands: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<number> }>>> = {
  serve: () => import('./cli/serve.ts'),
  validate: () => import('./cli/validate.ts'),
  explain: () => import('./cli/explain.ts'),
  trace: () => import('./cli/trace.ts'),
  policy: () => import('./cli/policy.ts'),
  lists: () => import('./cli/lists.ts'),
  user: () => import('./cli/user.ts'),
  backup: () => import('./cli/backup.ts'),
  restore: () => import('./cli/restore.ts'),
  healthcheck: () => import('./cli/healthcheck.ts'),
  version: () => import('./cli/version.ts'),
  help: () => import('./cli/help.ts'),
}

async function main(words: readonly string[]): Promise<number> {
  const [first = 'serve'] = words
  const named = first.startsWith('-')
    ? first === '--help' || first === '-h'
      ? 'help'
      : first === '--version'
        ? 'version'
        : 'serve'
    : first
  const load = commands[named]
  if (load === undefined) {
    console.error(`rooster: unknown command "${first}"; there are: ${Object.keys(commands).join(', ')}`)
    return exit.usage
  }
  const command = await load()
  return command.run(first.startsWith('-') ? words : words.slice(1))
}

process.exitCode = await main(process.argv.slice(2))
