import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import type { AHandshakeFlood } from '../helpers/a-handshake-flood.ts'
import { aHandshakeFlood } from '../helpers/a-handshake-flood.ts'
import { aProduct, freePort, rooster } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const run = promisify(execFile)

async function encrypted() {
  const [dot, doh] = [await freePort(), await freePort()]
  const file = join(temporaryFolder(), 'rooster.yaml')
  writeFileSync(
    file,
    `dot: 127.0.0.1:${dot}\ndoh: ['127.0.0.1:${doh}']\nrecords: { printer.school.local: [10.0.0.9] }\n`,
  )
  const product = await aProduct(temporaryFolder(), ['--config', file])
  const certificate = join(product.data, 'certificate', 'dashboard-cert.pem')
  return { product, dot, doh, file, certificate }
}

it('answers over TLS and HTTPS with a certificate that it made, and says so', async () => {
  const { product, dot, doh, certificate } = await encrypted()
  expect(product.printed()).toContain(`127.0.0.1:${dot} (TLS, as rooster.internal)`)
  expect(product.printed()).toContain(`127.0.0.1:${doh} (HTTPS, as https://rooster.internal/dns-query)`)
  // The dashboard of the loopback stays as it was.
  expect(product.printed()).toContain('Dashboard http://')
  expect(new X509Certificate(readFileSync(certificate)).checkHost('rooster.internal')).toBe('rooster.internal')
  const ask = async (port: number, how: string, name: string) =>
    (
      await run('kdig', [
        ...[
          '@127.0.0.1',
          '-p',
          String(port),
          how,
          `+tls-ca=${certificate}`,
          '+tls-hostname=rooster.internal',
          '+retry=0',
        ],
        name,
      ])
    ).stdout
  expect(await ask(dot, '+tls', 'www.wikipedia.org')).toContain('198.51.100.7')
  expect(await ask(doh, '+https', 'www.wikipedia.org')).toContain('198.51.100.7')
  expect(await ask(dot, '+tls', 'www.pornhub.com')).toMatch(/ANSWER: 0;[\s\S]*EDE: 1[56]/)
  expect(await ask(doh, '+https', 'printer.school.local')).toContain('10.0.0.9')
  const discovered = await run('kdig', ['@127.0.0.1', '-p', String(product.dns.port), '_dns.resolver.arpa', 'TYPE64'])
  expect(discovered.stdout).toContain(`1 rooster.internal. alpn=dot port=${dot}`)
  expect(discovered.stdout).toContain(`2 rooster.internal. alpn=h2,http/1.1 port=${doh}`)
})

it('answers plain DNS while handshakes flood in, about as soon as without them', async () => {
  const { product, dot } = await encrypted()
  const flood = aHandshakeFlood(dot)
  const [quiet, flooded] = await waitsInTurns(async () => {
    expect((await product.ask('www.wikipedia.org')).data).toEqual(['198.51.100.7'])
  }, flood)
  expect(await flood.halt(), 'handshakes').toBeGreaterThan(50)
  // Usual is 1.2 with the flood, this client and the product on two cores; 5 where one thread does the handshakes as well.
  expect(median(flooded) / median(quiet), `times as long: ${median(quiet)} and ${median(flooded)} ms`).toBeLessThan(4)
})

/** How long answers take while nothing else happens, and in a flood: in slices of both by turns, so that whatever else the machine does is in either. */
async function waitsInTurns(ask: () => Promise<unknown>, flood: AHandshakeFlood) {
  const waits: readonly [number[], number[]] = [[], []]
  for (let slice = 0; slice < 12; slice += 1) {
    const isFlood = slice % 2 === 1
    if (isFlood) flood.begin()
    await delay(30)
    for (const end = performance.now() + 150; performance.now() < end; await delay(2)) {
      const from = performance.now()
      await ask()
      waits[isFlood ? 1 : 0].push(performance.now() - from)
    }
    if (isFlood) await flood.halt()
  }
  return waits
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!

it('does not start where a port is taken, and says which', async () => {
  const { file, product, dot } = await encrypted()
  await product.stop()
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(dot, '127.0.0.1', done))
  onTestFinished(() => void taken.close())
  const [dns, web] = [await freePort(), await freePort()]
  const where = ['--dns', `127.0.0.1:${dns}`, '--web', `127.0.0.1:${web}`, '--data', temporaryFolder()]
  const { code, error } = await rooster(['serve', '--config', file, ...where])
  expect([code, error]).toEqual([
    1,
    `dot 127.0.0.1:${dot} (tcp): the port is in use by another program; stop that program or choose another port ("dot" in the settings).\n`,
  ])
})

it('does not start with a certificate that it cannot read', async () => {
  const file = join(temporaryFolder(), 'rooster.yaml')
  writeFileSync(
    file,
    `dot: 127.0.0.1:${await freePort()}\ncertificate: { cert: /nowhere/cert.pem, key: /nowhere/key.pem }\n`,
  )
  const [dns, web] = [await freePort(), await freePort()]
  const where = ['--dns', `127.0.0.1:${dns}`, '--web', `127.0.0.1:${web}`, '--data', temporaryFolder()]
  const { code, error } = await rooster(['serve', '--config', file, ...where])
  expect(code).toBe(1)
  expect(error).toContain('/nowhere/cert.pem')
})
