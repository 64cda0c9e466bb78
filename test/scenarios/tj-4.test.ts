import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Policy } from '../../src/policy/policy.ts'
import type { ASchoolOnline } from '../helpers/a-school-online.ts'
import { aSchoolOnline } from '../helpers/a-school-online.ts'
import { flood } from '../helpers/flood.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { days } from '../helpers/moving-clock.ts'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'

const flooding = addressIn('pupils', 20)
const neighbour = addressIn('pupils', 21)
const site = 'nl.wikipedia.org'

/** De Tjongeling with both devices enrolled, and what it has learned so far brought to the office. */
async function aSchool(policy: Partial<Policy> = {}) {
  const school = await aSchoolOnline({ at: '2026-11-24T09:00', policy: { ...tjongeling.policy, ...policy } })
  onTestFinished(() => school.close())
  for (const address of [flooding, neighbour]) await school.enrol(address, 'pupils', ['groep-5'])
  return { ...school, coordinator: await school.person(['coordinator']) }
}

async function told({ resolver, told: taken }: ASchoolOnline): Promise<void> {
  resolver.tellAttempts()
  resolver.tellTotals()
  await taken()
}

describe('TJ-4: nothing that makes the wireless network worse for others: streaming and large downloads stay closed in lessons, and one device’s flood of questions is nobody else’s', () => {
  checkLines(tjongeling, 'TJ-4')

  it('a device that floods gets its burst, and then to hear every second time that it must come over TCP; its neighbour is answered all along', async () => {
    const { endpoint, ask } = await aSchool()
    await ask(site, { from: neighbour })
    const flooded = flood(endpoint, site, flooding, 5_000)
    const waited: number[] = []
    for (let i = 0; i < 10; i += 1) {
      const asked = performance.now()
      expect((await ask(site, { from: neighbour })).truncated).toBe(false)
      waited.push(performance.now() - asked)
      await delay(2)
    }
    expect(await flooded).toEqual({ answered: 600, truncated: 2_200, nothing: 2_200 })
    expect(Math.max(...waited)).toBeLessThan(1_000)
  })

  it('over TCP it has a limit of its own, and is refused beyond that', async () => {
    const limits = { queriesPerSecond: 10, burst: 10, unlimited: [] }
    const { endpoint, ask, clock } = await aSchool({ limits })
    await flood(endpoint, site, flooding, 100)
    const over = async () => {
      const { rcode, error } = await ask(site, { from: flooding, transport: 'tcp' })
      return rcode === 'NOERROR' ? rcode : `${rcode} ${error?.code}`
    }
    for (let i = 0; i < 10; i += 1) expect(await over()).toBe('NOERROR')
    expect(await over()).toBe('REFUSED 18')
    clock.advance(99)
    expect(await over()).toBe('REFUSED 18')
    clock.advance(1)
    expect(await over()).toBe('NOERROR')
  })

  it('who is slow enough is never limited, and a second later the flood may ask again', async () => {
    const { endpoint, clock } = await aSchool()
    await flood(endpoint, site, flooding, 700)
    clock.advance(1_000)
    expect(await flood(endpoint, site, flooding, 100)).toEqual({ answered: 100, truncated: 0, nothing: 0 })
  })

  it('a device cannot get more by asking from two addresses, and a server that asks for many is not limited', async () => {
    const school = await aSchool()
    const { endpoint, app, coordinator, neighbours } = school
    const second = addressIn('pupils', 22)
    neighbours.set(flooding, '02:00:00:00:00:20')
    neighbours.set(second, '02:00:00:00:00:20')
    await school.office.syncNeighbours()
    expect((await app.devices.devices(coordinator)).find(({ label }) => label === flooding)?.addresses).toHaveLength(2)
    await flood(endpoint, site, flooding, 600)
    expect((await flood(endpoint, site, second, 10)).answered).toBe(0)
    expect((await flood(endpoint, site, addressIn('infrastructure'), 1_000)).answered).toBe(1_000)
  })

  it('the flood stands in the coordinator’s list for seven days: which device, when, how much', async () => {
    const school = await aSchool()
    const { endpoint, app, coordinator, clock } = school
    const from = clock()
    await flood(endpoint, site, flooding, 700)
    await told(school)
    await flood(endpoint, site, flooding, 50)
    await told(school)
    const listed = () => app.busyDevices.lastDays(coordinator)
    expect(await listed()).toMatchObject([
      { label: flooding, group: 'pupils', day: '2026-11-24', questions: 150, last: from },
    ])
    expect(await app.busyDevices.lastDays(await school.person(['teacher', 'director'], ['groep-5']))).toEqual([])
    clock.advance(days(6))
    expect(await listed()).toHaveLength(1)
    clock.advance(days(1))
    expect(await listed()).toEqual([])
  })
})
