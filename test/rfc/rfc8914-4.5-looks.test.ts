// RFC 8914 section 4.5: how a block looks is a group's choice, and a category's within it. Each look has a right answer for every type of question, and each says why
// (RFC 8914): where an address is given that is not the site's with code 4, Forged Answer (section 4.5: "when an answer is still provided"), and else with
// the code that tells whose wish it is. What is blocked is the same under all of them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { IndexBuilder } from '../../src/lists/index-builder.ts'
import type { BlockLook } from '../../src/policy/block-look.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import type { AForwarder } from './a-forwarder.ts'
import { startForwarder } from './a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from './a-policy.ts'

const type = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  SVCB: 64,
  HTTPS: 65,
  CAA: 257,
  ANY: 255,
}
const names = Object.keys(type) as (keyof typeof type)[]

/** What a reply says: its code, the data, and whether an SOA tells for how long there is nothing. */
const NODATA = '0 - soa 10'
const NXDOMAIN = '3 - soa 10'
const REFUSED = '5 - -'
const looks: Readonly<Record<BlockLook, Partial<Record<keyof typeof type, string>> & { readonly others: string }>> = {
  nodata: { others: NODATA },
  nxdomain: { others: NXDOMAIN },
  refused: { others: REFUSED },
  null: { A: '0 0.0.0.0/10 -', AAAA: '0 0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0/10 -', others: NODATA },
  // Asked on 127.0.0.1: there is no address of the other family to give.
  page: { A: '0 127.0.0.1/10 -', others: NODATA },
}

const looking = (look: BlockLook, change: (policy: Policy) => Policy = (policy) => policy): Policy =>
  change({
    ...aPolicy,
    groups: aPolicy.groups.map((group) => (group.id === 'pupils' ? { ...group, blocks: { look } } : group)),
  })

describe.each(Object.keys(looks) as BlockLook[])('a block that looks like %s', (look) => {
  let forwarder: AForwarder & { close(): Promise<void> }
  beforeAll(async () => {
    forwarder = await startForwarder(alias, { snapshot: aSnapshot(looking(look)) })
  })
  afterAll(() => forwarder.close())

  it.each(names)('answers %s as it should, and says why', async (name) => {
    const reply = await forwarder.ask({ name: 'closed.example', type: type[name], edns: {} }, clients.pupil)
    const data = reply.answers.map(({ rdata, ttl }) => `${rdata.join('.')}/${ttl}`)
    const soa = reply.authorities.map((one) => `soa ${one.ttl}`)
    expect(`${reply.rcode} ${data.join() || '-'} ${soa.join() || '-'}`).toBe(looks[look][name] ?? looks[look].others)
    const code = reply.answers.length > 0 ? 4 : 15
    expect(reply.ede).toEqual({ code, text: 'Nu dicht volgens de afspraken van de school (rule)' })
  })

  it('answers the same for a name that leads to a closed one', async () => {
    const [direct, led] = [
      await forwarder.ask({ name: 'closed.example', edns: {} }, clients.pupil),
      await forwarder.ask({ name: 'alias.example', edns: {} }, clients.pupil),
    ]
    const seen = ({ rcode, answers, authorities, ede }: typeof led) => [
      rcode,
      answers.map(({ rdata, ttl }) => [...rdata, ttl]),
      authorities.length,
      ede,
    ]
    expect(seen(led)).toEqual(seen(direct))
  })

  it('is no matter to canaries, special-use names and what is open', async () => {
    const code = async (name: string) => (await forwarder.ask(name, clients.pupil)).rcode
    expect([await code('use-application-dns.net'), await code('printer.local')]).toEqual([3, 3])
    expect((await forwarder.ask('www.example', clients.pupil)).answers.map(({ rdata }) => rdata.join('.'))).toEqual([
      '192.0.2.1',
    ])
  })
})

const alias = {
  'alias.example': (_: unknown, reply: (said: object) => void) =>
    reply({ answers: [{ type: 5, ttl: 300, rdata: Buffer.from('\x06closed\x07example\x00', 'latin1') }] }),
}

describe('which look a block has', () => {
  const policy = looking('page', (given) => ({
    ...given,
    groups: given.groups.map((group) =>
      group.id === 'pupils'
        ? { ...group, blocks: { look: 'page', categories: { games: 'null', adult: 'refused' } } }
        : group,
    ),
  }))
  it.each([
    ['closed.example', 'the group’s, for a site', 0, '127.0.0.1'],
    ['chat.example', 'the group’s, for an app', 0, '127.0.0.1'],
    ['games.example', 'the category’s, where a rule about it blocks', 0, '0.0.0.0'],
    ['www.adult.example', 'the category’s, where it is locked', 5, undefined],
  ])('%s: %s', async (name, _, rcode, address) => {
    const forwarder = await startForwarder({}, { snapshot: aSnapshot(policy) })
    const reply = await forwarder.ask(name, clients.pupil)
    expect([reply.rcode, reply.answers[0]?.rdata.join('.')]).toEqual([rcode, address])
    await forwarder.close()
  })
})

describe('the reason that a device is told', () => {
  const at = { id: 'a', from: 0, until: Number.MAX_SAFE_INTEGER }
  it.each([
    ['a park', { parks: [{ ...at, class: '3b' }] }, 17, 'De apparaten van de klas zijn geparkeerd (park)'],
    [
      'an exam',
      { focuses: [{ ...at, class: '3b', targets: [], exam: true }] },
      17,
      'De klas heeft nu een toets (focus)',
    ],
    [
      'only these sites',
      { focuses: [{ ...at, class: '3b', targets: [], exam: false }] },
      17,
      'De klas heeft nu alleen bepaalde sites (focus)',
    ],
    [
      'an exclusion',
      { exclusions: [{ ...at, device: 'd1', clause: 'T-1' }] },
      15,
      'Dit apparaat is uitgesloten van het netwerk (exclusion T-1)',
    ],
  ])('of %s', async (_, acts, code, text) => {
    const forwarder = await startForwarder(
      {},
      { snapshot: aSnapshot({ ...aPolicy, classes: [{ id: '3b', name: '3B' }] }) },
    )
    forwarder.resolver.apply({
      kind: 'devices',
      devices: [{ device: 'd1', group: 'pupils', classes: ['3b'], addresses: [clients.pupil] }],
    })
    forwarder.resolver.apply({ kind: 'acts', acts: { ...noActs, ...acts } })
    expect((await forwarder.ask({ name: 'www.example', edns: {} }, clients.pupil)).ede).toEqual({ code, text })
    await forwarder.close()
  })

  it('of a court’s order', async () => {
    const order = { kind: 'category', id: 'legal-order' } as const
    const rule = { ...aPolicy.rules[0]!, id: 'order', target: order, locked: true }
    const given = aSnapshot({ ...aPolicy, rules: [rule] })
    const lists = new IndexBuilder()
    lists.addName(name('ordered.example'), 'category:legal-order')
    const forwarder = await startForwarder({}, { snapshot: { ...given, lists: lists.build() } })
    expect((await forwarder.ask({ name: 'www.ordered.example', edns: {} }, clients.pupil)).ede).toEqual({
      code: 16,
      text: 'Dicht op bevel van de rechter of de overheid (locked)',
    })
    await forwarder.close()
  })

  it('is in the school’s language, and fits in 512 bytes with the longest name', async () => {
    const snapshot = aSnapshot({
      ...aPolicy,
      school: { ...aPolicy.school, language: 'en' },
      clauses: { ['T'.repeat(200)]: { nl: 'x', en: 'x' } },
      rules: aPolicy.rules.map((rule) => ({ ...rule, clause: 'T'.repeat(200) })),
    })
    const forwarder = await startForwarder({}, { snapshot })
    const long = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(46)}.closed.example`
    const { ede } = await forwarder.ask({ name: long, edns: { size: 512 } }, clients.pupil)
    expect(ede?.text).toBe(`Closed now under the agreements of the school (rule ${'T'.repeat(23)})`)
    await forwarder.close()
  })
})
