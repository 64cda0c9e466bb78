import { describe, expect, it } from 'vitest'
import { parseCidr } from '../../src/clients/address.ts'
import { identifier } from '../../src/clients/identify.ts'
import { addressIn, networks } from '../helpers/lankforst.ts'
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
})
