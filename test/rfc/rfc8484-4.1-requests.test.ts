// RFC 8484 section 4.1: a query comes as the body of a POST or in `?dns=` of a GET. The answer is a DNS message, whatever its code; to the one who asked.

import { describe, expect, it } from 'vitest'
import { aClient, base64, DNS } from './a-doh-client.ts'
import { clients } from './a-policy.ts'
import { aSecureForwarder } from './a-secure-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a, query, read } from './wire.ts'

describe('a query', () => {
  it.each<readonly [string, (packet: Uint8Array) => readonly [Readonly<Record<string, string>>, Uint8Array?]]>([
    ['as the body of a POST', (packet) => [{ ':method': 'POST', 'content-type': DNS }, packet]],
    ['of a type with parameters', (packet) => [{ ':method': 'POST', 'content-type': `${DNS}; charset=x` }, packet]],
    ['of a type in capitals', (packet) => [{ ':method': 'POST', 'content-type': DNS.toUpperCase() }, packet]],
    ['in the address of a GET', (packet) => [{ ':method': 'GET', ':path': `/dns-query?dns=${base64(packet)}` }]],
    ['beside other words', (packet) => [{ ':method': 'GET', ':path': `/dns-query?a=b&dns=${base64(packet)}&c` }]],
  ])('%s is answered', async (_, made) => {
    const { send } = aClient(await aSecureForwarder())
    const { status, headers, body } = await send(...made(query({ name: 'WwW.example', id: 0 })))
    const { id, rcode, answers, questions } = read(new Uint8Array(body))
    expect([status, headers['content-type'], headers['content-length']]).toEqual([200, DNS, String(body.length)])
    expect([id, rcode, questions[0]!.name, answers[0]!.rdata]).toEqual([0, 0, 'WwW.example', a('192.0.2.1')])
  })

  it('is answered with an answer as long as it is, and with failures of its own', async () => {
    const text = { type: 16, ttl: 300, rdata: new Uint8Array(256).fill(255).fill(120, 1) }
    const { ask } = aClient(
      await aSecureForwarder({
        'large.example': (heard, reply) =>
          heard.transport === 'udp'
            ? reply({ flags: 0x0200 })
            : reply({ answers: Array.from({ length: 200 }, () => text) }),
        'broken.example': (_, reply) => reply({ rcode: 2 }),
      }),
    )
    expect((await ask(query({ name: 'large.example', type: 16 }))).answers.length).toBe(200)
    expect((await ask(query({ name: 'broken.example' }))).rcode).toBe(2)
    expect((await ask(query({ name: 'zone.example', type: 252 }))).rcode).toBe(5)
    expect((await ask(query({ name: 'a.example' }).slice(0, 20))).rcode).toBe(1)
  })

  it('is answered by who asks: a pupil, staff, and nobody of ours', async () => {
    const forwarder = await aSecureForwarder()
    const ask = (from: string) => aClient(forwarder, from).ask(query({ name: 'closed.example', edns: {} }))
    expect((await ask(clients.pupil)).ede?.code).toBe(15)
    expect((await ask(clients.staff)).answers.length).toBe(1)
    expect([(await ask(clients.stranger)).rcode, (await ask(clients.stranger)).ede?.code]).toEqual([5, 18])
  })

  it('is answered ninety times at once, the quick ones first', async () => {
    let answerSlow = () => {}
    const slow: Script = (_, reply) => {
      answerSlow = () => reply({ answers: [] })
    }
    const { ask } = aClient(await aSecureForwarder({ 'slow.example': slow }))
    const [last, ...others] = Array.from({ length: 90 }, (_, id) =>
      ask(query({ name: id === 0 ? 'slow.example' : `n${id}.example`, id })),
    )
    expect((await Promise.all(others)).map(({ id }) => id)).toEqual(Array.from({ length: 89 }, (_, i) => i + 1))
    answerSlow()
    expect((await last!).id).toBe(0)
  })

  it('is answered padded where it is padded', async () => {
    const { ask } = aClient(await aSecureForwarder())
    const padded = query({ name: 'a.example', edns: { options: [[12, new Uint8Array(20)]] } })
    expect([(await ask(padded)).length, (await ask(query({ name: 'a.example', edns: {} }))).length < 100]).toEqual([
      468,
      true,
    ])
  })
})
