// RFC 8767 sections 4 and 5: while no upstream answers, what we kept is better than nothing, for a day. Its records then say a TTL above zero, 30 s
// being recommended (and no longer than the asker's permission), and an Extended DNS Error 3 says that they are old.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { Script } from './a-upstream.ts'
import { a, soa } from './wire.ts'

/** Says an address once, and then behaves as `afterwards`. */
function once(afterwards: Script): Script {
  let asked = 0
  return (heard, reply) => {
    asked += 1
    if (asked === 1) reply({ answers: [{ type: 1, ttl: 60, rdata: a('192.0.2.1') }] })
    else afterwards(heard, reply)
  }
}

it.each<readonly [string, Script]>([
  ['is silent', () => {}],
  ['says SERVFAIL', (_, reply) => reply({ rcode: 2 })],
  ['says REFUSED', (_, reply) => reply({ rcode: 5 })],
])('gives an old answer for 30 s while the upstream %s', async (_, afterwards) => {
  const { ask, pass } = await aForwarder({ 'www.example': once(afterwards) })
  await ask('www.example')
  pass(3600)
  const reply = await ask({ name: 'www.example', edns: {} })
  expect(reply.answers.map(({ ttl, rdata }) => [ttl, rdata])).toEqual([[30, a('192.0.2.1')]])
  expect([reply.rcode, reply.ede]).toEqual([0, { code: 3, text: 'ouder antwoord, een nieuw is er niet' }])
})

it('says of an old "no such name" that it is that, with the code for it (RFC 8914 section 4.20)', async () => {
  let works = true
  const none: Script = (_, reply) =>
    reply(works ? { rcode: 3, authorities: [{ name: 'example', type: 6, ttl: 60, rdata: soa(60) }] } : { rcode: 2 })
  const { ask, pass } = await aForwarder({ 'none.example': none })
  await ask('none.example')
  works = false
  pass(3600)
  const { rcode, ede } = await ask({ name: 'none.example', edns: {} })
  expect([rcode, ede]).toEqual([3, { code: 19, text: 'ouder antwoord, een nieuw is er niet' }])
})

const broken: Script = (_, reply) => reply({ rcode: 2 })

it('gives nothing that is older than a day', async () => {
  const { ask, pass } = await aForwarder({ 'www.example': once(broken) })
  await ask('www.example')
  pass(86_400 + 61)
  expect((await ask('www.example')).rcode).toBe(2)
})

it('gives an old answer no longer than a pupil’s permission lasts', async () => {
  const { ask, pass, clock } = await aForwarder({ 'www.example': once(broken) })
  await ask('www.example')
  pass(3600)
  clock.set('2026-11-24T23:59:50')
  const [answer] = (await ask('www.example', clients.pupil)).answers
  expect(answer!.ttl).toBeLessThanOrEqual(10)
})

it('does not give an old answer where the upstream has a new one', async () => {
  const { ask, pass } = await aForwarder({ 'www.example': once((_, reply) => reply({ rcode: 3 })) })
  await ask('www.example')
  pass(3600)
  expect((await ask('www.example')).rcode).toBe(3)
})

it('lets nobody wait for longer than 1.8 s who can have an old answer, and keeps the new one when it comes', async () => {
  const late: Script = (_, reply) =>
    void setTimeout(() => reply({ answers: [{ type: 1, ttl: 60, rdata: a('192.0.2.2') }] }), 1_950)
  const { ask, pass, upstream } = await aForwarder({ 'www.example': once(late) })
  await ask('www.example')
  pass(3600)
  const started = performance.now()
  const old = await Promise.all([1, 2, 3].map(() => ask({ name: 'www.example', edns: {} })))
  const took = performance.now() - started
  expect([took > 1_700, took < 2_000]).toEqual([true, true])
  expect(old.map(({ answers, ede }) => [answers[0]!.rdata, ede?.code])).toEqual(old.map(() => [a('192.0.2.1'), 3]))
  // Who comes while the new one is on its way does not wait at all.
  const again = performance.now()
  expect((await ask('www.example')).answers[0]!.rdata).toEqual(a('192.0.2.1'))
  expect(performance.now() - again).toBeLessThan(100)
  await new Promise((done) => setTimeout(done, 400))
  const heard = upstream.heard.length
  expect((await ask('www.example')).answers[0]!.rdata).toEqual(a('192.0.2.2'))
  expect(upstream.heard.length).toBe(heard)
})

it('waits longer where there is nothing old', async () => {
  const { ask } = await aForwarder({
    'www.example': (_, reply) =>
      void setTimeout(() => reply({ answers: [{ type: 1, ttl: 60, rdata: a('192.0.2.2') }] }), 1_950),
  })
  expect((await ask('www.example')).answers[0]!.rdata).toEqual(a('192.0.2.2'))
})
