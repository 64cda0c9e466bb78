import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Endpoint } from '../../src/config/config.ts'
import type { Asking, Reply } from './ask.ts'
import { ask } from './ask.ts'
import type { ScriptedUpstream } from './scripted-upstream.ts'
import { scriptedUpstream } from './scripted-upstream.ts'
import { temporaryFolder } from './temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')
const program = join(root, 'dist', 'rooster.js')

/** The built product at work, as a person starts it. */
export interface AProduct {
  readonly dns: Endpoint
  readonly web: string
  /** The one-time link it printed, if it did. */
  readonly firstLink: string | undefined
  readonly data: string
  readonly upstream: ScriptedUpstream
  readonly process: ChildProcess
  /** All that it printed so far. */
  printed(): string
  ask(name: string, asking?: Partial<Asking>): Promise<Reply>
  /** Tells it to stop, and waits: the exit code. */
  stop(): Promise<number | null>
}

/** What came of a command that ends by itself. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Runs a command of the built product to its end. */
export function rooster(words: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = spawnRooster(words, environment)
  let out = ''
  let error = ''
  child.stdout!.on('data', (text) => (out += text))
  child.stderr!.on('data', (text) => (error += text))
  child.stdin!.end(input)
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, error })))
}

/** In what surroundings the product is started: `through` are the words of a program that starts it (`sh` after an `ulimit`, say). */
export interface Surroundings {
  readonly environment?: NodeJS.ProcessEnv
  readonly through?: readonly string[]
}

/** Starts the built product on free ports of the loopback. `data` is its folder, a new one if not given; `more` are further flags. */
export async function aProduct(
  data = temporaryFolder(),
  more: readonly string[] = [],
  surroundings: Surroundings = {},
): Promise<AProduct> {
  const upstream = await scriptedUpstream()
  onTestFinished(() => upstream.close())
  const [dnsPort, webPort] = [await freePort(), await freePort()]
  const words = [
    'serve',
    '--dns',
    `127.0.0.1:${dnsPort}`,
    '--web',
    `127.0.0.1:${webPort}`,
    '--data',
    data,
    '--upstream',
    `127.0.0.1:${upstream.endpoint.port}`,
    ...more,
  ]
  const child = spawnRooster(words, surroundings.environment, surroundings.through)
  let printed = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => (printed += text))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  onTestFinished(async () => void (await stop()))
  await until(
    () =>
      (printed.includes('DNS ') && /Dashboard http|stays away|until this is mended/.test(printed)) ||
      child.exitCode !== null,
    () => printed,
    // A second or two; on a machine that has much else to do it may be many.
    25_000,
  )
  const dns = { address: '127.0.0.1', port: dnsPort }
  return {
    dns,
    web: `http://127.0.0.1:${webPort}`,
    firstLink: /http\S+\/welcome\/\S+/.exec(printed)?.[0],
    data,
    upstream,
    process: child,
    printed: () => printed,
    ask: (name, asking = {}) => ask(dns, name, { from: '127.0.0.1', ...asking }),
    stop,
  }
}

/** Waits until something holds, looking every 20 ms, for ten seconds at most. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  otherwise: () => string = () => '',
  patience = 10_000,
): Promise<void> {
  for (const end = performance.now() + patience; performance.now() < end; ) {
    if (await holds()) return
    await new Promise((next) => setTimeout(next, 20))
  }
  throw new Error(`it did not come to pass in ${patience} ms: ${holds}\n${otherwise()}`)
}

/** A port of the loopback that nobody listens on, UDP or TCP: below the range from which the kernel hands out ports to everyone else's sockets. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000)
    if ((await canListen(port)) && (await canBind(port))) return port
  }
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

function canBind(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(false))
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)))
  })
}

function spawnRooster(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  through: readonly string[] = [],
): ChildProcess {
  if (!existsSync(program)) throw new Error('the product is not built: run `npm run build`, or the tests by `npm test`')
  const [first = '', ...others] = [...through, process.execPath, program, ...words]
  return spawn(first, others, {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
}
