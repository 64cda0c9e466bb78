import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aConversation } from '../rfc/a-conversation.ts'
import { aForwarder, startForwarder } from '../rfc/a-forwarder.ts'
import { aPath } from '../rfc/a-path.ts'
import { clients } from '../rfc/a-policy.ts'
import { query, read } from '../rfc/wire.ts'
import type { Outcome } from './packets.ts'
import { outcomes, packetNamed, packets, shippedPackets } from './packets.ts'

// RFC 1035 section 4.1.1, RFC 8906 section 3: what cannot be read is told so, with its own id and nothing but a header, or gets no answer where there is
// no header to answer; nothing is thrown, and the next good query is answered.

const rcodes: Partial<Record<Outcome, number>> = { formerr: 1, notimp: 4, badvers: 16, refused: 5, answer: 0 }

function expectOutcome(packet: Uint8Array, reply: Uint8Array, outcome: Outcome): void {
  const message = read(reply)
  expect([message.id, message.rcode]).toEqual([(packet[0]! << 8) | packet[1]!, rcodes[outcome]])
  expect(message.flags & 0x8000).toBe(0x8000)
  if (outcome === 'formerr' || outcome === 'notimp') expect(reply.length).toBe(12)
  if (outcome === 'badvers' || outcome === 'refused') expect([message.answers, message.authorities]).toEqual([[], []])
  if (outcome !== 'formerr' && outcome !== 'notimp')
    expect([...reply.slice(12, questionEnd(packet))]).toEqual([...packet.slice(12, questionEnd(packet))])
}

function questionEnd(packet: Uint8Array): number {
  let at = 12
  while (packet[at] !== 0) at += packet[at]! + 1
  return at + 5
}

it('has a row for each packet, and a packet for each row', () => {
  expect(packets.map(([name]) => name).sort()).toEqual([...shippedPackets()].sort())
  expect(packets.length).toBeGreaterThan(60)
})

it.each(packets)('takes %s in memory: %s', async (name, outcome) => {
  const path = await aPath()
  const packet = packetNamed(name)
  const reply = await path.handle(packet, clients.staff)
  if (outcome === 'silence') expect(reply).toBeUndefined()
  else expectOutcome(packet, reply!, outcome)
})

describe('over UDP, to one server that lives on', () => {
  let forwarder: Awaited<ReturnType<typeof startForwarder>>
  const good = async () => (await forwarder.ask('good.example')).rcode
  beforeAll(async () => {
    forwarder = await startForwarder()
    await good()
  })
  afterAll(() => forwarder.close())

  it.each(packets)('takes %s: %s, and answers a good query behind it', async (name, outcome) => {
    const socket = createSocket('udp4')
    socket.bind(0, clients.staff)
    await once(socket, 'listening')
    const packet = packetNamed(name)
    socket.send(packet, forwarder.port, '127.0.0.1')
    // Replies to what is decided at once come in the order of the queries: behind this one there is nothing left to wait for.
    if (outcome === 'silence') socket.send(query({ name: 'good.example', id: 0x600d }), forwarder.port, '127.0.0.1')
    const [reply] = (await once(socket, 'message')) as [Uint8Array]
    if (outcome === 'silence') expect(read(reply).id).toBe(0x600d)
    else expectOutcome(packet, reply, outcome)
    socket.close()
    expect(await good()).toBe(0)
  })
})

it('takes all of them on one TCP connection, and answers a good query behind them', async () => {
  const { port } = await aForwarder()
  const tcp = await aConversation(port)
  tcp.ask(...packets.map(([name]) => packetNamed(name)), query({ name: 'good.example', id: 0x600d }))
  const replies = await tcp.replies(packets.length - outcomes.silence.length + 1)
  expect(replies.some(({ id, rcode }) => id === 0x600d && rcode === 0)).toBe(true)
})

it('counts what it could not read, once each', async () => {
  const path = await aPath()
  for (const [name] of packets) await path.handle(packetNamed(name), clients.staff)
  const bad = packets.filter(([, outcome]) => ['silence', 'formerr', 'notimp', 'badvers'].includes(outcome))
  expect(path.totals.malformed).toBe(bad.length)
})
