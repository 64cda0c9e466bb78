import type { ParseArgsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import { ConfigError } from '../config/problems.ts'

/** A command that was called wrongly; the message says how it is called. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Flags that every command with settings has. */
export const settingFlags = {
  config: { type: 'string' },
  dns: { type: 'string' },
  web: { type: 'string' },
  data: { type: 'string' },
  upstream: { type: 'string' },
  preset: { type: 'string' },
} as const satisfies ParseArgsConfig['options']

/** Reads flags and words. Throws {@link UsageError} with `usage` behind the problem. */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nusage: ${usage}`)
  }
}

/** The settings that the flags, the environment and the file give together. Throws ConfigError. */
export function configOf(values: Readonly<Record<string, unknown>>): Config {
  return loadConfig({ flags: values as Record<string, string | undefined>, environment: process.env })
}

/** Runs a command: what a person did wrong becomes a sentence and an exit code, and no stack. */
export async function answering(command: () => Promise<number>): Promise<number> {
  try {
    return await command()
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`rooster: ${error.message}`)
      return 2
    }
    if (
      error instanceof ConfigError ||
      (error instanceof Error && ['ListenError', 'StorageError', 'PersonError'].includes(error.name))
    ) {
      console.error(`rooster: ${error.message}`)
      return 1
    }
    throw error
  }
}
