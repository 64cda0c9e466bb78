import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import type { ClientHttp2Session, IncomingHttpHeaders, IncomingHttpStatusHeader } from 'node:http2'
import { connect } from 'node:http2'
import { request } from 'node:https'
import { join } from 'node:path'
import type { ConnectionOptions } from 'node:tls'
import { connect as connectTls } from 'node:tls'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { ASecureForwarder } from './a-secure-forwarder.ts'
import { aSecureForwarder, ourName } from './a-secure-forwarder.ts'
import type { Script } from './a-upstream.ts'
import type { Message } from './wire.ts'
import { a, cname, query, read, soa } from './wire.ts'

// RFC 8484: a query as the body of a POST or in `?dns=` of a GET, over HTTP/2 or HTTP/1.1. The answer is a DNS message; whatever is wrong with the request
// itself is said as HTTP says it, and Cache-Control keeps an answer no longer than its least TTL.

const run = promisify(execFile)
const DNS = 'application/dns-message'
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

interface Client {
  readonly session: ClientHttp2Session
  send(headers: Readonly<Record<string, string>>, body?: Uint8Array): Promise<Answered>
  /** Asks by POST, and reads the answer. */
  ask(packet: Uint8Array): Promise<Message>
}

function aClient({ doh, certificate }: ASecureForwarder, from: string = clients.staff): Client {
  const session = connect(`https://${ourName}:${doh}`, {
    createConnection: () =>
      connectTls({
        host: '127.0.0.1',
        port: doh,
        localAddress: from,
        ca: certificate,
        servername: ourName,
        ALPNProtocols: ['h2'],
      } as ConnectionOptions),
  })
  session.on('error', () => {})
  onTestFinished(() => session.destroy())
  const send: Client['send'] = (headers, body) =>
    new Promise((resolve, reject) => {
      const stream = session.request({ ':path': '/dns-query', ...headers })
      const chunks: Buffer[] = []
      let got: IncomingHttpHeaders & IncomingHttpStatusHeader = {}
      stream.on('response', (answered) => {
        got = answered
      })
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => resolve({ status: Number(got[':status']), headers: got, body: Buffer.concat(chunks) }))
      stream.on('error', reject)
      stream.end(body)
    })
  const post = (packet: Uint8Array) => send({ ':method': 'POST', 'content-type': DNS }, packet)
  return { session, send, ask: async (packet) => read(new Uint8Array((await post(packet)).body)) }
}

describe('a query', () => {
  it.each<readonly [string, (packet: Uint8Array) => readonly [Readonly<Record<string, string>>, Uint8Array?]]>([
    ['as the body of a POST', (packet) => [{ ':method': 'POST', 'content-type': DNS }, packet]],
    ['of a type with parameters', (packet) => [{ ':method': 'POST', 'content-type': `${DNS}; charset=x` }, packet]],
    ['of a type in capitals', (packet) => [{ ':method': 'POST', 'content-type': DNS.toUpperCase() }, packet]],
    ['in the address of a GET', (packet) => [{ ':method': 'GET', ':path': `/dns-query?dns=${base64(packet)}` }]],
    ['beside other words', (packet) => [{ ':method': 'GET', ':path': `/dns-query?a=b&dns=${base64(packet)}&c` }]],
  ])('%s is answered', async (_, made) => {
    const { send } = aClient(await aSecureForwarder())
    const { status, headers, body } = await send(...made(query({ name: 'WwW.example', id: 0 })))
    const { id, rcode, answers, questions } = read(new Uint8Array(body))
    expect([status, headers['content-type'], headers['content-length']]).toEqual([200, DNS, String(body.length)])
    expect([id, rcode, questions[0]!.name, answers[0]!.rdata]).toEqual([0, 0, 'WwW.example', a('192.0.2.1')])
  })

  it('is answered with an answer as long as it is, and with failures of its own', async () => {
    const text = { type: 16, ttl: 300, rdata: new Uint8Array(256).fill(255).fill(120, 1) }
    const { ask } = aClient(
      await aSecureForwarder({
        'large.example': (heard, reply) =>
          heard.transport === 'udp'
            ? reply({ flags: 0x0200 })
            : reply({ answers: Array.from({ length: 200 }, () => text) }),
        'broken.example': (_, reply) => reply({ rcode: 2 }),
      }),
    )
    expect((await ask(query({ name: 'large.example', type: 16 }))).answers.length).toBe(200)
    expect((await ask(query({ name: 'broken.example' }))).rcode).toBe(2)
    expect((await ask(query({ name: 'zone.example', type: 252 }))).rcode).toBe(5)
    expect((await ask(query({ name: 'a.example' }).slice(0, 20))).rcode).toBe(1)
  })

  it('is answered by who asks: a pupil, staff, and nobody of ours', async () => {
    const forwarder = await aSecureForwarder()
    const ask = (from: string) => aClient(forwarder, from).ask(query({ name: 'closed.example', edns: {} }))
    expect((await ask(clients.pupil)).ede?.code).toBe(15)
    expect((await ask(clients.staff)).answers.length).toBe(1)
    expect([(await ask(clients.stranger)).rcode, (await ask(clients.stranger)).ede?.code]).toEqual([5, 18])
  })

  it('is answered a hundred times at once, the quick ones first', async () => {
    const slow: Script = (_, reply) => void setTimeout(() => reply({ answers: [] }), 200)
    const { ask } = aClient(await aSecureForwarder({ 'slow.example': slow }))
    const order: number[] = []
    const asked = Array.from({ length: 90 }, (_, id) =>
      ask(query({ name: id === 0 ? 'slow.example' : `n${id}.example`, id })).then((reply) => order.push(reply.id)),
    )
    await Promise.all(asked)
    expect([new Set(order).size, order.at(-1)]).toEqual([90, 0])
  })

  it('is answered padded where it is padded', async () => {
    const { ask } = aClient(await aSecureForwarder())
    const padded = query({ name: 'a.example', edns: { options: [[12, new Uint8Array(20)]] } })
    expect([(await ask(padded)).length, (await ask(query({ name: 'a.example', edns: {} }))).length < 100]).toEqual([
      468,
      true,
    ])
  })
})

describe('a request that is none', () => {
  const good = query({ name: 'www.example' })
  it.each<readonly [string, number, Readonly<Record<string, string>>, Uint8Array | undefined]>([
    ['without a query', 400, { ':method': 'GET' }, undefined],
    ['with an empty query', 400, { ':method': 'GET', ':path': '/dns-query?dns=' }, undefined],
    ['with two', 400, { ':method': 'GET', ':path': `/dns-query?dns=${base64(good)}&dns=${base64(good)}` }, undefined],
    ['in plain base64', 400, { ':method': 'GET', ':path': `/dns-query?dns=${base64(good)}==` }, undefined],
    ['that is no base64', 400, { ':method': 'GET', ':path': '/dns-query?dns=%00%ff*' }, undefined],
    [
      'too short for a header',
      400,
      { ':method': 'GET', ':path': `/dns-query?dns=${base64(good.slice(0, 11))}` },
      undefined,
    ],
    [
      'that is a response',
      400,
      { ':method': 'POST', 'content-type': DNS },
      query({ name: 'a.example', flags: 0x8180 }),
    ],
    ['with an empty body', 400, { ':method': 'POST', 'content-type': DNS }, new Uint8Array(0)],
    ['of another type', 415, { ':method': 'POST', 'content-type': 'text/plain' }, good],
    ['of no type', 415, { ':method': 'POST' }, good],
    ['of JSON', 415, { ':method': 'POST', 'content-type': 'application/dns-json' }, good],
    ['longer than a message can be', 413, { ':method': 'POST', 'content-type': DNS }, new Uint8Array(65_536)],
    [
      'that says it is',
      413,
      { ':method': 'POST', 'content-type': DNS, 'content-length': '70000' },
      new Uint8Array(70_000),
    ],
    ['by PUT', 405, { ':method': 'PUT', 'content-type': DNS }, good],
    ['by DELETE', 405, { ':method': 'DELETE' }, undefined],
    ['by HEAD', 405, { ':method': 'HEAD' }, undefined],
    ['by a method of its own', 405, { ':method': 'BREW' }, undefined],
    ['at another path', 404, { ':method': 'GET', ':path': '/' }, undefined],
    ['below the path', 404, { ':method': 'GET', ':path': `/dns-query/x?dns=${base64(good)}` }, undefined],
    ['at a path of dots', 404, { ':method': 'GET', ':path': '/x/../dns-query' }, undefined],
  ])('%s is told so: %i', async (_, expected, headers, body) => {
    const forwarder = await aSecureForwarder()
    const { send, ask } = aClient(forwarder)
    const { status, headers: got, body: said } = await send(headers, body)
    expect([status, said.length]).toEqual([expected, 0])
    if (status === 405) expect(got['allow']).toBe('GET, POST')
    expect((await ask(query({ name: 'a.example' }))).rcode).toBe(0)
  })

  it('is not held against others on the connection when it is left half done', async () => {
    const { session, ask } = aClient(await aSecureForwarder())
    const half = session.request({ ':path': '/dns-query', ':method': 'POST', 'content-type': DNS })
    half.on('error', () => {})
    half.write(query({ name: 'a.example' }).slice(0, 10))
    expect((await ask(query({ name: 'b.example' }))).rcode).toBe(0)
    half.destroy()
    expect((await ask(query({ name: 'c.example' }))).rcode).toBe(0)
  })
})

describe('Cache-Control', () => {
  const answer =
    (ttl: number, more: readonly { type: number; ttl: number; rdata: Uint8Array }[] = []): Script =>
    (_, reply) =>
      reply({ answers: [...more, { type: 1, ttl, rdata: a('192.0.2.1') }] })
  it.each<readonly [string, Script, string, number]>([
    ['the TTL of the answer', answer(120), clients.staff, 120],
    ['the least of several', answer(120, [{ type: 5, ttl: 30, rdata: cname('x.example') }]), clients.staff, 30],
    ['no more than a pupil may keep', answer(7_200), clients.pupil, 60],
    [
      'the least of an SOA and its MINIMUM, where there is none',
      (_, reply) => reply({ rcode: 3, authorities: [{ name: 'example', type: 6, ttl: 900, rdata: soa(45) }] }),
      clients.staff,
      45,
    ],
    ['nothing, for a failure', (_, reply) => reply({ rcode: 2 }), clients.staff, 0],
  ])('says %s', async (_, script, from, expected) => {
    const { send } = aClient(await aSecureForwarder({ 'www.example': script }), from)
    const { headers } = await send({ ':method': 'POST', 'content-type': DNS }, query({ name: 'www.example' }))
    expect(headers['cache-control']).toBe(`private, max-age=${expected}`)
  })

  it('counts down with the answer, and lets nothing refused be kept', async () => {
    const forwarder = await aSecureForwarder({ 'www.example': answer(120) })
    const { send } = aClient(forwarder)
    const ask = () => send({ ':method': 'POST', 'content-type': DNS }, query({ name: 'www.example' }))
    await ask()
    forwarder.pass(50)
    expect((await ask()).headers['cache-control']).toMatch(/^private, max-age=(69|70)$/)
    expect((await send({ ':method': 'GET' })).headers['cache-control']).toBe('no-store')
  })
})

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

it('says 503 to who waited for a resolver that has ended, and answers with the next', async () => {
  const secure = await aSecureForwarder({ 'silent.example': () => {} })
  const second = await aForwarder({}, { settings: { statusName: ourName } })
  const { send, ask } = aClient(secure)
  const waiting = send({ ':method': 'POST', 'content-type': DNS }, query({ name: 'silent.example' }))
  await new Promise((next) => setTimeout(next, 50))
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
