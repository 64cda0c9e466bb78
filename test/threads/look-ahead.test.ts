import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { parseCidr } from '../../src/clients/address.ts'
import { InForce } from '../../src/in-force.ts'
import { lookAhead } from '../../src/threads/look-ahead.ts'
import { movingClock } from '../helpers/moving-clock.ts'
import { aSnapshot, clients, schoolNetworks } from '../rfc/a-policy.ts'

function aSchool(at: string) {
  const clock = movingClock(at)
  const allowed = schoolNetworks.map((text) => parseCidr(text)!)
  const inForce = new InForce(allowed, aSnapshot(), () => {})
  onTestFinished(lookAhead(() => inForce.views, clock))
  const viewOf = (address: string) => inForce.identify(address, clock())!.view
  return { clock, viewOf }
}

// Midnight is an edge to everyone. What was made ahead of it begins there; what is made when somebody asks begins with the question.
it.each([
  ['ten seconds before', '2026-11-24T23:59:50', 10_000, 0],
  ['a minute before it is too early', '2026-11-24T23:59:00', 60_000, 700],
])('makes the next views of all who ask: %s', async (_, at, left, late) => {
  const { clock, viewOf } = aSchool(at)
  const asking = [clients.pupil, clients.staff, clients.unknown]
  for (const address of asking) viewOf(address)
  await delay(100)
  const midnight = clock() + left
  clock.advance(left + 700)
  expect(asking.map((address) => viewOf(address).from - midnight)).toEqual([late, late, late])
})

it('goes on with the views that a change of policy puts in place', async () => {
  const clock = movingClock('2026-11-24T23:59:50')
  const allowed = schoolNetworks.map((text) => parseCidr(text)!)
  const inForce = new InForce(allowed, aSnapshot(), () => {})
  onTestFinished(lookAhead(() => inForce.views, clock))
  await delay(50)
  inForce.setSnapshot(aSnapshot())
  inForce.identify(clients.pupil, clock())
  const midnight = clock() + 10_000
  await delay(1_200)
  clock.advance(10_700)
  expect(inForce.identify(clients.pupil, clock())!.view.from).toBe(midnight)
})
