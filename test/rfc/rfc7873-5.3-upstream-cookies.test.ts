// RFC 7873 sections 5.1 and 5.3: a client sends its cookie, and the server's once it has that; it takes no answer whose client cookie is another, and none
// without a cookie from a server that is known to give one. Only a server that speaks EDNS gets a cookie at all, and one that gives none back is left alone.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import type { Heard, Script, Speak } from './a-upstream.ts'
import { a, query, u16 } from './wire.ts'

const truth = a('192.0.2.1')
const lie = a('192.0.2.66')
const COOKIE = 10

const cookieOf = ({ message }: Heard) => message.edns?.options.find(({ code }) => code === COOKIE)?.value
const opt = (cookie: Iterable<number> | undefined, extended = 0) => {
  const value = cookie && [...cookie]
  const rdata = Uint8Array.from(value ? [...u16(COOKIE), ...u16(value.length), ...value] : [])
  return { name: '', type: 41, class: 1232, ttl: extended * 0x100_0000, rdata }
}
const says = (cookie: Iterable<number> | undefined, rdata = truth) => ({
  answers: [{ type: 1, ttl: 300, rdata }],
  additionals: [opt(cookie)],
})
const theirs = new Array(16).fill(9)
/** Knows cookies, as a good server does. */
const baker: Script = (heard, reply) => {
  const cookie = cookieOf(heard)
  reply(says(cookie && [...cookie.subarray(0, 8), ...theirs]))
}

async function asked(script: Script, times: number) {
  const forwarder = await aForwarder({ '*': script })
  const replies = []
  for (let i = 0; i < times; i += 1) replies.push(await forwarder.ask(`n${i}.example`))
  const cookies = forwarder.upstream.heard.map((heard) => cookieOf(heard))
  return { ...forwarder, replies, cookies, addresses: replies.map(({ answers }) => answers[0]?.rdata) }
}

it('sends its cookie once the server has shown EDNS, and the server’s as soon as it has it', async () => {
  const { cookies } = await asked(baker, 4)
  expect(cookies.map((cookie) => cookie?.length)).toEqual([undefined, 8, 24, 24])
  expect(cookies[2]!.subarray(0, 8)).toEqual(cookies[1])
  expect([...cookies[3]!.subarray(8)]).toEqual(theirs)
})

it('has another cookie for each server', async () => {
  const [one, other] = [await asked(baker, 2), await asked(baker, 2)]
  expect(one.cookies[1]).not.toEqual(other.cookies[1])
})

it('sends what the server said last', async () => {
  let count = 0
  const { cookies } = await asked((heard, reply) => {
    count += 1
    const cookie = cookieOf(heard)
    reply(says(cookie && [...cookie.subarray(0, 8), ...new Array(8 + count).fill(count)]))
  }, 5)
  expect(cookies.slice(2).map((cookie) => [...cookie!.subarray(8)])).toEqual(
    [2, 3, 4].map((one) => new Array(8 + one).fill(one)),
  )
})

it('leaves a server without EDNS without cookies', async () => {
  const { cookies } = await asked(
    (_, reply) => reply({ edns: false, answers: [{ type: 1, ttl: 300, rdata: truth }] }),
    4,
  )
  expect(cookies).toEqual([undefined, undefined, undefined, undefined])
})

it.each<readonly [string, Script]>([
  ['gives none back', (_, reply) => reply(says(undefined))],
  ['gives back what it gets', (heard, reply) => reply(says(cookieOf(heard)))],
])('leaves one alone that %s, and tries again after an hour', async (_, script) => {
  const { cookies, upstream, ask, pass, addresses } = await asked(script, 4)
  expect(cookies.map((cookie) => cookie?.length)).toEqual([undefined, 8, undefined, undefined])
  expect(addresses).toEqual([truth, truth, truth, truth])
  pass(3_601)
  await ask('later.example')
  expect(cookieOf(upstream.heard.at(-1)!)?.length).toBe(8)
})

/** Lets a forger be first, who knows all but the cookie. */
const forged =
  (forge: (heard: Heard, reply: Speak) => void): Script =>
  (heard, reply) => {
    if (cookieOf(heard)?.length === 24 && heard.transport === 'udp') {
      forge(heard, reply)
      setTimeout(() => baker(heard, reply), 10)
    } else baker(heard, reply)
  }

it.each<readonly [string, Script]>([
  ['with another client’s cookie', forged((_, reply) => reply(says(new Array(24).fill(1), lie)))],
  ['with half a cookie', forged((heard, reply) => reply(says(cookieOf(heard)!.subarray(0, 5), lie)))],
  ['with too short a server’s cookie', forged((heard, reply) => reply(says(cookieOf(heard)!.subarray(0, 12), lie)))],
  ['without a cookie', forged((_, reply) => reply(says(undefined, lie)))],
  ['without EDNS', forged((_, reply) => reply({ edns: false, answers: [{ type: 1, ttl: 300, rdata: lie }] }))],
  ['with our cookie given back', forged((heard, reply) => reply(says(cookieOf(heard)!.subarray(0, 8), lie)))],
])('takes no answer %s from one that is known to give them', async (_, script) => {
  const { addresses, upstream, ask, resolver } = await asked(script, 4)
  expect(addresses).toEqual([truth, truth, truth, truth])
  expect(resolver.totals.forgedAnswers).toBe(2)
  await ask('later.example')
  expect(cookieOf(upstream.heard.findLast(({ transport }) => transport === 'udp')!)?.length).toBe(24)
})

it.each([
  ['and says so over TCP', true],
  ['and speaks no TCP', false],
])(
  'gets along with one that has done with cookies, %s',
  async (_, speaksTcp) => {
    let knows = true
    const { ask, upstream } = await asked((heard, reply) => {
      if (knows) baker(heard, reply)
      else if (speaksTcp || heard.transport === 'udp') reply(says(undefined))
    }, 3)
    knows = false
    expect((await ask('after.example')).answers[0]!.rdata).toEqual(truth)
    await ask('later.example')
    expect([upstream.heard.at(-1)!.transport, cookieOf(upstream.heard.at(-1)!)]).toEqual(['udp', undefined])
  },
  10_000,
)

it('asks once more where its cookie was not good, and then over TCP', async () => {
  const strict: Script = (heard, reply) => {
    const cookie = cookieOf(heard)
    const isGood = cookie === undefined || [...cookie.subarray(8)].join() === theirs.join() || heard.transport === 'tcp'
    if (isGood) baker(heard, reply)
    else reply({ rcode: 7, additionals: [opt([...cookie!.subarray(0, 8), ...theirs], 1)] })
  }
  const { addresses, upstream, cookies } = await asked(strict, 3)
  expect(addresses).toEqual([truth, truth, truth])
  expect(cookies.map((cookie) => cookie?.length)).toEqual([undefined, 8, 24, 24])
  expect(upstream.heard.every(({ transport }) => transport === 'udp')).toBe(true)
})

it('asks over TCP where no cookie is ever good', async () => {
  const never: Script = (heard, reply) => {
    const cookie = cookieOf(heard)
    if (cookie === undefined || heard.transport === 'tcp') baker(heard, reply)
    else reply({ rcode: 7, additionals: [opt([...cookie.subarray(0, 8), ...theirs], 1)] })
  }
  const { addresses, upstream } = await asked(never, 3)
  expect(addresses).toEqual([truth, truth, truth])
  expect(upstream.heard.map(({ transport }) => transport)).toEqual(['udp', 'udp', 'udp', 'tcp', 'udp', 'tcp'])
})

it.each([
  ['says FORMERR to one', (_: Heard, reply: Speak) => reply({ rcode: 1 })],
  ['says NOTIMP to one', (_: Heard, reply: Speak) => reply({ rcode: 4 })],
])('asks without one, but with EDNS, where a server %s', async (_, refuse) => {
  const { addresses, upstream, cookies } = await asked(
    (heard, reply) => (cookieOf(heard) ? refuse(heard, reply) : reply(says(undefined))),
    3,
  )
  expect(addresses).toEqual([truth, truth, truth])
  expect(cookies.map((cookie) => cookie?.length)).toEqual([undefined, 8, undefined, undefined])
  expect(upstream.heard.every(({ message }) => message.edns !== undefined)).toBe(true)
})

it('keeps an asker’s cookie from the upstream, and the upstream’s from the asker', async () => {
  const { ask, upstream } = await asked(baker, 3)
  const mine = new Uint8Array(8).fill(7)
  const reply = await ask({ name: 'last.example', edns: { options: [[COOKIE, mine]] } })
  expect([...cookieOf(upstream.heard.at(-1)!)!.subarray(0, 8)]).not.toEqual([...mine])
  expect([...reply.edns!.options[0]!.value.subarray(0, 8)]).toEqual([...mine])
  expect([...reply.edns!.options[0]!.value.subarray(8)]).not.toEqual(theirs)
  expect((await ask({ name: 'last.example', edns: {} })).edns!.options).toEqual([])
})

it('leaves the OPT of a query whole: DO and size stay', async () => {
  const { send, upstream } = await asked(baker, 3)
  await send(query({ name: 'signed.example', edns: { flags: 0x8000 } }))
  expect(upstream.heard.at(-1)!.message.edns).toMatchObject({ size: 1232, version: 0, flags: 0x8000 })
})
