// RFC 8484 with a browser at the other end: Chromium, told to ask nobody but us ("secure" mode, in which it never falls back on the machine's own
// resolver). It asks for A, AAAA and HTTPS at once, and is an unknown device of the school: in the strictest group.

import { hash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { launchProfile } from '../helpers/chromium.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import type { ASecureForwarder } from './a-secure-forwarder.ts'
import { aSecureForwarder } from './a-secure-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a } from './wire.ts'

const here: Script = (heard, reply) =>
  reply(heard.type === 1 ? { answers: [{ type: 1, ttl: 300, rdata: a('127.0.0.1') }] } : {})

it('is where Chromium resolves names over HTTPS: open ones load, closed ones and those that are not there do not', async () => {
  const secure = await aSecureForwarder(
    { 'page.example': here, 'none.example': (_, reply) => reply({ rcode: 3 }), '*': here },
    { settings: { privateAnswers: ['page.example', 'closed.example'] } },
  )
  const port = await aPageServer()
  const page = await aChromium(secure)
  expect(await (await page.goto(`http://page.example:${port}/`))!.text()).toBe('page.example')
  for (const name of ['closed.example', 'none.example'])
    await expect(page.goto(`http://${name}:${port}/`)).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
  expect(secure.upstream.asked('closed.example')).toBe(0)
  const asked = secure.upstream.heard.filter(({ name }) => name.endsWith('page.example')).map(({ type }) => type)
  expect(new Set(asked)).toEqual(new Set([1, 28, 65]))
})

/** A server of pages that say the name they were asked by. Resolves to its port of 127.0.0.1. */
async function aPageServer(): Promise<number> {
  const server = createServer(({ headers }, response) => response.end(headers.host?.split(':')[0]))
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return (server.address() as AddressInfo).port
}

/** A page of a browser whose settings say DNS over HTTPS, by the address in our certificate, and which takes that certificate and no other of ours. */
async function aChromium({ doh, certificate }: ASecureForwarder): Promise<Page> {
  const profile = temporaryFolder()
  const settings = { mode: 'secure', templates: `https://127.0.0.1:${doh}/dns-query` }
  writeFileSync(join(profile, 'Local State'), JSON.stringify({ dns_over_https: settings }))
  const context = await launchProfile(profile, [`--ignore-certificate-errors-spki-list=${keyHash(certificate)}`])
  onTestFinished(() => context.close())
  return await context.newPage()
}

/** The SHA-256 of a certificate's public key, as browsers name it. */
function keyHash(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
  return hash('sha256', key, 'base64')
}
