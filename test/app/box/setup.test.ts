import { expect, it } from 'vitest'
import { catalogueShelf, presetBox } from '../../../src/app/box/given.ts'
import type { PresetChoice } from '../../../src/app/box/setting-up.ts'
import { readUpstream, upstreamText } from '../../../src/config/endpoint.ts'
import { probe } from '../../../src/upstream/probe.ts'
import { days } from '../../helpers/moving-clock.ts'
import { scriptedUpstream } from '../../helpers/scripted-upstream.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'

const shelf = catalogueShelf({ data: '/nowhere' }, 'reader')
const used: (readonly string[])[] = []
const parts = {
  catalogues: shelf,
  presets: presetBox({ data: '/nowhere' }, () => shelf.current()),
  upstreams: {
    given: ['192.0.2.1:53'],
    read: (text: string) => {
      const upstream = readUpstream(text)
      return upstream && upstreamText(upstream)
    },
    check: (text: string) => probe(readUpstream(text)!, undefined, 500),
    use: (upstreams: readonly string[]) => void used.push(upstreams),
  },
}
const school = (): Promise<ASchool> => aSchool(undefined, undefined, parts)
const choice: PresetChoice = { name: 'De Voorbeeldschool', language: 'nl', type: 'primary', keepHours: false }

it('offers every preset that ships, with its clauses in words', async () => {
  const { app } = await school()
  const presets = app.setup.presets()
  expect(presets.map(({ id }) => id)).toContain('nutsschool-lankforst')
  expect(presets).toHaveLength(6)
  for (const { clauses } of presets) expect(clauses[0]?.text.nl.length).toBeGreaterThan(10)
})

it('takes another preset in one revision, and leaves every device, account and network its place', async () => {
  const { app, person, storage, clock } = await school()
  const by = await person(['coordinator'])
  await person(['teacher'], ['4a'])
  await app.devices.enrol(by, { label: 'L', mac: 'a4:83:e7:00:00:01', group: 'pupils', classes: ['3b'] })
  const before = app.school.revision()
  const networks = app.school.policy().groups.find(({ id }) => id === 'pupils')?.networks
  for (const { id } of app.setup.presets()) {
    for (const keepHours of [true, false]) {
      const preview = await app.setup.previewPreset(by, id, { ...choice, keepHours })
      expect(preview, id).toMatchObject({ ok: true })
    }
  }
  expect(app.school.revision()).toBe(before)
  const adopted = await app.setup.adoptPreset(by, 'nutsschool-lankforst', choice)
  expect(adopted).toMatchObject({ ok: true, value: { number: before + 1, why: 'preset nutsschool-lankforst' } })
  const policy = app.school.policy()
  expect(Object.keys(policy.clauses)).toContain('NL-1')
  expect(policy.school).toMatchObject({ name: 'De Voorbeeldschool', type: 'primary' })
  expect(policy.classes.map(({ id }) => id)).toEqual(expect.arrayContaining(['3b', '4a', 'groep-7']))
  expect(policy.groups.find(({ id }) => id === 'pupils')?.networks).toEqual(networks)
  expect((await app.devices.devices(by))[0]).toMatchObject({ group: 'pupils', classes: ['3b'] })
  expect((await storage.policies.list(1))[0]).toMatchObject({ at: clock() })
  await app.setup.adoptPreset(by, 'albero', choice)
  expect(await app.school.undo(by, before + 2)).toMatchObject({ ok: true })
  expect(Object.keys(app.school.policy().clauses)).toContain('NL-1')
})

it('closes for a group that the school made what the preset closes for those that it is like', async () => {
  const { app, person } = await school()
  const by = await person(['coordinator'])
  await app.setup.adoptPreset(by, 'nutsschool-lankforst', choice)
  await app.school.addGroup(by, { name: { nl: 'Leenlaptops', en: '' }, copyOf: 'pupils' })
  await app.devices.enrol(by, { label: 'L', address: '10.1.0.9', group: 'leenlaptops', classes: [] })
  expect(await app.setup.adoptPreset(by, 'albero', choice)).toMatchObject({ ok: true })
  const { groups, rules } = app.school.policy()
  expect(groups.map(({ id }) => id)).toContain('leenlaptops')
  const rulesOf = (group: string) => rules.filter((rule) => rule.groups.includes(group)).map(({ id }) => id)
  expect(rulesOf('leenlaptops')).toEqual(rulesOf('pupils'))
})

it('keeps the school’s own hours, classes and calendar where it wants that', async () => {
  const { app, person } = await school()
  const by = await person(['coordinator'])
  const { timetables, classes, calendar } = app.school.policy()
  await app.setup.adoptPreset(by, 'stichting-som', { ...choice, keepHours: true })
  expect(app.school.policy()).toMatchObject({ timetables, classes, calendar })
})

it.each([
  ['a preset that is not there', 'no-such', choice, 'unknown-preset'],
  ['a way out of the folder', '../basis', choice, 'unknown-preset'],
  ['a school without a name', 'albero', { ...choice, name: '  ' }, 'name-missing'],
])('refuses %s', async (_, id, wanted, problem) => {
  const { app, person } = await school()
  expect(await app.setup.adoptPreset(await person(['coordinator']), id, wanted)).toMatchObject({ problem })
})

it('sets the upstreams: checked, told to the resolver at once and after a restart, and taken back', async () => {
  const { app, person, told, restart } = await school()
  const by = await person(['coordinator'])
  expect(await app.setup.upstreams()).toEqual({ inUse: ['192.0.2.1:53'], areSet: false })
  const wanted = [' 9.9.9.9 ', 'tls://9.9.9.9#dns.quad9.net', '9.9.9.9:53']
  expect((await app.setup.setUpstreams(by, wanted)).ok).toBe(true)
  const set = ['9.9.9.9:53', 'tls://9.9.9.9:853#dns.quad9.net']
  expect(told.at(-1)).toEqual({ kind: 'upstreams', upstreams: set })
  expect(used.at(-1)).toEqual(set)
  await (await restart()).publish()
  expect(told.at(-1)).toEqual({ kind: 'upstreams', upstreams: set })
  await app.setup.setUpstreams(by, undefined)
  expect(told.at(-1)).toEqual({ kind: 'upstreams', upstreams: ['192.0.2.1:53'] })
})

it.each([
  ['none', [''], 'no-upstream'],
  ['words', ['router'], 'bad-upstream'],
  ['a name without an address', ['tls://dns.example'], 'bad-upstream'],
  ['more than anyone needs', Array.from({ length: 9 }, (_, n) => `192.0.2.${n}`), 'too-many-upstreams'],
])('refuses %s as upstreams', async (_, upstreams, problem) => {
  const { app, person } = await school()
  const by = await person(['coordinator'])
  expect(await app.setup.setUpstreams(by, upstreams)).toMatchObject({ problem })
  expect(await app.setup.checkUpstreams(by, upstreams)).toMatchObject({ problem })
})

it('asks each upstream, and says what came', async () => {
  const { app, person } = await school()
  const [good, rude, mute] = [await scriptedUpstream(), await scriptedUpstream(), await scriptedUpstream()]
  rude.script(() => ({ rcode: 5 }))
  mute.script(() => ({ behaviour: 'silent' }))
  const texts = [good, rude, mute].map(({ endpoint }) => `127.0.0.1:${endpoint.port}`)
  const checked = await app.setup.checkUpstreams(await person(['coordinator']), texts)
  expect(checked.ok && checked.value.map(({ state }) => state.kind)).toEqual(['answers', 'refuses', 'silent'])
  await Promise.all([good, rude, mute].map((one) => one.close()))
})

it('is the coordinator’s alone, and over once', async () => {
  const { app, person, storage } = await school()
  const director = await person(['director'])
  expect(await app.setup.finish(director)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.setup.setUpstreams(director, ['9.9.9.9'])).toMatchObject({ problem: 'not-allowed' })
  expect(await app.setup.adoptPreset(director, 'albero', choice)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.setup.previewPreset(director, 'albero', choice)).toMatchObject({ problem: 'not-allowed' })
  const by = await person(['coordinator'])
  expect(await app.setup.isDone()).toBe(false)
  await app.setup.finish(by)
  await app.setup.finish(by)
  expect(await app.setup.isDone()).toBe(true)
  expect((await storage.audit.recent(10)).filter(({ action }) => action === 'setup-finished')).toHaveLength(1)
})

it('lists what a school still has to do, until it is done', async () => {
  const { app, person, storage, clock } = await school()
  const [by, teacher] = [await person(['coordinator']), await person(['teacher'], ['3b'])]
  const open = async () => (await app.firstSteps.list(by)).filter(({ isDone }) => !isDone).map(({ step }) => step)
  expect(await open()).toEqual(['classes', 'devices', 'people'])
  expect(await app.firstSteps.list(teacher)).toEqual([])
  // The one colleague whom setting up invites is not all of them; a link for a new password is for nobody new.
  const invitee = { name: 'Anna', roles: ['teacher'], classes: [], language: 'nl' } as const
  await app.invitations.reset(by, teacher.id)
  expect(await open()).toContain('people')
  await app.invitations.invite(by, [invitee])
  expect(await open()).toEqual(['classes', 'devices'])
  clock.advance(days(60))
  expect(await open(), 'an invitation that has ended invites nobody').toContain('people')
  await person(['teacher'])
  await app.devices.enrol(by, { label: 'L', mac: 'a4:83:e7:00:00:01', group: 'pupils', classes: [] })
  expect(await open()).toEqual(['classes'])
  await app.setup.adoptPreset(by, 'montessori-lyceum-flevoland', choice)
  expect(await open(), 'classes of a model are not its own').toEqual(['classes'])
  await app.school.addClass(by, 'Vlinders')
  expect(await app.firstSteps.list(by)).toEqual([])
  expect(await storage.settings.get('firstStepsHidden')).toBe(undefined)
})

it('takes a model class for its own once a device is in it, and puts the list away when told to', async () => {
  const { app, person, storage } = await school()
  const [by, teacher] = [await person(['coordinator']), await person(['teacher'], ['3b'])]
  await app.devices.enrol(by, { label: 'L', mac: 'a4:83:e7:00:00:01', group: 'pupils', classes: ['3b'] })
  expect((await app.firstSteps.list(by)).map(({ isDone }) => isDone)).toEqual([true, true, false])
  expect(await app.firstSteps.hide(teacher)).toEqual({ ok: false, problem: 'not-allowed' })
  expect(await app.firstSteps.hide(by)).toEqual({ ok: true, value: undefined })
  await app.firstSteps.hide(by)
  expect(await app.firstSteps.list(by)).toEqual([])
  expect((await storage.audit.recent(10)).filter(({ action }) => action === 'first-steps-hidden')).toHaveLength(1)
})
