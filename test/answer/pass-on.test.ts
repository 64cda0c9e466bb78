import { describe, expect, it } from 'vitest'
import { hashOf, keyOf } from '../../src/answer/cache.ts'
import type { PassOn } from '../../src/answer/pass-on.ts'
import { passOn } from '../../src/answer/pass-on.ts'
import { laidOut } from '../../src/answer/stored.ts'
import { readResponse } from '../../src/dns/response.ts'
import { Query, scanQuery } from '../../src/dns/scan.ts'
import type { Said } from '../rfc/a-upstream.ts'
import { responseTo } from '../rfc/a-upstream.ts'
import type { Asked } from '../rfc/wire.ts'
import { a, cname, query, read, soa } from '../rfc/wire.ts'

const mail = (preference: number, ...name: readonly number[]) => Uint8Array.from([0, preference, ...name])
const address = { type: 1, ttl: 300, rdata: a('192.0.2.1') }

/** Passes on what an upstream said to `www.example`, to one who asks as `asked`. */
function passed(said: Said, how: Partial<PassOn> = {}, asked: Partial<Asked> = {}) {
  const upstreamQuery = query({
    name: 'www.example',
    edns: {},
    ...(asked.type === undefined ? {} : { type: asked.type }),
  })
  const message = responseTo(upstreamQuery, said)
  const response = readResponse(message, upstreamQuery.slice(12, -11))!
  const packet = query({ name: 'www.example', id: 0xabcd, ...asked })
  const scanned = new Query()
  scanQuery(packet, packet.length, scanned)
  const stored = laidOut(message, response, keyOf(packet, scanned), hashOf(scanned), 0, 0)
  const out = new Uint8Array(65_535).fill(0xee)
  const length = passOn(packet, scanned, stored, { age: 0, mostTtl: 86_400, room: 65_535, ...how }, out)
  return read(out.slice(0, length))
}

describe('what is passed on', () => {
  it.each<readonly [string, Partial<PassOn>, readonly number[]]>([
    ['whole', {}, [300, 20]],
    ['counted down', { age: 19 }, [281, 1]],
    ['never below zero', { age: 200 }, [100, 0]],
    ['cut', { mostTtl: 60 }, [60, 20]],
    ['cut to nothing', { mostTtl: 0 }, [0, 0]],
    ['counted down and cut', { age: 5, mostTtl: 16 }, [16, 15]],
    ['old, and given for want of better', { age: 5000, mostTtl: 30, stale: true }, [30, 30]],
  ])('has its TTLs %s', (_, how, expected) => {
    const said = { answers: [address], additionals: [{ ...address, ttl: 20 }] }
    const { answers, additionals } = passed(said, how)
    expect([...answers, ...additionals].map(({ ttl }) => ttl)).toEqual(expected)
  })

  it.each([
    [0, 86_400, 60, 60],
    [10, 86_400, 50, 50],
    [0, 20, 20, 20],
    [59, 30, 1, 1],
  ])(
    'says of "there is none" after %i s, with %i permitted, an SOA of %i s and a minimum of %i',
    (age, mostTtl, ttl, minimum) => {
      const { authorities } = passed(
        { rcode: 3, authorities: [{ type: 6, ttl: 600, rdata: soa(60) }] },
        { age, mostTtl },
      )
      const { rdata } = authorities[0]!
      expect([authorities[0]!.ttl, Buffer.from(rdata).readUInt32BE(rdata.length - 4)]).toEqual([ttl, minimum])
    },
  )

  it('has the client’s id, letters and flags, and the sections as they were', () => {
    const said: Said = {
      answers: [address, address],
      authorities: [{ type: 2, ttl: 9, rdata: cname('ns.example') }],
      additionals: [{ name: 'ns.example', type: 1, ttl: 9, rdata: a('192.0.2.53') }],
    }
    const reply = passed(said, {}, { name: 'wWw.eXaMpLe', flags: 0x0110 })
    expect([reply.id, reply.flags, reply.questions[0]!.name]).toEqual([0xabcd, 0x8190, 'wWw.eXaMpLe'])
    expect([reply.answers.length, reply.authorities.length, reply.additionals.length]).toEqual([2, 1, 1])
    expect(reply.answers[0]!.name).toBe('wWw.eXaMpLe')
  })

  it('keeps compressed names right, in owners and in data', () => {
    const said: Said = {
      answers: [
        { type: 15, ttl: 9, rdata: mail(10, 4, ...Buffer.from('mail'), 0xc0, 12) },
        { type: 15, ttl: 9, rdata: mail(20, 0xc0, 16) },
      ],
    }
    for (const asked of [{}, { edns: {} }, { edns: { options: [[10, new Uint8Array(8)]] as const } }]) {
      const { answers } = passed(said, {}, { type: 15, ...asked })
      expect(answers.map(({ rdata }) => [...rdata.slice(2)])).toEqual([
        [4, ...Buffer.from('mail'), 0xc0, 12],
        [0xc0, 16],
      ])
      expect(answers.every(({ name }) => name === 'www.example')).toBe(true)
    }
  })

  it('does not touch an OPT’s look-alike of a TTL: the upstream’s own is gone', () => {
    const opt = { name: '', type: 41, class: 4096, ttl: 0x8000, rdata: Uint8Array.from([0, 10, 0, 2, 1, 2]) }
    const said = { answers: [address], additionals: [opt] }
    expect(passed(said).edns).toBeUndefined()
    expect(passed(said, {}, { edns: { flags: 0x8000 } }).edns).toEqual({
      size: 1232,
      version: 0,
      flags: 0x8000,
      options: [],
    })
  })
})

describe('room', () => {
  const text = (length: number): Said => ({ answers: [{ type: 16, ttl: 9, rdata: new Uint8Array(length) }] })
  const bare = passed(text(0)).length

  it.each([
    ['a reply that just fits', 512 - bare, 512, {}, false],
    ['one byte more', 513 - bare, 512, {}, true],
    ['a reply that just fits with its OPT', 1232 - bare - 11, 1232, { edns: {} }, false],
    ['one byte more, for the OPT', 1232 - bare - 10, 1232, { edns: {} }, true],
  ])('%s: %i bytes of text in %i', (_, length, room, asked, truncated) => {
    const reply = passed(text(length), { room }, asked)
    expect([(reply.flags & 0x0200) !== 0, reply.answers.length]).toEqual([truncated, truncated ? 0 : 1])
    expect(reply.length).toBeLessThanOrEqual(room)
  })

  it('counts the text of an error too', () => {
    const error = { code: 3, text: new Uint8Array(40) }
    expect(passed(text(1232 - bare - 11), { room: 1232, error }, { edns: {} }).flags & 0x0200).toBe(0x0200)
    expect(passed(text(1232 - bare - 11), { room: 1232, error }).flags & 0x0200).toBe(0)
  })
})
