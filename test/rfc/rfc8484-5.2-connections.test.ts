// RFC 8484 section 5.2, of the connections below the requests: HTTP/2 and HTTP/1.1, clients that are in use, and what happens when they or the resolver go away.

import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import type { ConnectionOptions } from 'node:tls'
import { connect as connectTls } from 'node:tls'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { aClient, base64, DNS } from './a-doh-client.ts'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { aSecureForwarder, ourName, until } from './a-secure-forwarder.ts'
import { a, query, read } from './wire.ts'

const run = promisify(execFile)

describe('over HTTP/1.1', () => {
  it.each(['GET', 'POST'])('a query by %s is answered, several on one connection', async (method) => {
    const { doh, certificate } = await aSecureForwarder()
    const packet = query({ name: 'www.example' })
    for (let turn = 0; turn < 3; turn += 1) {
      const { statusCode, body } = await new Promise<{ statusCode: number; body: Buffer }>((resolve, reject) => {
        const path = method === 'GET' ? `/dns-query?dns=${base64(packet)}` : '/dns-query'
        const sent = request(
          {
            host: '127.0.0.1',
            port: doh,
            path,
            method,
            ca: certificate,
            servername: ourName,
            headers: { 'content-type': DNS },
          },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('end', () => resolve({ statusCode: response.statusCode!, body: Buffer.concat(chunks) }))
          },
        )
        sent.on('error', reject)
        sent.end(method === 'POST' ? packet : undefined)
      })
      expect([statusCode, read(new Uint8Array(body)).answers.length]).toEqual([200, 1])
    }
  })
})

describe('real clients', () => {
  it.each<readonly [words: string, from: string, expected: readonly string[]]>([
    ['+https www.example', clients.staff, ['status: NOERROR', '192.0.2.1', 'HTTP session (HTTP/2-POST)']],
    ['+https +https-get www.example', clients.staff, ['status: NOERROR', '192.0.2.1', 'HTTP session (HTTP/2-GET)']],
    ['+https closed.example', clients.pupil, ['EDE: 15 (Blocked)']],
  ])('kdig %s, from %s', async (words, from, expected) => {
    const { doh, certificateFile } = await aSecureForwarder()
    const trust = [`+tls-ca=${certificateFile}`, `+tls-hostname=${ourName}`, '+retry=0', '+time=3']
    const { stdout, stderr } = await run('kdig', [
      '-b',
      from,
      '@127.0.0.1',
      '-p',
      String(doh),
      ...trust,
      ...words.split(' '),
    ])
    for (const part of expected) expect(stdout + stderr).toContain(part)
    expect(stdout + stderr).not.toMatch(/warning|malformed|mismatch|failed to/i)
  })

  it.each(['--http2', '--http1.1'])('curl %s', async (version) => {
    const { doh, certificateFile } = await aSecureForwarder()
    const file = join(temporaryFolder(), 'query')
    writeFileSync(file, query({ name: 'www.example' }))
    const words = ['-sS', version, '--cacert', certificateFile, '--resolve', `${ourName}:${doh}:127.0.0.1`]
    const { stdout } = await run(
      'curl',
      [
        ...words,
        '-H',
        `content-type: ${DNS}`,
        '--data-binary',
        `@${file}`,
        '-w',
        '%{stderr}',
        `https://${ourName}:${doh}/dns-query`,
      ],
      { encoding: 'buffer' },
    )
    expect(read(new Uint8Array(stdout)).answers[0]!.rdata).toEqual(a('192.0.2.1'))
  })
})

// With several under way its version of Debian 12 loses answers that come in one read.
it('dnsperf, one request after another', async () => {
  const { doh } = await aSecureForwarder()
  const file = join(temporaryFolder(), 'queries')
  writeFileSync(file, Array.from({ length: 20 }, (_, i) => `n${i}.example A\n`).join(''))
  const where = ['-s', '127.0.0.1', '-p', String(doh), '-a', clients.staff, '-d', file, '-n', '1']
  const how = ['-m', 'doh', '-O', `doh-uri=https://${ourName}/dns-query`, '-q', '1', '-c', '1']
  const { stdout } = await run('dnsperf', [...where, ...how])
  expect(stdout).toMatch(/Queries completed: +20 \(100.00%\)/)
  expect(stdout).toMatch(/Response codes: +NOERROR 20 /)
})

it('ends an answer in the frame that has it, so that nobody waits for another', async () => {
  const { doh, certificate } = await aSecureForwarder()
  const headers = { ':method': 'GET', ':path': `/dns-query?dns=${base64(query({ name: 'www.example' }))}` }
  const frames = await framesOf(doh, certificate, headers)
  expect(frames.map(([type, flags]) => [type === 0 ? 'data' : 'headers', (flags & END_STREAM) !== 0])).toEqual([
    ['headers', false],
    ['data', true],
  ])
})

const END_STREAM = 1

/** Type and flags of each frame by which one request is answered, in order. */
async function framesOf(port: number, ca: string, headers: Readonly<Record<string, string>>) {
  const all = { ':scheme': 'https', ':authority': ourName, ...headers }
  const fields = Object.entries(all).flatMap(([name, value]) => [0, ...text(name), ...text(value)])
  const socket = connectTls({ host: '127.0.0.1', port, ca, servername: ourName, ALPNProtocols: ['h2'] })
  onTestFinished(() => void socket.destroy())
  socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(4, 0, 0), frame(1, 5, 1, fields)]))
  const frames: (readonly [type: number, flags: number])[] = []
  let rest = Buffer.alloc(0)
  for await (const chunk of socket) {
    rest = Buffer.concat([rest, chunk as Buffer])
    for (
      ;
      rest.length >= 9 && rest.length >= 9 + rest.readUIntBE(0, 3);
      rest = rest.subarray(9 + rest.readUIntBE(0, 3))
    )
      if (rest.readUInt32BE(5) === 1) frames.push([rest[3]!, rest[4]!])
    if (frames.some(([, flags]) => (flags & END_STREAM) !== 0)) break
  }
  return frames
}

/** A string of HPACK, as it is (RFC 7541 section 5.2); shorter than 127 octets. */
const text = (words: string) => [words.length, ...Buffer.from(words)]

const frame = (type: number, flags: number, stream: number, payload: readonly number[] = []) =>
  Buffer.from([0, payload.length >> 8, payload.length & 255, type, flags, 0, 0, 0, stream, ...payload])

it('says 503 to who waited for a resolver that has ended, and answers with the next', async () => {
  const secure = await aSecureForwarder({ 'silent.example': () => {} })
  const second = await aForwarder({}, { settings: { statusName: ourName } })
  const { send, ask } = aClient(secure)
  const waiting = send({ ':method': 'POST', 'content-type': DNS }, query({ name: 'silent.example' }))
  await until(() => secure.upstream.asked('silent.example') > 0)
  secure.attachTo(second.resolver)
  expect((await waiting).status).toBe(503)
  expect((await ask(query({ name: 'a.example' }))).rcode).toBe(0)
})

it('stands a thousand requests that are cancelled as soon as they are sent', async () => {
  const secure = await aSecureForwarder()
  const { session } = aClient(secure)
  for (let turn = 0; turn < 1_000 && !session.destroyed; turn += 1) {
    const stream = session.request({ ':path': '/dns-query', ':method': 'POST', 'content-type': DNS })
    stream.on('error', () => {})
    stream.end(query({ name: `n${turn}.example` }))
    stream.close(8)
  }
  expect((await aClient(secure).ask(query({ name: 'a.example' }))).rcode).toBe(0)
  expect((await secure.ask('a.example')).rcode).toBe(0)
})

it('ends a connection on which a body comes an octet at a time, thirty seconds after it was begun', async () => {
  const secure = await aSecureForwarder()
  const { session } = aClient(secure)
  const half = session.request({ ':path': '/dns-query', ':method': 'POST', 'content-type': DNS })
  half.on('error', () => {})
  const packet = query({ name: 'a.example', edns: { options: [[12, new Uint8Array(400)]] } })
  await new Promise<void>((done) => half.write(packet.slice(0, 1), () => done()))
  const closed = new Promise<void>((done) => session.once('close', () => done()))
  let at = 1
  const drip = setInterval(() => {
    half.write(packet.slice(at, at + 1))
    at += 1
    secure.pass(5)
  }, 50)
  onTestFinished(() => clearInterval(drip))
  await closed
  expect(at).toBeLessThan(packet.length)
})

it('stands twenty connections with more headers than anybody sends', async () => {
  const secure = await aSecureForwarder()
  const headers = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`x-${i}`, 'y'.repeat(20)]))
  const ends = Array.from({ length: 20 }, () => {
    const { session } = aClient(secure)
    session.on('error', () => {})
    const stream = session.request({ ':path': '/dns-query', ':method': 'POST', 'content-type': DNS, ...headers })
    stream.on('error', () => {})
    stream.end(query({ name: 'a.example' }))
    stream.resume()
    return new Promise<number | undefined>((done) => {
      stream.on('response', ({ ':status': status }) => done(status))
      stream.on('close', () => done(undefined))
    })
  })
  expect((await Promise.all(ends)).filter((status) => status === 200)).toEqual([])
  expect((await aClient(secure).ask(query({ name: 'a.example' }))).rcode).toBe(0)
  expect((await secure.ask('a.example')).rcode).toBe(0)
})

it('ends a connection on which nothing was asked for thirty seconds, of either kind', async () => {
  const secure = await aSecureForwarder()
  const { session, ask } = aClient(secure)
  await ask(query({ name: 'a.example' }))
  const old = connectTls({ host: '127.0.0.1', port: secure.doh, rejectUnauthorized: false } as ConnectionOptions)
  onTestFinished(() => void old.destroy())
  old.resume()
  // A client is through with the handshake a little before the server.
  await new Promise<void>((done) => old.once('secureConnect', () => setTimeout(done, 100)))
  secure.pass(20)
  await ask(query({ name: 'b.example' }))
  secure.pass(20)
  await new Promise<void>((done) => old.once('close', () => done()))
  expect(session.destroyed).toBe(false)
  secure.pass(31)
  await new Promise<void>((done) => session.once('close', () => done()))
})
