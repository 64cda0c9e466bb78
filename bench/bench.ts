import { parseArgs } from 'node:util'
import { stopAll } from './children.ts'
import type { Settings } from './settings.ts'
import { settingsOf } from './settings.ts'

/** What a part found: its text for people, its figures for programs, and whether what it checked was right. */
export interface Found {
  readonly text: string
  readonly figures: unknown
  readonly right: boolean
}

const parts: Readonly<Record<string, () => Promise<{ run(settings: Settings): Promise<Found> }>>> = {
  forwarder: () => import('./forwarder.ts'),
  change: () => import('./change.ts'),
  policy: () => import('./policy.ts'),
  day: () => import('./school-day.ts'),
  latency: () => import('./latency.ts'),
  memory: () => import('./memory.ts'),
}

const usage = `npm run bench -- [PART ...] [--rounds N] [--seconds N] [--addresses N] [--names N] [--seed N] [--devices N] [--speed N] [--rate N] [--list FILE] [--mix FILE] [--peers NAME,...] [--profile DIR] [--keep] [--json]
parts: ${Object.keys(parts).join(', ')} (default: forwarder)`

async function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      addresses: { type: 'string' },
      names: { type: 'string' },
      seed: { type: 'string' },
      devices: { type: 'string' },
      speed: { type: 'string' },
      rate: { type: 'string' },
      list: { type: 'string' },
      mix: { type: 'string' },
      peers: { type: 'string' },
      profile: { type: 'string' },
      keep: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  const chosen = positionals.length === 0 ? ['forwarder'] : positionals
  const unknown = chosen.find((part) => !(part in parts))
  if (unknown !== undefined) throw new Error(`there is no part "${unknown}"`)
  const settings = settingsOf(values)
  const figures: Record<string, unknown> = {}
  let right = true
  for (const part of chosen) {
    const found = await (await parts[part]!()).run(settings)
    if (!values.json) console.log(found.text)
    figures[part] = found.figures
    right &&= found.right
  }
  if (values.json) console.log(JSON.stringify(figures, undefined, 2))
  return right ? 0 : 1
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
process.on('exit', stopAll)
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(`bench: ${(error as Error).message}\nusage: ${usage}`)
  process.exitCode = 2
} finally {
  stopAll()
}
