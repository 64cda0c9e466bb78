import { passphraseOf, putBack } from '../app/box/backup-console.ts'
import { systemClock } from '../time/clock.ts'
import { answering, configOf, readArguments, settingFlags, UsageError } from './arguments.ts'
import { standardInput } from './standard-input.ts'

const usage = `rooster restore FILE [--data DIR]
       The passphrase is read from standard input, or from the file of backup: passphrase-file (ROOSTER_BACKUP_PASSPHRASE_FILE).
       The server must be stopped. What is replaced is kept in before-restore of the data folder.`

/** Puts a backup in the place of what a data folder holds, once it was found whole. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values, positionals } = readArguments(args, settingFlags, usage)
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError(`restore takes one file\nusage: ${usage}`)
    const config = configOf(values)
    const passphrase = passphraseOf(await standardInput(), config.backup.passphraseFile)
    const { manifest, erased } = await putBack(config, file, passphrase, systemClock())
    const when = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(manifest.madeAt)
    const again =
      erased === 0 ? '' : ` ${erased} devices, accounts or incidents that were erased since were taken out of it.`
    console.log(`Done: ${manifest.school}, as it was on ${when} (version ${manifest.version}).${again}`)
    console.log('Passwords are those of then. What was there before is in before-restore; remove it once all is well.')
    return 0
  })
}
