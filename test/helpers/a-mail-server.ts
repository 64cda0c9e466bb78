import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createConnection, createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** A real mail server (Debian's aiosmtpd) on loopback, that prints what it takes. */
export interface AMailServer {
  readonly port: number
  /** The mails it took, as it printed them. */
  taken(): readonly string[]
  stop(): Promise<void>
}

const program = '/usr/bin/aiosmtpd'

/** Starts one; on a port that was free before, where none is given. */
export async function aMailServer(onPort?: number): Promise<AMailServer> {
  if (!existsSync(program))
    throw new Error(
      'there is no mail server to test with; run: sudo apt-get install -y --no-install-recommends python3-aiosmtpd',
    )
  const port = onPort ?? (await aFreePort())
  const words = ['-n', '-l', `127.0.0.1:${port}`, '-c', 'aiosmtpd.handlers.Debugging', 'stdout']
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PYTHONUNBUFFERED: '1' },
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  onTestFinished(stop)
  for (let i = 0; i < 200 && !(await answers(port)); i += 1) await setTimeout(25)
  return {
    port,
    taken: () => printed.split('---------- MESSAGE FOLLOWS ----------\n').slice(1),
    stop,
  }
}

/** A port on loopback that nobody listens on. */
export async function aFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    socket.once('data', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
