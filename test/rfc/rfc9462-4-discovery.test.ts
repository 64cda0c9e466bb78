// RFC 9462 section 4: who asks for `_dns.resolver.arpa` learns where the same resolver can be asked in secret, under the name of its certificate, and nothing of any
// other resolver. Where it cannot be, the name exists without records, and discovery ends (section 6.4).

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { Discovery } from '../../src/answer/discovery.ts'
import { Query, scanQuery } from '../../src/dns/scan.ts'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { aSecureForwarder, ourName, until } from './a-secure-forwarder.ts'
import { query, u16, wireName } from './wire.ts'

const run = promisify(execFile)

it.each(['_dns.resolver.arpa', '_DNS.Resolver.ARPA', `_dns.${ourName}`])(
  'offers TLS and HTTPS to who asks for %s',
  async (name) => {
    const { ask, dot, doh, upstream } = await aSecureForwarder()
    const { rcode, answers } = await ask({ name, type: 64 }, clients.pupil)
    const hint = [0, 4, 0, 4, 127, 0, 0, 1]
    const path = Buffer.from('/dns-query{?dns}')
    expect([rcode, answers.map(({ rdata }) => [...rdata])]).toEqual([
      0,
      [
        [0, 1, ...wireName(ourName), 0, 1, 0, 4, 3, ...Buffer.from('dot'), 0, 3, 0, 2, ...u16(dot), ...hint],
        [
          ...[0, 2, ...wireName(ourName), 0, 1, 0, 12, 2, ...Buffer.from('h2'), 8, ...Buffer.from('http/1.1')],
          ...[0, 3, 0, 2, ...u16(doh), ...hint, 0, 7, ...u16(path.length), ...path],
        ],
      ],
    ])
    expect(new Set(answers.map(({ ttl }) => ttl))).toEqual(new Set([300]))
    expect(upstream.heard).toEqual([])
  },
)

it('is read by kdig as it should be', async () => {
  const { port, dot, doh } = await aSecureForwarder()
  const { stdout } = await run('kdig', [
    '-b',
    clients.staff,
    '@127.0.0.1',
    '-p',
    String(port),
    '_dns.resolver.arpa',
    'TYPE64',
  ])
  expect(stdout).toContain(`1 ${ourName}. alpn=dot port=${dot} ipv4hint=127.0.0.1`)
  expect(stdout).toContain(`2 ${ourName}. alpn=h2,http/1.1 port=${doh} ipv4hint=127.0.0.1 `)
  // Older ones know the key by number only.
  expect(stdout).toMatch(/(dohpath=|key7=)"?\/dns-query\{\?dns\}/)
})

it.each<readonly [string, number]>([
  ['_dns.resolver.arpa', 1],
  ['_dns.resolver.arpa', 65],
  ['resolver.arpa', 64],
  ['x._dns.resolver.arpa', 64],
  [ourName, 64],
])('says of %s that it has nothing of type %i', async (name, type) => {
  const { ask, upstream } = await aSecureForwarder()
  const { rcode, answers } = await ask({ name, type })
  expect([rcode, answers, upstream.heard]).toEqual([0, [], []])
})

it('offers nothing where nothing is on, and nothing any more when the listeners have ended', async () => {
  const discovery = { name: '_dns.resolver.arpa', type: 64 }
  const plain = await aForwarder({}, { settings: { statusName: ourName } })
  expect((await plain.ask(discovery)).answers).toEqual([])
  const secure = await aSecureForwarder()
  expect((await secure.ask(discovery)).answers.length).toBe(2)
  await secure.endListeners()
  await until(async () => (await secure.ask(discovery)).answers.length === 0)
  expect((await secure.ask(discovery)).rcode).toBe(0)
})

it('offers it to strangers as little as anything else', async () => {
  const { ask } = await aSecureForwarder()
  expect((await ask({ name: '_dns.resolver.arpa', type: 64 }, clients.stranger)).rcode).toBe(5)
})

it.each<readonly [string, readonly string[], readonly string[], string, readonly (readonly [string, number])[]]>([
  [
    'what is on every address, on any',
    ['0.0.0.0:853'],
    ['0.0.0.0:443'],
    '10.0.0.1',
    [
      ['dot', 853],
      ['doh', 443],
    ],
  ],
  ['what is on one address, there', ['10.0.0.1:853'], ['10.0.0.2:443'], '10.0.0.1', [['dot', 853]]],
  ['nothing where it is on others', ['10.0.0.1:853'], ['[::]:443'], '10.0.0.3', []],
  [
    'a port once',
    ['10.0.0.1:853', '0.0.0.0:853', '0.0.0.0:8853'],
    [],
    '10.0.0.1',
    [
      ['dot', 853],
      ['dot', 8853],
    ],
  ],
  [
    'what is on an IPv6 address, there',
    ['[fd00::1]:853'],
    ['[::]:443'],
    'fd00::1',
    [
      ['dot', 853],
      ['doh', 443],
    ],
  ],
])('offers %s', (_, dot, doh, local, expected) => {
  const discovery = new Discovery(ourName)
  const endpoint = (text: string) => {
    const at = text.lastIndexOf(':')
    return { address: text.slice(0, at).replace(/[[\]]/g, ''), port: Number(text.slice(at + 1)) }
  }
  discovery.offers = { dot: dot.map(endpoint), doh: doh.map(endpoint) }
  const packet = query({ name: '_dns.resolver.arpa', type: 64 })
  const scanned = new Query()
  scanQuery(packet, packet.length, scanned)
  const offered = discovery.answer(packet, scanned, local)!
  expect(offered.map((rdata) => [rdata[1] === 1 ? 'dot' : 'doh', portOf(rdata, rdata[1] === 1 ? 853 : 443)])).toEqual(
    expected,
  )
})

/** The port that a record says, behind its `alpn`; the usual one where it says none. */
function portOf(rdata: Uint8Array, usual: number): number {
  const alpn = 2 + wireName(ourName).length
  const next = alpn + 4 + rdata[alpn + 3]!
  return rdata[next + 1] === 3 ? (rdata[next + 4]! << 8) | rdata[next + 5]! : usual
}
