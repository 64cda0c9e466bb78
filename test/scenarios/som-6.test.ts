import { describe, expect, it } from 'vitest'
import type { Name } from '../../src/dns/name.ts'
import { noActs } from '../../src/policy/policy.ts'
import { addressIn, amsterdam, categoriesOf, shipped } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { Compiled } from '../policy/world.ts'
import { atSchool } from './at-school.ts'
import { som } from './som-expectations.ts'

describe('SOM-6: staff answer for themselves: what is closed to them is counted, never recorded by device', () => {
  const asked = ['unibet.nl', 'pornhub.com', 'bestgore.com', 'tinder.com'] as Name[]
  const listed = asked.flatMap((name) => categoriesOf(name).map((category) => ({ name, category })))
  const compiled = new Compiled({ policy: som.policy, catalogue: shipped, listed, acts: noActs })
  const recorded = (group: string) => {
    const at = amsterdam.parse('2026-11-24T09:00')
    return [...new Set(asked.map((name) => compiled.record({ group, classes: ['groep-7'], device: 'd1' }, name, at)))]
  }

  it.each([
    ['staff', ['count']],
    ['staff-phones', ['count']],
    ['guests', ['count']],
    ['pupils', ['attempt']],
    ['pupil-phones', ['attempt']],
    ['infrastructure', ['none']],
  ])('%s: %s', (group, expected) => expect(recorded(group)).toEqual(expected))

  it('but of a device that a director looks into, all is recorded', () => {
    const at = amsterdam.parse('2026-11-24T09:00')
    const client = { group: 'staff', classes: [], device: 'd1', recorded: true } as const
    expect(compiled.record(client, 'unibet.nl' as Name, at)).toBe('attempt')
    expect(compiled.record({ group: 'staff', classes: [], device: 'd1' }, 'unibet.nl' as Name, at)).toBe('count')
  })
})

describe('SOM-6: unless a director opens an incident, and then from then on', () => {
  it('over real packets: nothing from before, all from the opening to its end, and only in the incident', async () => {
    const { app, director, coordinator, enrol, gets, tellAll, office, storage } = await atSchool(
      'stichting-som',
      '2026-11-24T09:59:59',
    )
    const laptop = addressIn('staff', 20)
    const device = await enrol(laptop, 'staff', [])
    expect(await gets('unibet.nl', laptop)).toBe('closed')
    await tellAll()
    expect(await storage.attempts.total()).toBe(0)
    const [from, until] = [app.zone.parse('2026-11-24T08:00'), app.zone.parse('2026-11-24T11:00')]
    const { id } = value(await app.incidents.open(director, { device, reason: 'gambling in lessons', from, until }))
    expect(await gets('bestgore.com', laptop, '2026-11-24T10:00:00')).toBe('closed')
    expect(await gets('www.113.nl', laptop, '2026-11-24T10:59:59')).toBe('open')
    expect(await gets('tinder.com', laptop, '2026-11-24T10:59:59')).toBe('closed')
    await tellAll()
    await office.syncNeighbours()
    expect(await gets('pornhub.com', laptop, '2026-11-24T11:00:00')).toBe('closed')
    await tellAll()
    const { attempts } = value(await app.incidents.look(director, id))
    expect(attempts.map(({ name }) => name)).toEqual(['bestgore.com', 'tinder.com'])
    expect([await storage.attempts.total(), await app.attempts.recent(coordinator, { limit: 10 })]).toEqual([0, []])
  })
})
