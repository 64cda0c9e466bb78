// RFC 5358 section 4: a resolver that answers everyone is a weapon. Who is on none of the school's networks is refused, over UDP and TCP, with the reason (RFC 8914,
// code 18) for those who can read it, and nothing of what we know: no kept answer, no verdict on a name. The refusal is no longer than it must be.

import { createSocket } from 'node:dgram'
import { setTimeout as delay } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { expect, it, onTestFinished } from 'vitest'
import type { Up } from '../../src/link.ts'
import { aConversation } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { until } from './a-secure-forwarder.ts'
import { query } from './wire.ts'

it.each(['www.example', 'closed.example', 'use-application-dns.net', 'rooster.example', 'localhost'])(
  'refuses a stranger %s',
  async (name) => {
    const { ask, port, upstream } = await aForwarder()
    await ask(name, clients.staff)
    const before = upstream.heard.length
    const udp = await ask({ name, edns: {} }, clients.stranger)
    const tcp = await aConversation(port, clients.stranger)
    tcp.ask(query({ name }))
    const [overTcp] = await tcp.replies(1)
    expect([udp.rcode, udp.ede?.code, udp.answers, udp.authorities]).toEqual([5, 18, [], []])
    expect([overTcp!.rcode, overTcp!.answers, overTcp!.edns]).toEqual([5, [], undefined])
    expect(upstream.heard.length).toBe(before)
  },
)

it('answers one who is on the school’s network and in no group’s, as the strictest group', async () => {
  const { ask } = await aForwarder()
  expect((await ask('www.example', clients.unknown)).answers.length).toBe(1)
  expect((await ask('closed.example', clients.unknown)).answers).toEqual([])
})

it('takes an attack of strangers without remembering any', async () => {
  const { ask, resolver, send } = await aForwarder()
  const { port1: office, port2 } = new MessageChannel()
  onTestFinished(() => office.close())
  resolver.attach(port2, () => {})
  const told = new Promise<readonly string[]>((done) =>
    office.on('message', (message: Up) => message.kind === 'seen' && done(message.addresses)),
  )
  await Promise.all(
    Array.from({ length: 200 }, (_, i) => send(query({ name: `n${i}.example` }), `127.8.${i}.1`, 2_000)),
  )
  expect((await ask('www.example')).rcode).toBe(0)
  resolver.tellAttempts()
  const { refused, queries, cacheEntries } = resolver.totals
  expect([await told, refused, queries, cacheEntries]).toEqual([[clients.staff], 200, 1, 1])
})

it('is no mirror: of a flood of strangers and of garbage few are told, and everyone else is answered meanwhile', async () => {
  const { ask, port } = await aForwarder()
  for (const packet of [query({ name: 'www.example', edns: {} }), Uint8Array.from({ length: 12 }, (_, i) => i)]) {
    const from = performance.now()
    const socket = createSocket('udp4')
    let told = 0
    socket.on('message', () => (told += 1))
    await new Promise<void>((done) => socket.bind(0, clients.stranger, done))
    for (let i = 0; i < 4_000; i += 1) {
      socket.send(packet, port, '127.0.0.1')
      if (i % 100 === 0) expect((await ask('www.example', clients.staff)).rcode).toBe(0)
    }
    await delay(200)
    socket.close()
    expect(told).toBeLessThan(1_100 + (performance.now() - from) / 2)
  }
})

it('keeps few connections for strangers, and all others for the school', async () => {
  const { port } = await aForwarder()
  const crowd = await Promise.all(Array.from({ length: 150 }, (_, i) => aConversation(port, `127.8.0.${1 + (i % 10)}`)))
  const left = () => crowd.filter(({ socket }) => !socket.destroyed).length
  await until(() => left() <= 100)
  expect(left()).toBe(100)
  const ours = await aConversation(port, clients.staff)
  ours.ask(query({ name: 'www.example' }))
  expect((await ours.replies(1))[0]!.rcode).toBe(0)
})
