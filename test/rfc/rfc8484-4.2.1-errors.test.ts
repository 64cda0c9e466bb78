// RFC 8484 section 4.2.1: what is wrong with a request, and not with the name, is said as HTTP says it, and with nothing of DNS.

import { describe, expect, it } from 'vitest'
import { aClient, base64, DNS } from './a-doh-client.ts'
import { aSecureForwarder } from './a-secure-forwarder.ts'
import { query } from './wire.ts'

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
