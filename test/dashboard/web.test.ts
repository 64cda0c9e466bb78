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
