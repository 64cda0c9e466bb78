import { X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer as createSecure, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Certificate } from '../../src/server/certificate.ts'
import { ensureCertificate } from '../../src/server/certificate.ts'
import { ensureSchoolCa } from '../../src/server/school-ca.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const DAY = 24 * 3600_000
const now = Date.now()
const names = ['rooster.internal', '127.0.0.1', 'fd00::5']

/** What a client that knows only this authority is told: the status, or why it does not believe. */
function asked({ cert, key }: Certificate, ca: string, servername: string): Promise<number | string | undefined> {
  return new Promise((resolve) => {
    const server = createSecure({ cert, key }, (_, response) => response.end('here'))
    onTestFinished(() => void server.close())
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const options = { port, host: '127.0.0.1', servername, ca, agent: false }
      request(options, (response) => resolve(response.statusCode))
        .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
        .end()
    })
  })
}

it('the school’s authority signs for this box, where there is one: who knows the authority believes the dashboard', async () => {
  const folder = temporaryFolder()
  const alone = await ensureCertificate(folder, names, now)
  const { cert: ca } = await ensureSchoolCa(folder, 'Testschool', now)
  expect(await asked(alone, ca, 'rooster.internal')).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/)

  const own = await ensureCertificate(folder, names, now)
  expect(await asked(own, ca, 'rooster.internal')).toBe(200)
  expect(await asked(own, ca, 'elsewhere.example')).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  const certificate = new X509Certificate(own.cert)
  expect([certificate.checkIP('127.0.0.1'), certificate.checkIP('fd00::5')]).not.toContain(undefined)
  expect((Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / DAY).toBeLessThanOrEqual(825)
  expect(certificate.ca).toBe(false)
  // It is kept as long as it will do.
  expect(await ensureCertificate(folder, names, now + 700 * DAY)).toEqual(own)
  expect(await ensureCertificate(folder, names, now + 800 * DAY)).not.toEqual(own)
})

it('another authority signs anew', async () => {
  const folder = temporaryFolder()
  await ensureSchoolCa(folder, 'Testschool', now)
  const first = await ensureCertificate(folder, names, now)
  for (const file of ['cert', 'key']) writeFileSync(join(folder, `school-ca-${file}.pem`), '')
  const { cert: ca } = await ensureSchoolCa(folder, 'Testschool', now)
  const second = await ensureCertificate(folder, names, now)
  expect(second).not.toEqual(first)
  expect(await asked(second, ca, 'rooster.internal')).toBe(200)
})

it.each([
  ['whose key is missing', 'school-ca-key.pem', ''],
  ['that is nonsense', 'school-ca-cert.pem', 'nonsense'],
])('an authority %s signs nothing: the box signs by itself', async (_, file, text) => {
  const folder = temporaryFolder()
  await ensureSchoolCa(folder, 'Testschool', now)
  writeFileSync(join(folder, file), text)
  const own = await ensureCertificate(folder, names, now)
  expect(new X509Certificate(own.cert).verify(new X509Certificate(own.cert).publicKey)).toBe(true)
  expect(readFileSync(join(folder, 'dashboard-cert.pem'), 'utf8')).toBe(own.cert)
})
