import { spawn } from 'node:child_process'

/** Runs a script as root of a network of its own, in which there is nothing yet. What it printed, a value a line; rejects where it failed. */
export function inANetworkOfItsOwn(script: string, words: readonly string[]): Promise<readonly unknown[]> {
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
