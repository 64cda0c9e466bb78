import { describe, expect, it } from 'vitest'
import { readResponse } from '../../src/dns/response.ts'
import { withoutEch } from '../../src/dns/svcb.ts'
import type { Said } from '../rfc/a-upstream.ts'
import { responseTo } from '../rfc/a-upstream.ts'
import { a, cname, query, read, soa, u16, wireName } from '../rfc/wire.ts'

// RFC 9460 and RFC 9848: an HTTPS record may carry, as parameter 5, the key by which a browser hides the site's name. Taken out of it, all else must stay as it was.

const HTTPS = 65
const SVCB = 64
const RRSIG = 46
const AD = 0x20

type Param = readonly [key: number, value: readonly number[]]

const alpn: Param = [1, [2, 0x68, 0x32]]
const port: Param = [3, [0x01, 0xbb]]
const hint4: Param = [4, [192, 0, 2, 1]]
const ech: Param = [5, [0, 8, 0xfe, 0x0d, 0, 4, 1, 2, 3, 4]]
const hint6: Param = [6, [0x20, 0x01, 0x0d, 0xb8, ...new Array(12).fill(0)]]
const mandatory = (...keys: readonly number[]): Param => [0, keys.flatMap(u16)]

/** Rdata of an SVCB or HTTPS record. */
const service = (params: readonly Param[], target = '', priority = 1) =>
  Uint8Array.from([
    ...u16(priority),
    ...wireName(target),
    ...params.flatMap(([key, value]) => [...u16(key), ...u16(value.length), ...value]),
  ])

const record = (rdata: Uint8Array, more: { readonly type?: number; readonly name?: string } = {}) => ({
  type: HTTPS,
  ttl: 300,
  rdata,
  ...more,
})

/** A signature over records of a type, as long as one is. */
const signature = (covered: number) => ({
  type: RRSIG,
  ttl: 300,
  rdata: Uint8Array.from([...u16(covered), ...new Array(16).fill(7), ...wireName('example'), ...new Array(64).fill(9)]),
})

/** Where the first record's type stands: its owner is a pointer to the question. */
const behindOwner = 12 + wireName('www.example').length + 4 + 2

/** A message that says that it has so many answers. */
function withAnswers(count: number, bytes: readonly number[]): Uint8Array {
  const message = Uint8Array.from(bytes)
  message[7] = count
  return message
}

/** An answer to a question for HTTPS of www.example, as it is kept. */
function kept(said: Said, type = HTTPS) {
  const asked = query({ name: 'www.example', type })
  const message = responseTo(asked, said)
  const response = readResponse(message, asked.slice(12))!
  return { message, response }
}

/** What is left of an answer; undefined where it is not to be passed on. */
function bare(said: Said, type = HTTPS) {
  const given = kept(said, type)
  const before = given.message.slice()
  const left = withoutEch(given)
  expect(given.message, 'what is kept stays as it is').toEqual(before)
  return left && { ...read(left.message), response: left.response, same: left === given }
}

describe('an answer with ECH', () => {
  it.each<readonly [string, readonly Param[], readonly Param[]]>([
    ['alone', [ech], []],
    ['first', [ech, hint6], [hint6]],
    ['in the middle', [alpn, hint4, ech, hint6], [alpn, hint4, hint6]],
    ['last', [alpn, port, ech], [alpn, port]],
    ['empty', [alpn, [5, []], hint6], [alpn, hint6]],
    ['named as mandatory among others', [mandatory(1, 5), alpn, ech], [mandatory(1), alpn]],
    ['named as the only mandatory one', [mandatory(5), alpn, ech], [alpn]],
    ['beside others that are mandatory', [mandatory(1, 3), alpn, port, ech], [mandatory(1, 3), alpn, port]],
    ['before a key that nobody knows', [ech, [65_280, [1, 2, 3]]], [[65_280, [1, 2, 3]]]],
  ])('loses it and nothing else: %s', (_, params, left) => {
    for (const type of [HTTPS, SVCB]) {
      const { answers } = bare({ answers: [record(service(params, 'cdn.example'), { type })] }, type)!
      expect(answers.map(({ rdata }) => rdata)).toEqual([service(left, 'cdn.example')])
    }
  })

  it('loses it in each of several records, and keeps what stands around them', () => {
    const said: Said = {
      answers: [
        { type: 5, ttl: 60, rdata: cname('a.example') },
        record(service([alpn, ech], '', 1), { name: 'a.example' }),
        record(service([alpn, hint4, ech, hint6], 'b.example', 2), { name: 'a.example' }),
      ],
      authorities: [{ name: 'example', type: 6, ttl: 30, rdata: soa(10) }],
      additionals: [{ name: 'b.example', type: 1, ttl: 20, rdata: a('192.0.2.7') }],
    }
    const { answers, authorities, additionals, response } = bare(said)!
    expect(answers.map(({ name, ttl, rdata }) => [name, ttl, rdata])).toEqual([
      ['www.example', 60, cname('a.example')],
      ['a.example', 300, service([alpn])],
      ['a.example', 300, service([alpn, hint4, hint6], 'b.example', 2)],
    ])
    expect(authorities.map(({ name, rdata }) => [name, rdata])).toEqual([['example', soa(10)]])
    expect(additionals.map(({ name, rdata }) => [name, rdata])).toEqual([['b.example', a('192.0.2.7')]])
    expect([response.answers, response.authorities, response.additionals, response.ttlsAt.length]).toEqual([3, 1, 1, 6])
  })

  it('loses the signatures over what changed, and the AD bit; other signatures stay', () => {
    const said = {
      flags: AD,
      answers: [
        { type: 5, ttl: 300, rdata: cname('a.example') },
        signature(5),
        record(service([alpn, ech])),
        signature(HTTPS),
      ],
    }
    const { answers, flags } = bare(said)!
    expect(answers.map(({ type }) => type)).toEqual([5, RRSIG, HTTPS])
    expect(answers[1]!.rdata.slice(0, 2)).toEqual(Uint8Array.from(u16(5)))
    expect(flags & AD).toBe(0)
  })

  it('loses it beside as many signatures and compressed names as a message holds', () => {
    const signatures = Array.from({ length: 300 }, () => signature(HTTPS))
    const addresses = Array.from({ length: 1_500 }, (_, i) => ({
      type: 1,
      ttl: 60,
      rdata: Uint8Array.of(192, 0, i >> 8, i),
    }))
    const { answers } = bare({ answers: [record(service([alpn, ech])), ...signatures, ...addresses] })!
    expect(answers.map(({ name, rdata }) => [name, rdata])).toEqual(
      [service([alpn]), ...addresses.map(({ rdata }) => rdata)].map((rdata) => ['www.example', rdata]),
    )
  })

  it('leads compressed names to where their names went', () => {
    // www.example HTTPS 1 far.example ech; then an alias with that target as its owner, to a name within it; then an address at the alias's own target.
    const { message } = kept({ answers: [record(service([ech], 'far.example'))] })
    const target = behindOwner + 10 + 2
    const alias = [0xc0, target, ...u16(5), ...u16(1), 0, 0, 0, 60, ...u16(2), 0xc0, target + 4]
    const address = [0xc0, message.length + 12, ...u16(1), ...u16(1), 0, 0, 0, 60, ...u16(4), 192, 0, 2, 9]
    const whole = withAnswers(3, [...message, ...alias, ...address])
    const asked = query({ name: 'www.example', type: HTTPS })
    const response = readResponse(whole, asked.slice(12))!
    const { answers } = read(withoutEch({ message: whole, response })!.message)
    expect(answers.map(({ name, type }) => [name, type])).toEqual([
      ['www.example', HTTPS],
      ['far.example', 5],
      ['example', 1],
    ])
  })
})

describe('an answer without ECH', () => {
  it.each<readonly [string, Said]>([
    ['of a service', { flags: AD, answers: [record(service([alpn, hint4, hint6])), signature(HTTPS)] }],
    ['in alias form', { answers: [record(service([], 'cdn.example', 0))] }],
    ['with a mandatory list that names it all the same', { answers: [record(service([mandatory(1), alpn]))] }],
    ['of another type', { answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }] }],
    ['that there is none', { authorities: [{ name: 'example', type: 6, ttl: 30, rdata: soa(10) }] }],
  ])('is passed on as it is, signed and all: %s', (_, said) => {
    expect(bare(said)!.same).toBe(true)
  })
})

describe('a record that is malformed is not passed on', () => {
  const cut = (rdata: Uint8Array, less: number) => rdata.slice(0, rdata.length - less)
  it.each<readonly [string, Uint8Array]>([
    ['a value cut off', cut(service([ech]), 1)],
    ['a length cut off', cut(service([[5, []]]), 1)],
    ['a key cut off', cut(service([[5, []]]), 3)],
    ['a value that goes on past the record', Uint8Array.from([...service([]), ...u16(5), ...u16(0xffff), 1, 2])],
    ['keys out of order', service([hint4, alpn, ech])],
    ['a key twice', service([ech, ech])],
    ['a mandatory list of odd length', service([[0, [0, 5, 0]], ech])],
    ['an empty mandatory list', service([[0, []], ech])],
    ['half a key behind the last parameter', Uint8Array.from([...service([alpn, ech]), 0])],
  ])('%s', (_, rdata) => {
    expect(bare({ answers: [record(service([alpn, ech])), record(rdata)] })).toBeUndefined()
  })

  it('a name that leads into the key', () => {
    const { message } = kept({ answers: [record(service([[5, [1, 0x61, 0]]]))] })
    const inside = message.length - 3
    const address = [0xc0, inside, ...u16(1), ...u16(1), 0, 0, 0, 60, ...u16(4), 192, 0, 2, 9]
    const whole = withAnswers(2, [...message, ...address])
    const response = readResponse(whole, query({ name: 'www.example', type: HTTPS }).slice(12))!
    expect(withoutEch({ message: whole, response })).toBeUndefined()
  })
})

it('never throws and never gives ECH, whatever bytes stand in the record', () => {
  let seed = 7
  const random = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return seed >>> 16
  }
  for (let i = 0; i < 20_000; i += 1) {
    const rdata = service([alpn, hint4, ech, hint6], 'cdn.example')
    for (let n = random() % 4; n >= 0; n -= 1) rdata[random() % rdata.length] = random() & 255
    const asked = query({ name: 'www.example', type: HTTPS })
    const message = responseTo(asked, { answers: [record(rdata)] })
    const response = readResponse(message, asked.slice(12))
    const left = response && withoutEch({ message, response })
    if (left) expect(keysOf(left.message, left.response.end)).not.toContain(5)
  }
})

/** The keys of the one record of a message, read anew. */
function keysOf(message: Uint8Array, end: number): readonly number[] {
  const { answers } = read(message.slice(0, end))
  const { rdata } = answers[0]!
  let at = 2
  while (rdata[at] !== 0 && rdata[at]! < 64) at += rdata[at]! + 1
  at += rdata[at]! >= 192 ? 2 : 1
  const keys: number[] = []
  for (; at + 4 <= rdata.length; at += 4 + ((rdata[at + 2]! << 8) | rdata[at + 3]!))
    keys.push((rdata[at]! << 8) | rdata[at + 1]!)
  return keys
}
