import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** A zone as an authority serves it. */
export interface ARealZone {
  readonly origin: string
  /** The signed zone. */
  readonly file: string
  /** The DS record of its key: what a validator starts from. */
  readonly anchor: string
  /** What to ask for: names that are there, that are not, and what lies between. In presentation form, absolute, without the last dot. */
  readonly names: readonly string[]
}

/** A name of the zone: its records, and the names by which to ask after them. Labels are relative to the origin. */
interface Spot {
  readonly records: readonly string[]
  readonly names: readonly string[]
}

/** Makes a zone of at least so many names to ask for, signed by ldns-signzone; `nsec3` hides which names there are. */
export function aRealZone(origin: string, count: number, nsec3: boolean): ARealZone {
  const folder = temporaryFolder()
  const spots = [fixed, ...Array.from({ length: Math.ceil(count / 5) }, (_, i) => kinds[i % kinds.length]!(i))]
  const head = [`$ORIGIN ${origin}.`, '$TTL 3600', '@ SOA ns hostmaster 1 3600 600 86400 300', '@ NS ns']
  const plain = join(folder, 'plain')
  writeFileSync(plain, `${[...head, ...spots.flatMap(({ records }) => records)].join('\n')}\n`)
  const tool = (program: string, ...words: readonly string[]) =>
    execFileSync(program, words, { cwd: folder, encoding: 'utf8', timeout: 20_000 }).trim()
  const key = tool('ldns-keygen', '-k', '-a', 'ECDSAP256SHA256', origin)
  const file = join(folder, 'signed')
  tool('ldns-signzone', ...(nsec3 ? ['-n', '-t', '0'] : []), '-f', file, plain, key)
  const names = spots.flatMap((spot) => spot.names.map((label) => (label === '@' ? origin : `${label}.${origin}`)))
  const anchor = readFileSync(join(folder, `${key}.ds`), 'utf8').trim()
  return { origin, file, anchor, names: names.slice(0, count) }
}

const long = 'a'.repeat(63)
const words = (count: number) => Array.from({ length: count }, (_, i) => `"${String(i).padStart(5, '-').repeat(50)}"`)

/** What there is once: the apex, odd labels, names at the limits, what answers more than a datagram holds. */
const fixed: Spot = {
  records: [
    'ns A 192.0.2.53',
    '@ MX 10 mail',
    '@ CAA 0 issue "ca.example"',
    '@ HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.1 ipv6hint=2001:db8::1',
    '@ TXT "v=spf1 -all"',
    'mail A 192.0.2.25',
    String.raw`dot\.ted A 192.0.2.1`,
    String.raw`\195\169 A 192.0.2.2`,
    String.raw`quo\"te A 192.0.2.3`,
    'UPPER.Case A 192.0.2.4',
    `${long}.${long}.${long} A 192.0.2.5`,
    ...Array.from({ length: 120 }, (_, i) => `many A 198.51.100.${i + 1}`),
    ...Array.from({ length: 60 }, (_, i) => `many AAAA 2001:db8::${i + 1}`),
    'dname DNAME target',
    'www.target A 192.0.2.80',
    'chain-0 CNAME chain-1',
    ...Array.from({ length: 7 }, (_, i) => `chain-${i + 1} CNAME chain-${i + 2}`),
    'chain-8 A 192.0.2.8',
  ],
  names: [
    ...['@', 'ns', 'mail', 'many', 'upper.case', 'UPPER.CASE', `${long}.${long}.${long}`, `${long}.${long}`],
    // Nothing below the DNAME: an Unbound that is the authority now and then leaves the SOA out there.
    ...['dname', 'target', 'www.target'],
    ...Array.from({ length: 9 }, (_, i) => `chain-${i}`),
    ...['_dns', '*', '_ta-4a5c', 'xn--caf-dma', 'none', 'none.none.none'],
  ],
}

const kinds: readonly ((i: number) => Spot)[] = [
  (i) => ({
    records: [`h${i} A 192.0.2.${i % 250}`, `h${i} A 198.51.100.${i % 250}`, `h${i} AAAA 2001:db8::${i}`],
    names: [`h${i}`, `H${i}`, `www.h${i}`, `xh${i}`, `h${i}x.h${i}`],
  }),
  (i) => ({
    records: [
      `end${i} A 192.0.2.${i % 250}`,
      `end${i} TXT "end of the chain" "${i}"`,
      `one${i} CNAME end${i}`,
      `two${i} CNAME One${i}`,
      `three${i} CNAME two${i}`,
      `lost${i} CNAME nowhere${i}`,
    ],
    names: [`one${i}`, `two${i}`, `three${i}`, `lost${i}`, `below.one${i}`],
  }),
  (i) => ({
    records: [`leaf.deep.empty${i} A 192.0.2.${i % 250}`, `to-empty${i} CNAME deep.empty${i}`],
    names: [`empty${i}`, `deep.empty${i}`, `leaf.deep.empty${i}`, `other.empty${i}`, `to-empty${i}`],
  }),
  (i) => ({
    records: [
      `*.wild${i} A 192.0.2.${i % 250}`,
      `*.wild${i} TXT "any of wild ${i}"`,
      `there.wild${i} AAAA 2001:db8::${i}`,
      `*.leads${i} CNAME h.wild${i}`,
    ],
    names: [`a.wild${i}`, `a.b.c.wild${i}`, `there.wild${i}`, `below.there.wild${i}`, `x.leads${i}`],
  }),
  (i) => ({
    records: [
      `text${i} TXT "short"`,
      `big${i} TXT ${words(1 + (i % 24)).join(' ')}`,
      ...words(12).map((word) => `more${i} TXT ${word}`),
    ],
    names: [`text${i}`, `big${i}`, `more${i}`, `BIG${i}`, `un.text${i}`],
  }),
  (i) => ({
    records: [
      `site${i} A 192.0.2.${i % 250}`,
      `site${i} HTTPS 1 . alpn=h2,h3 port=${8000 + i} ipv4hint=192.0.2.${i % 250}`,
      `site${i} HTTPS 2 other${i} mandatory=alpn alpn=h2`,
      `alias${i} HTTPS 0 site${i}`,
      `_dns.site${i} SVCB 1 site${i} alpn=dot`,
      `_8443._https.site${i} CNAME alias${i}`,
    ],
    names: [`site${i}`, `alias${i}`, `_dns.site${i}`, `_8443._https.site${i}`, `_https.site${i}`],
  }),
  (i) => ({
    records: [
      `mixed${i} MX 10 mx${i}`,
      `mixed${i} MX 20 mx.elsewhere.example.`,
      `mx${i} A 192.0.2.${i % 250}`,
      `_sip._tcp.mixed${i} SRV 1 2 5060 mx${i}`,
      `mixed${i} NAPTR 100 10 "U" "E2U+sip" "!^.*$!sip:${i}@school.example!" .`,
      `_443._tcp.mixed${i} TLSA 3 1 1 ${'0123456789abcdef'.repeat(4)}`,
      `mixed${i} SSHFP 4 2 ${'0123456789abcdef'.repeat(4)}`,
      `mixed${i} LOC 51 50 0.000 N 5 51 0.000 E 10m 1m 10m 10m`,
      `mixed${i} CAA 128 issue "ca.example; policy=ev"`,
      `odd${i} TYPE65280 \\# 5 0A00000${i % 10}FF`,
      `odd${i} PTR mixed${i}`,
    ],
    names: [`mixed${i}`, `_sip._tcp.mixed${i}`, `_443._tcp.mixed${i}`, `_tcp.mixed${i}`, `odd${i}`],
  }),
]
