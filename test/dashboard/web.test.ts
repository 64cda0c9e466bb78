import { connect, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'
import { expect, it, onTestFinished } from 'vitest'
import { selfSigned } from '../../src/server/self-signed.ts'
import { listenWeb } from '../../src/server/web.ts'

const here = { address: '127.0.0.1', port: 0 }

it('tells the page who asks', async () => {
  const web = await listenWeb((request, { peer }) => new Response(`${new URL(request.url).pathname} ${peer}`), here)
  expect(await (await fetch(`http://127.0.0.1:${web.port}/x`)).text()).toBe('/x 127.0.0.1')
  await web.close()
})

it('says in one sentence that the port is in use', async () => {
  const web = await listenWeb(() => new Response(), here)
  await expect(listenWeb(() => new Response(), { ...here, port: web.port })).rejects.toThrow(
    new RegExp(`^web 127\\.0\\.0\\.1:${web.port} .*the port is in use by another program;.*--web`),
  )
  await web.close()
})

it('closes while a stream is open', async () => {
  let left = false
  const web = await listenWeb(
    () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode('live')),
          cancel: () => {
            left = true
          },
        }),
      ),
    here,
  )
  const response = await fetch(`http://127.0.0.1:${web.port}/`)
  const reader = response.body?.getReader()
  await reader?.read()
  const broken = reader?.read().catch(() => 'broken')
  await web.close()
  expect(await broken).toBe('broken')
  await expect.poll(() => left).toBe(true)
})

/** A connection from one device, by which nothing is asked; whether it was let in. A plain one asks to be told so, or it would be closed. */
async function held(port: number, from: string): Promise<{ readonly socket: Socket; readonly isIn: boolean }> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from })
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  const isIn = new Promise<boolean>((resolve) => {
    socket.once('data', () => resolve(true))
    socket.once('close', () => resolve(false))
  })
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  return { socket, isIn: await isIn }
}

it('lets one device hold fifty connections, and keeps room for all others', async () => {
  const web = await listenWeb(() => new Response('here'), here)
  onTestFinished(() => web.close())
  const laptop = await Promise.all(Array.from({ length: 52 }, () => held(web.port, '127.0.0.7')))
  expect(laptop.filter(({ isIn }) => isIn)).toHaveLength(50)
  expect((await held(web.port, '127.0.0.8')).isIn, 'another device').toBe(true)
  const own = await Promise.all(Array.from({ length: 60 }, () => held(web.port, '127.0.0.1')))
  expect(
    own.every(({ isIn }) => isIn),
    'a proxy on this machine',
  ).toBe(true)
  const left = laptop.find(({ isIn }) => isIn)!.socket
  left.destroy()
  // One that went makes room.
  await expect.poll(async () => (await held(web.port, '127.0.0.7')).isIn).toBe(true)
})

it('counts handshakes that are never finished, over TLS', async () => {
  const web = await listenWeb(() => new Response('here'), here, await selfSigned(['127.0.0.1'], Date.now()))
  onTestFinished(() => web.close())
  const idle = Array.from({ length: 51 }, () => {
    const socket = connect({ port: web.port, host: '127.0.0.1', localAddress: '127.0.0.7' })
    onTestFinished(() => void socket.destroy())
    return socket.on('error', () => {})
  })
  await expect.poll(() => idle.filter(({ closed }) => closed)).toHaveLength(1)
  const entered = () =>
    new Promise<boolean>((resolve) => {
      const socket = connectSecure({ port: web.port, localAddress: '127.0.0.7', rejectUnauthorized: false } as never)
      onTestFinished(() => void socket.destroy())
      socket.once('secureConnect', () => resolve(true)).once('error', () => resolve(false))
    })
  expect(await entered()).toBe(false)
  for (const socket of idle.slice(0, 5)) socket.destroy()
  await expect.poll(entered).toBe(true)
})

/** Far below what the product waits: a body may take so many milliseconds, and with more patience longer, at two bytes in each span. */
const PATIENCE = { usual: 150, long: 60_000, least: 2, span: 800 }

/** A listener that counts the bytes it is sent, with more patience at `/long`; `slow` is how long it waits before it reads. */
async function aCounter(patience = PATIENCE, slow: Promise<unknown> = Promise.resolve()) {
  const web = await listenWeb(
    async (request, { takeLong }) => {
      if (request.url.endsWith('/long')) takeLong?.()
      await slow
      return new Response(`counted ${(await request.text()).length}.`)
    },
    here,
    undefined,
    patience,
  )
  onTestFinished(() => web.close())
  return web
}

/** Sends the head of a form of so many bytes; what has come back so far, and what has when the connection is over. */
function sending(port: number, path: string, length: number) {
  const socket = connect({ port, host: '127.0.0.1' })
  onTestFinished(() => void socket.destroy())
  let told = ''
  socket.on('data', (text) => (told += text)).on('error', () => {})
  socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n`)
  const over = new Promise<string>((resolve) => socket.once('close', () => resolve(told)))
  return { socket, told: () => told, over }
}

/** Sends a byte every 20 ms until the connection is over or there are so many. */
async function trickle(socket: Socket, count: number): Promise<void> {
  for (let sent = 0; sent < count && !socket.destroyed; sent += 1) {
    socket.write('x')
    await new Promise((next) => setTimeout(next, 20))
  }
}

it.each([
  ['that has none to give', '/', {}],
  ['that gives it more, and that gets nothing more', '/long', { span: 100 }],
  ['that gives it more, once that is over too', '/long', { span: 100, long: 300 }],
])('ends a body that takes too long for a page %s', async (_, path, less) => {
  const web = await aCounter({ ...PATIENCE, ...less })
  const { socket, over } = sending(web.port, path, 1_000_000)
  if ('long' in less) void trickle(socket, 10_000)
  expect(await over).toMatch(/^HTTP\/1\.1 408 /)
})

it('takes a body that comes slowly where a page gives it longer, and only there', async () => {
  const web = await aCounter()
  const [long, usual] = ['/long', '/'].map((path) => sending(web.port, path, 20))
  await Promise.all([trickle(long!.socket, 20), trickle(usual!.socket, 20)])
  await expect.poll(long!.told).toContain('counted 20.')
  expect(await usual!.over).toMatch(/^HTTP\/1\.1 408 /)
})

it('does not take its own slowness for that of who sends', async () => {
  const reads = Promise.withResolvers<void>()
  const web = await aCounter({ ...PATIENCE, span: 50 }, reads.promise)
  const { socket, told, over } = sending(web.port, '/long', 8_000_000)
  socket.write(Buffer.alloc(8_000_000))
  await Promise.race([over, new Promise((next) => setTimeout(next, 400))])
  reads.resolve()
  await expect.poll(told).toContain('counted 8000000.')
})
