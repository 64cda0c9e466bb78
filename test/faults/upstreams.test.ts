import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { Failover } from '../../src/upstream/failover.ts'
import { PlainUpstream } from '../../src/upstream/plain.ts'
import { aForwarder, anAddress } from '../rfc/a-forwarder.ts'
import type { AnUpstream, Script } from '../rfc/a-upstream.ts'
import { anUpstream, responseTo } from '../rfc/a-upstream.ts'
import type { Random } from '../rfc/mutate.ts'
import { seeded } from '../rfc/mutate.ts'
import type { Message } from '../rfc/wire.ts'
import { a, query } from '../rfc/wire.ts'

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
/** Says what it would, but for the last byte; or with a code that speaks of its own connection (BADVERS). */
const breakingOff: Script = ({ message }, reply) => {
  const { name, type } = message.questions[0]!
  reply.bytes(responseTo(query({ name, type, id: message.id, edns: {} }), { answers: [wrong] }).slice(0, -1))
}
const wrong = { type: 1, ttl: 300, rdata: a('192.0.2.66') }
const badVersion: Script = (_, reply) =>
  reply({ additionals: [{ name: '', type: 41, class: 1232, ttl: 0x0100_0000, rdata: new Uint8Array(0) }] })

it.each<readonly [string, Script]>([
  ['is silent', () => {}],
  ['takes three seconds', slowly],
  ['says SERVFAIL', saying(2)],
  ['says REFUSED', saying(5)],
  ['truncates all, over TCP too', truncating],
  ['sends noise', noise],
  ['breaks its answers off', breakingOff],
  ['says BADVERS', badVersion],
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

/** Makes upstreams that do as they are told, all the while. */
async function anObedientOne() {
  const at = { script: anAddress as Script }
  const up: AnUpstream = await anUpstream({ '*': (heard, reply) => at.script(heard, reply) })
  onTestFinished(() => up.close())
  return { at, up }
}

it('all upstreams are dead: what is known is given, the rest is SERVFAIL with a reason; nobody waits for what is known to be dead, and all is well as soon as they are back', {
  timeout: 15_000,
}, async () => {
  const { at, up } = await anObedientOne()
  const { ask, pass, resolver } = await aForwarder({}, { upstreams: [up.endpoint] })
  const asking = (name: string) => ask({ name, edns: {} })
  const said = ({ rcode, answers, ede }: Message) => [rcode, answers.map(({ ttl }) => ttl), ede?.code]
  const [old, unknown] = [
    [0, [30], 3],
    [2, [], 23],
  ]
  for (const name of ['a.example', 'b.example', 'c.example']) await ask(name)
  pass(301)
  at.script = () => {}
  // The first find out.
  const first = await Promise.all(['a.example', 'x.example'].map(asking))
  expect([...first.map(said), resolver.totals.upstreamsUp]).toEqual([old, unknown, false])
  // Who comes then does not wait until the server is given up another time.
  let isGivenUp = false
  const failover = new Failover([new PlainUpstream(up.endpoint)], () => performance.now())
  onTestFinished(() => failover.close())
  const packet = query({ name: 'd.example' })
  const givingUp = failover.exchange(packet, packet.slice(12)).then(() => {
    isGivenUp = true
  })
  const then = await Promise.all(['b.example', 'c.example', 'y.example'].map(asking))
  expect([...then.map(said), isGivenUp]).toEqual([old, old, unknown, false])
  // What has failed is remembered: of what there is an old answer for, for half a minute.
  await givingUp
  const before = up.heard.length
  expect((await Promise.all(['y.example', 'y.example'].map(asking))).map(said)).toEqual([unknown, unknown])
  expect(up.heard.length).toBe(before)
  pass(20)
  expect([said(await asking('b.example')), up.heard.length]).toEqual([old, before])
  at.script = anAddress
  expect(addressIn(await ask('z.example'))).toEqual([a('192.0.2.1')])
  expect((await ask('b.example')).answers[0]!.ttl).toBe(300)
})

/** An upstream that a share of all datagrams never reaches, or whose answers never arrive: which ones is chance, the same for the same seed. */
async function aLossyOne(percent: number, seed: number): Promise<AnUpstream> {
  const tries = new Map<string, Random>()
  const up = await anUpstream({
    '*': (heard, reply) => {
      // Each name has a row of its own, so that it does not matter in which order they come.
      const chance = tries.get(heard.name) ?? seeded(seed * 1000 + Number(/\d+/.exec(heard.name)![0]))
      tries.set(heard.name, chance)
      if (chance(100) >= percent) anAddress(heard, reply)
    },
  })
  onTestFinished(() => up.close())
  return up
}

it('datagrams are lost at random: of 200 names nearly all are answered while a device waits', async () => {
  /** How many of 200 names are answered within five seconds. */
  const answered = async (percent: number, upstreams: number) => {
    const ups = await Promise.all(Array.from({ length: upstreams }, (_, i) => aLossyOne(percent, i + 1)))
    const { send } = await aForwarder({}, { upstreams: ups.map(({ endpoint }) => endpoint) })
    const name = (i: number) => query({ name: `n${i}.example` })
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, i) => delay(i * 5).then(() => send(name(i), undefined, 5_000))),
    )
    return replies.filter((reply) => reply !== undefined && (reply[3]! & 15) === 0).length
  }
  const [tenth, third, thirdOfTwo] = await Promise.all([answered(10, 1), answered(30, 1), answered(30, 2)])
  // Three tries of one upstream, two of each of two: 0.1 %, 2.7 % and 0.8 % would be lost by chance.
  expect(tenth, 'one in ten').toBeGreaterThanOrEqual(198)
  expect(third, 'three in ten').toBeGreaterThanOrEqual(190)
  expect(thirdOfTwo, 'three in ten, of two upstreams').toBeGreaterThanOrEqual(195)
})

it('a flood of 3,000 answers to questions that were never asked costs nobody an answer, and is counted', async () => {
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
  const { ask, resolver } = await aForwarder({}, { upstreams: [up.endpoint] })
  const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => ask(`n${i}.example`)))
  expect(replies.map(addressIn)).toEqual(Array.from({ length: 10 }, () => [a('192.0.2.1')]))
  // But for what the kernel has no room for.
  expect(resolver.totals.forgedAnswers).toBeGreaterThan(300)
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
