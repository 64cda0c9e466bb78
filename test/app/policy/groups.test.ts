import { describe, expect, it } from 'vitest'
import type { Person } from '../../../src/app/app.ts'
import { name as siteName } from '../../../src/dns/name.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import { days, hours } from '../../helpers/moving-clock.ts'
import { type ASchool, aSchool } from '../a-school.ts'

const name = { nl: 'Leenlaptops', en: 'Loan laptops' }

interface Kept extends ASchool {
  readonly by: Person
}

/** A school that closes for all of its groups what every school closes for them. */
async function aCoordinator(change: (policy: Policy) => Policy = (policy) => policy): Promise<Kept> {
  const school = await aSchool(undefined, (first) => {
    const groups = first.groups.map(({ id }) => id)
    return change({ ...first, rules: first.rules.map((rule) => (rule.id === 'adult' ? { ...rule, groups } : rule)) })
  })
  return { ...school, by: await school.person(['coordinator']) }
}

describe('a group that is added', () => {
  it('has the settings and the rules of the one that it is a copy of, and no network', async () => {
    const { app, by } = await aCoordinator()
    const added = await app.school.addGroup(by, { name, copyOf: 'pupils' })
    expect(added).toMatchObject({ ok: true, value: { id: 'leenlaptops', name, networks: [], like: 'pupils' } })
    const { groups, rules } = app.school.policy()
    expect(groups.map(({ id }) => id)).toEqual(['pupils', 'leenlaptops', 'pupil-phones', 'staff', 'guests'])
    const { id: _, name: __, networks: ___, like: ____, ...copy } = groups[1]!
    expect(groups[0]).toMatchObject(copy)
    expect(rules.filter((rule) => rule.groups.includes('leenlaptops')).map(({ id }) => id)).toEqual(
      rules.filter((rule) => rule.groups.includes('pupils')).map(({ id }) => id),
    )
    expect((await app.school.revisions(1))[0]).toMatchObject({ number: 2, why: 'add group Leenlaptops' })
  })

  it('is closed in lessons as they are, and can be made another way by itself', async () => {
    const { app, by } = await aCoordinator()
    await app.school.addGroup(by, { name, copyOf: 'pupils' })
    const asked = { group: 'leenlaptops', classes: [], name: siteName('chatter.example'), at: app.clock() }
    expect(app.why.explain(asked).verdict).toBe('block')
    await app.school.setGroup(by, 'leenlaptops', { record: 'none', name: { nl: 'Leenkar', en: '' } })
    expect(app.school.policy().groups.slice(0, 2)).toMatchObject([
      { id: 'pupils', record: 'attempts', name: { nl: 'pupils' } },
      { id: 'leenlaptops', record: 'none', name: { nl: 'Leenkar', en: 'Leenkar' } },
    ])
  })

  it('of staff is staff: an emergency for staff and an investigation reach its devices', async () => {
    const { app, by, person } = await aCoordinator()
    const director = await person(['director'])
    await app.school.addGroup(by, { name, copyOf: 'staff' })
    await app.school.addGroup(by, { name: { nl: 'Stagiairs', en: '' }, copyOf: 'leenlaptops' })
    expect(app.school.policy().groups.find(({ id }) => id === 'stagiairs')).toMatchObject({ like: 'staff' })
    const device = { label: 'S1', address: '10.3.0.7', group: 'stagiairs', classes: [] }
    await app.devices.enrol(by, device)
    expect(app.openings.choices(director)).toMatchObject([{ label: 'S1' }])
  })

  it('of guests stays out of the list of unknown devices', async () => {
    const { app, by, office } = await aCoordinator()
    await app.school.addGroup(by, { name, copyOf: 'guests' })
    await app.school.setNetworks(by, 'leenlaptops', ['10.9.0.0/16'])
    await office.receive({ kind: 'seen', addresses: ['10.9.0.4', '10.1.0.4'] })
    expect((await app.devices.devices(by)).flatMap(({ addresses }) => addresses)).toEqual(['10.1.0.4'])
  })

  it('is unlimited where the other is', async () => {
    const { app, by } = await aCoordinator((policy) => ({
      ...policy,
      limits: { queriesPerSecond: 50, burst: 100, unlimited: ['staff'] },
    }))
    await app.school.addGroup(by, { name, copyOf: 'staff' })
    expect(app.school.policy().limits?.unlimited).toEqual(['staff', 'leenlaptops'])
  })

  it.each([
    ['no name', { name: { nl: ' ', en: 'x' }, copyOf: 'pupils' }, 'name-missing'],
    ['signs only', { name: { nl: '!?', en: '' }, copyOf: 'pupils' }, 'id-bad'],
    ['the name of another', { name: { nl: 'STAFF', en: '' }, copyOf: 'pupils' }, 'id-taken'],
    ['the English name of another', { name: { nl: 'Personeel', en: 'staff' }, copyOf: 'pupils' }, 'id-taken'],
    ['a name that fits nowhere', { name: { nl: 'x'.repeat(61), en: '' }, copyOf: 'pupils' }, 'name-too-long'],
    ['a group to copy that is not there', { name, copyOf: '"><script>' }, 'unknown-group'],
  ])('is refused with %s, and nothing is laid down', async (_, wish, problem) => {
    const { app, by } = await aCoordinator()
    expect(await app.school.addGroup(by, wish)).toMatchObject({ ok: false, problem })
    expect(app.school.revision()).toBe(1)
  })

  it('keeps a hostile name on one line, and comes out of its YAML as it went in', async () => {
    const { app, by } = await aCoordinator()
    const added = await app.school.addGroup(by, { name: { nl: '"><b>\n# x: [\u0000', en: '' }, copyOf: 'staff' })
    expect(added).toMatchObject({ ok: true, value: { id: 'b-x', name: { nl: '"><b> # x: [' } } })
  })

  it('never takes the id of one that was renamed, nor a bare number', async () => {
    const { app, by } = await aCoordinator()
    await app.school.addGroup(by, { name, copyOf: 'pupils' })
    await app.school.setGroup(by, 'leenlaptops', { name: { nl: 'Oud', en: '' } })
    expect(await app.school.addGroup(by, { name, copyOf: 'pupils' })).toMatchObject({ value: { id: 'leenlaptops-2' } })
    expect(await app.school.addGroup(by, { name: { nl: '2026', en: '' }, copyOf: 'pupils' })).toMatchObject({
      value: { id: 'n2026' },
    })
  })

  it('is taken back with its rules, but not while devices are in it', async () => {
    const { app, by } = await aCoordinator()
    const before = app.school.policy()
    await app.school.addGroup(by, { name, copyOf: 'pupils' })
    const device = { label: 'L1', address: '10.1.0.7', group: 'leenlaptops', classes: [] }
    const enrolled = await app.devices.enrol(by, device)
    expect(await app.school.undo(by, 2)).toMatchObject({ problem: 'in-use', detail: 'L1' })
    expect(await app.school.restore(by, { revision: 1 })).toMatchObject({ problem: 'in-use', detail: 'L1' })
    await app.devices.change(by, enrolled.ok ? enrolled.value.id : '', { ...device, group: 'pupils' })
    expect(await app.school.undo(by, 2)).toMatchObject({ ok: true })
    expect(app.school.policy()).toEqual(before)
  })
})

describe('a group that is removed', () => {
  it('goes with its rules and its place among the unlimited, and comes back by undoing that', async () => {
    const { app, by } = await aCoordinator()
    await app.school.addGroup(by, { name, copyOf: 'pupil-phones' })
    await app.school.setLimits(by, { queriesPerSecond: 50, burst: 100, unlimited: ['leenlaptops'] })
    const before = app.school.policy()
    expect(await app.school.removeGroup(by, 'leenlaptops')).toMatchObject({ ok: true })
    const policy = app.school.policy()
    expect(JSON.stringify(policy)).not.toContain('leenlaptops')
    expect(policy.rules).toHaveLength(4)
    expect(await app.school.undo(by, 4)).toMatchObject({ ok: true })
    expect(app.school.policy()).toEqual(before)
  })

  it('takes away a rule that was for it alone', async () => {
    const { app, by } = await aCoordinator()
    await app.school.setNetworks(by, 'pupils', [])
    expect(await app.school.removeGroup(by, 'pupils')).toMatchObject({ ok: true })
    expect(app.school.policy().rules.map(({ id }) => id)).toEqual(['adult', 'undress', 'phones'])
  })

  it('is refused while unknown devices, a network or a device need it', async () => {
    const { app, by } = await aCoordinator()
    expect(await app.school.removeGroup(by, 'pupil-phones')).toMatchObject({ problem: 'group-of-unknown' })
    expect(await app.school.removeGroup(by, 'staff')).toMatchObject({ problem: 'in-use', detail: '10.3.0.0/16' })
    await app.devices.enrol(by, { label: 'S1', address: '10.3.0.7', group: 'staff', classes: [] })
    expect(await app.school.removeGroup(by, 'staff')).toMatchObject({ problem: 'in-use', detail: 'S1' })
    expect(await app.school.removeGroup(by, 'nobody')).toMatchObject({ problem: 'unknown-id' })
    expect(app.school.revision()).toBe(1)
  })

  it('is refused while it is on trial, and not a moment after', async () => {
    const { app, by, clock } = await aCoordinator()
    await app.school.addGroup(by, { name, copyOf: 'pupils' })
    await app.trials.begin(by, 'leenlaptops', 1)
    clock.advance(days(1) - 1000)
    expect(await app.school.removeGroup(by, 'leenlaptops')).toMatchObject({ problem: 'group-busy' })
    clock.advance(1000)
    expect(await app.school.removeGroup(by, 'leenlaptops')).toMatchObject({ ok: true })
  })

  it('is refused while something is open for it', async () => {
    const { app, by, person, clock } = await aCoordinator()
    await app.school.addGroup(by, { name, copyOf: 'pupils' })
    const director = await person(['director'])
    const audience = { kind: 'group', id: 'leenlaptops' } as const
    const given = await app.desk.giveTo(director, audience, { platform: 'maps' }, { kind: 'minutes', minutes: 60 })
    expect(given).toMatchObject({ ok: true })
    expect(await app.school.removeGroup(by, 'leenlaptops')).toMatchObject({ problem: 'group-busy' })
    clock.advance(hours(1))
    expect(await app.school.removeGroup(by, 'leenlaptops')).toMatchObject({ ok: true })
  })
})

it('lets the coordinator choose the group of unknown devices, and no one else', async () => {
  const { app, by, office, person } = await aCoordinator()
  expect(await app.school.setUnknown(by, 'pupils')).toMatchObject({ ok: true })
  await office.receive({ kind: 'seen', addresses: ['192.0.2.9'] })
  expect(await app.devices.devices(by)).toMatchObject([{ group: 'pupils' }])
  expect(await app.school.setUnknown(by, 'nobody')).toMatchObject({ problem: 'unknown-group' })
  const director = await person(['director', 'teacher'])
  for (const tried of [
    app.school.setUnknown(director, 'staff'),
    app.school.addGroup(director, { name, copyOf: 'staff' }),
    app.school.removeGroup(director, 'staff'),
  ])
    expect(await tried).toMatchObject({ problem: 'not-allowed' })
})
