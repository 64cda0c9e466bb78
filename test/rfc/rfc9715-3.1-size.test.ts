// RFC 9715 section 3.1, RFC 6891 section 6.2, RFC 1035 section 4.2.1: a reply over UDP is no longer than the client says it can take (512 bytes without EDNS, and
// where it says less), and never longer than 1,232, which passes everywhere in one piece. What is longer is replaced by an empty reply with TC set;
// the client comes back over TCP.

import { expect, it } from 'vitest'
import { aConversation } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { query } from './wire.ts'

const large: Script = (heard, reply) => {
  if (heard.transport === 'udp') reply({ flags: 0x0200 })
  else reply({ answers: [text(255), text(255), text(255), text(255), text(255), text(255)] })
}
const ofSize =
  (bytes: number): Script =>
  (_, reply) =>
    reply({ answers: [text(bytes)] })
const text = (length: number) => ({ type: 16, ttl: 300, rdata: new Uint8Array(length).fill(120) })

const scripts = {
  'large.example': large,
  'middle.example': ofSize(700),
  'small.example': ofSize(400),
  'fits.example': ofSize(1_150),
}

it.each([
  ['without EDNS', 'middle.example', undefined, true],
  ['with EDNS and 512', 'middle.example', 512, true],
  ['with EDNS and 100, which counts as 512', 'middle.example', 100, true],
  ['with EDNS and 100, and an answer that fits 512', 'small.example', 100, false],
  ['with EDNS and 800', 'middle.example', 800, false],
  ['with EDNS and 1232', 'fits.example', 1232, false],
  ['with EDNS and 4096, which is too much for us', 'large.example', 4096, true],
  ['with EDNS and 65535', 'large.example', 65_535, true],
])('%s: %s at %s bytes comes truncated: %s', async (_, name, size, truncated) => {
  const { ask } = await aForwarder(scripts)
  for (let turn = 0; turn < 2; turn += 1) {
    const asked = { name, type: 16, ...(size === undefined ? {} : { edns: { size } }) }
    const { flags, answers, authorities, length, edns } = await ask(asked)
    expect((flags & 0x0200) !== 0).toBe(truncated)
    expect(answers.length + authorities.length).toBe(truncated ? 0 : 1)
    expect(length).toBeLessThanOrEqual(Math.min(1232, Math.max(512, size ?? 512)))
    expect(edns === undefined).toBe(size === undefined)
  }
})

it('gives over TCP what was truncated over UDP, whole', async () => {
  const { port, ask } = await aForwarder(scripts)
  await ask({ name: 'large.example', type: 16 })
  const tcp = await aConversation(port)
  tcp.ask(query({ name: 'large.example', type: 16 }))
  const [reply] = await tcp.replies(1)
  expect([reply!.flags & 0x0200, reply!.answers.length]).toEqual([0, 6])
})

it('gives an answer of 60 kB over TCP', async () => {
  const huge: Script = (heard, reply) =>
    heard.transport === 'udp'
      ? reply({ flags: 0x0200 })
      : reply({ answers: Array.from({ length: 220 }, () => text(255)) })
  const { port } = await aForwarder({ 'huge.example': huge })
  const tcp = await aConversation(port)
  tcp.ask(query({ name: 'huge.example', type: 16, edns: {} }))
  expect((await tcp.replies(1))[0]!.answers.length).toBe(220)
})

it('truncates a rewritten answer that is too long, as any other', async () => {
  const many: Script = (_, reply) =>
    reply({
      answers: Array.from({ length: 60 }, (_none, i) => ({
        type: 1,
        ttl: 300,
        rdata: Uint8Array.from([192, 0, 2, i]),
      })),
    })
  const { ask } = await aForwarder({ 'safe.search.example': many })
  const reply = await ask('search.example', '127.0.0.2')
  expect([reply.rcode, reply.flags & 0x0200, reply.answers.length]).toEqual([0, 0x0200, 0])
})
