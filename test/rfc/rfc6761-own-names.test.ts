import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'

// RFC 6761, 6762, 7686, 8375, 9476, 6303 and 9462: some names are nobody's on the internet. They are answered here, below and in any case, and never sent
// on. Canaries, by which a browser or phone asks whether this network filters, do not exist, for any type: an address would switch the way round us on.

const canaries = ['use-application-dns.net', 'mask.icloud.com', 'mask-h2.icloud.com']
const special = [
  'printer.local',
  'x.onion',
  'x.invalid',
  'x.alt',
  'x.home.arpa',
  '1.1.168.192.in-addr.arpa',
  '1.0.0.10.in-addr.arpa',
  '1.0.31.172.in-addr.arpa',
  '1.0.0.127.in-addr.arpa',
  '1.1.254.169.in-addr.arpa',
  '255.255.255.255.in-addr.arpa',
  `1.${'0.'.repeat(31)}ip6.arpa`,
  'f.d.f.ip6.arpa',
  '1.0.0.8.e.f.ip6.arpa',
]

it.each([...canaries, ...special])('says that %s does not exist, whoever asks for whatever type', async (name) => {
  const { ask, upstream } = await aForwarder()
  for (const asked of [name, name.toUpperCase(), `below.${name}`]) {
    for (const type of [1, 28, 12, 16, 65, 255]) {
      const { rcode, answers, authorities } = await ask({ name: asked, type }, clients.staff)
      expect([asked, type, rcode, answers, authorities.length]).toEqual([asked, type, 3, [], 1])
    }
  }
  expect(upstream.heard).toEqual([])
})

it.each([
  ['_dns.resolver.arpa', 64],
  ['resolver.arpa', 64],
  ['resolver.arpa', 1],
  ['RESOLVER.arpa', 65],
])('says that %s has nothing of type %i: discovery ends here', async (name, type) => {
  const { ask, upstream } = await aForwarder()
  const { rcode, answers } = await ask({ name, type })
  expect([rcode, answers, upstream.heard]).toEqual([0, [], []])
})

it.each([
  ['localhost', 1, [[127, 0, 0, 1]]],
  ['localhost', 28, [[...new Array(15).fill(0), 1]]],
  ['app.localhost', 1, [[127, 0, 0, 1]]],
  ['localhost', 16, []],
  ['localhost', 65, []],
] as const)('answers %s of type %i with the loopback', async (name, type, expected) => {
  const { ask, upstream } = await aForwarder()
  const { rcode, answers } = await ask({ name, type })
  expect([rcode, answers.map(({ rdata }) => [...rdata]), upstream.heard]).toEqual([0, expected, []])
})

it.each([
  ['rooster.example', 1, [[127, 0, 0, 1]]],
  ['ROOSTER.example', 1, [[127, 0, 0, 1]]],
  ['rooster.example', 28, []],
  ['rooster.example', 65, []],
] as const)(
  'answers the school’s own page, %s of type %i, with the address that was asked',
  async (name, type, expected) => {
    const { ask, upstream } = await aForwarder()
    const { rcode, answers } = await ask({ name, type }, clients.pupil)
    expect([rcode, answers.map(({ rdata }) => [...rdata]), upstream.heard]).toEqual([0, expected, []])
  },
)

it.each([
  'alternative.example',
  'local.example',
  'notlocalhost.example',
  '1.1.1.1.in-addr.arpa',
  '1.0.32.172.in-addr.arpa',
  'icloud.com',
  'net',
  'resolver.example',
])('sends %s on, which only looks like one of them', async (name) => {
  const { ask, upstream } = await aForwarder()
  await ask({ name })
  expect(upstream.heard.map((one) => one.name)).toEqual([name])
})
