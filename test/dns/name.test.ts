import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typeCode, typeName } from '../../src/dns/codes.ts'
import type { Name } from '../../src/dns/name.ts'
import { name, readName, selfAndParents, textOfWire, wireOfName } from '../../src/dns/name.ts'

describe('what a person types', () => {
  it.each([
    ['a name', 'a.example', 'a.example'],
    ['capitals and spaces', '  WWW.A.Example ', 'www.a.example'],
    ['a dot at the end', 'a.example.', 'a.example'],
    ['a wildcard', '*.a.example', 'a.example'],
    ['the address of a page', 'https://a.example/page?q=1#top', 'a.example'],
    ['an address with a port and a person', 'https://me@a.example:8443/', 'a.example'],
    ['other letters', 'München.example', 'xn--mnchen-3ya.example'],
    ['an underscore', '_dmarc.a.example', '_dmarc.a.example'],
    ['a single label', 'printer', 'printer'],
    ['digits', '4.example', '4.example'],
  ])('%s is read', (_, typed, expected) => expect(readName(typed)).toEqual({ name: expected }))

  it.each([
    ['nothing', '', 'empty'],
    ['spaces', '   ', 'empty'],
    ['a lone dot', '.', 'empty'],
    ['two dots', 'a..example', 'empty-label'],
    ['a dot in front', '.a.example', 'empty-label'],
    ['a space inside', 'a b.example', 'odd-character'],
    ['a quote', 'a".example', 'odd-character'],
    ['a hyphen in front', '-a.example', 'odd-character'],
    ['a hyphen behind', 'a-.example', 'odd-character'],
    ['a label of 64', `${'a'.repeat(64)}.example`, 'label-too-long'],
    ['a name of 254', `${'a.'.repeat(123)}example1`, 'too-long'],
  ])('%s is not, and the problem is told', (_, typed, problem) => expect(readName(typed)).toEqual({ problem }))

  it('throws for a name of ours that is none', () => expect(() => name('a b')).toThrow(/"a b" is not a domain name/))
})

describe('wire form', () => {
  const octet = fc.oneof(fc.constantFrom(0, 32, 34, 46, 48, 65, 90, 92, 97, 127, 128, 255), fc.nat(255))
  const labels = fc.array(fc.array(octet, { minLength: 1, maxLength: 12 }), { maxLength: 8 })

  it('comes back as text and as wire again, whatever the octets', () => {
    fc.assert(
      fc.property(labels, (list) => {
        const wire = Uint8Array.from([...list.flatMap((label) => [label.length, ...label]), 0])
        const lower = wire.map((byte, i) => (isLetter(list, i) && byte >= 65 && byte <= 90 ? byte + 32 : byte))
        expect([...wireOfName(textOfWire(wire))]).toEqual([...lower])
      }),
      { numRuns: 500 },
    )
  })

  /** Whether the byte at `i` of the wire form belongs to a label, and is no length. */
  function isLetter(list: readonly (readonly number[])[], i: number): boolean {
    let at = 0
    for (const label of list) {
      if (i === at) return false
      at += label.length + 1
      if (i < at) return true
    }
    return false
  }

  it.each([
    ['an odd octet', [2, 0, 255], '\\000\\255'],
    ['a dot in a label', [3, 97, 46, 98], 'a\\.b'],
    ['a backslash', [1, 92], '\\\\'],
    ['capitals', [2, 65, 90], 'az'],
    ['the root', [], ''],
  ])('shows %s in text', (_, wire, text) => expect(textOfWire(Uint8Array.from([...wire, 0]))).toBe(text))

  it.each([
    ['a label of 64', 'a'.repeat(64)],
    ['an empty label', 'a..b'],
    ['a name of 256', Array.from({ length: 128 }, () => 'a').join('.')],
    ['a letter that has no octet', 'ж.example'],
  ])('throws at %s', (_, text) => expect(() => wireOfName(text as Name)).toThrow(RangeError))
})

it.each([
  ['a.b.example', ['a.b.example', 'b.example', 'example']],
  ['a\\.b.example', ['a\\.b.example', 'example']],
  ['a\\\\.b.example', ['a\\\\.b.example', 'b.example', 'example']],
  ['example', ['example']],
])('yields %s and its parents, the longest first, parted at real dots', (text, expected) => {
  expect([...selfAndParents(text as Name)]).toEqual(expected)
})

it.each([
  [1, 'A'],
  [65, 'HTTPS'],
  [65_280, 'TYPE65280'],
])('writes type %i as %s and reads it again', (code, text) => {
  expect([typeName(code), typeCode(text), typeCode(text.toLowerCase())]).toEqual([text, code, code])
})

it.each(['', 'B', 'TYPE', 'TYPE123456', 'constructor'])('knows no type %j', (text) => {
  expect(typeCode(text)).toBeUndefined()
})
