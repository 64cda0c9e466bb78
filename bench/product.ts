import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../src/product.ts'
import { start } from './children.ts'
import { freePort } from './ports.ts'
import { secondsUntil } from './ready.ts'

/** A server that runs, as it is measured. */
export interface Server {
  readonly name: string
  readonly port: number
  readonly child: ChildProcess
  /** Seconds from its start to its first right answer. */
  readonly ready: number
}

/** The product, with its dashboard. */
export interface Product extends Server {
  readonly web: string
  /** What it printed. */
  readonly log: string
}

/**
 * Starts the built product on a data folder, and waits for its first right answers: a listed name is blocked, another is open. With a folder for
 * profiles, each of its threads writes one there when it ends.
 */
export async function startProduct(
  data: string,
  upstream: number,
  probe: { readonly listed: string; readonly open: string },
  profiles?: string,
): Promise<Product> {
  const program = join(root, 'dist', 'rooster.js')
  if (!existsSync(program)) throw new Error('the product is not built: npm run build')
  const [port, webPort] = [await freePort(), await freePort()]
  const local = (number: number) => `127.0.0.1:${number}`
  const settings = ['--dns', local(port), '--web', local(webPort), '--data', data, '--upstream', local(upstream)]
  const log = `${data}.log`
  const flags = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]
  const began = performance.now()
  const child = start(process.execPath, [...flags, program, 'serve', ...settings], log)
  const ready = await secondsUntil(port, began, probe, child).catch((error: Error) => {
    throw new Error(`${error.message}\n${readFileSync(log, 'utf8')}`)
  })
  return { name: 'rooster', port, child, ready, web: `http://${local(webPort)}`, log }
}
