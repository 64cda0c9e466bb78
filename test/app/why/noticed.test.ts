import { describe, expect, it } from 'vitest'
import { name, wireOfName } from '../../../src/dns/name.ts'
import { officeJobs } from '../../../src/jobs/office-jobs.ts'
import type { DeviceDay } from '../../../src/link.ts'
import { days, hours, minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

// What the resolver noticed of devices, as the office keeps it and shows it.

const noticed = (address: string, more: Partial<DeviceDay> = {}): DeviceDay => ({
  ...{ device: undefined, address, group: 'pupils', over: 0, lastOver: undefined },
  ...{ sideDoor: true, onlyBootstrap: false, fellSilent: false, ...more },
})

async function withSigns(...devices: readonly DeviceDay[]) {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  const enrolled = await school.app.devices.enrol(coordinator, {
    ...{ label: 'Tablet 1', address: '10.1.0.1', group: 'pupils', classes: ['3b'] },
  })
  const tell = (...of: readonly DeviceDay[]) =>
    school.office.receive({ kind: 'device-days', session: 's', day: '2026-11-24', devices: of })
  await tell(...devices)
  const look = async (reason = 'the class is often silent') => {
    const seen = await school.app.sideDoors.look(coordinator, reason)
    return seen.ok ? seen.value : seen.problem
  }
  return { ...school, coordinator, tell, look, device: enrolled.ok ? enrolled.value.id : '' }
}

describe('the signs that devices go past the filter', () => {
  it('are shown by device and day', async () => {
    const { look, device } = await withSigns(noticed('10.1.0.1', { fellSilent: true }))
    expect(await look()).toEqual([
      {
        device,
        label: 'Tablet 1',
        group: 'pupils',
        classes: ['3b'],
        days: [{ day: '2026-11-24', sideDoor: true, onlyBootstrap: false, fellSilent: true }],
      },
    ])
  })

  it.each([
    ['', 'reason-missing'],
    ['   x   ', 'reason-missing'],
    ['x'.repeat(5_000), 'reason-missing'],
  ])('are not shown for the reason "%s"', async (reason, problem) => {
    const { look, storage } = await withSigns(noticed('10.1.0.1'))
    expect(await look(reason)).toBe(problem)
    expect((await storage.audit.recent(10)).map(({ action }) => action)).not.toContain('side-doors-looked-at')
  })

  it.each([[['teacher']], [['officer']], [['mentor', 'team-leader', 'first-responder']]] as const)(
    'are not shown to %s',
    async (roles) => {
      const { app, person } = await withSigns(noticed('10.1.0.1'))
      const seen = await app.sideDoors.look(await person(roles, ['3b']), 'a good reason')
      expect(seen).toMatchObject({ ok: false, problem: 'not-allowed' })
    },
  )

  it('are shown to a director; the look, and why, stands in the audit, and no device', async () => {
    const { app, person, storage, device } = await withSigns(noticed('10.1.0.1'))
    const director = await person(['director'])
    expect(await app.sideDoors.look(director, ' parents asked ')).toMatchObject({ ok: true })
    const [entry] = await storage.audit.recent(1)
    expect(entry).toMatchObject({ action: 'side-doors-looked-at', subject: '', detail: { why: 'parents asked' } })
    expect(JSON.stringify(entry)).not.toContain(device)
  })

  it.each([
    ['staff, who are only counted', noticed('10.3.0.1', { group: 'staff' })],
    ['guests, of whom nothing is recorded', noticed('10.4.0.1', { group: 'guests' })],
    ['a group that is not there', noticed('10.1.0.2', { group: 'nobody' })],
    ['a device that is not there', noticed('10.1.0.2', { device: 'd-unknown' })],
  ])('are not kept of %s', async (_, day) => {
    const { look, storage } = await withSigns(day)
    expect(await look()).toEqual([])
    const kept = await storage.deviceDays.since('')
    expect(kept.filter(({ sideDoor, onlyBootstrap, fellSilent }) => sideDoor || onlyBootstrap || fellSilent)).toEqual(
      [],
    )
  })

  it('are kept of a device that nobody enrolled, and shown by its address', async () => {
    const { look } = await withSigns(noticed('10.1.0.9'))
    expect(await look()).toMatchObject([{ label: '10.1.0.9', group: 'pupils', classes: [] }])
  })

  it('are not shown of a device that went to staff', async () => {
    const { look, app, coordinator, device } = await withSigns(noticed('10.1.0.1'))
    const change = { label: 'Tablet 1', address: '10.1.0.1', group: 'staff', classes: [] }
    await app.devices.change(coordinator, device, change)
    expect(await look()).toEqual([])
  })

  it('are shown for seven days and then removed, and a restart loses none', async () => {
    const { look, clock, restart, storage, office, coordinator } = await withSigns(noticed('10.1.0.1'))
    const builtAt = 0
    const jobs = officeJobs({ office, storage, clock, builtAt, keepAttemptsDays: 14 })
    const clean = () => jobs.find((job) => job.name === 'retention')!.run()
    for (let day = 0; day < 7; day += 1) {
      clock.set(`2026-11-${24 + day}T23:59`)
      await clean()
      expect(await look()).toHaveLength(1)
      const again = await (await restart()).app.sideDoors.look(coordinator, 'after a restart')
      expect(again).toMatchObject({ ok: true, value: [{}] })
    }
    clock.advance(minutes(1))
    expect(await look()).toEqual([])
    await clean()
    expect(await storage.deviceDays.since('')).toEqual([])
  })

  it('are given out with all that is kept of a device, and erased with it', async () => {
    const { app, coordinator, device, storage } = await withSigns(noticed('10.1.0.1', { over: 3, lastOver: 5 }))
    const data = await app.looks.dataOf(coordinator, device, 'asked by the parents')
    expect(data).toMatchObject({ ok: true, value: { days: [{ day: '2026-11-24', over: 3, sideDoor: true }] } })
    await app.devices.erase(coordinator, device)
    expect(await storage.deviceDays.since('')).toEqual([])
  })
})

describe('the devices that ask too much', () => {
  const over = (address: string, count: number, more: Partial<DeviceDay> = {}) =>
    noticed(address, { sideDoor: false, over: count, lastOver: 1_000 + count, ...more })

  it('are listed with the busiest first, staff too, and those without a flood not', async () => {
    const { app, coordinator } = await withSigns(
      over('10.1.0.1', 5),
      over('10.3.0.1', 900, { group: 'staff' }),
      over('10.4.0.1', 9_000, { group: 'guests' }),
      noticed('10.1.0.2'),
    )
    expect(await app.busyDevices.lastDays(coordinator)).toMatchObject([
      { label: '10.3.0.1', group: 'staff', day: '2026-11-24', questions: 900, last: 1_900 },
      { label: 'Tablet 1', group: 'pupils', day: '2026-11-24', questions: 5, last: 1_005 },
    ])
  })

  it.each([[['teacher']], [['director']], [['officer']]] as const)('are not listed to %s', async (roles) => {
    const { app, person } = await withSigns(over('10.1.0.1', 5))
    expect(await app.busyDevices.lastDays(await person(roles, ['3b']))).toEqual([])
  })

  it('are gone after seven days', async () => {
    const { app, coordinator, clock } = await withSigns(over('10.1.0.1', 5))
    clock.advance(days(6) + hours(14))
    expect(await app.busyDevices.lastDays(coordinator)).toHaveLength(1)
    clock.advance(hours(1))
    expect(await app.busyDevices.lastDays(coordinator)).toEqual([])
  })
})

describe('what one device may ask', () => {
  const limits = { queriesPerSecond: 50, burst: 300, unlimited: ['staff'] }

  it('is set by a coordinator as a revision that can be taken back', async () => {
    const { app, coordinator, told } = await withSigns()
    expect(await app.school.setLimits(coordinator, limits)).toMatchObject({ ok: true })
    expect(told.findLast(({ kind }) => kind === 'snapshot')).toMatchObject({ snapshot: { policy: { limits } } })
    await app.school.undo(coordinator, app.school.revision())
    expect(app.school.policy().limits).toBeUndefined()
  })

  it.each([
    ['a teacher', { ...limits }, ['teacher'], 'not-allowed'],
    ['no questions at all', { ...limits, queriesPerSecond: 0 }, ['coordinator'], 'not-valid'],
    ['a burst that is no number', { ...limits, burst: Number.NaN }, ['coordinator'], 'not-valid'],
    ['a burst below a second', { ...limits, burst: 10 }, ['coordinator'], 'not-valid'],
    ['a group that is not there', { ...limits, unlimited: ['nobody'] }, ['coordinator'], 'not-valid'],
  ] as const)('is refused for %s', async (_, wish, roles, problem) => {
    const { app, person } = await withSigns()
    expect(await app.school.setLimits(await person(roles, ['3b']), wish)).toMatchObject({ ok: false, problem })
    expect(app.school.policy().limits).toBeUndefined()
  })

  it('has ECH beside it, by group', async () => {
    const { app, coordinator } = await withSigns()
    await app.school.setGroup(coordinator, 'pupils', { ech: 'withhold' })
    expect(
      app.school
        .policy()
        .groups.filter(({ ech }) => ech === 'withhold')
        .map(({ id }) => id),
    ).toEqual(['pupils'])
  })
})

describe('what a page also needs', () => {
  const names = [wireOfName(name('cdn.example')), wireOfName(name('fonts.example'))]

  async function withAGrant() {
    const school = await withSigns()
    const teacher = await school.person(['teacher'], ['3b'])
    const end = { kind: 'minutes', minutes: 10 } as const
    const given = value(await school.app.desk.give(teacher, '3b', { site: 'page.example' }, end))
    await school.office.receive({ kind: 'companions', companions: [{ act: given.id, names }] })
    return { ...school, teacher, grant: given.id }
  }

  it('is what was told last, for the running grant', async () => {
    const { app, teacher, grant, office } = await withAGrant()
    expect(await app.companions.of(teacher, grant)).toEqual({ ok: true, value: ['cdn.example', 'fonts.example'] })
    await office.receive({ kind: 'companions', companions: [] })
    expect(await app.companions.of(teacher, grant)).toEqual({ ok: true, value: [] })
  })

  it('ends with the grant, to the minute', async () => {
    const { app, teacher, grant, clock } = await withAGrant()
    clock.advance(minutes(10) - 1)
    expect(await app.companions.of(teacher, grant)).toMatchObject({ ok: true })
    clock.advance(1)
    expect(await app.companions.of(teacher, grant)).toEqual({ ok: false, problem: 'already-over' })
  })

  it.each([
    ['a teacher of another class', ['teacher'], ['4a'], 'not-your-class'],
    ['an officer', ['officer'], [], 'not-your-class'],
    ['the director', ['director'], [], undefined],
  ] as const)('for %s', async (_, roles, classes, problem) => {
    const { app, person, grant } = await withAGrant()
    const got = await app.companions.of(await person(roles, classes), grant)
    expect(got.ok ? undefined : got.problem).toBe(problem)
  })

  it('is refused for a grant that never was', async () => {
    const { app, teacher } = await withAGrant()
    expect(await app.companions.of(teacher, '<script>')).toEqual({ ok: false, problem: 'already-over' })
  })
})
