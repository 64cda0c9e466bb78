import { connect as connectHttp2 } from 'node:http2'
import { request } from 'node:https'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { ensureCertificate } from '../../src/server/certificate.ts'
import type { Pages } from '../../src/server/pages-socket.ts'
import { listenPages } from '../../src/server/pages-socket.ts'
import { SecureListeners } from '../../src/threads/secure-thread.ts'
import { freePort } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const OWN = 'rooster.internal'

/** A listener that the dashboard and DNS over HTTPS share, with these pages behind it; none where they are left out. */
async function aFront(pages?: Pages) {
  const folder = temporaryFolder()
  const certificate = await ensureCertificate(folder, [OWN, '127.0.0.1'], Date.now())
  const path = join(folder, 'pages.sock')
  if (pages) {
    const office = await listenPages(path, pages)
    onTestFinished(() => office.close())
  }
  const endpoint = { address: '127.0.0.1', port: await freePort() }
  let now = 0
  const all = [{ ...endpoint, doh: true, web: true, block: true }]
  const start = { settings: { dot: [], doh: [endpoint] }, certificate, fronts: { all, pages: path, names: [OWN] } }
  const listeners = new SecureListeners(start, () => now)
  await listeners.start()
  onTestFinished(() => listeners.close())
  return {
    port: endpoint.port,
    ca: certificate.cert,
    wait: (milliseconds: number) => {
      now += milliseconds
    },
  }
}

type AFront = Awaited<ReturnType<typeof aFront>>

function posted(
  { port, ca }: AFront,
  body: string,
): Promise<{ status: number | undefined; text: string; cookies: unknown }> {
  return new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', servername: OWN, ca, path: '/form?a=b', method: 'POST', agent: false }
    const sent = request({ ...options, headers: { host: OWN, cookie: 'c=d' } }, (response) => {
      let text = ''
      response.on('data', (part) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode, text, cookies: response.headers['set-cookie'] }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

it('hands a form on whole, and its answer back: address, cookies and body', async () => {
  const front = await aFront({
    web: async (asked, { peer }) => {
      const text = `${asked.method} ${asked.url} ${peer} ${asked.headers.get('cookie')} ${(await asked.text()).length}`
      const headers = new Headers([
        ['set-cookie', 'one=1'],
        ['set-cookie', 'two=2'],
      ])
      return new Response(text, { status: 201, headers })
    },
  })
  const told = await posted(front, 'x'.repeat(200_000))
  expect(told.status).toBe(201)
  expect(told.text).toBe(`POST https://${OWN}/form?a=b 127.0.0.1 c=d 200000`)
  expect(told.cookies).toEqual(['one=1', 'two=2'])
})

it('says that it is busy while there is no office', async () => {
  expect((await posted(await aFront(), '')).status).toBe(503)
})

it('keeps a live page for as long as it lasts, and ends what is idle', async () => {
  let ended = false
  const live = new ReadableStream({
    start: (to) => to.enqueue(Buffer.from('first')),
    cancel: () => {
      ended = true
    },
  })
  const front = await aFront({ web: () => new Response(live) })
  const session = connectHttp2(`https://127.0.0.1:${front.port}`, { servername: OWN, ca: front.ca })
  const idle = connectHttp2(`https://127.0.0.1:${front.port}`, { servername: OWN, ca: front.ca })
  let isIdleClosed = false
  for (const one of [session, idle]) one.on('error', () => {})
  idle.on('close', () => {
    isIdleClosed = true
  })
  const asked = session.request({ ':path': '/live', ':authority': OWN })
  asked.on('error', () => {})
  await new Promise((resolve) => asked.once('data', resolve))
  await new Promise<void>((resolve) => (idle.connecting ? idle.once('connect', () => resolve()) : resolve()))
  front.wait(3_600_000)
  await delay(2_300)
  expect([asked.closed, session.closed, isIdleClosed]).toEqual([false, false, true])
  // Who leaves takes the page with them.
  session.destroy()
  for (let left = 50; !ended && left > 0; left -= 1) await delay(20)
  expect(ended).toBe(true)
})
