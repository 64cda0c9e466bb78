import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const common = `
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  username: ""
  chroot: ""
  pidfile: ""
  directory: ""
  use-syslog: no
  module-config: "iterator"
remote-control:
  control-enable: no
`

/** Starts an Unbound that is gone when the test is over: `server` are lines of its server clause, `more` are clauses. Waits until `isReady` says so. */
export async function anUnbound(server: string, more: string, isReady: () => Promise<boolean>): Promise<void> {
  const file = join(temporaryFolder(), 'unbound.conf')
  writeFileSync(file, `server:\n${server}${common}${more}`)
  const unbound = spawn('unbound', ['-d', '-c', file], { stdio: 'ignore' })
  onTestFinished(() => void unbound.kill('SIGKILL'))
  for (let tries = 0; tries < 60; tries += 1) {
    if (await isReady()) return
    await delay(50)
  }
  throw new Error('unbound does not answer')
}
