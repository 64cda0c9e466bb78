import { describe, expect, it } from 'vitest'
import { aClient, base64, DNS } from './a-doh-client.ts'
import { clients } from './a-policy.ts'
import { aSecureForwarder } from './a-secure-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a, cname, query, read, soa } from './wire.ts'

// RFC 8484: a query as the body of a POST or in `?dns=` of a GET, over HTTP/2 or HTTP/1.1. The answer is a DNS message; whatever is wrong with the request
// itself is said as HTTP says it, and Cache-Control keeps an answer no longer than its least TTL.

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

  it('is answered a hundred times at once, the quick ones first', async () => {
    const slow: Script = (_, reply) => void setTimeout(() => reply({ answers: [] }), 200)
    const { ask } = aClient(await aSecureForwarder({ 'slow.example': slow }))
    const order: number[] = []
    const asked = Array.from({ length: 90 }, (_, id) =>
      ask(query({ name: id === 0 ? 'slow.example' : `n${id}.example`, id })).then((reply) => order.push(reply.id)),
    )
    await Promise.all(asked)
    expect([new Set(order).size, order.at(-1)]).toEqual([90, 0])
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

describe('a request that is none', () => {
  const good = query({ name: 'www.example' })
  it.each<readonly [string, number, Readonly<Record<string, string>>, Uint8Array | undefined]>([
    ['without a query', 400, { ':method': 'GET' }, undefined],
    ['with an empty query', 400, { ':method': 'GET', ':path': '/dns-query?dns=' }, undefined],
    ['with two', 400, { ':method': 'GET', ':path': `/dns-query?dns=${base64(good)}&dns=${base64(good)}` }, undefined],
    ['in plain base64', 400, { ':method': 'GET', ':path': `/dns-query?dns=${base64(good)}==` }, undefined],
    ['that is no base64', 400, { ':method': 'GET', ':path': '/dns-query?dns=%00%ff*' }, undefined],
    [
      'too short for a header',
      400,
      { ':method': 'GET', ':path': `/dns-query?dns=${base64(good.slice(0, 11))}` },
      undefined,
    ],
    [
      'that is a response',
      400,
      { ':method': 'POST', 'content-type': DNS },
      query({ name: 'a.example', flags: 0x8180 }),
    ],
    ['with an empty body', 400, { ':method': 'POST', 'content-type': DNS }, new Uint8Array(0)],
    ['of another type', 415, { ':method': 'POST', 'content-type': 'text/plain' }, good],
    ['of no type', 415, { ':method': 'POST' }, good],
    ['of JSON', 415, { ':method': 'POST', 'content-type': 'application/dns-json' }, good],
    ['longer than a message can be', 413, { ':method': 'POST', 'content-type': DNS }, new Uint8Array(65_536)],
    [
      'that says it is',
      413,
      { ':method': 'POST', 'content-type': DNS, 'content-length': '70000' },
      new Uint8Array(70_000),
    ],
    ['by PUT', 405, { ':method': 'PUT', 'content-type': DNS }, good],
    ['by DELETE', 405, { ':method': 'DELETE' }, undefined],
    ['by HEAD', 405, { ':method': 'HEAD' }, undefined],
    ['by a method of its own', 405, { ':method': 'BREW' }, undefined],
    ['at another path', 404, { ':method': 'GET', ':path': '/' }, undefined],
    ['below the path', 404, { ':method': 'GET', ':path': `/dns-query/x?dns=${base64(good)}` }, undefined],
    ['at a path of dots', 404, { ':method': 'GET', ':path': '/x/../dns-query' }, undefined],
  ])('%s is told so: %i', async (_, expected, headers, body) => {
    const forwarder = await aSecureForwarder()
    const { send, ask } = aClient(forwarder)
    const { status, headers: got, body: said } = await send(headers, body)
    expect([status, said.length]).toEqual([expected, 0])
    if (status === 405) expect(got['allow']).toBe('GET, POST')
    expect((await ask(query({ name: 'a.example' }))).rcode).toBe(0)
  })

  it('is cut off where its body goes on for ten megabytes', async () => {
    const secure = await aSecureForwarder()
    const sent = aClient(secure).send({ ':method': 'POST', 'content-type': DNS }, new Uint8Array(10 << 20))
    expect([413, 'cut off']).toContain(await sent.then(({ status }) => status).catch(() => 'cut off'))
    expect((await aClient(secure).ask(query({ name: 'a.example' }))).rcode).toBe(0)
  })

  it('is not held against others on the connection when it is left half done', async () => {
    const { session, ask } = aClient(await aSecureForwarder())
    const half = session.request({ ':path': '/dns-query', ':method': 'POST', 'content-type': DNS })
    half.on('error', () => {})
    half.write(query({ name: 'a.example' }).slice(0, 10))
    expect((await ask(query({ name: 'b.example' }))).rcode).toBe(0)
    half.destroy()
    expect((await ask(query({ name: 'c.example' }))).rcode).toBe(0)
  })
})

describe('Cache-Control', () => {
  const answer =
    (ttl: number, more: readonly { type: number; ttl: number; rdata: Uint8Array }[] = []): Script =>
    (_, reply) =>
      reply({ answers: [...more, { type: 1, ttl, rdata: a('192.0.2.1') }] })
  it.each<readonly [string, Script, string, number]>([
    ['the TTL of the answer', answer(120), clients.staff, 120],
    ['the least of several', answer(120, [{ type: 5, ttl: 30, rdata: cname('x.example') }]), clients.staff, 30],
    ['no more than a pupil may keep', answer(7_200), clients.pupil, 60],
    [
      'the least of an SOA and its MINIMUM, where there is none',
      (_, reply) => reply({ rcode: 3, authorities: [{ name: 'example', type: 6, ttl: 900, rdata: soa(45) }] }),
      clients.staff,
      45,
    ],
    ['nothing, for a failure', (_, reply) => reply({ rcode: 2 }), clients.staff, 0],
  ])('says %s', async (_, script, from, expected) => {
    const { send } = aClient(await aSecureForwarder({ 'www.example': script }), from)
    const { headers } = await send({ ':method': 'POST', 'content-type': DNS }, query({ name: 'www.example' }))
    expect(headers['cache-control']).toBe(`private, max-age=${expected}`)
  })

  it('counts down with the answer, and lets nothing refused be kept', async () => {
    const forwarder = await aSecureForwarder({ 'www.example': answer(120) })
    const { send } = aClient(forwarder)
    const ask = () => send({ ':method': 'POST', 'content-type': DNS }, query({ name: 'www.example' }))
    await ask()
    forwarder.pass(50)
    expect((await ask()).headers['cache-control']).toMatch(/^private, max-age=(69|70)$/)
    expect((await send({ ':method': 'GET' })).headers['cache-control']).toBe('no-store')
  })
})
