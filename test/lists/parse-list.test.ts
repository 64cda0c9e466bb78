import { expect, it } from 'vitest'
import { textOfWire } from '../../src/dns/name.ts'
import { parseList } from '../../src/lists/parse-list.ts'

/** The names in a list, and the numbers of the lines that were left out. */
function parse(list: string | Uint8Array) {
  const names: string[] = []
  const bytes = typeof list === 'string' ? new TextEncoder().encode(list) : list
  const result = parseList(bytes, (wire, length) => names.push(textOfWire(wire.slice(0, length))))
  expect(result.names).toBe(names.length)
  return { names, bad: result.problems.map(({ line }) => line), count: result.problemCount, problems: result.problems }
}

it.each<readonly [string, string, readonly string[]]>([
  ['one name a line', 'a.example\nb.example\n', ['a.example', 'b.example']],
  ['a last line without its end', 'a.example\nb.example', ['a.example', 'b.example']],
  ['line ends of Windows', 'a.example\r\nb.example\r\n', ['a.example', 'b.example']],
  ['empty lines and spaces around', '\n\n  a.example\t \n\n', ['a.example']],
  ['upper case', 'WWW.A.Example', ['www.a.example']],
  ['a dot at the end', 'a.example.', ['a.example']],
  ['a wildcard, which is the name', '*.a.example', ['a.example']],
  ['a dot in front, which is the name', '.a.example', ['a.example']],
  ['comments behind # and !', '# list\n! list\na.example # why\nb.example#why\n', ['a.example', 'b.example']],
  ['hosts lines', '0.0.0.0 a.example\n127.0.0.1\tb.example\n::1 c.example', ['a.example', 'b.example', 'c.example']],
  ['several names on a hosts line', '0.0.0.0 a.example b.example # c.example', ['a.example', 'b.example']],
  [
    'the machine’s own names in hosts lines',
    '127.0.0.1 localhost\n::1 ip6-localhost ip6-loopback\n255.255.255.255 broadcasthost\n0.0.0.0 0.0.0.0',
    [],
  ],
  ['an underscore', '_dmarc.a.example', ['_dmarc.a.example']],
  ['names in punycode', 'xn--mnchen-3ya.example', ['xn--mnchen-3ya.example']],
  ['names in other letters', 'münchen.example\nПРИМЕР.example', ['xn--mnchen-3ya.example', 'xn--e1afmkfd.example']],
  ['a mark of the byte order', '\uFEFFa.example\nb.example', ['a.example', 'b.example']],
  ['the same name twice, for the index to see', 'a.example\na.example', ['a.example', 'a.example']],
  [
    'a name of 253 letters',
    `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(53)}.example`,
    [`${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(53)}.example`],
  ],
  ['nothing', '', []],
  ['a lone line end', '\n', []],
])('reads %s', (_, list, expected) => {
  expect(parse(list)).toMatchObject({ names: expected, count: 0 })
})

it.each([
  ['a single label, which would close a top-level domain', 'com'],
  ['a single label behind a wildcard', '*.com'],
  ['a single label with a dot at its end', 'com.'],
  ['a single label in other letters', 'рф'],
  ['a wildcard over a top-level domain in other letters', '*.рф'],
  ['an address', '192.0.2.1'],
  ['an IPv6 address', '2001:db8::1'],
  ['an address in wide digits', '１９２.０.２.１'],
  ['two dots', 'a..example'],
  ['a dot alone', '.'],
  ['a wildcard alone', '*'],
  ['a wildcard inside', 'a.*.example'],
  ['a label of 64', `${'a'.repeat(64)}.example`],
  ['a name of 254', `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(54)}.example`],
  ['a hyphen at the beginning', '-a.example'],
  ['a hyphen at the end', 'a-.example'],
  ['an address of a page', 'https://a.example/page'],
  ['an address inside this network', 'http://169.254.169.254/latest/'],
  ['an address of this machine', 'http://[::1]:22/'],
  ['a file of this machine', 'file:///etc/passwd'],
  ['an address of another kind', 'gopher://127.0.0.1:25/_HELO'],
  ['a rule of an ad blocker', '||a.example^'],
  ['an element of a page', '<li>a.example</li>'],
  ['two names that are no hosts line', 'a.example b.example'],
  ['a zero byte', 'a\u0000.example'],
  ['a replacement character', 'a\uFFFD.example'],
])('leaves out %s, and says which line', (_, line) => {
  const { names, bad, count, problems } = parse(`good.example\n${line}\nalso.example\n`)
  expect([names, bad, count]).toEqual([['good.example', 'also.example'], [2], 1])
  expect(problems[0]!.problem.length).toBeGreaterThan(5)
})

it('keeps the good nine tenths of a list with one line in ten broken', () => {
  const broken = ['com', 'a..example', '||x^', '192.0.2.1', 'a b c', '-x.example']
  const lines = Array.from({ length: 10_000 }, (_, i) => (i % 10 === 9 ? broken[i % broken.length]! : `n${i}.example`))
  const { names, count, problems } = parse(lines.join('\n'))
  expect([names.length, count, problems.length]).toEqual([9_000, 1_000, 100])
  expect(problems[0]!.line).toBe(10)
})

it.each([
  ['without a space', 'a'.repeat(5 << 20)],
  ['of words', 'a.example '.repeat(500_000)],
  ['of dots', '.'.repeat(5 << 20)],
  ['behind an address', `0.0.0.0 ${'x'.repeat(5 << 20)}`],
])('takes a line of 5 MB %s in its stride', (_, line) => {
  const started = performance.now()
  const { names, bad } = parse(`good.example\n${line}\nalso.example`)
  expect([names, bad]).toEqual([['good.example', 'also.example'], [2]])
  expect(performance.now() - started).toBeLessThan(2_000)
})

it('shows no more than the beginning of a long bad line', () => {
  expect(parse('x'.repeat(10_000)).problems[0]!.text.length).toBeLessThanOrEqual(120)
})

it('reads nothing in a file of zeros, of ones, or of text in 16 bits', () => {
  expect(parse(new Uint8Array(10_000)).names).toEqual([])
  expect(parse(new Uint8Array(10_000).fill(255)).names).toEqual([])
  expect(parse(new Uint8Array(Buffer.from('\uFEFFa.example\nb.example\n', 'utf16le'))).names).toEqual([])
})

it('throws at no bytes whatever, and gives only names that are names', () => {
  let seed = 20_261_124
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const letters = new TextEncoder().encode('a.-_*# !:/\n\r\t0Ax\u00fc\u0000')
  for (let round = 0; round < 3_000; round += 1) {
    const bytes = Uint8Array.from({ length: random(120) }, () =>
      random(10) === 0 ? random(256) : letters[random(letters.length)]!,
    )
    for (const name of parse(bytes).names)
      expect(name).toMatch(/^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/)
  }
})
