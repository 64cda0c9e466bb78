import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { aForwarder, anAddress } from '../rfc/a-forwarder.ts'
import type { AnUpstream, Script } from '../rfc/a-upstream.ts'
import { anUpstream } from '../rfc/a-upstream.ts'
import type { Message } from '../rfc/wire.ts'
import { a } from '../rfc/wire.ts'

// What an upstream may do to a school, and what the school notices of it.

/** A resolver with two upstreams: one does as it is told, the other is well. */
async function withTwo(first: { script: Script }) {
  const bad = await anUpstream({ '*': (heard, reply) => first.script(heard, reply) })
  const good = await anUpstream({ '*': anAddress })
  onTestFinished(() => Promise.all([bad.close(), good.close()]).then(() => undefined))
  return { ...(await aForwarder({}, { upstreams: [bad.endpoint, good.endpoint] })), bad, good }
}

const addressIn = ({ answers }: Message) => answers.map(({ rdata }) => rdata)
const saying =
  (rcode: number): Script =>
  (_, reply) =>
    reply({ rcode })
const noise: Script = (_, reply) => reply.bytes(new Uint8Array(300).fill(7))
const slowly: Script = (heard, reply) => void setTimeout(() => anAddress(heard, reply), 3_000)
const truncating: Script = (_, reply) => reply({ flags: 0x0200 })

it.each<readonly [string, Script]>([
  ['is silent', () => {}],
  ['takes three seconds', slowly],
  ['says SERVFAIL', saying(2)],
  ['says REFUSED', saying(5)],
  ['truncates all, over TCP too', truncating],
  ['sends noise', noise],
])(
  'one of two upstreams %s: each question is answered, the first within two seconds and the rest at once',
  async (_, script) => {
    const { ask } = await withTwo({ script })
    const took: number[] = []
    for (let i = 0; i < 20; i += 1) {
      const at = performance.now()
      expect(addressIn(await ask(`n${i}.example`))).toEqual([a('192.0.2.1')])
      took.push(performance.now() - at)
    }
    expect(Math.max(...took)).toBeLessThan(2_600)
    expect(took.sort((x, y) => x - y)[15], 'the third quarter').toBeLessThan(300)
  },
)

it('all upstreams are dead: what is known is given, the rest is SERVFAIL with a reason, soon and without asking on; all is well as soon as they are back', async () => {
  const at = { script: anAddress as Script }
  const up: AnUpstream = await anUpstream({ '*': (heard, reply) => at.script(heard, reply) })
  onTestFinished(() => up.close())
  const { ask, pass } = await aForwarder({}, { upstreams: [up.endpoint] })
  await ask('known.example')
  pass(301)
  at.script = () => {}
  const known = { name: 'known.example', edns: {} }
  const first = await ask(known)
  expect([addressIn(first), first.ede?.code]).toEqual([[a('192.0.2.1')], 3])
  const failed = await ask({ name: 'new.example', edns: {} })
  expect([failed.rcode, [22, 23].includes(failed.ede!.code)]).toEqual([2, true])
  const from = performance.now()
  expect((await ask('new.example')).rcode).toBe(2)
  expect(performance.now() - from, 'a failure is remembered').toBeLessThan(100)
  at.script = anAddress
  await delay(1_100)
  expect(addressIn(await ask('new.example'))).toEqual([a('192.0.2.1')])
})

it('three datagrams in ten are lost: of 200 questions nearly all are answered within five seconds', async () => {
  let count = 0
  const lossy: Script = (heard, reply) => {
    count += 1
    // Every tenth, fourth and seventh: no luck involved.
    if (count % 10 === 1 || count % 10 === 4 || count % 10 === 7) return
    anAddress(heard, reply)
  }
  const up = await anUpstream({ '*': lossy })
  onTestFinished(() => up.close())
  const { ask } = await aForwarder({}, { upstreams: [up.endpoint] })
  const from = performance.now()
  const replies = await Promise.all(
    Array.from({ length: 200 }, (_, i) => delay(i * 5).then(() => ask(`n${i}.example`))),
  )
  expect(replies.filter(({ rcode }) => rcode === 0).length).toBeGreaterThanOrEqual(190)
  expect(performance.now() - from).toBeLessThan(6_000)
})

it('a flood of 3,000 answers to questions that were never asked costs nobody an answer', async () => {
  const flooding: Script = (heard, reply) => {
    const forged = new Uint8Array(40).fill(7)
    for (let i = 0; i < 300; i += 1) {
      forged[0] = i >> 8
      forged[1] = i
      reply.bytes(forged.slice())
    }
    setTimeout(() => anAddress(heard, reply), 50)
  }
  const up = await anUpstream({ '*': flooding })
  onTestFinished(() => up.close())
  const { ask } = await aForwarder({}, { upstreams: [up.endpoint] })
  const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => ask(`n${i}.example`)))
  expect(replies.map(addressIn)).toEqual(Array.from({ length: 10 }, () => [a('192.0.2.1')]))
})

it('an upstream that is this very server: the loop ends by itself', async () => {
  const forwarder = await aForwarder()
  const looped = await aForwarder({}, { upstreams: [{ address: '127.0.0.1', port: forwarder.port }] })
  const { resolver } = forwarder
  resolver.apply({ kind: 'upstreams', upstreams: [`127.0.0.1:${looped.port}`] })
  const reply = await looped.ask('round-and-round.example')
  expect(reply.rcode).toBe(2)
  expect(resolver.totals.queries + looped.resolver.totals.queries).toBeLessThan(20)
})
