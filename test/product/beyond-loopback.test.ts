import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { request } from 'node:https'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aProduct, freePort } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

it('beyond the loopback the dashboard is HTTPS, with a certificate made at the first start and kept', async () => {
  const port = await freePort()
  const data = temporaryFolder()
  const first = await aProduct(data, ['--web', `0.0.0.0:${port}`])
  expect(first.printed()).toContain(`Dashboard https://0.0.0.0:${port}`)
  const page = await get(port, '/sign-in')
  expect(page.status).toBe(200)
  expect(
    page.headers['strict-transport-security'],
    'a school must not be locked out of a page with a certificate of its own making',
  ).toBeUndefined()
  expect((await get(port, '/today')).headers['location']).toContain('/sign-in')

  const pem = readFileSync(join(data, 'certificate', 'dashboard-cert.pem'), 'utf8')
  const names = new X509Certificate(pem).subjectAltName ?? ''
  for (const name of ['rooster.internal', 'localhost', ...ownAddresses()]) expect(names).toContain(name)
  expect((statSync(join(data, 'certificate', 'dashboard-key.pem')).mode & 0o777).toString(8)).toBe('600')

  await first.stop()
  await aProduct(data, ['--web', `0.0.0.0:${port}`])
  expect(readFileSync(join(data, 'certificate', 'dashboard-cert.pem'), 'utf8')).toBe(pem)
})

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).filter(({ family }) => family === 'IPv4').map(({ address }) => address),
  )
}

function get(
  port: number,
  path: string,
): Promise<{ readonly status: number | undefined; readonly headers: Readonly<Record<string, unknown>> }> {
  return new Promise((resolve, reject) => {
    // The test trusts no one's certificate: it looks at it itself.
    const asked = request({ host: '127.0.0.1', port, path, rejectUnauthorized: false }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, headers: response.headers })
    })
    asked.on('error', reject)
    asked.end()
  })
}
