import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ensureCertificate } from '../../src/server/certificate.ts'
import { listenWeb } from '../../src/server/web.ts'
import { days } from '../helpers/moving-clock.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const names = ['rooster.example', '10.1.0.2', '2001:db8::2']
const now = Date.parse('2026-11-24T09:00:00Z')

it('makes a certificate for every name, with a key that only the server reads', async () => {
  const folder = join(temporaryFolder(), 'certificates')
  const { cert } = await ensureCertificate(folder, names, now)
  const read = new X509Certificate(cert)
  expect(read.checkHost('rooster.example')).toBe('rooster.example')
  expect([read.checkIP('10.1.0.2'), read.checkIP('2001:db8::2'), read.checkHost('evil.example')]).toEqual([
    '10.1.0.2',
    '2001:db8::2',
    undefined,
  ])
  expect(read.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
  expect(Date.parse(read.validTo) - Date.parse(read.validFrom)).toBe(days(825))
  expect(statSync(join(folder, 'dashboard-key.pem')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).sort()).toEqual(['dashboard-cert.pem', 'dashboard-key.pem'])
})

it.each([
  ['while it is valid for the names', names, 0, true],
  ['with fewer names', names.slice(0, 1), 0, true],
  ['until thirty days before its end', names, days(794), true],
  ['not in its last thirty days', names, days(796), false],
  ['not for a new name', [...names, 'filter.example'], 0, false],
])('keeps the certificate: %s', async (_, wanted, later, kept) => {
  const folder = temporaryFolder()
  const first = await ensureCertificate(folder, names, now)
  const second = await ensureCertificate(folder, wanted, now + later)
  expect(second.cert === first.cert).toBe(kept)
})

it.each([
  ['half a certificate', 'dashboard-cert.pem', '-----BEGIN CERTIFICATE-----\nMIIB'],
  ['another key', 'dashboard-key.pem', 'no key at all'],
])('makes a new pair where there is %s', async (_, file, content) => {
  const folder = temporaryFolder()
  const first = await ensureCertificate(folder, names, now)
  writeFileSync(join(folder, file), content)
  const second = await ensureCertificate(folder, names, now)
  expect(second.cert).not.toBe(first.cert)
  expect(readFileSync(join(folder, 'dashboard-key.pem'), 'utf8')).toBe(second.key)
})

it('serves over TLS with it, trusted by who has the certificate', async () => {
  const certificate = await ensureCertificate(temporaryFolder(), ['127.0.0.1'], Date.now())
  const web = await listenWeb((_, { peer }) => new Response(peer), { address: '127.0.0.1', port: 0 }, certificate)
  const answer = await new Promise<string>((resolve, reject) => {
    request({ host: '127.0.0.1', port: web.port, ca: certificate.cert, agent: false }, (response) => {
      response.setEncoding('utf8').once('data', resolve)
    })
      .once('error', reject)
      .end()
  })
  expect(answer).toBe('127.0.0.1')
  await web.close()
})
