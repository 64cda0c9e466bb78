import { execFile } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { blockCertificates } from '../../src/server/block-certificates.ts'
import type { ContextFor } from '../../src/server/block-listener.ts'
import { listenBlock, listenBlockTls } from '../../src/server/block-listener.ts'
import { ensureSchoolCa } from '../../src/server/school-ca.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const now = () => Date.parse('2026-11-24T09:00:00Z')
const nowadays = () => Date.now()
const anywhere = { address: '127.0.0.1', port: 0 }
const page = (request: Request, { peer }: { readonly peer: string }) =>
  new Response(`${request.method} ${request.url} for ${peer}`, { status: 403 })

async function listening(contextFor: ContextFor | undefined): Promise<number> {
  const listener = await listenBlockTls(anywhere, page, contextFor)
  onTestFinished(() => listener.close())
  return listener.endpoint.port
}

/** A browser with this authority installed, or none. */
function browse(port: number, servername: string | undefined, ca?: string): Promise<string> {
  return new Promise((resolve) => {
    const began = performance.now()
    const socket = connect({
      ...{ port, host: '127.0.0.1', ALPNProtocols: ['h2', 'http/1.1'] },
      ...(servername === undefined ? { checkServerIdentity: () => undefined } : { servername }),
      ...(ca === undefined ? {} : { ca }),
    })
    let text = ''
    const end = (said: string) => resolve(performance.now() - began > 1_000 ? `late: ${said}` : said)
    socket.on('secureConnect', () =>
      socket.write(`GET /watch?v=1 HTTP/1.1\r\nHost: ${servername}\r\nConnection: close\r\n\r\n`),
    )
    socket.on('data', (part) => {
      text += part
    })
    socket.on('end', () => end(text.split('\r\n\r\n').at(-1)!.trim()))
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
  })
}

describe('over TLS', () => {
  it('a managed device sees the page of a closed name, with the school’s certificate and no warning', async () => {
    const ca = await ensureSchoolCa(temporaryFolder(), 'De Voorbeeldschool', nowadays())
    const port = await listening(blockCertificates(ca, (name) => name.endsWith('closed.example'), nowadays))
    expect(await browse(port, 'www.closed.example', ca.cert)).toContain(
      'GET https://www.closed.example/watch?v=1 for 127.0.0.1',
    )
    expect(await browse(port, 'www.closed.example', ca.cert)).toContain('GET https://www.closed.example')
  })

  it('a device without the certificate does not believe it, and is told at once', async () => {
    const ca = await ensureSchoolCa(temporaryFolder(), 'De Voorbeeldschool', nowadays())
    const port = await listening(blockCertificates(ca, () => true, nowadays))
    expect(await browse(port, 'closed.example')).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  })

  it.each([
    ['an open name', 'open.example', 'ECONNRESET'],
    ['a name that is none', 'x_.-', 'ECONNRESET'],
    ['no name at all', undefined, /ERR_SSL_.*ALERT_HANDSHAKE_FAILURE/],
  ])('%s gets no certificate: refused at once', async (_, name, said) => {
    const ca = await ensureSchoolCa(temporaryFolder(), 'De Voorbeeldschool', nowadays())
    const port = await listening(blockCertificates(ca, (asked) => asked === 'closed.example', nowadays))
    expect(await browse(port, name, ca.cert)).toMatch(said)
  })

  it('without an authority every connection is reset at once', async () => {
    expect(await browse(await listening(undefined), 'closed.example')).toBe('ECONNRESET')
  })

  it('what is no TLS, or stops half-way, does no harm', async () => {
    const ca = await ensureSchoolCa(temporaryFolder(), 'De Voorbeeldschool', nowadays())
    const port = await listening(blockCertificates(ca, () => true, nowadays))
    for (const bytes of [
      'GET / HTTP/1.1\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      '\x00'.repeat(3000),
    ]) {
      const socket = createConnection(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.end(Buffer.from(bytes, 'latin1'))
      await new Promise((done) => socket.on('close', done).resume())
    }
    expect(await browse(port, 'closed.example', ca.cert)).toContain('GET https://closed.example')
  })

  it('openssl finds the chain in order: for this name only, for a day, and the authority signs for no other', async () => {
    const folder = temporaryFolder()
    const ca = await ensureSchoolCa(folder, 'Ø'.repeat(100), nowadays())
    const { cert } = await ca.issue('closed.example', nowadays())
    writeFileSync(join(folder, 'leaf.pem'), cert)
    const openssl = (...words: string[]) => promisify(execFile)('openssl', words, { cwd: folder, timeout: 10_000 })
    const verified = await openssl(
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-verify_hostname',
      'closed.example',
      '-CAfile',
      'school-ca-cert.pem',
      'leaf.pem',
    )
    expect(verified.stdout).toBe('leaf.pem: OK\n')
    await expect(
      openssl('verify', '-verify_hostname', 'other.example', '-CAfile', 'school-ca-cert.pem', 'leaf.pem'),
    ).rejects.toThrow('hostname mismatch')
    const { stdout } = await openssl('x509', '-in', 'school-ca-cert.pem', '-noout', '-text')
    expect(stdout).toMatch(/CA:TRUE, pathlen:0/)
    expect(stdout).toMatch(/Key Usage: critical\s+Certificate Sign\n/)
  })
})

describe('the school’s own authority', () => {
  it('is made once, and its key is for the program’s own eyes', async () => {
    const folder = join(temporaryFolder(), 'certificate')
    const first = await ensureSchoolCa(folder, 'De Voorbeeldschool', now())
    expect((await ensureSchoolCa(folder, 'Another name', now() + 1e10)).cert).toBe(first.cert)
    expect(statSync(join(folder, 'school-ca-key.pem')).mode & 0o777).toBe(0o600)
    writeFileSync(join(folder, 'school-ca-key.pem'), 'half a ke')
    expect((await ensureSchoolCa(folder, 'De Voorbeeldschool', now())).cert).not.toBe(first.cert)
  })

  it.each(['192.0.2.1', '2001:db8::1'])('signs for no address (%s), whoever would let it', async (address) => {
    const ca = await ensureSchoolCa(temporaryFolder(), 'De Voorbeeldschool', now())
    await expect(ca.issue(address, now())).rejects.toThrow('is an address')
    expect(await blockCertificates(ca, () => true, now)(address, '10.0.0.1')).toBeUndefined()
  })

  it('signs for a name once in twelve hours, looks at each handshake whether it is still closed, and never signs more than twenty a second', async () => {
    let at = now()
    let closed = true
    const signed: string[] = []
    const real = await ensureSchoolCa(temporaryFolder(), 'De Voorbeeldschool', at)
    const counting = {
      ...real,
      issue: (name: string, when: number) => {
        signed.push(name)
        return real.issue(name, when)
      },
    }
    const contextFor = blockCertificates(
      counting,
      () => closed,
      () => at,
    )
    const [first, same] = await Promise.all([contextFor('a.example', '10.0.0.1'), contextFor('a.example', '10.0.0.2')])
    expect([first === same, signed.length]).toEqual([true, 1])
    closed = false
    expect(await contextFor('a.example', '10.0.0.1')).toBeUndefined()
    closed = true
    at += 12 * 3600_000 - 1
    expect(await contextFor('a.example', '10.0.0.1')).toBe(first)
    at += 1
    expect(await contextFor('a.example', '10.0.0.1')).not.toBe(first)
    at += 1_000
    const many = await Promise.all(Array.from({ length: 30 }, (_, i) => contextFor(`n${i}.example`, '10.0.0.1')))
    expect(many.filter((context) => context === undefined).length).toBe(10)
    for (let second = 1; second <= 4; second += 1) {
      at += 1_000
      await Promise.all(Array.from({ length: 20 }, (_, i) => contextFor(`m${second}-${i}.example`, '10.0.0.1')))
    }
    // Sixty a minute for one address; others go on.
    at += 1_000
    expect(await contextFor('late.example', '10.0.0.1')).toBeUndefined()
    expect(await contextFor('late.example', '10.0.0.2')).toBeDefined()
  })
})

describe('over plain HTTP', () => {
  it.each([
    [
      'any name that points here',
      'GET /a?b HTTP/1.1\r\nHost: closed.example\r\nConnection: close\r\n\r\n',
      'GET http://closed.example/a?b for 127.0.0.1',
    ],
    [
      'a whole address in the first line',
      'GET http://closed.example/a HTTP/1.1\r\nHost: closed.example\r\nConnection: close\r\n\r\n',
      'GET http://closed.example/a for 127.0.0.1',
    ],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: <script>\r\nConnection: close\r\n\r\n', '400'],
    ['no HTTP', '\x16\x03\x01\x02\x00\x01', ''],
  ])('%s', async (_, sent, expected) => {
    const listener = await listenBlock(anywhere, page)
    onTestFinished(() => listener.close())
    const socket = createConnection(listener.endpoint.port, '127.0.0.1')
    let text = ''
    socket.on('data', (part) => {
      text += part
    })
    socket.on('error', () => {})
    socket.write(sent, 'latin1')
    await new Promise((done) => socket.on('close', done))
    expect(text).toContain(expected)
  })
})
