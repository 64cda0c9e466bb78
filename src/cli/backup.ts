import { backUp, passphraseOf } from '../app/box/backup-console.ts'
import { systemClock } from '../time/clock.ts'
import { answering, configOf, readArguments, settingFlags, UsageError } from './arguments.ts'
import { standardInput } from './standard-input.ts'

const usage = `rooster backup FILE [--data DIR]
       The passphrase is read from standard input, or from the file of backup: passphrase-file (ROOSTER_BACKUP_PASSPHRASE_FILE).`

/** Writes an encrypted backup, beside a running server or without one. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values, positionals } = readArguments(args, settingFlags, usage)
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError(`backup takes one file\nusage: ${usage}`)
    const config = configOf(values)
    await backUp(config, file, passphraseOf(await standardInput(), config.backup.passphraseFile), systemClock())
    console.log(`Done: ${file}.`)
    return 0
  })
}
