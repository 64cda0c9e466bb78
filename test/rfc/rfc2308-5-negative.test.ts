// RFC 2308 sections 3, 5 and 6: "no such name" and "no such record" are kept for the lesser of the SOA's TTL and its MINIMUM, and the SOA that goes
// with them says no more than is left of that. Without an SOA nothing says for how long, and they are not kept.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { Said } from './a-upstream.ts'
import { soa } from './wire.ts'

const saying = (said: Said) => ({ 'none.example': (_: unknown, reply: (said: Said) => void) => reply(said) })
const authority = (ttl: number, minimum: number) => ({
  authorities: [{ name: 'example', type: 6, ttl, rdata: soa(minimum) }],
})
const kinds = [
  ['NXDOMAIN', 3],
  ['NODATA', 0],
] as const

describeKinds('keeps it for the SOA’s MINIMUM where that is less', 600, 30)
describeKinds('keeps it for the SOA’s TTL where that is less', 30, 600)

function describeKinds(sentence: string, ttl: number, minimum: number): void {
  it.each(kinds)(`%s: ${sentence}`, async (_, rcode) => {
    const { ask, pass, upstream } = await aForwarder(saying({ rcode, ...authority(ttl, minimum) }))
    const first = await ask('none.example')
    pass(10)
    const second = await ask('none.example')
    expect([first.rcode, second.rcode]).toEqual([rcode, rcode])
    expect([first, second].map(({ authorities }) => authorities[0]!.ttl)).toEqual([30, 20])
    for (const { authorities } of [first, second])
      expect(Buffer.from(authorities[0]!.rdata).readUInt32BE(authorities[0]!.rdata.length - 4)).toBeLessThanOrEqual(
        ttl === 30 ? 600 : 30,
      )
    expect(upstream.heard.length).toBe(1)
    pass(21)
    await ask('none.example')
    expect(upstream.heard.length).toBe(2)
  })
}

it.each(kinds)('does not keep %s without an SOA', async (_, rcode) => {
  const { ask, upstream } = await aForwarder(saying({ rcode }))
  for (let turn = 0; turn < 2; turn += 1) expect((await ask('none.example')).rcode).toBe(rcode)
  expect(upstream.heard.length).toBe(2)
})

it('keeps "there is none" for an hour at the most', async () => {
  const { ask, pass, upstream } = await aForwarder(saying({ rcode: 3, ...authority(86_400, 86_400) }))
  await ask('none.example')
  pass(3_599)
  await ask('none.example')
  expect(upstream.heard.length).toBe(1)
  pass(2)
  await ask('none.example')
  expect(upstream.heard.length).toBe(2)
})

it('cuts the SOA’s TTL and its MINIMUM to 60 s for a pupil', async () => {
  const { ask } = await aForwarder(saying({ rcode: 3, ...authority(600, 300) }))
  const [record] = (await ask('none.example', clients.pupil)).authorities
  expect([record!.ttl, Buffer.from(record!.rdata).readUInt32BE(record!.rdata.length - 4)]).toEqual([60, 60])
})

it('leaves the MINIMUM of a signed SOA as it was signed: the TTL alone is cut', async () => {
  const signature = { name: 'example', type: 46, ttl: 600, rdata: Uint8Array.from([0, 6, 13, 1, ...Array(80).fill(7)]) }
  const signed = { authorities: [...authority(600, 300).authorities, signature] }
  const { ask } = await aForwarder(saying({ rcode: 3, ...signed }))
  const { authorities } = await ask({ name: 'none.example', edns: { flags: 0x8000 } }, clients.pupil)
  expect(authorities.map(({ ttl }) => ttl)).toEqual([60, 60])
  expect(authorities[0]!.rdata).toEqual(soa(300))
})

it('does not take "no such record" of one type for another', async () => {
  const { ask, upstream } = await aForwarder(saying(authority(600, 600)))
  await ask({ name: 'none.example', type: 1 })
  await ask({ name: 'none.example', type: 28 })
  expect(upstream.heard.map(({ type }) => type)).toEqual([1, 28])
})
