// RFC 7858 section 3.3: DNS over TLS is DNS over TCP (RFC 7766) behind a handshake: the same rules, the same limits, the same answers, and nothing for who comes
// without TLS.

import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { aConversation, aSecretConversation } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from './a-policy.ts'
import { aSecureForwarder, ourName } from './a-secure-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a, query } from './wire.ts'

const run = promisify(execFile)
const text = { type: 16, ttl: 300, rdata: new Uint8Array(256).fill(255).fill(120, 1) }
const large: Script = (heard, reply) =>
  heard.transport === 'udp' ? reply({ flags: 0x0200 }) : reply({ answers: Array.from({ length: 40 }, () => text) })

it.each<readonly [words: string, from: string, expected: readonly string[]]>([
  ['www.example', clients.staff, ['status: NOERROR', '192.0.2.1', 'TLS session (TLS1.3)']],
  ['closed.example', clients.pupil, ['EDE: 15 (Blocked)', 'ANSWER: 0']],
  ['large.example TXT', clients.staff, ['ANSWER: 40']],
  ['www.example', clients.stranger, ['status: REFUSED']],
])('kdig +tls %s, from %s', async (words, from, expected) => {
  const { dot, certificateFile } = await aSecureForwarder({ 'large.example': large })
  const trust = [`+tls-ca=${certificateFile}`, `+tls-hostname=${ourName}`]
  const { stdout, stderr } = await run(
    'kdig',
    ['-b', from, '@127.0.0.1', '-p', String(dot), '+tls', ...trust, '+retry=0', '+time=3', ...words.split(' ')],
    { timeout: 10_000 },
  )
  for (const part of expected) expect(stdout + stderr).toContain(part)
  expect(stdout + stderr).not.toMatch(/warning|malformed|mismatch|failed to/i)
})

it('gives no zone away', async () => {
  const { dot, certificate } = await aSecureForwarder()
  const tls = await aSecretConversation(dot, certificate)
  tls.ask(query({ name: 'zone.example', type: 252 }), query({ name: 'zone.example', type: 251 }))
  expect((await tls.replies(2)).map(({ rcode }) => rcode)).toEqual([5, 5])
})

it('answers many queries on one connection, the quick ones first, each with its own id', async () => {
  let answerSlow = () => {}
  const slow: Script = (_, reply) => {
    answerSlow = () => reply({ answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.2') }] })
  }
  const { dot, certificate } = await aSecureForwarder({ 'slow.example': slow })
  const tls = await aSecretConversation(dot, certificate)
  tls.ask(
    query({ name: 'slow.example', id: 5_000 }),
    ...Array.from({ length: 300 }, (_, id) => query({ name: `n${id}.example`, id })),
  )
  expect(new Set((await tls.replies(300)).map(({ id }) => id))).toEqual(new Set(Array(300).keys()))
  answerSlow()
  expect((await tls.replies(301)).at(-1)!.id).toBe(5_000)
})

it('answers five thousand queries in one write, more than it lets wait', async () => {
  const { dot, certificate } = await aSecureForwarder()
  const tls = await aSecretConversation(dot, certificate)
  tls.ask(...Array.from({ length: 5_000 }, (_, id) => query({ name: `n${id % 50}.example`, id })))
  expect(new Set((await tls.replies(5_000)).map(({ id }) => id)).size).toBe(5_000)
})

it('passes over what must not be answered, and answers what follows', async () => {
  const { dot, certificate } = await aSecureForwarder()
  const tls = await aSecretConversation(dot, certificate)
  tls.ask(
    query({ name: 'a.example', id: 1, flags: 0x8180 }),
    new Uint8Array(0),
    Uint8Array.from([1, 2, 3]),
    query({ name: 'a.example', id: 5 }).slice(0, 20),
    query({ name: 'a.example', id: 6 }),
  )
  expect((await tls.replies(2)).map(({ id, rcode }) => [id, rcode])).toEqual([
    [5, 1],
    [6, 0],
  ])
})

it('refuses what is too much for one device, counted together with TCP', async () => {
  const limits = { queriesPerSecond: 1, burst: 5, unlimited: [] }
  const { dot, port, certificate } = await aSecureForwarder({}, { snapshot: aSnapshot({ ...aPolicy, limits }) })
  const tls = await aSecretConversation(dot, certificate, clients.pupil)
  tls.ask(...Array.from({ length: 8 }, (_, id) => query({ name: 'closed.example', id, edns: {} })))
  const replies = await tls.replies(8)
  expect(replies.filter(({ ede }) => ede?.code === 18).map(({ rcode }) => rcode)).toEqual([5, 5, 5])
  const tcp = await aConversation(port, clients.pupil)
  tcp.ask(query({ name: 'closed.example' }))
  expect((await tcp.replies(1))[0]!.rcode).toBe(5)
})

it('knows who asks by the address, as over UDP', async () => {
  const { dot, certificate, ask } = await aSecureForwarder()
  const pupil = await aSecretConversation(dot, certificate, clients.pupil)
  const staff = await aSecretConversation(dot, certificate, clients.staff)
  for (const one of [pupil, staff]) one.ask(query({ name: 'closed.example', edns: {} }))
  expect([(await pupil.replies(1))[0]!.ede?.code, (await staff.replies(1))[0]!.answers.length]).toEqual([15, 1])
  expect((await ask({ name: 'closed.example', edns: {} }, clients.pupil)).ede?.code).toBe(15)
})

it.each([
  ['plain DNS', Uint8Array.from([0, 29, ...query({ name: 'www.example' })])],
  ['a web request', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
  ['noise', Uint8Array.from({ length: 500 }, (_, i) => (i * 37) & 255)],
])('ends a connection on which %s comes instead of a handshake', async (_, bytes) => {
  const { dot, ask } = await aSecureForwarder()
  const { closed, socket } = await aConversation(dot)
  socket.write(bytes)
  await closed
  expect((await ask('www.example')).rcode).toBe(0)
})

it('lets go of clients that begin no handshake within five seconds, and that ask and do not read for ten', {
  timeout: 20_000,
}, async () => {
  const { dot, certificate, ask } = await aSecureForwarder({ 'large.example': large })
  const started = performance.now()
  const silent = await aConversation(dot)
  const deaf = await aSecretConversation(dot, certificate, clients.pupil)
  deaf.socket.pause()
  deaf.socket.removeAllListeners('data')
  deaf.ask(...Array.from({ length: 5_000 }, (_, i) => query({ name: 'large.example', type: 16, id: i })))
  await silent.closed
  expect(performance.now() - started).toBeLessThan(7_000)
  await delay(5_500)
  deaf.socket.resume()
  await deaf.closed
  expect(performance.now() - started).toBeLessThan(14_000)
  expect((await ask('a.example')).rcode).toBe(0)
})

it('speaks no TLS older than 1.2', async () => {
  const { dot } = await aSecureForwarder()
  const refused = await new Promise<string>((resolve) => {
    const options = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const
    const socket = connectTls({ host: '127.0.0.1', port: dot, rejectUnauthorized: false, ...options })
    socket.on('secureConnect', () => resolve('connected'))
    socket.on('error', ({ message }) => resolve(message))
  })
  expect(refused).toMatch(/protocol version|unsupported protocol/i)
})

it('gives one address fifty connections, and others theirs; plain DNS goes on', async () => {
  const { dot, certificate, ask } = await aSecureForwarder()
  const crowd = Array.from({ length: 60 }, () => connect({ host: '127.0.0.1', port: dot, localAddress: clients.pupil }))
  onTestFinished(() => {
    for (const socket of crowd) socket.destroy()
  })
  for (const socket of crowd) socket.on('error', () => {})
  await delay(300)
  expect(crowd.filter(({ closed }) => closed).length).toBe(10)
  const other = await aSecretConversation(dot, certificate, clients.staff)
  other.ask(query({ name: 'a.example' }))
  expect((await other.replies(1)).length).toBe(1)
  expect((await ask('a.example', clients.pupil)).rcode).toBe(0)
})

it('goes on with another resolver; who waited for the first is told to come again', async () => {
  const secure = await aSecureForwarder({ 'silent.example': () => {} })
  const second = await aForwarder({}, { settings: { statusName: ourName } })
  const waiting = await aSecretConversation(secure.dot, secure.certificate)
  const idle = await aSecretConversation(secure.dot, secure.certificate)
  idle.ask(query({ name: 'a.example' }))
  await idle.replies(1)
  waiting.ask(query({ name: 'silent.example' }))
  await delay(50)
  secure.attachTo(second.resolver)
  await waiting.closed
  idle.ask(query({ name: 'b.example', id: 7 }))
  expect((await idle.replies(2))[1]!.id).toBe(7)
  expect(second.upstream.asked('b.example')).toBe(1)
})
