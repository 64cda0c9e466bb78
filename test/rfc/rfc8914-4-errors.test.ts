// RFC 8914 section 4: an Extended DNS Error tells why, to those who can hear it: only where the query had an OPT. Its text names the kind of reason and the
// clause, and nothing about a person: no address, no group, no name.
// The code tells whose wish it is: 15 the school's as whoever runs this resolver, 16 a court's or the government's, 17 the class's own teacher's.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from './a-policy.ts'
import { a } from './wire.ts'

it.each([
  ['a closed site', 'closed.example', clients.pupil, 0, 15, 'rule'],
  ['a closed category, with its clause', 'www.games.example', clients.pupil, 0, 15, 'rule T-1'],
  ['a locked category', 'adult.example', clients.pupil, 0, 15, 'locked'],
  ['a safer twin', 'search.example', clients.pupil, 0, 4, 'veilige versie'],
  ['one from outside', 'www.example', clients.stranger, 5, 18, 'netwerk van de school'],
  ['no upstream', 'silent.example', clients.staff, 2, 23, 'upstream'],
  ['a canary', 'use-application-dns.net', clients.staff, 3, 15, 'filter van de school (canary)'],
  ['where else to ask', '_dns.resolver.arpa', clients.staff, 0, 15, 'filter van de school (canary)'],
])('tells the reason for %s', async (_, name, from, rcode, code, word) => {
  const { ask } = await aForwarder({ 'silent.example': () => {} })
  const reply = await ask({ name, edns: {} }, from)
  expect([reply.rcode, reply.ede?.code]).toEqual([rcode, code])
  expect(reply.ede!.text).toContain(word)
  for (const secret of [from, 'pupil', name]) expect(reply.ede!.text).not.toContain(secret)
})

it.each([
  ['a zone transfer', { name: 'www.example', type: 252 }, 21, 'dit soort vraag wordt niet beantwoord'],
  ['another class', { name: 'version.bind', type: 16, class: 3 }, 21, 'dit soort vraag wordt niet beantwoord'],
  ['a query without "recursion desired"', { name: 'www.example', flags: 0 }, 20, 'alleen voor wie recursie vraagt'],
])('tells why it refuses %s', async (_, asked, code, text) => {
  const { ask } = await aForwarder()
  const reply = await ask({ ...asked, edns: {} })
  expect([reply.rcode, reply.ede]).toEqual([5, { code, text }])
})

it('gives no reason for names that do not exist for anybody', async () => {
  const { ask } = await aForwarder()
  expect(await ask({ name: 'printer.local', edns: {} })).toMatchObject({ rcode: 3, ede: undefined })
})

it.each([
  ['a closed site', 'closed.example', clients.pupil, 'Closed now'],
  ['a safer twin', 'search.example', clients.pupil, 'safe version'],
  ['one from outside', 'www.example', clients.stranger, 'not on the school network'],
  ['no upstream', 'silent.example', clients.staff, 'no upstream reachable'],
])('tells the reason for %s in English where the school does', async (_, name, from, words) => {
  const snapshot = aSnapshot({ ...aPolicy, school: { ...aPolicy.school, language: 'en' } })
  const { ask } = await aForwarder({ 'silent.example': () => {} }, { snapshot })
  expect((await ask({ name, edns: {} }, from)).ede!.text).toContain(words)
})

it.each(['closed.example', 'games.example', 'search.example'])(
  'tells nothing about %s to who has no EDNS',
  async (name) => {
    const { ask } = await aForwarder()
    const reply = await ask(name, clients.pupil)
    expect([reply.edns, reply.ede, reply.additionals]).toEqual([undefined, undefined, []])
  },
)

it('blocks with NODATA and an SOA of ten seconds, never with an address or NXDOMAIN', async () => {
  const { ask } = await aForwarder()
  for (const type of [1, 28, 65]) {
    const { rcode, answers, authorities } = await ask({ name: 'closed.example', type }, clients.pupil)
    expect([rcode, answers, authorities.map((one) => [one.name, one.type, one.ttl])]).toEqual([
      0,
      [],
      [['closed.example', 6, 10]],
    ])
  }
})

it('gives the safer twin as an alias with its addresses, and HTTPS records of neither', async () => {
  const { ask } = await aForwarder({
    'safe.search.example': ({ type }, reply) => reply({ answers: [{ type, ttl: 20, rdata: a('192.0.2.9') }] }),
  })
  const { answers } = await ask('search.example', clients.pupil)
  expect(answers.map(({ name, type }) => [name, type])).toEqual([
    ['search.example', 5],
    ['safe.search.example', 1],
  ])
  expect(answers[1]!.ttl).toBeLessThanOrEqual(20)
  for (const type of [64, 65]) {
    const reply = await ask({ name: 'search.example', type }, clients.pupil)
    expect([reply.rcode, reply.answers, reply.authorities.map((record) => record.type)]).toEqual([0, [], [6]])
  }
  expect((await ask('search.example', clients.staff)).answers.map(({ name }) => name)).toEqual(['search.example'])
})

it('says SERVFAIL for a name whose safer twin cannot be had, not "there is none"', async () => {
  const { ask } = await aForwarder({ 'safe.search.example': (_, reply) => reply({ rcode: 2 }) })
  const { rcode, answers } = await ask('search.example', clients.pupil)
  expect([rcode, answers]).toEqual([2, []])
})
