import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import type { Endpoint } from '../../src/config/config.ts'
import type { AProduct } from '../helpers/a-product.ts'
import { aProduct, freePort } from '../helpers/a-product.ts'
import type { Calling } from '../helpers/a-visit.ts'
import { aProgram, signedIn } from '../helpers/a-visit.ts'
import type { AWatch } from '../helpers/a-watch.ts'
import { aWatch } from '../helpers/a-watch.ts'
import { ask } from '../helpers/ask.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { seeded } from '../rfc/mutate.ts'

// The whole program ends in the middle of whatever it does (kill -9), at a moment that a seed chooses: `SEED=7 npm test test/faults/power-cuts.test.ts`.

/** Rounds; `npm run verify -- faults` does a hundred. */
const ROUNDS = process.env['FAULTS'] === 'long' ? 100 : 8
const SEED = Number(process.env['SEED'] ?? 1)

it(`cut off ${ROUNDS} times while attempts are written and rules are laid down: it starts, the databases are sound, no rule that was acknowledged is lost, and nothing that is closed is ever open`, {
  timeout: ROUNDS * 10_000,
}, async () => {
  const random = seeded(SEED)
  const box = await aBox()
  const watch = await aWatch(box.dns, ['www.pornhub.com'])
  onTestFinished(watch.stop)
  const acknowledged: string[] = []
  let call: Calling | undefined
  let attempts = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const where = `round ${round} of seed ${SEED}`
    // Every other time the start itself is cut off first; in the first round that is the very first start.
    if (round % 2 === 0) await box.startCutOffAfter(random(900))
    const product = await box.start()
    call ??= await aProgram(product, await signedIn(product))
    const found = inspected(box.data)
    expect(found.faults, where).toEqual([])
    expect(found.attempts, where).toBeGreaterThanOrEqual(attempts)
    attempts = found.attempts
    const { items } = (await (await call(product, 'GET', '/rules')).json()) as { items: { target: string }[] }
    const kept = items.map(({ target }) => target)
    expect(
      acknowledged.filter((name) => !kept.includes(`site:${name}`)),
      where,
    ).toEqual([])
    const ended = once(product.process, 'exit')
    void delay(200 + random(600)).then(() => product.process.kill('SIGKILL'))
    acknowledged.push(...(await closeSites({ dns: box.dns, product, call, watch, prefix: `n${round}` })))
    await ended
    expect(watch.opened, where).toEqual([])
  }
  expect(acknowledged.length).toBeGreaterThan(ROUNDS)
  expect([attempts > 0, watch.answered() > ROUNDS * 50]).toEqual([true, true])
})

/** A box whose DNS is at one port, whatever happens to it. */
async function aBox() {
  const data = temporaryFolder()
  const dns = { address: '127.0.0.1', port: await freePort() }
  const words = ['--dns', `${dns.address}:${dns.port}`]
  return {
    data,
    dns,
    start: () => aProduct(data, words),
    async startCutOffAfter(milliseconds: number): Promise<void> {
      const web = `127.0.0.1:${await freePort()}`
      const program = join(import.meta.dirname, '..', '..', 'dist', 'rooster.js')
      const all = [program, 'serve', ...words, '--web', web, '--data', data, '--upstream', '127.0.0.1:9']
      const child = spawn(process.execPath, all, { stdio: 'ignore' })
      const ended = once(child, 'exit')
      await delay(milliseconds)
      child.kill('SIGKILL')
      await ended
    },
  }
}

interface Closing {
  readonly dns: Endpoint
  readonly product: AProduct
  readonly call: Calling
  readonly watch: AWatch
  readonly prefix: string
}

/** Closes one site after another, each of which was open and is kept in the cache, until nobody is there any more. Those that were acknowledged. */
async function closeSites({ dns, product, call, watch, prefix }: Closing): Promise<readonly string[]> {
  const ended = once(product.process, 'exit')
  const closed: string[] = []
  for (let i = 0; ; i += 1) {
    const name = `${prefix}-${i}.example`
    const isThere = await Promise.race([ask(dns, name, { from: '127.0.0.1' }).then(() => true), ended])
    if (isThere !== true) return closed
    const rule = { groups: ['pupils'], target: `site:${name}`, state: 'closed', when: 'always' }
    const response = await call(product, 'POST', '/rules', rule).catch(() => undefined)
    if (response === undefined) return closed
    expect(response.status).toBe(201)
    watch.add(name)
    closed.push(name)
  }
}

/** What is wrong with the databases, and how many attempts there are. */
function inspected(data: string): { readonly faults: readonly unknown[]; readonly attempts: number } {
  const faults: unknown[] = []
  let attempts = 0
  for (const file of ['office.db', 'attempts.db']) {
    const database = new Database(join(data, file), { readonly: true })
    const checked = database.pragma('integrity_check') as readonly { integrity_check: string }[]
    faults.push(...checked.filter(({ integrity_check: said }) => said !== 'ok'), ...rows(database, 'foreign_key_check'))
    if (file === 'attempts.db')
      attempts = (database.prepare('select coalesce(sum(count), 0) as n from attempts').get() as { n: number }).n
    database.close()
  }
  return { faults, attempts }
}

const rows = (database: Database.Database, pragma: string) => database.pragma(pragma) as readonly unknown[]
