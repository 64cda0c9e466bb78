// The names by which browsers and phones ask whether they may go past this network's resolver are answered as their makers ask: Mozilla wants anything but
// an address, Apple that the name does not exist, RFC 9462 section 6.4 that there is nothing. No list, rule or act of the school changes that.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import type { Acts, Policy, Target } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import type { AForwarder } from './a-forwarder.ts'
import { startForwarder } from './a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from './a-policy.ts'

const names = ['use-application-dns.net', 'mask.icloud.com', 'mask-h2.icloud.com', '_dns.resolver.arpa']
const site = (text: string): Target => ({ kind: 'site', name: name(text) })

/** A school that has done what it could to open and to close them. */
const policy: Policy = {
  ...aPolicy,
  groups: [
    ...aPolicy.groups.map((group) => (group.id === 'guests' ? { ...group, networks: ['127.0.0.4/32'] } : group)),
    { ...aPolicy.groups[0]!, id: 'after-school', networks: ['127.0.0.5/32'], onlyThese: true },
    { ...aPolicy.groups[0]!, id: 'infrastructure', networks: ['127.0.0.7/32'], record: 'none' },
  ],
  classes: [{ id: '3b', name: '3B' }],
  essential: ['icloud.com', 'use-application-dns.net', 'arpa'].map(name),
  protected: ['mask.icloud.com'].map(name),
  rules: [
    ...aPolicy.rules,
    ...names.map((one, i) => ({
      ...{
        id: `open-${i}`,
        groups: ['pupils', 'staff', 'guests', 'after-school', 'infrastructure'],
        target: site(one),
      },
      ...{ state: 'open' as const, when: 'always' as const, locked: false },
    })),
  ],
}

const groups = {
  pupils: clients.pupil,
  staff: clients.staff,
  guests: '127.0.0.4',
  'after-school': '127.0.0.5',
  'a device of 3B': '127.0.0.6',
  infrastructure: '127.0.0.7',
  unknown: clients.unknown,
}

const span = { from: 0, until: Number.MAX_SAFE_INTEGER }
const acts: Readonly<Record<string, Partial<Acts>>> = {
  'nothing else': {},
  'a park': { parks: [{ ...span, id: 'p', class: '3b' }] },
  'only these sites, they among them': {
    focuses: [{ ...span, id: 'f', class: '3b', targets: names.map(site), exam: false }],
  },
  'an exam': { focuses: [{ ...span, id: 'f', class: '3b', targets: [], exam: true }] },
  'an exclusion': { exclusions: [{ ...span, id: 'x', device: 'd1' }] },
  'an emergency': { emergencies: [{ ...span, id: 'e', for: 'everyone' }] },
  'a grant of each, for each': {
    grants: Object.keys(groups).flatMap((id) =>
      names.map((one) => ({
        ...span,
        id: `${id} ${one}`,
        audience: { kind: 'group' as const, id },
        target: site(one),
      })),
    ),
  },
  'an investigation opening': { openings: names.map((one) => ({ ...span, id: one, device: 'd1', site: name(one) })) },
  'a trial': { trials: [{ ...span, id: 't', group: 'pupils' }] },
}

let forwarder: AForwarder & { close(): Promise<void> }
beforeAll(async () => {
  forwarder = await startForwarder({}, { snapshot: aSnapshot(policy) })
  const device = { device: 'd1', group: 'pupils', classes: ['3b'], addresses: ['127.0.0.6'] }
  forwarder.resolver.apply({ kind: 'devices', devices: [device] })
})
afterAll(() => forwarder.close())

describe.each(Object.keys(acts))('during %s', (act) => {
  beforeAll(() => forwarder.resolver.apply({ kind: 'acts', acts: { ...noActs, ...acts[act] } }))

  it.each(Object.entries(groups))('%s gets the answer that keeps the side door shut', async (_, from) => {
    for (const asked of names) {
      for (const type of [1, 28, 65]) {
        const { rcode, answers } = await forwarder.ask({ name: asked, type }, from)
        expect([asked, type, rcode, answers]).toEqual([asked, type, asked.endsWith('arpa') ? 0 : 3, []])
      }
    }
    expect(forwarder.upstream.heard).toEqual([])
  })
})
