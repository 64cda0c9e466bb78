import { expect, it } from 'vitest'
import type { Down } from '../../../src/link.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import { hours, minutes } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const emergenciesTold = (told: readonly Down[]) =>
  told.flatMap((message) => (message.kind === 'acts' ? [message.acts.emergencies] : [])).at(-1)
const withCommunication = (policy: Policy): Policy => ({
  ...policy,
  sets: [
    ...policy.sets,
    { id: 'communication', name: { nl: 'x', en: 'x' }, platforms: ['chatter', 'clips'], andAllLikeThem: false },
  ],
})

it.each(['director', 'coordinator', 'first-responder'] as const)(
  'a %s begins one for everyone, and it lasts an hour',
  async (role) => {
    const { app, person, told, clock, storage } = await aSchool()
    const begun = await app.emergencies.begin(await person([role]), 'everyone')
    expect(begun).toMatchObject({ ok: true, value: { for: 'everyone', by: 'Person 1', until: clock() + hours(1) } })
    expect(emergenciesTold(told)).toHaveLength(1)
    expect(await storage.audit.recent(1)).toMatchObject([{ action: 'emergency-begun', detail: { via: 'account' } }])
    clock.advance(hours(1) - 1000)
    expect(await app.emergencies.running()).toHaveLength(1)
    clock.advance(1000)
    expect(await app.emergencies.running()).toEqual([])
  },
)

it.each([
  ['teacher', ['teacher'], 60, 'not-allowed'],
  ['mentor', ['mentor'], 60, 'not-allowed'],
  ['person without a role', [], 60, 'not-allowed'],
  ['director for four minutes', ['director'], 4, 'bad-emergency-end'],
  ['director for more than a day', ['director'], 1441, 'bad-emergency-end'],
  ['director for half a minute more', ['director'], 60.5, 'bad-emergency-end'],
  ['director for no number of minutes', ['director'], Number.NaN, 'bad-emergency-end'],
] as const)('a %s begins none', async (_, roles, length, problem) => {
  const { app, person } = await aSchool()
  expect(await app.emergencies.begin(await person(roles), 'staff', length)).toMatchObject({ ok: false, problem })
  expect(await app.emergencies.running()).toEqual([])
})

it.each([5, 1440])('lasts %d minutes when that is asked', async (length) => {
  const { app, person, clock } = await aSchool()
  const begun = await app.emergencies.begin(await person(['director']), 'staff', length)
  expect(begun.ok && begun.value.until - clock()).toBe(minutes(length))
})

it('is one and the same when two people press at once, and lasts as long as the longer', async () => {
  const { app, person, clock } = await aSchool()
  const [one, other] = [await person(['director']), await person(['first-responder'])]
  await app.emergencies.begin(one, 'everyone', 120)
  await app.emergencies.begin(other, 'everyone', 60)
  expect(await app.emergencies.running()).toMatchObject([{ by: 'Person 1', until: clock() + hours(2) }])
})

it('is extended, to a day from now at most, and stopped once', async () => {
  const { app, person, clock, told } = await aSchool()
  const director = await person(['director'])
  const begun = await app.emergencies.begin(director, 'everyone')
  const id = begun.ok ? begun.value.id : ''
  expect(await app.emergencies.extend(director, id, 30)).toMatchObject({ value: { until: clock() + minutes(90) } })
  expect(await app.emergencies.extend(director, id, 1351)).toMatchObject({ problem: 'bad-emergency-end' })
  expect(await app.emergencies.extend(director, id, -30)).toMatchObject({ problem: 'bad-emergency-end' })
  expect(await app.emergencies.extend(await person(['teacher']), id, 30)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.emergencies.stop(await person(['teacher']), id)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.emergencies.stop(director, id)).toMatchObject({ ok: true })
  expect(emergenciesTold(told)).toEqual([])
  expect(await app.emergencies.stop(director, id)).toMatchObject({ problem: 'already-over' })
  expect(await app.emergencies.extend(director, id, 30)).toMatchObject({ problem: 'already-over' })
  expect(await app.emergencies.past(director, 0, clock() + 1)).toMatchObject([{ until: clock(), endedBy: 'Person 1' }])
  expect(await app.emergencies.past(await person(['teacher']), 0, clock() + 1)).toEqual([])
})

it('says which classes it leaves out: those that have an exam', async () => {
  const { app, person, storage, clock } = await aSchool()
  const director = await person(['director'])
  const focus = { id: 'f', class: '3b', targets: [], exam: true, from: clock(), until: clock() + hours(1) }
  await storage.acts.add('focus', focus, clock(), director)
  const begun = await app.emergencies.begin(director, 'everyone')
  expect(begun).toMatchObject({ value: { leftOut: ['3B'] } })
})

it('begins by the link of a first responder, who is not signed in', async () => {
  const { app, person, storage } = await aSchool()
  const [coordinator, responder] = [await person(['coordinator']), await person(['first-responder'])]
  const made = await app.emergencies.makeLink(coordinator, responder.id)
  const link = made.ok ? made.value : ''
  expect(link).toHaveLength(43)
  expect(await app.emergencies.callerOf(link)).toMatchObject({ name: 'Person 2' })
  expect(await app.emergencies.begin({ link }, 'everyone')).toMatchObject({ value: { by: 'Person 2' } })
  expect(await storage.audit.recent(1)).toMatchObject([{ by: { id: responder.id }, detail: { via: 'link' } }])
  expect(JSON.stringify(await storage.responderLinks.all())).not.toContain(link)
  expect(await app.emergencies.links(coordinator)).toMatchObject([{ person: { name: 'Person 2' } }])
  expect(await app.emergencies.links(responder)).toEqual([])
})

it.each([
  ['one that nobody made', async () => {}],
  [
    'one that was revoked',
    async ({ app, coordinator, responder }) => void (await app.emergencies.revokeLink(coordinator, responder.id)),
  ],
  [
    'one that was replaced',
    async ({ app, coordinator, responder }) => void (await app.emergencies.makeLink(coordinator, responder.id)),
  ],
  [
    'one of somebody who lost the role',
    async ({ app, coordinator, responder }) =>
      void (await app.accounts.update(coordinator, responder.id, { name: 'P', roles: ['teacher'], classes: [] })),
  ],
  [
    'one of an account that is gone',
    async ({ app, coordinator, responder }) => void (await app.accounts.remove(coordinator, responder.id)),
  ],
] as const satisfies readonly (readonly [string, (school: Linked) => Promise<void>])[])(
  'does not begin by a link: %s',
  async (title, change) => {
    const school = await aSchool()
    const [coordinator, responder] = [await school.person(['coordinator']), await school.person(['first-responder'])]
    const made = await school.app.emergencies.makeLink(coordinator, responder.id)
    await change({ app: school.app, coordinator, responder })
    const link = made.ok && !title.includes('nobody') ? made.value : "' or 1=1 --"
    expect(await school.app.emergencies.begin({ link }, 'everyone')).toMatchObject({ problem: 'link-invalid' })
    expect(await school.app.emergencies.callerOf(link)).toBeUndefined()
  },
)
type Linked = Pick<Awaited<ReturnType<typeof aSchool>>, 'app'> & {
  readonly coordinator: Awaited<ReturnType<Awaited<ReturnType<typeof aSchool>>['person']>>
  readonly responder: Linked['coordinator']
}

it.each([
  ['who is no coordinator', ['director'], 'p2', 'not-allowed'],
  ['for someone who is no first responder', ['coordinator'], 'p3', 'not-first-responder'],
  ['for nobody', ['coordinator'], 'p9', 'unknown-person'],
] as const)('makes no link for one %s', async (_, roles, id, problem) => {
  const { app, person } = await aSchool()
  const by = await person(roles)
  await person(['first-responder'])
  await person(['teacher'])
  expect(await app.emergencies.makeLink(by, id)).toMatchObject({ ok: false, problem })
})

it('a drill says what would open and whether it works, changes nothing and is recorded as a drill', async () => {
  const { app, person, told, unreachable, storage } = await aSchool('2026-11-24T09:00', withCommunication)
  const [responder] = [await person(['first-responder']), await person(['first-responder'])]
  await app.emergencies.makeLink(await person(['coordinator']), responder.id)
  unreachable.add('clips.example').add('www.clips.example')
  const found = await app.emergencies.drill(responder, 'everyone')
  expect(found).toEqual({
    ok: true,
    value: {
      opens: [
        { id: 'chatter', name: 'Chatter', resolves: true },
        { id: 'clips', name: 'Clips', resolves: false },
      ],
      leftOut: [],
      filterAnswers: true,
      withLink: ['Person 1'],
      withoutLink: ['Person 2'],
    },
  })
  expect(emergenciesTold(told)).toEqual([])
  expect(await app.emergencies.running()).toEqual([])
  expect(await storage.audit.recent(1)).toMatchObject([
    { action: 'emergency-drill', detail: { for: 'everyone', unreachable: 1 } },
  ])
  expect(await app.emergencies.drill(await person(['teacher']), 'staff')).toMatchObject({ problem: 'not-allowed' })
})

it('survives a restart', async () => {
  const { app, person, restart, told } = await aSchool()
  await app.emergencies.begin(await person(['director']), 'staff')
  const again = await restart()
  await again.publish()
  expect(emergenciesTold(told)).toMatchObject([{ for: 'staff' }])
  expect(await again.app.emergencies.running()).toHaveLength(1)
})
