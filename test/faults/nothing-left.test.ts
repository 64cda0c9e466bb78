import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { aDebugger, DIES, inspected } from '../helpers/a-debugger.ts'
import type { AProduct } from '../helpers/a-product.ts'
import { aProduct, until } from '../helpers/a-product.ts'
import { numberOf, post, signedIn } from '../helpers/a-visit.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

// The machine has no room left: no file descriptors, no disk.

const within = (limit: string) => ({ through: ['sh', '-c', `${limit}; exec "$@"`, 'sh'] })

it('with all file descriptors used up it stays on UDP, asks upstream, and takes connections again when there are some', async () => {
  const product = await aProduct(undefined, [], within('ulimit -n 110'))
  await product.ask('first.example')
  const sockets: Socket[] = []
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
  })
  for (let i = 0; i < 300; i += 1) {
    const socket = connect({ ...host(product), localAddress: `127.0.9.${1 + (i % 100)}` })
    socket.on('error', () => {})
    sockets.push(socket)
  }
  await delay(300)
  expect(readdirSync(`/proc/${product.process.pid}/fd`).length, 'descriptors').toBeGreaterThan(105)
  for (let i = 0; i < 100; i += 1) expect((await product.ask(`new-${i}.example`)).data).toEqual(['198.51.100.7'])
  expect((await product.ask('www.pornhub.com')).error?.code).toBe(15)
  for (const socket of sockets) socket.destroy()
  await until(() =>
    product.ask('again.example', { transport: 'tcp' }).then(
      ({ data }) => data.length === 1,
      () => false,
    ),
  )
  expect(product.process.exitCode).toBeNull()
})

const host = ({ dns }: AProduct) => ({ host: dns.address, port: dns.port })

/** A product whose data is on a disk of a few megabytes, that only it sees. */
async function onASmallDisk(environment: NodeJS.ProcessEnv = {}) {
  const data = temporaryFolder()
  const mount = `mount -t tmpfs -o size=48m tmpfs '${data}' && exec "$@"`
  const through = ['unshare', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh']
  const product = await aProduct(data, [], { through, environment })
  const fill = `/proc/${product.process.pid}/root${data}/fill`
  return {
    product,
    fillUp() {
      // As much as fits: what ends it is the full disk.
      try {
        execFileSync('dd', ['if=/dev/zero', `of=${fill}`, 'bs=64k'], { stdio: 'ignore' })
      } catch {}
      try {
        execFileSync('dd', ['if=/dev/zero', `of=${fill}2`, 'bs=1k'], { stdio: 'ignore' })
      } catch {}
    },
    makeRoom() {
      for (const file of [fill, `${fill}2`]) rmSync(file, { force: true })
    },
  }
}

it('with the disk full it answers and filters on, says so and what to do, and writes down what waited once there is room', {
  timeout: 60_000,
}, async () => {
  const { product, fillUp, makeRoom } = await onASmallDisk()
  const cookie = await signedIn(product)
  const page = async (path: string) => (await fetch(product.web + path, { headers: { cookie } })).text()
  fillUp()
  // More than fits into what the journal holds already.
  const closed = Array.from({ length: 400 }, (_, i) => `a-rather-long-name-that-takes-its-room-${i}.pornhub.com`)
  for (const name of closed) expect((await product.ask(name)).error?.code).toBe(15)
  await until(async () => (await page('/today')).includes('wacht in het geheugen'), product.printed)
  expect((await product.ask('www.wikipedia.org')).data.length).toBeGreaterThan(0)

  const refused = await post(
    product,
    '/calendar',
    { from: '2026-12-01', to: '2026-12-01', name: 'Projectdag', kind: 'special' },
    cookie,
  )
  expect([refused.status, await refused.text()]).toEqual([
    507,
    expect.stringContaining('De schijf van de server is vol'),
  ])

  makeRoom()
  await product.ask('one-more.pornhub.com')
  await until(async () => (await numberOf(product, 'attempts_stored')) >= closed.length, product.printed)
  expect(await numberOf(product, 'attempts_lost_total')).toBe(0)
  await until(async () => !(await page('/today')).includes('wacht in het geheugen'))
  expect(product.process.exitCode).toBeNull()
})

it('an office and a resolver that die while the disk is full: answers by the last policy, and all is back when there is room', {
  timeout: 60_000,
}, async () => {
  const { product, fillUp, makeRoom } = await onASmallDisk(inspected.environment)
  const threads = await aDebugger(product)
  fillUp()
  await threads.run('office', DIES)
  await until(() => product.printed().includes('the dashboard stays away'), product.printed)
  const isFiltering = () =>
    product.ask('www.pornhub.com').then(
      ({ error }) => error?.code === 15,
      () => false,
    )
  expect(await isFiltering()).toBe(true)
  await threads.run('resolver', DIES)
  await until(() => product.printed().includes('resolver: the thread ended'), product.printed)
  await until(isFiltering)
  expect((await product.ask('www.wikipedia.org')).data.length).toBeGreaterThan(0)
  makeRoom()
  await until(
    async () => (await fetch(`${product.web}/healthz`).catch(() => undefined))?.status === 200,
    product.printed,
    15_000,
  )
})

it('a start with the disk full answers and filters by the last policy, and the dashboard comes when there is room', {
  timeout: 60_000,
}, async () => {
  const first = await aProduct()
  await first.ask('www.wikipedia.org')
  await first.stop()
  const data = temporaryFolder()
  const mount = `mount -t tmpfs -o size=48m tmpfs '${data}' && cp -a '${first.data}/.' '${data}/' && { dd if=/dev/zero of='${data}/fill' bs=1k 2>/dev/null; exec "$@"; }`
  const through = ['unshare', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh']
  const product = await aProduct(data, [], { through })
  await until(() => /office\.db: cannot be written \(\w+\): the disk is full/.test(product.printed()), product.printed)
  expect((await product.ask('www.pornhub.com')).error?.code).toBe(15)
  expect((await product.ask('www.wikipedia.org')).data.length).toBeGreaterThan(0)
  rmSync(`/proc/${product.process.pid}/root${data}/fill`)
  await until(
    async () => (await fetch(`${product.web}/healthz`).catch(() => undefined))?.status === 200,
    product.printed,
    20_000,
  )
})
