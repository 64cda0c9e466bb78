import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

// Real machines on a real bridge, in a network namespace that exists only here: the kernel's own neighbour table says who has which address.
it('a grant follows the phone by its MAC address, and never hits who takes its old address', {
  timeout: 90_000,
}, async () => {
  const seen = await inANetworkOfItsOwn(join(import.meta.dirname, 'devices-that-move.ts'), [
    temporaryFolder(),
    '127.0.0.1:5399',
  ])
  expect(seen).toEqual([
    { what: 'the phone with a grant', value: '198.51.100.7' },
    { what: 'the same phone, a site that is closed', value: '' },
    { what: 'the phone under a new address', value: '198.51.100.7' },
    { what: 'another phone under the old address', value: '' },
  ])
})

function inANetworkOfItsOwn(script: string, words: readonly string[]): Promise<readonly unknown[]> {
  return new Promise((resolve, reject) => {
    const child = spawn('unshare', [
      '--map-root-user',
      '--net',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      process.execPath,
      script,
      ...words,
    ])
    let out = ''
    let problems = ''
    child.stdout.on('data', (text) => (out += text))
    child.stderr.on('data', (text) => (problems += text))
    child.on('error', () =>
      reject(
        new Error(
          'network namespaces need unshare (util-linux) and ip (iproute2); run: sudo apt-get install -y util-linux iproute2',
        ),
      ),
    )
    child.on('close', (code) => {
      if (code !== 0)
        reject(
          new Error(
            `the network ended with code ${code}; user namespaces may be switched off here (run the tests as root):\n${out}${problems}`,
          ),
        )
      else
        resolve(
          out
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as unknown),
        )
    })
  })
}
