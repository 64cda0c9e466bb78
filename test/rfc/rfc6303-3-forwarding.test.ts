// RFC 6303 section 3, RFC 6761, 6762 and 8375: names of private networks do not exist on the internet, and are answered here, unless the school has a
// server of its own for them: then that one is asked, and no other. Records of the settings are answered here as well.

import { expect, it, onTestFinished } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { AnUpstream, Script } from './a-upstream.ts'
import { anUpstream } from './a-upstream.ts'
import { a, cname, query, wireName } from './wire.ts'

const saying =
  (address: string): Script =>
  ({ type }, reply) =>
    reply(type === 1 ? { answers: [{ type: 1, ttl: 300, rdata: a(address) }] } : {})

async function aSchool(server: Script = saying('10.0.0.7'), more: Readonly<Record<string, Script>> = {}) {
  const own = await anUpstream({ '*': server })
  onTestFinished(() => own.close())
  const other = await anUpstream({ '*': saying('10.9.9.9') })
  onTestFinished(() => other.close())
  const forwarder = await aForwarder(more, {
    settings: {
      forward: {
        'school.local': [own.endpoint],
        '10.in-addr.arpa': [own.endpoint],
        'intra.school.example': [own.endpoint],
        'lab.school.local': [other.endpoint],
      },
      records: {
        'printer.school.local': ['10.0.0.9', '10.0.0.10', 'fd00::9'],
        'intranet.example': ['10.0.0.5'],
        'closed.example': ['10.0.0.6'],
      },
    },
  })
  const heard = (one: AnUpstream) => one.heard.map(({ name }) => name)
  return { ...forwarder, heard: () => ({ own: heard(own), other: heard(other), upstream: heard(forwarder.upstream) }) }
}

it.each([
  ['server.school.local', 'own'],
  ['SERVER.School.Local', 'own'],
  ['school.local', 'own'],
  ['intra.school.example', 'own'],
  ['pc1.lab.school.local', 'other'],
  ['www.school.example', 'upstream'],
  ['notschool.local.example', 'upstream'],
] as const)('asks for %s at the right place, and nowhere else', async (name, where) => {
  const { ask, heard } = await aSchool()
  expect((await ask(name)).answers.length).toBe(1)
  expect(heard()).toEqual({ own: [], other: [], upstream: [], [where]: [name.toLowerCase()] })
})

it('asks for the names of private addresses there, too', async () => {
  const { ask, heard } = await aSchool((_, reply) =>
    reply({ answers: [{ type: 12, ttl: 300, rdata: Uint8Array.from(wireName('pc1.school.local')) }] }),
  )
  expect((await ask({ name: '1.0.0.10.in-addr.arpa', type: 12 })).answers.length).toBe(1)
  expect(heard().own).toEqual(['1.0.0.10.in-addr.arpa'])
})

it.each(['other.local', '1.1.168.192.in-addr.arpa', 'x.home.arpa', 'x.onion', 'x.test', 'notschool.local'])(
  'still says itself that %s does not exist',
  async (name) => {
    const { ask, heard } = await aSchool()
    expect((await ask(name)).rcode).toBe(3)
    expect(heard()).toEqual({ own: [], other: [], upstream: [] })
  },
)

it('asks no upstream for a zone whose own server is down, and says so', async () => {
  const { ask, heard } = await aSchool((_, reply) => reply({ rcode: 2 }))
  expect((await ask('server.school.local')).rcode).toBe(2)
  expect(heard().upstream).toEqual([])
})

it('holds to the policy in a zone of its own, but for names that exist here only', async () => {
  const alias: Script = (_, reply) => reply({ answers: [{ type: 5, ttl: 300, rdata: cname('closed.example') }] })
  const { ask } = await aSchool(alias)
  expect((await ask({ name: 'x.intra.school.example', edns: {} }, clients.pupil)).ede?.code).toBe(15)
  expect((await ask('x.intra.school.example', clients.stranger)).rcode).toBe(5)
  expect((await ask('x.school.local', clients.stranger)).rcode).toBe(5)
})

it.each<readonly [string, number, readonly (readonly number[])[]]>([
  [
    'printer.school.local',
    1,
    [
      [10, 0, 0, 9],
      [10, 0, 0, 10],
    ],
  ],
  ['PRINTER.school.local', 28, [[0xfd, ...new Array(14).fill(0), 9]]],
  ['printer.school.local', 16, []],
  ['printer.school.local', 65, []],
  ['intranet.example', 1, [[10, 0, 0, 5]]],
  ['intranet.example', 28, []],
])('answers %s of type %i from the settings', async (name, type, expected) => {
  const { ask, heard } = await aSchool()
  const { rcode, answers, questions } = await ask({ name, type }, clients.pupil)
  expect([rcode, answers.map(({ rdata }) => [...rdata]), questions[0]!.name]).toEqual([0, expected, name])
  for (const { ttl } of answers) expect(ttl).toBeLessThanOrEqual(10)
  expect(heard()).toEqual({ own: [], other: [], upstream: [] })
})

it('answers nothing below a name with a record, or beside it', async () => {
  const { ask, heard } = await aSchool()
  await ask('x.intranet.example')
  await ask('notintranet.example')
  expect(heard().upstream).toEqual(['x.intranet.example', 'notintranet.example'])
})

it('gives a record no way past a rule', async () => {
  const { ask } = await aSchool()
  expect((await ask('closed.example', clients.pupil)).answers).toEqual([])
  expect((await ask('closed.example', clients.staff)).answers[0]!.rdata).toEqual(a('10.0.0.6'))
})

it('says little to ANY, forwarded or not', async () => {
  const { send, heard } = await aSchool()
  for (const name of ['printer.school.local', 'server.school.local', 'intranet.example'])
    expect((await send(query({ name, type: 255 })))!.length).toBeLessThan(120)
  expect(heard()).toEqual({ own: [], other: [], upstream: [] })
})
