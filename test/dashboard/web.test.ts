import { expect, it } from 'vitest'
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
