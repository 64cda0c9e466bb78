// RFC 7858 and RFC 8484 with Unbound at the other end: it asks us over TLS, strict about our certificate; and we ask it over TLS and over HTTPS.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ensureCertificate } from '../../src/server/certificate.ts'
import { HttpsUpstream } from '../../src/upstream/https.ts'
import { TlsUpstream } from '../../src/upstream/tls.ts'
import type { Upstream } from '../../src/upstream/upstream.ts'
import { freePort } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { exchange } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { aSecureForwarder, ourName } from './a-secure-forwarder.ts'
import { anUnbound } from './an-unbound.ts'
import { a, query, read } from './wire.ts'

it('answers Unbound, which asks over TLS and checks our name', async () => {
  const { dot, certificateFile } = await aSecureForwarder({ 'none.example': (_, reply) => reply({ rcode: 3 }) })
  const port = await freePort()
  const ask = async (name: string, patience = 5_000) => exchange(port, query({ name, edns: {} }), '127.0.0.1', patience)
  await anUnbound(
    `  interface: 127.0.0.1@${port}\n  outgoing-interface: ${clients.staff}\n  tls-cert-bundle: ${certificateFile}\n`,
    `forward-zone:\n  name: "."\n  forward-tls-upstream: yes\n  forward-addr: 127.0.0.1@${dot}#${ourName}\n`,
    async () => (await ask('localhost', 100)) !== undefined,
  )
  const answered = await Promise.all(Array.from({ length: 40 }, (_, i) => ask(`n${i}.example`)))
  expect(answered.map((reply) => read(reply!).answers[0]?.rdata)).toEqual(answered.map(() => a('192.0.2.1')))
  expect(read((await ask('none.example'))!).rcode).toBe(3)
})

it('asks Unbound over TLS and over HTTPS, and checks its name', async () => {
  const folder = temporaryFolder()
  const { cert, key } = await ensureCertificate(folder, ['dns.example'], Date.now())
  writeFileSync(join(folder, 'cert.pem'), cert)
  writeFileSync(join(folder, 'key.pem'), key)
  const [plain, tls, https] = [await freePort(), await freePort(), await freePort()]
  const listens = [plain, tls, https].map((port) => `  interface: 127.0.0.1@${port}\n`).join('')
  await anUnbound(
    `${listens}  tls-port: ${tls}\n  https-port: ${https}\n  tls-service-key: ${join(folder, 'key.pem')}\n  tls-service-pem: ${join(folder, 'cert.pem')}\n  local-zone: "example." static\n  local-data: "www.example. 300 IN A 192.0.2.7"\n`,
    '',
    async () => (await exchange(plain, query({ name: 'www.example' }), '127.0.0.1', 100)) !== undefined,
  )
  const at = (port: number, name: string) => ({ address: '127.0.0.1', port, tls: { name, path: '/dns-query' } })
  const ask = async (upstream: Upstream, name: string) => {
    const packet = query({ name, edns: {} })
    const answer = await upstream.exchange(packet, packet.slice(12, -11))
    return typeof answer === 'string' ? answer : (read(answer).answers[0]?.rdata ?? read(answer).rcode)
  }
  for (const one of [
    new TlsUpstream(at(tls, 'dns.example'), cert),
    new HttpsUpstream(at(https, 'dns.example'), cert),
  ]) {
    onTestFinished(() => one.close())
    expect(await Promise.all([ask(one, 'www.example'), ask(one, 'none.example')])).toEqual([a('192.0.2.7'), 3])
  }
  for (const one of [
    new TlsUpstream(at(tls, 'else.example'), cert),
    new HttpsUpstream(at(https, 'else.example'), cert),
  ]) {
    onTestFinished(() => one.close())
    expect(await ask(one, 'www.example')).toBe('unreachable')
  }
})
