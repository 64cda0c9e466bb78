import { expect, it, onTestFinished } from 'vitest'
import { canonicalAddress } from '../../src/clients/address.ts'
import { addressBytes } from '../../src/dns/address.ts'
import { isPrivateAddress } from '../../src/dns/private-address.ts'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { Script } from './a-upstream.ts'
import { anUpstream } from './a-upstream.ts'
import type { WrittenRecord } from './wire.ts'
import { a, cname, svcb } from './wire.ts'

// DNS rebinding: a public name that leads to an address of this machine or of the school's network lets a web page speak to what is there. Such an answer
// is not given, whatever else it says (RFC 1918, 3927, 4193, 4291, 6598, 8215); names of the settings and zones with servers of their own may have them.

it.each<readonly [string, boolean]>([
  ['10.0.0.1', true],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['192.168.1.1', true],
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['169.254.169.254', true],
  ['0.0.0.0', true],
  ['0.1.2.3', true],
  ['::', true],
  ['::1', true],
  ['fd00::1', true],
  ['fc00::1', true],
  ['fe80::1', true],
  ['febf::1', true],
  ['100.64.0.0', true],
  ['100.127.255.255', true],
  ['64:ff9b::10.0.0.1', true],
  ['64:ff9b::127.0.0.1', true],
  ['64:ff9b::100.64.0.1', true],
  ['64:ff9b::', true],
  ['64:ff9b:1::192.168.1.1', true],
  ['64:ff9b:1:fffe::172.16.0.1', true],
  // 10.1.2.3 behind prefixes of 48, 56 and 64 bits (RFC 6052 section 2.2), the last with something in the bits that count for nothing.
  ['64:ff9b:1:0a01:0002:0300::', true],
  ['64:ff9b:1:ff0a:0001:0203::', true],
  ['64:ff9b:1:ffff:000a:0102:0308:0808', true],
  ['9.255.255.255', false],
  ['11.0.0.0', false],
  ['172.15.255.255', false],
  ['172.32.0.0', false],
  ['192.167.255.255', false],
  ['192.169.0.0', false],
  ['126.255.255.255', false],
  ['128.0.0.1', false],
  ['169.253.0.1', false],
  ['1.0.0.0', false],
  ['fec0::1', false],
  ['fe00::1', false],
  ['2001:db8::1', false],
  ['100.63.255.255', false],
  ['100.128.0.0', false],
  ['64:ff9b::192.0.2.1', false],
  ['64:ff9b:1::192.0.2.1', false],
  ['64:ff9b:1:c000:0002:0100::', false],
  ['64:ff9b:2::10.0.0.1', false],
  ['64:ff9c::10.0.0.1', false],
  ['2a00::10.0.0.1', false],
])('%s is private: %s', (address, expected) => {
  const bytes = addressBytes(canonicalAddress(address)!)!
  expect(isPrivateAddress(Uint8Array.from([7, ...bytes]), 1, bytes.length)).toBe(expected)
})

const v4InV6 = (last: readonly number[], marks: readonly number[] = [255, 255]) =>
  Uint8Array.from([...new Array(10).fill(0), ...marks, ...last])

it.each<readonly [string, Uint8Array, boolean]>([
  ['a private address mapped into IPv6', v4InV6([192, 168, 1, 1]), true],
  ['a public one', v4InV6([192, 0, 2, 1]), false],
  ['one in the old compatible form', v4InV6([10, 0, 0, 1], [0, 0]), true],
  ['an address cut short', Uint8Array.from([10, 0, 0]), false],
  ['an IPv6 address cut short', new Uint8Array(15), false],
])('%s', (_, bytes, expected) => expect(isPrivateAddress(bytes, 0, bytes.length)).toBe(expected))

const saying =
  (...answers: readonly WrittenRecord[]): Script =>
  (_, reply) =>
    reply({ answers })
const ttl = 300
const hinted = (key: number, ...addresses: readonly number[][]) => {
  const value = addresses.flat()
  return Uint8Array.from([...svcb(1, 'www.example'), 0, key, 0, value.length, ...value])
}

it.each<readonly [string, number, Script]>([
  ['an address', 1, saying({ type: 1, ttl, rdata: a('192.168.1.1') })],
  ['an IPv6 address', 28, saying({ type: 28, ttl, rdata: v4InV6([10, 0, 0, 1]) })],
  ['one of several', 1, saying({ type: 1, ttl, rdata: a('192.0.2.1') }, { type: 1, ttl, rdata: a('127.0.0.1') })],
  [
    'the end of an alias',
    1,
    saying({ type: 5, ttl, rdata: cname('x.example') }, { name: 'x.example', type: 1, ttl, rdata: a('10.1.2.3') }),
  ],
  ['a hint', 65, saying({ type: 65, ttl, rdata: hinted(4, [192, 0, 2, 1], [10, 0, 0, 1]) })],
  [
    'one behind a translator',
    28,
    saying({ type: 28, ttl, rdata: Uint8Array.from([0, 0x64, 0xff, 0x9b, ...new Array(8).fill(0), 192, 168, 1, 1]) }),
  ],
  ['a shared one', 1, saying({ type: 1, ttl, rdata: a('100.64.0.1') })],
  ['an IPv6 hint', 65, saying({ type: 65, ttl, rdata: hinted(6, [0xfd, ...new Array(15).fill(1)]) })],
  [
    'an address that comes along',
    65,
    (_, reply) =>
      reply({
        answers: [{ type: 65, ttl, rdata: svcb(1, 'x.example') }],
        additionals: [{ name: 'x.example', type: 1, ttl, rdata: a('10.0.0.1') }],
      }),
  ],
])('gives no public name %s of a private network, first or from what it kept', async (_, type, script) => {
  const { ask, resolver } = await aForwarder({ 'www.example': script })
  for (const from of [clients.pupil, clients.staff]) {
    const { rcode, answers, authorities, additionals, ede } = await ask({ name: 'www.example', type, edns: {} }, from)
    expect([rcode, answers, authorities.length, additionals, ede]).toEqual([
      0,
      [],
      1,
      [],
      { code: 15, text: 'privé-adres' },
    ])
  }
  expect(resolver.totals.privateAnswers).toBe(2)
})

it('gives no safe version of a name that leads home, unless that is where it may lead', async () => {
  const scripts = { 'safe.search.example': saying({ type: 1, ttl, rdata: a('192.168.1.1') }) }
  const { ask, resolver } = await aForwarder(scripts)
  for (let time = 0; time < 2; time += 1) {
    const { rcode, answers, ede } = await ask({ name: 'search.example', edns: {} }, clients.pupil)
    expect([rcode, answers, ede]).toEqual([0, [], { code: 15, text: 'privé-adres' }])
  }
  expect(resolver.totals.privateAnswers).toBe(2)
  const lenient = await aForwarder(scripts, { settings: { privateAnswers: ['safe.search.example'] } })
  expect((await lenient.ask('search.example', clients.pupil)).answers.length).toBe(2)
})

it('gives them to names of the settings and all below, and to no other', async () => {
  const home = saying({ type: 1, ttl, rdata: a('10.0.0.1') })
  const scripts = { 'plex.example': home, 'x.plex.example': home, 'notplex.example': home, 'www.example': home }
  const { ask } = await aForwarder(scripts, { settings: { privateAnswers: ['plex.example'] } })
  const given = await Promise.all(Object.keys(scripts).map(async (name) => (await ask(name)).answers.length))
  expect(given).toEqual([1, 1, 0, 0])
})

it('gives them in a zone with servers of its own', async () => {
  const own = await anUpstream({ '*': saying({ type: 1, ttl, rdata: a('10.0.0.1') }) })
  onTestFinished(() => own.close())
  const { ask } = await aForwarder({}, { settings: { forward: { 'intra.example': [own.endpoint] } } })
  expect((await ask('pc.intra.example')).answers.length).toBe(1)
})
