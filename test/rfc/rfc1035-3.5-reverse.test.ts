// RFC 1035 section 3.5, RFC 3596 section 2.5: an address is looked up backwards under in-addr.arpa or ip6.arpa. What the settings give an address to is
// found by it; unless the school has a server of its own for the zone, which then knows.

import { expect, it, onTestFinished } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { anUpstream } from './a-upstream.ts'
import { wireName } from './wire.ts'

const PTR = 12
const records = {
  'printer.school.local': ['10.0.0.9', 'fd00::9'],
  'copier.school.local': ['10.0.0.9'],
  'forwarded.school.local': ['10.1.0.9'],
  'www.school.example': ['203.0.113.9'],
}
const v6 = `9.${'0.'.repeat(29)}d.f.ip6.arpa`

async function aSchool() {
  const own = await anUpstream({
    '*': (_, reply) =>
      reply({ answers: [{ type: PTR, ttl: 300, rdata: Uint8Array.from(wireName('theirs.example')) }] }),
  })
  onTestFinished(() => own.close())
  const forwarder = await aForwarder({}, { settings: { records, forward: { '1.10.in-addr.arpa': [own.endpoint] } } })
  return { ...forwarder, own }
}

const names = (...all: readonly string[]) => all.map((name) => wireName(name))

it.each<readonly [string, readonly number[][]]>([
  ['9.0.0.10.in-addr.arpa', names('printer.school.local', 'copier.school.local')],
  ['9.0.0.10.IN-ADDR.ARPA', names('printer.school.local', 'copier.school.local')],
  [v6, names('printer.school.local')],
  [v6.toUpperCase(), names('printer.school.local')],
  ['9.113.0.203.in-addr.arpa', names('www.school.example')],
])('answers %s from the settings', async (name, expected) => {
  const { ask, upstream } = await aSchool()
  const { rcode, answers } = await ask({ name, type: PTR }, clients.pupil)
  expect([rcode, answers.map(({ rdata }) => [...rdata])]).toEqual([0, expected])
  for (const { type, ttl } of answers) expect([type, ttl <= 10]).toEqual([PTR, true])
  expect(upstream.heard).toEqual([])
})

it('says that there is nothing of another type there', async () => {
  const { ask, upstream } = await aSchool()
  for (const type of [1, 28, 16]) {
    const { rcode, answers, authorities } = await ask({ name: '9.0.0.10.in-addr.arpa', type })
    expect([rcode, answers, authorities.length]).toEqual([0, [], 1])
  }
  expect(upstream.heard).toEqual([])
})

it('leaves a zone with a server of its own to that', async () => {
  const { ask, own } = await aSchool()
  const { answers } = await ask({ name: '9.0.1.10.in-addr.arpa', type: PTR })
  expect(answers.map(({ rdata }) => [...rdata])).toEqual(names('theirs.example'))
  expect(own.asked('9.0.1.10.in-addr.arpa')).toBe(1)
})

it.each(['10.0.0.10.in-addr.arpa', '0.0.10.in-addr.arpa', '1.9.0.0.10.in-addr.arpa', v6.replace('9', '8')])(
  'still says that %s does not exist',
  async (name) => {
    const { ask, upstream } = await aSchool()
    expect((await ask({ name, type: PTR })).rcode).toBe(3)
    expect(upstream.heard).toEqual([])
  },
)

it('asks upstream for a public address that nothing here has', async () => {
  const { ask, upstream } = await aSchool()
  await ask({ name: '7.7.7.8.in-addr.arpa', type: PTR })
  expect(upstream.asked('7.7.7.8.in-addr.arpa')).toBe(1)
})
