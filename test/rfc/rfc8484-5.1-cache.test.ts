// RFC 8484 section 5.1: Cache-Control keeps an answer no longer than its least TTL; that of its SOA where there is no record, and no failure at all.

import { describe, expect, it } from 'vitest'
import { aClient, DNS } from './a-doh-client.ts'
import { clients } from './a-policy.ts'
import { aSecureForwarder } from './a-secure-forwarder.ts'
import type { Script } from './a-upstream.ts'
import { a, cname, query, soa } from './wire.ts'

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
