// RFC 5452 sections 4 to 9: an answer counts only if it comes from the address and port that were asked, to the port that asked, with QR set, the
// query's id and its question: name, type and class. Whatever else comes in between is passed over, and the wait for the true answer goes on.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import type { Heard, Said, Script, Speak } from './a-upstream.ts'
import { a, u16, wireName } from './wire.ts'

const forged = [0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 1, 0, 0, 4, 192, 0, 2, 66]
interface Change {
  readonly id?: number
  readonly flags?: number
  readonly name?: string
  readonly type?: number
  readonly class?: number
  readonly questions?: number
}

function lie({ message }: Heard, change: Change): Uint8Array {
  const [question] = message.questions
  return Uint8Array.from([
    ...u16(change.id ?? message.id),
    ...u16(change.flags ?? 0x8180),
    ...[0, change.questions ?? 1, 0, 1, 0, 0, 0, 0],
    ...wireName(change.name ?? question!.name),
    ...u16(change.type ?? question!.type),
    ...u16(change.class ?? question!.class),
    ...forged,
  ])
}

const truth: Said = { answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }] }

const lies: readonly (readonly [string, (heard: Heard, reply: Speak) => void])[] = [
  ['has another id', (heard, reply) => reply.bytes(lie(heard, { id: heard.message.id ^ 1 }))],
  ['has every other id of a thousand', (heard, reply) => guesses(heard, reply)],
  ['asks for another name', (heard, reply) => reply.bytes(lie(heard, { name: 'evil.example' }))],
  ['asks for a name one octet longer', (heard, reply) => reply.bytes(lie(heard, { name: 'wwww.example' }))],
  ['asks for another type', (heard, reply) => reply.bytes(lie(heard, { type: 28 }))],
  ['asks in another class', (heard, reply) => reply.bytes(lie(heard, { class: 3 }))],
  ['is no response', (heard, reply) => reply.bytes(lie(heard, { flags: 0x0100 }))],
  ['has another opcode', (heard, reply) => reply.bytes(lie(heard, { flags: 0x8980 }))],
  ['counts two questions', (heard, reply) => reply.bytes(lie(heard, { questions: 2 }))],
  ['counts none', (heard, reply) => reply.bytes(lie(heard, { questions: 0 }))],
  ['comes from another port', (heard, reply) => reply.fromElsewhere(lie(heard, {}))],
  ['is empty', (_, reply) => reply.bytes(new Uint8Array(0))],
  ['is a lone id', (heard, reply) => reply.bytes(Uint8Array.from(u16(heard.message.id)))],
  ['ends inside the question', (heard, reply) => reply.bytes(lie(heard, {}).slice(0, 20))],
]

function guesses(heard: Heard, reply: Speak): void {
  for (let guess = 1; guess <= 1000; guess += 1) reply.bytes(lie(heard, { id: (heard.message.id + guess) & 0xffff }))
}

it.each(lies)('passes over an answer that %s, counts it, and takes the true one after it', async (what, tell) => {
  const script: Script = (heard, reply) => {
    tell(heard, reply)
    setTimeout(() => reply(truth), 120)
  }
  const { ask, upstream, resolver } = await aForwarder({ 'www.example': script })
  for (let turn = 0; turn < 2; turn += 1) {
    const { rcode, answers } = await ask('www.example')
    expect([rcode, answers.map(({ rdata }) => rdata)]).toEqual([0, [a('192.0.2.1')]])
  }
  expect(upstream.heard.length).toBe(1)
  // The kernel itself takes nothing from another port.
  expect(resolver.totals.forgedAnswers > 0).toBe(what !== 'comes from another port')
})

it('takes nothing that comes when the answer is already there', async () => {
  const { ask, resolver } = await aForwarder({
    'www.example': (heard, reply) => {
      reply(truth)
      reply.bytes(lie(heard, {}))
    },
  })
  for (let turn = 0; turn < 3; turn += 1) expect((await ask('www.example')).answers[0]!.rdata).toEqual(a('192.0.2.1'))
  await ask('other.example')
  // It may as well be the same answer twice, as networks deliver now and then.
  expect(resolver.totals.forgedAnswers).toBe(0)
})

it('keeps nothing that an answer brings for other names', async () => {
  const evil = { name: 'victim.example', type: 1, ttl: 86_400, rdata: a('192.0.2.66') }
  const { ask, upstream } = await aForwarder({
    'www.example': (_, reply) => reply({ ...truth, authorities: [evil], additionals: [evil] }),
  })
  await ask('www.example')
  expect((await ask('victim.example')).answers[0]!.rdata).toEqual(a('192.0.2.1'))
  expect(upstream.asked('victim.example')).toBe(1)
})
