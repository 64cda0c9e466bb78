import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { expect, it } from 'vitest'
import { aProduct, freePort, rooster, until } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

// From the question to the page, as a school sets it up: two settings, and one line in the policy.

it('a closed name leads to this box, which says why: over HTTP, and over TLS to who has the school’s certificate', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder()
  const [http, https] = [await freePort(), await freePort()]
  const settings = join(folder, 'rooster.yaml')
  writeFileSync(settings, `block: 127.0.0.1:${http}\nblock-tls: 127.0.0.1:${https}\n`)
  const data = join(folder, 'data')
  const product = await aProduct(data, ['--config', settings])
  expect((await product.ask('www.unibet.nl')).data).toEqual([])

  const policy = join(folder, 'policy.yaml')
  const exported = (await rooster(['policy', 'export', '--data', data])).out
  writeFileSync(
    policy,
    exported.replace(/^ {4}youtube:/gm, (line) => `    blocks: { look: page }\n${line}`),
  )
  const imported = await rooster(['policy', 'import', policy, '--data', data])
  expect([imported.code, imported.error]).toEqual([0, expect.not.stringContaining('problem')])
  await until(async () => (await product.ask('www.unibet.nl')).data.length > 0)
  expect((await product.ask('www.unibet.nl')).data).toEqual(['127.0.0.1'])

  const page = await fetched(http, 'www.unibet.nl')
  expect([page.status, page.text]).toEqual([403, expect.stringContaining('www.unibet.nl is dicht')])

  const ca = join(data, 'certificate', 'school-ca-cert.pem')
  expect(statSync(join(data, 'certificate', 'school-ca-key.pem')).mode & 0o777).toBe(0o600)
  expect(await overTls(https, 'www.unibet.nl', readFileSync(ca, 'utf8'))).toContain('HTTP/1.1 403')
  expect(await overTls(https, 'nl.wikipedia.org', readFileSync(ca, 'utf8'))).toBe('ECONNRESET')
})

function fetched(port: number, host: string): Promise<{ readonly status: number | undefined; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path: '/', headers: { host } }, (response) => {
      let text = ''
      response.on('data', (part) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

function overTls(port: number, servername: string, ca: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername, ca }, () =>
      socket.write(`GET / HTTP/1.1\r\nHost: ${servername}\r\nConnection: close\r\n\r\n`),
    )
    let text = ''
    socket.on('data', (part) => (text += part))
    socket.on('end', () => resolve(text))
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
}
