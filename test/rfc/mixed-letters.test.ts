// draft-vixie-dnsext-dns0x20: the letters of a name go upstream in upper and lower case at random, and an answer counts only with the same ones: a bit more
// a letter for a forger to guess. A server that changes letters is found out over TCP, and asked in plain letters from then on.

import { expect, it } from 'vitest'
import { mixedLetters } from '../../src/dns/mixed-letters.ts'
import { aForwarder } from './a-forwarder.ts'
import type { Heard, Script, Speak } from './a-upstream.ts'
import { responseTo } from './a-upstream.ts'
import type { Message } from './wire.ts'
import { a, query, u16, wireName } from './wire.ts'

const truth = a('192.0.2.1')
const answers = [{ type: 1, ttl: 300, rdata: truth }]
const nameOf = (message: Message) => message.questions[0]!.name

it('asks in letters that are different every time, and answers in those of who asked', async () => {
  const { ask, upstream, pass } = await aForwarder()
  for (let turn = 0; turn < 12; turn += 1) {
    const reply = await ask('a-name-with-many-letters.example')
    expect([nameOf(reply), reply.answers.length]).toEqual(['a-name-with-many-letters.example', 1])
    pass(301)
  }
  const heard = upstream.heard.map(({ message }) => nameOf(message))
  expect(new Set(heard).size).toBe(12)
  expect(new Set(heard.map((name) => name.toLowerCase()))).toEqual(new Set(['a-name-with-many-letters.example']))
})

/** Says what the others do, but in small letters. */
const small: Script = (heard, reply) => reply.bytes(inSmall(heard))
const inSmall = ({ message, name, type }: Heard) =>
  responseTo(Uint8Array.from(query({ name, type, id: message.id })), { answers })

it('finds a server that changes letters out over TCP, and then asks it in plain ones', async () => {
  const { ask, upstream, pass, resolver } = await aForwarder({ '*': small })
  for (let turn = 0; turn < 4; turn += 1)
    expect((await ask(`some-letters-${turn}.example`)).answers[0]!.rdata).toEqual(truth)
  expect(upstream.heard.map(({ transport }) => transport)).toEqual(['udp', 'tcp', 'udp', 'udp', 'udp'])
  expect(upstream.heard.slice(2).every(({ message, name }) => nameOf(message) === name)).toBe(true)
  pass(3_601)
  await ask('an-hour-later.example')
  expect(upstream.heard.slice(-2).map(({ transport }) => transport)).toEqual(['udp', 'tcp'])
  expect(resolver.totals.forgedAnswers).toBe(0)
})

it('gets along with one that changes letters and speaks no TCP', async () => {
  const { ask } = await aForwarder({ '*': (heard, reply) => heard.transport === 'udp' && small(heard, reply) })
  expect((await ask('some-letters.example')).answers[0]!.rdata).toEqual(truth)
  const started = performance.now()
  expect((await ask('more-letters.example')).answers[0]!.rdata).toEqual(truth)
  expect(performance.now() - started).toBeLessThan(200)
})

it('takes no forgery whose only fault is a letter, and stays with mixed ones', async () => {
  const forge = ({ message, name }: Heard, reply: Speak) =>
    reply.bytes(
      Uint8Array.from([
        ...[...u16(message.id), 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0],
        ...wireName(name),
        ...[0, 1, 0, 1, 0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 1, 0, 0, 4, 192, 0, 2, 66],
      ]),
    )
  const { ask, upstream, resolver } = await aForwarder({
    'a-name-with-many-letters.example': (heard, reply) => {
      if (heard.transport === 'udp') forge(heard, reply)
      setTimeout(() => reply({ answers }), 100)
    },
  })
  expect((await ask('a-name-with-many-letters.example')).answers[0]!.rdata).toEqual(truth)
  await ask('another-name-with-letters.example')
  expect(nameOf(upstream.heard.at(-1)!.message)).toMatch(/[A-Z]/)
  expect(resolver.totals.forgedAnswers).toBe(1)
})

it('changes nothing but letters of the name', () => {
  const name = 'a-0.\u00ff_\u0060{@[.az.AZ'
  const packet = query({ name, type: 0x4142, class: 0x4344, edns: {} })
  const question = packet.slice(12, 12 + wireName(name).length + 4)
  const all = mixedLetters(packet, question, new Uint8Array(32).fill(255))
  expect([...all]).toEqual([...query({ name: 'A-0.\u00ff_\u0060{@[.AZ.AZ', type: 0x4142, class: 0x4344, edns: {} })])
  const none = mixedLetters(all, question, new Uint8Array(32))
  expect([...none]).toEqual([...query({ name: 'a-0.\u00ff_\u0060{@[.az.az', type: 0x4142, class: 0x4344, edns: {} })])
})
