import { describe, expect, it } from 'vitest'
import { parseCidr } from '../../src/clients/address.ts'
import { identifier } from '../../src/clients/identify.ts'
import type { Group } from '../../src/policy/policy.ts'
import { aSchool } from '../app/a-school.ts'
import { aResolver } from '../helpers/a-resolver.ts'
import { addressIn, networks } from '../helpers/lankforst.ts'
import { looksLike } from './check-clause.ts'
import { som } from './som-expectations.ts'

describe('SOM-4: it is clear which devices are allowed in class and at school: each has a group, also one that nobody knows', () => {
  const { policy } = som
  const enrolled = { device: 'd1', group: 'staff', classes: ['groep-7'], addresses: [addressIn('guests', 9)] }
  const identify = identifier([parseCidr('127.0.0.0/16')!], policy, [enrolled])

  it.each(Object.keys(networks))('one of the network of %s belongs to it', (group) => {
    expect(identify(addressIn(group))).toEqual({ client: { group, classes: [] }, known: false })
  })

  it('one that is enrolled keeps its group on every network', () => {
    expect(identify(addressIn('guests', 9))).toMatchObject({ client: { group: 'staff', device: 'd1' }, known: true })
  })

  it('one of no network is a phone of a pupil, and one from elsewhere gets no answer', () => {
    expect(identify('127.0.9.1')).toEqual({ client: { group: 'pupil-phones', classes: [] }, known: false })
    expect(identify('10.9.9.9')).toBeUndefined()
  })

  it('no group is held to more than that of the unknown device', () => {
    const closedTo = (group: string) =>
      policy.rules.filter((rule) => rule.state === 'closed' && rule.groups.includes(group)).length
    const most = Math.max(...policy.groups.map(({ id }) => closedTo(id)))
    expect(closedTo(policy.unknown)).toBe(most)
  })

  /** The preset with more networks for a group than its own. */
  const withNetworks = (more: Readonly<Record<string, readonly string[]>>) => ({
    ...policy,
    groups: policy.groups.map(
      (group): Group => ({ ...group, networks: [...group.networks, ...(more[group.id] ?? [])] }),
    ),
  })

  it.each([
    ['staff and pupils', ['staff', 'pupils'], 'pupils'],
    ['staff and their phones: the first of the policy', ['staff-phones', 'staff'], 'staff'],
    ['guests and phones of pupils', ['guests', 'pupil-phones'], 'pupil-phones'],
    ['printers and guests', ['infrastructure', 'guests'], 'guests'],
    ['everyone', policy.groups.map(({ id }) => id), 'pupils'],
  ])('where groups share a network, an unknown device is in the strictest of them: %s', (_, sharing, strictest) => {
    const shared = withNetworks(Object.fromEntries(sharing.map((id) => [id, ['127.0.8.0/24']])))
    expect(identifier([], shared, [])('127.0.8.9')).toEqual({ client: { group: strictest, classes: [] }, known: false })
  })

  it('a narrower network goes before the one it lies in', () => {
    const shared = withNetworks({ staff: ['127.0.8.0/24'], pupils: ['127.0.8.0/24'], guests: ['127.0.8.128/25'] })
    const groupAt = (address: string) => identifier([], shared, [])(address)?.client.group
    expect(['127.0.8.127', '127.0.8.128'].map(groupAt)).toEqual(['pupils', 'guests'])
  })

  it('over sockets, one that nobody knows is closed as the strictest, and one that is enrolled is not', async () => {
    const staff = { device: 'd1', group: 'staff', classes: [], addresses: ['127.0.8.5'] }
    const shared = withNetworks({ staff: ['127.0.8.0/24'], pupils: ['127.0.8.0/24'] })
    const { ask, close } = await aResolver({ at: '2026-11-24T09:00', policy: shared, devices: [staff] })
    const asks = async (from: string) => looksLike(await ask('www.nordvpn.com', { from }))
    expect([await asks('127.0.8.5'), await asks('127.0.8.6')]).toEqual(['open', 'closed'])
    await close()
  })

  it('a device that nobody knows is listed for the coordinator; one of guests is not', async () => {
    const { app, office, person } = await aSchool('2026-11-24T09:00', (before) => ({
      ...before,
      groups: before.groups.map((group) =>
        group.id === 'guests' ? { ...group, networks: [...group.networks, '10.2.0.0/16'] } : group,
      ),
    }))
    await office.receive({ kind: 'seen', addresses: ['10.2.0.9', '10.4.0.9'] })
    const listed = await app.devices.devices(await person(['coordinator']))
    expect(listed.map(({ addresses, group }) => [...addresses, group])).toEqual([['10.2.0.9', 'pupil-phones']])
  })
})
