import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { expect, it, onTestFinished } from 'vitest'
import { ensureCertificate } from '../../src/server/certificate.ts'
import { SecureListeners } from '../../src/threads/secure-thread.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const day = 24 * 3600 * 1000

async function listeners() {
  const folder = temporaryFolder()
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  const made = (daysAgo: number) => ensureCertificate(temporaryFolder(), ['school.example'], Date.now() - daysAgo * day)
  const [first, second] = [await made(30), await made(0)]
  const put = ({ cert, key }: typeof first) => {
    writeFileSync(files.cert, cert)
    writeFileSync(files.key, key)
  }
  put(first)
  const anyPort = [{ address: '127.0.0.1', port: 0 }]
  const secure = new SecureListeners({ settings: { dot: anyPort, doh: anyPort }, certificate: first, files }, () => 0)
  onTestFinished(() => secure.close())
  const { dot, doh } = await secure.start()
  /** The fingerprints that the two listeners show. */
  const shown = () => Promise.all([dot[0]!.port, doh[0]!.port].map(fingerprint))
  return { secure, files, first, second, put, shown }
}

function fingerprint(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, servername: 'school.example' }, () => {
      resolve(socket.getPeerCertificate().fingerprint256)
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

it('is shown from the next connection on', async () => {
  const { secure, second, put, shown } = await listeners()
  const before = await shown()
  secure.renew()
  expect(await shown()).toEqual(before)
  put(second)
  secure.renew()
  const after = await shown()
  expect([new Set(after).size, after[0] === before[0]]).toEqual([1, false])
})

it.each<readonly [string, (files: { cert: string; key: string }, second: { cert: string; key: string }) => void]>([
  ['half of it', ({ cert }, second) => writeFileSync(cert, second.cert.slice(0, 300))],
  ['without its key', ({ cert }, second) => writeFileSync(cert, second.cert)],
  ['an empty file', ({ key }) => writeFileSync(key, '')],
])('leaves %s aside', async (_, write) => {
  const { secure, files, second, shown } = await listeners()
  const before = await shown()
  write(files, second)
  secure.renew()
  expect(await shown()).toEqual(before)
})
