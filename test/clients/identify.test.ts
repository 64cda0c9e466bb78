import { describe, expect, it } from 'vitest'
import { parseCidr } from '../../src/clients/address.ts'
import { identifier } from '../../src/clients/identify.ts'
import type { DeviceEntry } from '../../src/link.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { lankforst } from '../helpers/lankforst.ts'

const networks: Readonly<Record<string, readonly string[]>> = {
  pupils: ['10.0.0.0/8', 'fd00::/8'],
  staff: ['10.3.0.0/16', '10.1.2.0/25', 'fd00:3::/32'],
  guests: ['10.3.9.0/24'],
  infrastructure: ['10.3.9.1'],
}
const policy: Policy = {
  ...lankforst,
  unknown: 'pupil-phones',
  groups: lankforst.groups.map((group) => ({ ...group, networks: networks[group.id] ?? [] })),
}
const devices: readonly DeviceEntry[] = [
  { device: 'd1', group: 'pupil-phones', classes: ['groep-7', 'groep-8'], addresses: ['10.3.0.7', 'fd00::7'] },
  { device: 'd2', group: 'a-group-that-is-gone', classes: [], addresses: ['10.0.0.8'] },
  { device: 'd3', group: 'staff', classes: [], addresses: ['203.0.113.5'] },
]
const identify = identifier(
  ['10.0.0.0/8', '192.168.0.0/16', 'fd00::/8'].map((text) => parseCidr(text)!),
  policy,
  devices,
)

describe('who is behind an address that is no known device', () => {
  it.each([
    ['in the widest network', '10.200.0.1', 'pupils'],
    ['in a longer one', '10.3.0.1', 'staff'],
    ['in the longest', '10.3.9.2', 'guests'],
    ['at an address that is a network of its own', '10.3.9.1', 'infrastructure'],
    ['in the lower half of a network', '10.1.2.127', 'staff'],
    ['in the upper half', '10.1.2.128', 'pupils'],
    ['on IPv6', 'fd01::1', 'pupils'],
    ['in a longer network of IPv6', 'fd00:3::1', 'staff'],
    ['as a socket of both families shows it', '::ffff:10.3.0.1', 'staff'],
    ["on the school's network but in no group's: the strictest", '192.168.1.1', 'pupil-phones'],
  ])('%s', (_, address, group) => {
    expect(identify(address)).toEqual({ client: { group, classes: [] }, known: false })
  })
})

describe('who is a known device', () => {
  it.each([
    [
      'has its own group, wherever it is',
      '10.3.0.7',
      { group: 'pupil-phones', classes: ['groep-7', 'groep-8'], device: 'd1' },
    ],
    [
      'has it at each of its addresses',
      'fd00::7',
      { group: 'pupil-phones', classes: ['groep-7', 'groep-8'], device: 'd1' },
    ],
    [
      'is in the strictest group when its own is gone',
      '10.0.0.8',
      { group: 'pupil-phones', classes: [], device: 'd2' },
    ],
  ])('%s', (_, address, client) => expect(identify(address)).toEqual({ client, known: true }))
})

describe('who is not answered', () => {
  it.each([
    ['an address outside the networks', '203.0.113.9'],
    ['one outside, though a device had it', '203.0.113.5'],
    ['an IPv6 address outside', '2001:db8::1'],
    ['the loopback, where it is not named', '127.0.0.1'],
    ['what is no address', 'here'],
    ['a short form of one inside', '10.1'],
  ])('%s', (_, address) => expect(identify(address)).toBeUndefined())
})

it("a group's network is answered though the settings do not name it", () => {
  const only = identifier([], policy, [])
  expect(only('10.3.0.1')?.client.group).toBe('staff')
  expect(only('192.168.1.1')).toBeUndefined()
})
