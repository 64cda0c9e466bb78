import { expect, it } from 'vitest'
import { presetExplainer } from '../../../src/app/why/offline.ts'

// `rooster explain --config FILE` of names that stay on the network: where the settings give the school servers or records of its own for them, they are
// open, as the resolver has it (test/rfc/rfc6303-3-forwarding.test.ts).

const server = [{ address: '10.0.0.2', port: 53 }]
const explainer = presetExplainer('nutsschool-lankforst', {
  data: 'data',
  forward: { 'school.local': server, '1.10.in-addr.arpa': server, 'forwarded.example': server },
  records: { 'printer.test': ['10.0.0.9', 'fd00::9'], 'pornhub.com': ['10.0.0.8'] },
})

const said = (name: string) => {
  const { verdict, reason, until } = explainer.explain(
    { name, group: 'pupils', classes: [], at: '2026-11-24T10:00' },
    0,
  )
  return [verdict, reason.kind, until]
}

it.each([
  ['school.local'],
  ['server.school.local'],
  ['5.0.1.10.in-addr.arpa'],
  ['printer.test'],
  ['9.0.0.10.in-addr.arpa'],
  [`9.${'0.'.repeat(29)}d.f.ip6.arpa`],
])('says that %s is the school’s own, and open', (name) => {
  expect(said(name)).toEqual(['pass', 'own-name', undefined])
})

it.each([['other.local'], ['notschool.local'], ['x.printer.test'], ['8.8.168.192.in-addr.arpa'], ['x.onion']])(
  'says that %s stays on the network, and does not exist',
  (name) => {
    expect(said(name)).toEqual(['block', 'special-use', undefined])
  },
)

it('lets no record past a rule, and no zone', () => {
  expect(said('pornhub.com')[0]).toBe('block')
  expect(said('forwarded.example')).toEqual(['pass', 'default', undefined])
})

it('says it in both languages', () => {
  const { text } = explainer.explain({ name: 'school.local', group: 'pupils', classes: [] }, 0).reason
  expect([text.nl, text.en].every((words) => words.length > 20)).toBe(true)
})
