import { expect, it } from 'vitest'
import { parseCidr } from '../src/clients/address.ts'
import { InForce, MOST_ASKERS } from '../src/in-force.ts'
import { noActs } from '../src/policy/policy.ts'
import { aPolicy, aSnapshot } from './rfc/a-policy.ts'

const now = 1_795_000_000_000

/** All that is in force for the networks 10/8 and 127/8; `renumbered` counts how often numbers were given out anew. */
function anInForce(policy = aPolicy) {
  let renumbered = 0
  const allowed = ['10.0.0.0/8', '127.0.0.0/8', '::1/128'].map((text) => parseCidr(text)!)
  const inForce = new InForce(
    allowed,
    aSnapshot(policy),
    () => {},
    () => {
      renumbered += 1
    },
  )
  return { inForce, asker: (address: string) => inForce.identify(address, now)!, renumbered: () => renumbered }
}

it('gives each device a number of its own, the same through every change and for all of its addresses', () => {
  const { inForce, asker } = anInForce()
  const devices = [{ device: 'd1', group: 'pupils', classes: [], addresses: ['10.0.0.1', '10.0.0.2'] }]
  inForce.setDevices(devices)
  const before = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'].map((address) => asker(address).number)
  expect(before).toEqual([0, 0, 1, 2])
  inForce.setActs(noActs)
  inForce.setSnapshot(aSnapshot())
  inForce.setDevices(devices)
  expect(['10.0.0.4', '10.0.0.2', '10.0.0.1', '10.0.0.3'].map((address) => asker(address).number)).toEqual([2, 0, 0, 1])
})

it('remembers no more than its bound, however many addresses ask, and says when it begins anew', () => {
  const { asker, renumbered } = anInForce()
  const numbers = Array.from(
    { length: MOST_ASKERS + 10 },
    (_, i) => asker(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`).number,
  )
  expect([Math.max(...numbers), renumbered(), numbers.at(-1)]).toEqual([MOST_ASKERS - 1, 1, 9])
  expect(asker('10.0.0.0').number).toBe(10)
})

it('tells whom it met once, known or not, and again after five minutes where they go on asking', () => {
  const { inForce } = anInForce()
  inForce.setDevices([{ device: 'd1', group: 'pupils', classes: [], addresses: ['10.0.0.1'] }])
  const meet = (...addresses: readonly string[]) => {
    for (const address of addresses) inForce.identify(address, now)
  }
  meet('10.0.0.1', '10.0.0.2', '10.0.0.1', '192.0.2.1')
  expect(inForce.takeMet(now)).toEqual(['10.0.0.1', '10.0.0.2'])
  meet('10.0.0.1', '10.0.0.2', '10.0.0.3')
  expect(inForce.takeMet(now + 1000)).toEqual(['10.0.0.3'])
  meet('10.0.0.1')
  expect(inForce.takeMet(now + 299_999)).toEqual([])
  meet('10.0.0.1')
  expect(inForce.takeMet(now + 300_000)).toEqual([])
  meet('10.0.0.1')
  expect(inForce.takeMet(now + 300_001)).toEqual(['10.0.0.1'])
})

it.each([
  ['a pupil', '127.0.0.2', true],
  ['one of whom nothing is known', '10.0.0.9', true],
  ['this machine', '127.0.0.1', false],
  ['this machine, by IPv6', '::1', false],
  ['a group that asks for others', '127.0.0.3', false],
])('limits %s (%s): %s', (_, address, expected) => {
  const limits = { queriesPerSecond: 100, burst: 600, unlimited: ['staff'] }
  expect(anInForce({ ...aPolicy, limits }).asker(address).limited).toBe(expected)
})
