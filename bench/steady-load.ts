import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../src/product.ts'
import { start } from './children.ts'
import { freePort } from './ports.ts'

/** A question, and who asks it. */
export interface Sent {
  /** Place in the list of addresses. */
  readonly client: number
  readonly packet: Buffer
}

/** What came of a question, put to two servers at once. */
export interface Exchange {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Milliseconds to the answer of each server; undefined where none came. */
  readonly took: readonly (number | undefined)[]
  /** Whether the first server answered with records and no error. */
  readonly isOpen: boolean
}

/** Two servers (ports of 127.0.0.1) and those who ask them: each address in turn puts the next of the questions, over and over. */
export interface Load {
  readonly folder: string
  readonly addresses: readonly string[]
  readonly ports: readonly [number, number]
  readonly questions: readonly Sent[]
}

/** How long the answers of a server took, in milliseconds. */
export interface Percentiles {
  readonly answers: number
  readonly median: number
  readonly p99: number
  readonly p999: number
  readonly worst: number
}

/** What came of many questions, put to two servers at once. */
export interface Summary {
  readonly asked: number
  /** How many the first server answered with another error than "no such name". */
  readonly failures: number
  readonly servers: readonly [Percentiles, Percentiles]
}

/** Bytes of an exchange as `steady-load.c` writes it. */
const EXCHANGE = 24

/** Starts a plain UDP echo, a program of its own; resolves to its port. */
export async function startEcho(folder: string): Promise<number> {
  const port = await freePort()
  start(compiled('echo', folder), [String(port)], join(folder, 'echo.log'))
  return port
}

/** Makes a function that puts so many questions a second, evenly, until an instant; each goes to both servers, which take turns in being first. */
export function steadyLoad(load: Load) {
  const run = runner(load)
  return async (rate: number, end: number): Promise<readonly Exchange[]> => {
    const bytes = await run(rate, end)
    return Array.from({ length: bytes.length / EXCHANGE }, (_, i) => exchangeAt(bytes, i * EXCHANGE))
  }
}

/** The same for so many questions that only their percentiles are of use. */
export function steadySummary(load: Load) {
  const run = runner(load)
  return async (rate: number, end: number): Promise<Summary> => summaryIn(String(await run(rate, end, 'summary')))
}

function runner({ folder, addresses, ports, questions }: Load) {
  const program = compiled('steady-load', folder)
  const asked = join(folder, 'questions')
  writeFileSync(asked, laidOut(addresses, questions))
  return async (rate: number, end: number, ...more: readonly string[]): Promise<Buffer> => {
    const answered = join(folder, 'exchanges')
    const child = start(program, [asked, String(rate), String(end), ...ports.map(String), ...more], answered)
    const code = await new Promise((done) => child.on('exit', done))
    const bytes = readFileSync(answered)
    writeFileSync(answered, '')
    if (code !== 0) throw new Error(`steady-load: ${bytes.toString('utf8', 0, 200)}`)
    return bytes
  }
}

function summaryIn(text: string): Summary {
  const [[asked = 0, failures = 0] = [], ...servers] = text.split('\n').map((line) => line.split(' ').map(Number))
  const percentiles = ([answers = 0, median = 0, p99 = 0, p999 = 0, worst = 0]: readonly number[] = []) => ({
    ...{ answers, median, p99, p999, worst },
  })
  return { asked, failures, servers: [percentiles(servers[0]), percentiles(servers[1])] }
}

function exchangeAt(bytes: Buffer, at: number): Exchange {
  const took = [bytes.readFloatLE(at + 8), bytes.readFloatLE(at + 12)].map((ms) => (Number.isNaN(ms) ? undefined : ms))
  const isOpen = bytes.readUInt16LE(at + 16) === 0 && bytes.readUInt16LE(at + 18) > 0
  return { at: bytes.readDoubleLE(at), took, isOpen }
}

/** The file that `steady-load.c` reads. */
function laidOut(addresses: readonly string[], questions: readonly Sent[]): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32LE(addresses.length, 0)
  head.writeUInt32LE(questions.length, 4)
  const asked = questions.flatMap(({ client, packet }) => {
    const before = Buffer.alloc(4)
    before.writeUInt16LE(client, 0)
    before.writeUInt16LE(packet.length, 2)
    return [before, packet]
  })
  return Buffer.concat([head, ...addresses.map((address) => Buffer.from(address.split('.').map(Number))), ...asked])
}

/** A program of this folder, compiled. Throws where there is no C compiler. */
function compiled(name: string, folder: string): string {
  const program = join(folder, name)
  const words = ['-O2', '-Wall', '-Wextra', '-Werror', '-o', program, join(root, 'bench', `${name}.c`), '-lm']
  const { error, status, stderr } = spawnSync('cc', words, { encoding: 'utf8' })
  if (error) throw new Error('this needs a C compiler: apt-get install gcc libc6-dev')
  if (status !== 0) throw new Error(`bench/${name}.c does not compile:\n${stderr}`)
  return program
}
