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

describe('what is closed by a decision above the rules', () => {
  const phone = { label: 'Phone 12', address: '10.2.0.5', group: 'pupil-phones', classes: ['3b'] }

  it('is everything for an excluded device, until then and by its clause, and for no other', async () => {
    const { app, clock, person } = await aSchool('2026-11-24T15:00')
    const enrolled = await app.devices.enrol(await person(['coordinator']), phone)
    const until = clock() + 2 * 24 * HOUR
    const excluded = { device: enrolled.ok ? enrolled.value.id : '', reason: 'filmde in de les', clause: 'X-1', until }
    const locked = await closedFor({ app }, '10.2.0.6')
    expect((await app.exclusions.exclude(await person(['director']), excluded)).ok).toBe(true)
    const status = await app.why.statusFor('10.2.0.5')
    expect(status).toMatchObject({ exclusion: { until }, changes: until, grants: [] })
    expect(status.closed[0]).toMatchObject({ target: { kind: 'everything' }, until, clause: 'X-1', locked: false })
    expect(status.closed.slice(1).every((each) => each.locked)).toBe(true)
    expect('exclusion' in (await app.why.statusFor('10.2.0.6'))).toBe(false)
    expect(await closedFor({ app }, '10.2.0.6')).toEqual(locked)
    clock.set('2026-11-26T14:59:59')
    expect((await app.why.statusFor('10.2.0.5')).exclusion).toBeDefined()
    clock.advance(1000)
    expect((await app.why.statusFor('10.2.0.5')).exclusion).toBeUndefined()
  })

  it('is what no rule opens in a group of "only these", but on trial or with a medical mark', async () => {
    const { app, person } = await aSchool('2026-11-24T09:00', (policy) => ({
      ...policy,
      groups: policy.groups.map((group) => (group.id === 'guests' ? { ...group, onlyThese: true } : group)),
    }))
    const coordinator = await person(['coordinator'])
    const named = async (address: string) => (await app.why.statusFor(address)).closed.map(({ name }) => name.en)
    expect(await named('10.4.0.1')).toEqual(['everything that was not opened'])
    expect((await app.why.statusFor('10.4.0.1')).onlyThese).toBe(true)
    const till = { label: 'Till', address: '10.4.0.5', group: 'guests', classes: ['4a'] }
    const enrolled = await app.devices.enrol(coordinator, till)
    const now = await app.desk.now(coordinator, '4a')
    expect(now.ok && now.value.closed[0]!.what.map(({ name }) => name.en)).toEqual(['everything that was not opened'])
    expect(now.ok && now.value.openable.map(({ id }) => id)).toEqual(['chatter', 'clips', 'maps', 'undress'])
    await app.medical.mark(coordinator, enrolled.ok ? enrolled.value.id : '', { reason: 'glucosesensor' })
    expect(await named('10.4.0.5')).toEqual([])
    await app.trials.begin(coordinator, 'guests', 1)
    expect([await named('10.4.0.1'), (await app.why.statusFor('10.4.0.1')).onlyThese]).toEqual([[], false])
  })

  it.each([
    ['everyone', '10.2.0.1', true],
    ['everyone', '10.3.0.1', true],
    ['staff', '10.3.0.1', true],
    ['staff', '10.2.0.1', false],
  ] as const)('an emergency for %s is told to %s: %s', async (whom, address, told) => {
    const { app, clock, person } = await aSchool()
    await app.emergencies.begin(await person(['coordinator']), whom, 30)
    const { emergency } = await app.why.statusFor(address)
    expect(emergency).toEqual(told ? { until: clock() + HOUR / 2 } : undefined)
  })

  it('an emergency is not told to a class in an exam, which is left out of it', async () => {
    const { app, person } = await aSchool()
    const [coordinator, teacher] = [await person(['coordinator']), await person(['teacher'], ['3b'])]
    await app.devices.enrol(coordinator, phone)
    await app.emergencies.begin(coordinator, 'everyone', 30)
    const exam = { rooms: [{ class: '3b', extraMinutes: 0 }], listed: [{ site: 'exam.example' }] }
    await app.focus.beginExam(teacher, { ...exam, end: { kind: 'minutes', minutes: 60 } })
    expect((await app.why.statusFor('10.2.0.5')).emergency).toBeUndefined()
    expect((await app.why.statusFor('10.2.0.6')).emergency).toBeDefined()
  })
})
