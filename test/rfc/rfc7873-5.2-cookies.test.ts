// RFC 7873 section 5.2: a server that knows cookies answers one with the client's own and its own behind it; one of a length that none may have is FORMERR.
// "A server that is processing queries normally" may take a wrong server cookie for none (section 5.2.4): on a school's network nobody is asked for one,
// so there is no BADCOOKIE.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { aPath } from './a-path.ts'
import { clients } from './a-policy.ts'
import type { Message } from './wire.ts'
import { query, read } from './wire.ts'

const COOKIE = 10
const mine = Uint8Array.from([0x24, 0x64, 0xc4, 0xab, 0xcf, 0x10, 0xc9, 0x57])
const asking = (...cookies: readonly Uint8Array[]) => ({
  name: 'www.example',
  edns: { options: cookies.map((cookie) => [COOKIE, cookie] as const) },
})
const cookiesIn = ({ edns }: Message) => (edns?.options ?? []).filter(({ code }) => code === COOKIE)
const cookieIn = (message: Message) => cookiesIn(message)[0]?.value

it.each([
  ['an answer', 'www.example', clients.staff, 0, undefined],
  ['an answer that is kept', 'www.example', clients.staff, 0, undefined],
  ['a blocked name', 'closed.example', clients.pupil, 0, 15],
  ['a canary', 'use-application-dns.net', clients.staff, 3, 15],
  ['a safer twin', 'search.example', clients.pupil, 0, 4],
  ['a refusal', 'www.example', clients.stranger, 5, 18],
])('gives a cookie with %s, and the error it would have given', async (kind, name, from, rcode, error) => {
  const { ask } = await aForwarder()
  if (kind.includes('kept')) await ask(name, from)
  const reply = await ask({ ...asking(mine), name }, from)
  expect([reply.rcode, reply.ede?.code]).toEqual([rcode, error])
  expect(cookieIn(reply)!.subarray(0, 8)).toEqual(mine)
  expect(cookieIn(reply)!.length).toBe(24)
})

it('gives one address the same for its cookie within a second, and another for another address, cookie or second', async () => {
  const { ask, clock } = await aForwarder()
  const server = async (cookie: Uint8Array, from: string) =>
    Buffer.from(cookieIn(await ask(asking(cookie), from))!.subarray(8)).toString('hex')
  const first = await server(mine, clients.staff)
  expect(await server(mine, clients.staff)).toBe(first)
  const others = [await server(mine, clients.pupil), await server(new Uint8Array(8), clients.staff)]
  clock.advance(1_000)
  others.push(await server(mine, clients.staff))
  expect(new Set([first, ...others]).size).toBe(4)
})

it.each([
  ['of ours', 16, 0],
  ['of the longest kind', 32, 0],
  ['of the shortest kind', 8, 0],
])('asks nobody for a right one: a made-up server cookie %s', async (_, length, rcode) => {
  const { ask } = await aForwarder()
  const reply = await ask(asking(Uint8Array.from([...mine, ...new Uint8Array(length)])))
  expect([reply.rcode, reply.answers.length, cookieIn(reply)!.length]).toEqual([rcode, 1, 24])
})

it.each([0, 1, 7, 9, 15, 41, 200])('says FORMERR to a cookie of %i bytes', async (length) => {
  const { send, upstream } = await aForwarder()
  const reply = await send(query(asking(new Uint8Array(length))))
  expect([reply![3]! & 15, upstream.heard]).toEqual([1, []])
})

it('says BADVERS, and gives no cookie, where the version is one that it does not know', async () => {
  const { ask } = await aForwarder()
  for (const cookie of [mine, new Uint8Array(3)]) {
    const reply = await ask({ name: 'www.example', edns: { version: 1, options: [[COOKIE, cookie]] } })
    expect([reply.rcode, reply.edns!.options]).toEqual([16, []])
  }
})

it('heeds the first of several, and gives one back', async () => {
  const { ask } = await aForwarder()
  const reply = await ask(asking(mine, new Uint8Array(7), new Uint8Array(8)))
  expect(cookiesIn(reply)).toHaveLength(1)
  expect(cookieIn(reply)!.subarray(0, 8)).toEqual(mine)
})

it('gives none to who sent none, whoever asked before', async () => {
  const { ask } = await aForwarder()
  await ask(asking(mine))
  const plain = await ask({ name: 'www.example', edns: {} })
  expect([plain.edns!.options, (await ask('www.example')).edns]).toEqual([[], undefined])
})

it('gives one over TCP too', async () => {
  const { handle } = aPath()
  expect(cookieIn(read((await handle(query(asking(mine)), clients.staff, 'tcp'))!))!.length).toBe(24)
})

it('counts it in what fits the datagram', async () => {
  const { ask } = await aForwarder({
    'www.example': (_, reply) =>
      reply({ answers: [{ type: 16, ttl: 300, rdata: new Uint8Array(1_232 - 12 - 17 - 12 - 11) }] }),
  })
  expect((await ask({ name: 'www.example', type: 16, edns: {} })).flags & 0x200).toBe(0)
  const reply = await ask({ ...asking(mine), type: 16 })
  expect([reply.flags & 0x200, reply.answers, cookieIn(reply)!.length]).toEqual([0x200, [], 24])
})

it('keeps the cookie of each who waits for one answer apart', async () => {
  const { ask } = await aForwarder({
    'www.example': (_, reply) => void setTimeout(() => reply({ answers: [] }), 60),
  })
  const cookies = Array.from({ length: 12 }, (_, i) => Uint8Array.from([...mine.slice(1), i]))
  const replies = await Promise.all(cookies.map((cookie) => ask(asking(cookie))))
  expect(replies.map((reply) => cookieIn(reply)!.slice(0, 8))).toEqual(cookies)
})
