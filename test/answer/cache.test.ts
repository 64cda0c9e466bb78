import { expect, it } from 'vitest'
import { Cache, hashOf, isMetaType, keyOf } from '../../src/answer/cache.ts'
import type { Stored } from '../../src/answer/stored.ts'
import { laidOut } from '../../src/answer/stored.ts'
import { readResponse } from '../../src/dns/response.ts'
import { Query, scanQuery } from '../../src/dns/scan.ts'
import { withOneHash } from '../helpers/same-hash.ts'
import { responseTo } from '../rfc/a-upstream.ts'
import type { Asked } from '../rfc/wire.ts'
import { query } from '../rfc/wire.ts'

function scanned(asked: Asked | string): readonly [Uint8Array, Query] {
  const packet = query(typeof asked === 'string' ? { name: asked } : asked)
  const into = new Query()
  expect(scanQuery(packet, packet.length, into)).toBe('query')
  return [packet, into]
}

/** An answer to a question, that can be told by its text. */
function anAnswer([asked, scan]: readonly [Uint8Array, Query], text: string, size = 0, expires = 300_000): Stored {
  const packet = query({ name: 'x.example' })
  const rdata = Uint8Array.from([...Buffer.from(text), ...new Uint8Array(size)])
  const message = responseTo(packet, { answers: [{ type: 16, ttl: 300, rdata }] })
  const response = readResponse(message, packet.slice(12))!
  return laidOut(message, response, keyOf(asked, scan), hashOf(scan), 0, expires)
}

const messageOf = (stored: Stored) => Buffer.from(stored.message())

/** As a question does: what it finds is used. */
function asks(cache: Cache, asked: Asked | string): Stored | undefined {
  const kept = cache.find(...scanned(asked))
  if (kept) cache.use(kept)
  return kept
}

function aCache(limit = 1 << 20) {
  const cache = new Cache(limit)
  return {
    cache,
    put: (asked: Asked | string, text: string, size = 0) => {
      const question = scanned(asked)
      cache.set(...question, anAnswer(question, text, size))
    },
    has: (asked: Asked | string, text: string) => {
      const kept = asks(cache, asked)
      return kept !== undefined && messageOf(kept).includes(text)
    },
  }
}

it('keeps an answer by name, type, DO and CD, and by nothing else', () => {
  const { put, has, cache } = aCache()
  const kinds: readonly (readonly [string, Asked])[] = [
    ['plain', { name: 'a.example' }],
    ['signed', { name: 'a.example', edns: { flags: 0x8000 } }],
    ['unchecked', { name: 'a.example', flags: 0x0110 }],
    ['both', { name: 'a.example', flags: 0x0110, edns: { flags: 0x8000 } }],
    ['other type', { name: 'a.example', type: 28 }],
    ['other name', { name: 'b.example' }],
    ['child', { name: 'a.a.example' }],
    ['root', { name: '', type: 2 }],
  ]
  for (const [text, asked] of kinds) put(asked, text)
  for (const [text, asked] of kinds) expect([text, has(asked, text)]).toEqual([text, true])
  expect(cache.count).toBe(kinds.length)
  const same: readonly Asked[] = [
    { name: 'A.eXample' },
    { name: 'a.example', id: 9 },
    { name: 'a.example', edns: { size: 4096, options: [[8, new Uint8Array(8)]] } },
    { name: 'a.example', flags: 0x0120 },
  ]
  for (const asked of same) expect(has(asked, 'plain')).toBe(true)
})

it('puts a new answer in the place of an old one', () => {
  const { put, has, cache } = aCache()
  put('a.example', 'old')
  put('A.example', 'new')
  expect([has('a.example', 'new'), cache.count]).toEqual([true, 1])
})

it('gives what is expired too: it may be wanted when no upstream answers', () => {
  const { cache, has } = aCache()
  const question = scanned('a.example')
  cache.set(...question, anAnswer(question, 'old', 0, -1))
  expect(has('a.example', 'old')).toBe(true)
})

it('never holds more bytes than it may', () => {
  const { cache, put } = aCache(100_000)
  for (let i = 0; i < 5_000; i += 1) {
    put(`n${i}.example`, 'x', i % 500)
    expect(cache.bytes).toBeLessThanOrEqual(100_000)
  }
  expect(cache.count).toBeGreaterThan(50)
})

it('does not take an answer that is larger than itself, and lets the older one go', () => {
  const { cache, put, has } = aCache(2_000)
  put('a.example', 'small')
  put('a.example', 'large', 5_000)
  expect([has('a.example', 'small'), has('a.example', 'large'), cache.count]).toEqual([false, false, 0])
})

it('spares what is asked for again and again, through a flood of names that are asked for once', () => {
  const { put, has } = aCache(60_000)
  const popular = Array.from({ length: 20 }, (_, i) => `popular${i}.example`)
  for (const name of popular) put(name, 'kept')
  for (let i = 0; i < 10_000; i += 1) {
    put(`once${i}.example`, 'x')
    if (i % 10 === 0) for (const name of popular) has(name, 'kept')
  }
  expect(popular.filter((name) => !has(name, 'kept'))).toEqual([])
  expect(has('once0.example', 'x')).toBe(false)
  expect(has('once9999.example', 'x')).toBe(true)
})

it('does as a plain map does, for any row of puts and gets that fits', () => {
  const { put, has, cache } = aCache(1 << 24)
  const model = new Map<string, string>()
  let seed = 7
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  for (let i = 0; i < 4_000; i += 1) {
    const name = `n${random(300)}.example`
    if (random(2) === 0) {
      put(name, `text${i}.`)
      model.set(name, `text${i}.`)
    } else expect(has(name, model.get(name) ?? '?')).toBe(model.has(name))
  }
  expect(cache.count).toBe(model.size)
})

it('tells two names with one hash apart, whichever is put, replaced or evicted first', () => {
  const [a, b] = withOneHash()
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const { put, has, cache } = aCache()
    put(one, 'first')
    expect([has(one, 'first'), has(other, 'first')]).toEqual([true, false])
    put(other, 'second')
    put(one, 'again')
    expect([has(one, 'again'), has(other, 'second'), cache.count]).toEqual([true, true, 2])
    const small = aCache(320)
    for (const name of [one, other, one, 'x.example', other, one]) {
      small.put(name, name)
      expect([small.has(name, name), small.cache.count <= 2]).toEqual([true, true])
    }
  }
})

it('lets no place of its index grow long, whatever names share a hash: the newest stay', () => {
  const { cache } = aCache()
  const questions = Array.from({ length: 300 }, (_, i) => scanned(`n${i}.example`))
  const named = (i: number) => `answer ${String(i).padStart(3, '0')}`
  for (const [i, question] of questions.entries()) {
    const answer = anAnswer(question, named(i))
    answer.block.words[1] = 7
    cache.set(...question, answer)
  }
  expect(cache.count).toBe(32)
  const kept: string[] = []
  cache.walk()
  for (let one = cache.walkOn(); one; one = cache.walkOn()) kept.push(messageOf(one).toString('latin1').slice(-10))
  expect(kept.map((text) => text.trim())).toEqual(Array.from({ length: 32 }, (_, i) => named(268 + i)))
  // What was let go of makes room as anything else does.
  const small = aCache(8_000).cache
  for (const question of [...questions, ...questions]) {
    const answer = anAnswer(question, 'x')
    answer.block.words[1] = 7
    small.set(...question, answer)
    expect(small.count).toBeLessThanOrEqual(32)
  }
})

it('forgets all when it is told to, and keeps again from then on', () => {
  const { cache, put, has } = aCache(2_000)
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 20; i += 1) put(`n${i}.example`, 'x')
    expect(has('n19.example', 'x')).toBe(true)
    cache.walk()
    cache.clear()
    expect([has('n19.example', 'x'), cache.count, cache.bytes, cache.walkOn()]).toEqual([false, 0, 0, undefined])
  }
})

it.each([
  [1, false],
  [255, false],
  [65_280, false],
  [0, true],
  [249, true],
  [251, true],
  [252, true],
  [254, true],
])('takes type %i as one that is never asked upstream: %s', (code, expected) => {
  expect(isMetaType(code)).toBe(expected)
})

it('does as a map does for what it has, whatever the sizes, in a ring that goes round many times', () => {
  const { put, has, cache } = aCache(40_000)
  const model = new Map<string, string>()
  let seed = 11
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  for (let i = 0; i < 20_000; i += 1) {
    const name = `n${random(400)}.example`
    if (random(3) > 0) {
      put(name, `text${i}.`, random(50) === 0 ? random(9_000) : random(200))
      model.set(name, `text${i}.`)
    }
    const asked = `n${random(400)}.example`
    const kept = asks(cache, asked)
    // It may have let go of an answer, but what it gives is the last one that was kept.
    if (kept) expect(messageOf(kept).includes(model.get(asked) ?? '?')).toBe(true)
    else expect(has(asked, '')).toBe(false)
    expect(cache.bytes).toBeLessThanOrEqual(40_000)
  }
  expect(cache.count).toBeGreaterThan(50)
  expect([...model].filter(([name, text]) => has(name, text))).toHaveLength(cache.count)
})
