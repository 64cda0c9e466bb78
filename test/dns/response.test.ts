import { describe, expect, it } from 'vitest'
import { textOfWire } from '../../src/dns/name.ts'
import { expandName, rdataOf, readResponse, readTtl } from '../../src/dns/response.ts'
import type { Said } from '../rfc/a-upstream.ts'
import { responseTo } from '../rfc/a-upstream.ts'
import { a, cname, query, soa, svcb, u16, wireName } from '../rfc/wire.ts'

const asked = query({ name: 'www.example' })
const question = asked.slice(12)
const response = (said: Said) => readResponse(responseTo(asked, said), question)
const address = { type: 1, ttl: 300, rdata: a('192.0.2.1') }
const opt = (extended = 0) => ({
  name: '',
  type: 41,
  class: 1232,
  ttl: extended * 0x100_0000,
  rdata: new Uint8Array(0),
})

it('gives the rdata of one type, of the answer section alone', () => {
  const other = { ...address, type: 28, rdata: new Uint8Array(16) }
  const message = responseTo(asked, {
    answers: [other, address, { ...address, name: 'b.example' }],
    additionals: [address],
  })
  const all = (kind: number) => rdataOf(message, 12 + question.length, 3, kind)
  expect([all(1), all(28), all(5)]).toEqual([[address.rdata, address.rdata], [other.rdata], []])
})

describe('an answer', () => {
  it('tells what must be known of it', () => {
    const alias = { type: 5, ttl: 60, rdata: cname('Other.Example') }
    const read = response({ answers: [alias, { ...address, name: 'other.example' }], additionals: [opt()] })!
    expect(read).toMatchObject({
      rcode: 0,
      truncated: false,
      negative: false,
      ech: false,
      answers: 2,
      authorities: 0,
      additionals: 0,
      ttl: 60,
    })
    expect(read.targets.map((wire) => textOfWire(wire))).toEqual(['other.example'])
  })

  it.each<readonly [string, Said, number | undefined, boolean]>([
    ['an address of 300 s', { answers: [address] }, 300, false],
    ['a TTL beyond a day', { answers: [{ ...address, ttl: 604_800 }] }, 86_400, false],
    ['a TTL with its top bit set', { answers: [{ ...address, ttl: 0xffff_fff0 }] }, 0, false],
    [
      'a shorter TTL in the authority',
      { answers: [address], authorities: [{ ...address, type: 2, ttl: 9 }] },
      9,
      false,
    ],
    [
      'a shorter TTL in the additional section, which does not count',
      { answers: [address], additionals: [{ ...address, ttl: 9 }] },
      300,
      false,
    ],
    ['no such name, SOA 900 and 60', { rcode: 3, authorities: [{ type: 6, ttl: 900, rdata: soa(60) }] }, 60, true],
    ['no such name, SOA 60 and 900', { rcode: 3, authorities: [{ type: 6, ttl: 60, rdata: soa(900) }] }, 60, true],
    ['no such name for days', { rcode: 3, authorities: [{ type: 6, ttl: 9e5, rdata: soa(9e5) }] }, 3_600, true],
    ['no such name without an SOA', { rcode: 3 }, undefined, true],
    ['no record', { authorities: [{ type: 6, ttl: 30, rdata: soa(60) }] }, 30, true],
    [
      'a referral, which a forwarder has no use for',
      { authorities: [{ type: 2, ttl: 30, rdata: cname('ns.example') }] },
      undefined,
      true,
    ],
    [
      'an alias that leads to nothing',
      {
        answers: [{ type: 5, ttl: 5, rdata: cname('x.example') }],
        authorities: [{ type: 6, ttl: 30, rdata: soa(60) }],
      },
      5,
      true,
    ],
    ['SERVFAIL', { rcode: 2 }, undefined, false],
    ['REFUSED with records', { rcode: 5, answers: [address] }, undefined, false],
  ])('is kept as long as it says: %s', (_, said, ttl, negative) => {
    expect(response(said)).toMatchObject({ negative })
    expect(response(said)!.ttl).toBe(ttl)
  })

  it('puts the OPT’s part of the code in front', () => {
    expect(response({ rcode: 7, additionals: [opt(1)] })!.rcode).toBe(23)
  })

  it('ends before the OPT and what stands behind it', () => {
    const bytes = responseTo(asked, { answers: [address], additionals: [opt(), { ...address, ttl: 1 }] })
    const read = readResponse(bytes, question)!
    expect([read.end, read.additionals]).toEqual([bytes.length - 11 - 16, 0])
  })

  it.each<readonly [string, readonly string[], Said]>([
    ['an HTTPS record', ['x.example'], { answers: [{ type: 65, ttl: 1, rdata: svcb(1, 'X.example') }] }],
    ['an SVCB record', ['x.example'], { answers: [{ type: 64, ttl: 1, rdata: svcb(0, 'x.example') }] }],
    ['a target of ".", which is the owner', [], { answers: [{ type: 65, ttl: 1, rdata: svcb(1, '') }] }],
    ['a DNAME', ['x.example'], { answers: [{ type: 39, ttl: 1, rdata: cname('x.example') }] }],
    [
      'a CNAME in the authority, which leads nowhere',
      [],
      { authorities: [{ type: 5, ttl: 1, rdata: cname('x.example') }] },
    ],
    ['a CNAME of another class', [], { answers: [{ type: 5, ttl: 1, class: 3, rdata: cname('x.example') }] }],
    [
      'a compressed target',
      ['x.www.example'],
      { answers: [{ type: 5, ttl: 1, rdata: Uint8Array.from([1, 120, 0xc0, 12]) }] },
    ],
  ])('leads on by %s to %j', (_, expected, said) => {
    expect(response(said)!.targets.map((wire) => textOfWire(wire))).toEqual(expected)
  })
})

describe('what is no answer', () => {
  const good = responseTo(asked, { answers: [address] })
  const changed = (at: number, ...bytes: readonly number[]) => {
    const copy = good.slice()
    copy.set(bytes, at)
    return copy
  }

  it.each<readonly [string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['a header alone', good.slice(0, 12)],
    ['half a question', good.slice(0, 20)],
    ['a query', changed(2, 1)],
    ['two questions', changed(5, 2)],
    ['another name', changed(13, 120)],
    ['another type', changed(26, 28)],
    ['a record cut in its owner', good.slice(0, question.length + 13)],
    ['a record cut in its TTL', good.slice(0, question.length + 20)],
    ['a record cut in its data', good.slice(0, -1)],
    ['a count of more records than there are', changed(7, 2)],
    ['a count of 65,535', changed(6, 255, 255)],
    ['an owner of an unknown kind of label', changed(12 + question.length, 0x80)],
    ['two OPTs', responseTo(asked, { additionals: [opt(), opt()] })],
    [
      'an alias to itself',
      responseTo(asked, { answers: [{ type: 5, ttl: 1, rdata: Uint8Array.from([0xc0, 12 + question.length + 12]) }] }),
    ],
    [
      'an alias that points ahead',
      responseTo(asked, { answers: [{ type: 5, ttl: 1, rdata: Uint8Array.from([0xc0, 200]) }] }),
    ],
    ['an alias without a name', responseTo(asked, { answers: [{ type: 5, ttl: 1, rdata: new Uint8Array(0) }] })],
    [
      'more aliases than anybody needs',
      responseTo(asked, {
        answers: Array.from({ length: 65 }, () => ({ type: 5, ttl: 1, rdata: cname('x.example') })),
      }),
    ],
  ])('is passed over: %s', (_, bytes) => expect(readResponse(bytes, question)).toBeUndefined())

  it('is found out quickly, though it is 64 kB of pointers', () => {
    // Each pointer leads to the one before it; each alias to the last of them.
    const chain: number[] = []
    const first = 12 + question.length + 12
    for (let at = first + 2; at < 16_000; at += 2) chain.push(...u16(0xc000 | (at - 2)))
    const junk = { type: 65_280, ttl: 1, rdata: Uint8Array.from([0, 0, ...chain]) }
    const last = first + chain.length
    const alias = { type: 5, ttl: 1, rdata: Uint8Array.from(u16(0xc000 | last)) }
    const bytes = responseTo(asked, { answers: [junk, ...Array.from({ length: 3_400 }, () => alias)] })
    const started = performance.now()
    expect(readResponse(bytes, question)).toBeUndefined()
    expect(performance.now() - started).toBeLessThan(50)
  })
})

it.each([
  [0, 0],
  [300, 300],
  [0x7fff_ffff, 0x7fff_ffff],
  [0x8000_0000, 0],
  [0xffff_ffff, 0],
])('reads a TTL of %i as %i', (written, expected) => {
  expect(readTtl(Uint8Array.from([...u16(Math.floor(written / 65_536)), ...u16(written % 65_536)]), 0)).toBe(expected)
})

it.each<readonly [string, readonly number[], number]>([
  ['without an end', [1, 97], 0],
  ['that runs past the packet', [5, 97, 98], 0],
  [
    'of more than 255 bytes',
    Array.from({ length: 5 }, () => [63, ...new Array<number>(63).fill(97)])
      .flat()
      .concat(0),
    0,
  ],
  ['with a pointer cut in half', [1, 97, 0xc0], 0],
  ['with a pointer to itself', [0xc0, 0], 0],
  ['with a pointer ahead', [0xc0, 4, 0, 0, 1, 97, 0], 0],
  ['that begins behind the packet', wireName('a.example'), 50],
])('expands no name %s', (_, bytes, offset) => expect(expandName(Uint8Array.from(bytes), offset)).toBeUndefined())
