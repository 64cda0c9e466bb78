import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect as connectHttp2 } from 'node:http2'
import { request } from 'node:https'
import { join } from 'node:path'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { AProduct } from '../helpers/a-product.ts'
import { aProduct, freePort, rooster, until } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const run = promisify(execFile)
const OWN = 'rooster.internal'

interface Told {
  readonly status: number | undefined
  readonly text: string
  readonly type: string | undefined
}

/** DNS over HTTPS, the dashboard and the block page at one port of the loopback; `www.unibet.nl` is closed, and shows the page. */
async function shared(): Promise<{ product: AProduct; port: number; own: string; school: string }> {
  const folder = temporaryFolder()
  const port = await freePort()
  const at = `127.0.0.1:${port}`
  const settings = join(folder, 'rooster.yaml')
  writeFileSync(settings, `doh: ${at}\nblock-tls: ${at}\n`)
  const data = join(folder, 'data')
  const product = await aProduct(data, ['--config', settings, '--web', at])
  const exported = (await rooster(['policy', 'export', '--data', data])).out
  const policy = join(folder, 'policy.yaml')
  writeFileSync(
    policy,
    exported.replace(/^ {4}youtube:/gm, (line) => `    blocks: { look: page }\n${line}`),
  )
  expect((await rooster(['policy', 'import', policy, '--data', data])).code).toBe(0)
  await until(async () => (await product.ask('www.unibet.nl')).data.length > 0)
  const certificate = (name: string) => readFileSync(join(data, 'certificate', name), 'utf8')
  return { product, port, own: certificate('dashboard-cert.pem'), school: certificate('school-ca-cert.pem') }
}

/** Asks over HTTP/1.1 on a connection that was opened for `servername`. */
function overH1(port: number, servername: string, ca: string, path: string, host = servername): Promise<Told> {
  return new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', servername, ca, path, headers: { host }, agent: false }
    const asked = request(options, (response) => {
      let text = ''
      response.on('data', (part) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode, text, type: response.headers['content-type'] }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** And over HTTP/2. */
function overH2(port: number, servername: string, ca: string, path: string, authority = servername): Promise<Told> {
  return new Promise((resolve, reject) => {
    const session = connectHttp2(`https://127.0.0.1:${port}`, { servername, ca })
    session.on('error', reject)
    const asked = session.request({ ':path': path, ':authority': authority })
    let [text, status, type] = ['', 0, '']
    asked.on('response', (headers) => {
      status = headers[':status'] ?? 0
      type = String(headers['content-type'])
    })
    asked.on('error', reject)
    asked.setEncoding('utf8')
    asked.on('data', (part) => (text += part))
    asked.on('end', () => {
      session.close()
      resolve({ status, text, type })
    })
    asked.end()
  })
}

it('one port for DNS over HTTPS, the dashboard and the block page: handed on by name and path, over HTTP/1.1 and HTTP/2', {
  timeout: 60_000,
}, async () => {
  const { product, port, own, school } = await shared()
  expect(product.printed()).toContain(`Dashboard https://127.0.0.1:${port}`)
  const ca = join(product.data, 'certificate', 'dashboard-cert.pem')
  const doh = async (name: string) =>
    (
      await run('kdig', [
        ...['@127.0.0.1', '-p', String(port), '+https', `+tls-ca=${ca}`, `+tls-hostname=${OWN}`, '+retry=0'],
        name,
      ])
    ).stdout
  expect(await doh('www.wikipedia.org')).toContain('198.51.100.7')

  for (const over of [overH1, overH2]) {
    const status = await over(port, OWN, own, '/status')
    expect([status.status, status.type]).toEqual([200, expect.stringContaining('text/html')])
    const welcome = await over(port, OWN, own, new URL(product.firstLink!).pathname)
    expect([welcome.status, welcome.text]).toEqual([200, expect.stringContaining('<form')])
    const closed = await over(port, 'www.unibet.nl', school, '/')
    expect([closed.status, closed.text]).toEqual([403, expect.stringContaining('www.unibet.nl is dicht')])
    // A path of ours means nothing under the name of a closed site.
    expect((await over(port, 'www.unibet.nl', school, '/dns-query?dns=AAAA')).status).not.toBe(200)
    // A connection stays with what it was opened for.
    expect((await over(port, 'www.unibet.nl', school, '/status', OWN)).status).toBe(421)
    expect((await over(port, OWN, own, '/', 'www.unibet.nl')).status).toBe(421)
    // No certificate for a name that is open.
    await expect(over(port, 'nl.wikipedia.org', school, '/')).rejects.toThrow()
  }
  expect((await overH1(port, '127.0.0.1', own, '/healthz', `127.0.0.1:${port}`).catch(() => undefined))?.status).toBe(
    200,
  )

  // Who is behind a page is who opened the connection, whatever the request says: figures are for the loopback.
  expect(await figures(port, own, {})).toBe(200)
  expect(await figures(port, own, { 'x-rooster-peer': '203.0.113.9', 'x-rooster-door': 'certificate' })).toBe(200)

  const open = Array.from({ length: 40 }, (_, i) => left(port, `127.0.0.${10 + i}`, own))
  const began = performance.now()
  expect((await product.ask('www.wikipedia.org')).data).toEqual(['198.51.100.7'])
  expect(performance.now() - began, 'plain DNS does not wait for handshakes').toBeLessThan(1_000)
  for (const socket of open) socket.destroy()
  expect((await overH1(port, OWN, own, '/status')).status).toBe(200)
  expect(await product.stop()).toBe(0)
})

/** The status of /metrics, asked with these headers. */
function figures(port: number, ca: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', servername: OWN, ca, path: '/metrics', localAddress: '127.0.0.9' }
    const sent = request({ ...options, headers: { host: OWN, ...headers }, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** A connection that is opened and left alone. */
function left(port: number, localAddress: string, ca: string): TLSSocket {
  // The types leave `localAddress` out.
  const options: ConnectionOptions & { readonly localAddress: string } = {
    ...{ port, host: '127.0.0.1', servername: OWN, ca },
    localAddress,
  }
  return connect(options).on('error', () => {})
}
