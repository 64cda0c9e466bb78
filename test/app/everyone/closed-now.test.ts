import { describe, expect, it } from 'vitest'
import type { Rule } from '../../../src/policy/policy.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'

// What the public page says is closed, under trials and marked events.

const HOUR = 3600_000
/** Closed to guests while a marked event runs. */
const atEvents: Rule = {
  ...{ id: 'events', groups: ['guests'], target: { kind: 'set', id: 'social-media' } },
  ...{ state: 'closed', when: ['event'], locked: false },
}
const withEvents = () => aSchool('2026-11-24T09:00', (policy) => ({ ...policy, rules: [...policy.rules, atEvents] }))

/** What is closed for an address, each with the hour at which that ends. */
async function closedFor({ app }: Pick<ASchool, 'app'>, address: string) {
  const { closed } = await app.why.statusFor(address)
  return closed.map(({ name, until }) => [
    name.en,
    until === undefined ? undefined : app.zone.format(until).slice(11, 16),
  ])
}

describe('what is closed now', () => {
  it('is the locked only while a group is on trial, and all again when the trial is over', async () => {
    const { app, clock, person } = await withEvents()
    const before = await closedFor({ app }, '10.1.0.1')
    expect(before.map(([name]) => name)).toContain('Social media')
    const begun = await app.trials.begin(await person(['coordinator']), 'pupils', 1)
    expect(begun.ok).toBe(true)
    const locked = before.filter(([name]) => name !== 'Social media')
    expect(locked.length).toBe(2)
    expect(await closedFor({ app }, '10.1.0.1')).toEqual(locked)
    clock.advance(24 * HOUR - 1)
    expect(await closedFor({ app }, '10.1.0.1')).toEqual(locked)
    clock.advance(1)
    expect(await closedFor({ app }, '10.1.0.1')).toEqual(before)
  })

  it('says until when a rule for events holds', async () => {
    const { app, storage, office, clock, person } = await withEvents()
    const director = await person(['director'])
    const span = { from: clock(), until: clock() + 2 * HOUR }
    expect(await closedFor({ app }, '10.4.0.1')).toEqual([])
    await storage.acts.add('event', { id: 'e', ...span, name: 'Toneelstuk' }, clock(), director)
    await office.publish()
    expect(await closedFor({ app }, '10.4.0.1')).toEqual([['Social media', '11:00']])
    clock.advance(2 * HOUR)
    expect(await closedFor({ app }, '10.4.0.1')).toEqual([])
  })

  it('ends with the bell as ever', async () => {
    expect(await closedFor(await withEvents(), '10.1.0.1')).toContainEqual(['Social media', '10:15'])
  })
})
