import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What one load came to. */
export interface Load {
  readonly perSecond: number
  readonly sent: readonly number[]
  readonly completed: number
  readonly lost: number
  /** Mean, milliseconds. */
  readonly latency: number
}

/** Who asks, and how hard: in all so many sockets and unanswered questions, shared among the addresses. */
const CLIENTS = { sockets: 20, outstanding: 200 }

/** Puts the mix to a server for so many seconds, from one or more loopback addresses at once; `sent` is per address. */
export async function load(port: number, mix: string, seconds: number, addresses: number): Promise<Load> {
  const share = (whole: number) => String(Math.ceil(whole / addresses))
  const outputs = await Promise.all(
    Array.from({ length: addresses }, async (_, i) => {
      const words = ['-s', '127.0.0.1', '-p', String(port), '-a', `127.1.0.${i + 1}`, '-d', mix, '-l', String(seconds)]
      const spread = ['-c', share(CLIENTS.sockets), '-q', share(CLIENTS.outstanding), '-T', '1']
      const { stdout } = await run('dnsperf', [...words, ...spread], { timeout: (seconds + 30) * 1000 })
      return stdout
    }),
  )
  const sum = (label: string) => outputs.reduce((total, output) => total + figure(output, label), 0)
  return {
    perSecond: sum('Queries per second'),
    sent: outputs.map((output) => figure(output, 'Queries sent')),
    completed: sum('Queries completed'),
    lost: sum('Queries lost'),
    latency: (sum('Average Latency (s)') / addresses) * 1000,
  }
}

function figure(output: string, label: string): number {
  const line = output.split('\n').find((candidate) => candidate.trim().startsWith(label))
  if (line === undefined) throw new Error(`dnsperf said nothing of "${label}":\n${output}`)
  return Number.parseFloat(line.split(':')[1]!)
}
