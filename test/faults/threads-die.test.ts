import { writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { connect } from 'node:tls'
import { expect, it } from 'vitest'
import { aDebugger, DIES, hangs, hangsUntil, inspected } from '../helpers/a-debugger.ts'
import type { AProduct } from '../helpers/a-product.ts'
import { aProduct, freePort, rooster, until } from '../helpers/a-product.ts'
import { numberOf, post, signedIn } from '../helpers/a-visit.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

// A thread ends as a bug would have it, or its loop turns no more. Nobody touches anything by hand.

/** Whether there is time for what takes half a minute: `npm run verify -- faults`. */
const isLong = process.env['FAULTS'] === 'long'

const passes = (product: AProduct) =>
  product.ask('www.wikipedia.org').then(
    ({ data }) => data.length > 0,
    () => false,
  )

/** What `/healthz` says; undefined where it says nothing. */
async function healthz({ web }: AProduct): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return (await (await fetch(`${web}/healthz`, { signal: AbortSignal.timeout(500) })).json()) as Record<
      string,
      unknown
    >
  } catch {
    return undefined
  }
}

/** How often a thread ended, as the program says it. */
const ended = (product: AProduct, thread: string): number =>
  product.printed().split(`${thread}: the thread ended`).length - 1

/** One that also listens for DNS over TLS. */
async function aProductWithDot() {
  const dot = await freePort()
  const file = join(temporaryFolder(), 'rooster.yaml')
  writeFileSync(file, `dot: 127.0.0.1:${dot}\n`)
  return { product: await aProduct(undefined, ['--config', file], inspected), dot }
}

it('the office dies: DNS goes on, and it is back by itself and says so', async () => {
  const product = await aProduct(undefined, [], inspected)
  const threads = await aDebugger(product)
  await threads.run('office', DIES)
  await until(() => product.printed().includes('office: the thread ended'), product.printed)
  for (let i = 0; i < 20; i += 1) expect(await passes(product)).toBe(true)
  await until(async () => /^dashboard \d\d:\d\d$/.test(String((await healthz(product))?.['restarted'])))
  expect((await product.ask('www.pornhub.com')).error?.code).toBe(15)
})

it.runIf(isLong)(
  'the office hangs for a minute: DNS goes on, and after 30 s it is ended and started again',
  {
    timeout: 60_000,
  },
  async () => {
    const product = await aProduct(undefined, [], inspected)
    const threads = await aDebugger(product)
    await threads.run('office', hangs(60_000))
    await until(async () => (await healthz(product)) === undefined)
    for (let i = 0; i < 20; i += 1) expect(await passes(product)).toBe(true)
    await until(() => product.printed().includes('office: no sign of life for 30 seconds'), product.printed, 40_000)
    await until(async () => /^dashboard/.test(String((await healthz(product))?.['restarted'])))
    expect(await passes(product)).toBe(true)
  },
)

it('the resolver dies: the next one answers before anybody else has done a thing, and the office has it back', async () => {
  const product = await aProduct(undefined, [], inspected)
  const threads = await aDebugger(product)
  await product.ask('www.wikipedia.org')
  // The office hears and says nothing until we let it.
  const letGo = join(product.data, 'let-go')
  await threads.run('office', hangsUntil(letGo))
  await until(async () => (await healthz(product)) === undefined)
  await threads.run('resolver', DIES)
  await until(() => ended(product, 'resolver') === 1, product.printed)
  expect(await answersAgain(product)).toBe(true)
  expect((await product.ask('www.pornhub.com')).error?.code).toBe(15)
  expect([ended(product, 'resolver'), ended(product, 'office'), await healthz(product)]).toEqual([1, 0, undefined])
  writeFileSync(letGo, '')
  await until(async () => String((await healthz(product))?.['restarted']).startsWith('filter'))
})

it('the resolver hangs: it is ended after five seconds and answers again', async () => {
  const product = await aProduct(undefined, [], inspected)
  const threads = await aDebugger(product)
  // For longer than this test may last: who answers is another.
  await threads.run('resolver', hangs(60_000))
  await until(() => product.printed().includes('resolver: no sign of life for 5 seconds'), product.printed)
  expect(await answersAgain(product)).toBe(true)
  expect(ended(product, 'resolver')).toBe(1)
})

it('the resolver dies three times in a row and is back each time, ever a little later', async () => {
  const product = await aProduct(undefined, [], inspected)
  const threads = await aDebugger(product)
  for (let time = 1; time <= 3; time += 1) {
    await threads.run('resolver', DIES)
    await until(() => ended(product, 'resolver') === time, product.printed)
    expect(await answersAgain(product)).toBe(true)
  }
})

it('the thread that reads the lists dies: the lists in force go on, and the next reading is whole', async () => {
  const product = await aProduct(undefined, [], inspected)
  const threads = await aDebugger(product)
  const died = await threads.greet('list', DIES)
  await rooster(['lists', 'refresh', '--data', product.data])
  await until(() => died() > 0, product.printed)
  await setTimeout(300)
  expect((await product.ask('www.pornhub.com')).error?.code).toBe(15)
  expect(await passes(product)).toBe(true)
  expect((await healthz(product))?.['status']).toBe('ok')
})

it('the thread that makes a backup dies: the page says that none was made, and the next one is', async () => {
  const product = await aProduct(undefined, [], inspected)
  const cookie = await signedIn(product)
  const threads = await aDebugger(product)
  const died = await threads.greet('backup', DIES)
  const passphrase = { passphrase: 'een zinnetje van niets', again: 'een zinnetje van niets' }
  const failed = await post(product, '/box/backup', passphrase, cookie)
  expect([failed.status, died()]).toEqual([422, 1])
  expect(await failed.text()).toContain('ended with code 70')
  await threads.greet('backup', '0')
  const made = await post(product, '/box/backup', passphrase, cookie)
  expect(made.headers.get('content-type')).toContain('octet-stream')
  expect(await passes(product)).toBe(true)
})

it('the thread of the encrypted listeners dies (and hangs): plain DNS goes on, and they are back', {
  timeout: 40_000,
}, async () => {
  const { product, dot } = await aProductWithDot()
  const threads = await aDebugger(product)
  const shakes = () => shakesHands(dot)
  await until(shakes)
  await threads.run('secure', DIES)
  await until(() => product.printed().includes('encrypted DNS: the thread ended'))
  expect(await passes(product)).toBe(true)
  await until(shakes)
  if (!isLong) return
  await threads.run('secure', hangs(60_000))
  await until(async () => !(await shakes()))
  expect(await passes(product)).toBe(true)
  await until(
    () => product.printed().includes('encrypted DNS: no sign of life for 10 seconds'),
    product.printed,
    15_000,
  )
  await until(shakes)
  expect((await healthz(product))?.['restarted']).toMatch(/^encrypted [\d:]+, encrypted [\d:]+$/)
})

it('the encrypted listeners die and their port is taken meanwhile: plain DNS goes on, and they are back once it is free', {
  timeout: 30_000,
}, async () => {
  const { product, dot } = await aProductWithDot()
  const threads = await aDebugger(product)
  await threads.run('secure', DIES)
  const taken = await takePort(dot)
  await until(() => product.printed().includes(`${dot} (tcp): the port is in use`), product.printed)
  expect(await passes(product)).toBe(true)
  taken.close()
  await until(() => shakesHands(dot), product.printed, 10_000)
  expect(await passes(product)).toBe(true)
})

it('another program holds the databases: no answer waits for it, and what was blocked is written down afterwards', async () => {
  const product = await aProduct()
  const { default: Database } = await import('better-sqlite3')
  const files = ['attempts.db', 'office.db'].map((file) => new Database(join(product.data, file)))
  for (const file of files) file.exec('BEGIN EXCLUSIVE')
  // They are written to once a second. What is answered before they are let go has not waited for them.
  for (const end = performance.now() + 2_500; performance.now() < end; await setTimeout(20))
    expect((await product.ask('www.pornhub.com')).error?.code).toBe(15)
  for (const file of files) file.exec('ROLLBACK').close()
  await until(async () => (await numberOf(product, 'attempts_stored')) > 0, product.printed)
  expect(await numberOf(product, 'attempts_lost_total')).toBe(0)
})

/** Asks again every 100 ms, as a device that got no answer does. */
async function answersAgain(product: AProduct): Promise<boolean> {
  const asked = Array.from({ length: 40 }, (_, i) => setTimeout(i * 100).then(() => passes(product)))
  await Promise.any(asked.map((one) => one.then((well) => (well ? true : Promise.reject(new Error('no answer'))))))
  return true
}

/** Takes a port as soon as nobody listens there. */
async function takePort(port: number): Promise<Server> {
  for (;;) {
    const server = createServer((socket) => socket.destroy())
    const isMine = await new Promise((done) => {
      server.once('error', () => done(false))
      server.listen(port, '127.0.0.1', () => done(true))
    })
    if (isMine) return server
  }
}

/** Whether somebody speaks TLS at a port. */
function shakesHands(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
    socket.setTimeout(1_000, () => socket.destroy())
    socket.once('secureConnect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}
