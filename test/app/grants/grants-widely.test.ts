import { expect, it } from 'vitest'
import type { ActEnd, GrantView, Openable, Person } from '../../../src/app/app.ts'
import { minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'

const lesson = { kind: 'lesson' } as const
const untilYearEnds = { kind: 'standing', date: '2027-07-31' } as const
const clips = { platform: 'clips' } as const
const wiki = { site: 'wiki.example' } as const
const klas = (id: string) => ({ kind: 'class', id }) as const
const apparaat = (id: string) => ({ kind: 'device', id }) as const

/** The school with a teacher of 3B and an enrolled phone of 3B. */
async function withPhone() {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  const made = value(
    await school.app.devices.enrol(coordinator, {
      label: 'Phone',
      address: '10.2.0.7',
      group: 'pupil-phones',
      classes: ['3b'],
    }),
  )
  const teacher = await school.person(['teacher'], ['3b'])
  return { ...school, coordinator, teacher, phone: made.id }
}

async function given(school: ASchool, person: Person, what: Openable = wiki, end: ActEnd = lesson): Promise<GrantView> {
  return value(await school.app.desk.give(person, '3b', what, end))
}

it.each([
  ['a site', wiki, { kind: 'site', name: 'wiki.example' }],
  ['an app', clips, { kind: 'platform', id: 'clips' }],
  ['a set of the school', { set: 'social-media' }, { kind: 'set', id: 'social-media' }],
  ['a kind of sites', { category: 'games' }, { kind: 'category', id: 'games' }],
] as const)('opens %s', async (_, what, target) => {
  const { app, person } = await aSchool()
  const grant = await app.desk.give(await person(['teacher'], ['3b']), '3b', what, lesson)
  expect(grant).toMatchObject({ ok: true, value: { target } })
})

it.each([
  ['a kind of sites that is locked', { category: 'adult' }, 'locked', 'X-2'],
  ['a kind of sites that is not there', { category: 'cats' }, 'unknown-target', 'cats'],
  ['a set that is not there', { set: 'everything' }, 'unknown-target', 'everything'],
] as const)('does not open %s', async (_, what, problem, detail) => {
  const { app, person } = await aSchool()
  expect(await app.desk.give(await person(['director']), '3b', what, lesson)).toEqual({ ok: false, problem, detail })
})

it('locks a set only with all its apps', async () => {
  const { app, person } = await aSchool('2026-11-24T09:00', (policy) => ({
    ...policy,
    sets: [
      ...policy.sets,
      { id: 'bad', name: { nl: 'x', en: 'x' }, platforms: ['undress'], andAllLikeThem: false },
      { id: 'half', name: { nl: 'x', en: 'x' }, platforms: ['undress', 'clips'], andAllLikeThem: false },
    ],
  }))
  const director = await person(['director'])
  expect(await app.desk.give(director, '3b', { set: 'bad' }, lesson)).toMatchObject({
    problem: 'locked',
    detail: 'X-2',
  })
  expect(await app.desk.give(director, '3b', { set: 'half' }, lesson)).toMatchObject({ ok: true })
})

it('says that something is locked even while the class is parked', async () => {
  const { app, person } = await aSchool()
  const teacher = await person(['teacher'], ['3b'])
  await app.parks.park(teacher, ['3b'], lesson)
  expect(await app.desk.give(teacher, '3b', { platform: 'undress' }, lesson)).toMatchObject({ problem: 'locked' })
})

it('opens for a group when a director or the coordinator says so, not a teacher', async () => {
  const { app, person } = await aSchool()
  const group = { kind: 'group', id: 'staff' } as const
  for (const role of ['director', 'coordinator'] as const)
    expect(await app.desk.giveTo(await person([role]), group, clips, lesson)).toMatchObject({
      value: { audience: group },
    })
  const teacher = await person(['teacher'], ['3b', '4a'])
  expect(await app.desk.giveTo(teacher, group, clips, lesson)).toMatchObject({ problem: 'not-allowed' })
  const nobodys = { kind: 'group', id: 'aliens' } as const
  expect(await app.desk.giveTo(await person(['director']), nobodys, clips, lesson)).toMatchObject({
    problem: 'unknown-group',
  })
})

it('opens for one device of an own class, and for no other', async () => {
  const { app, person, teacher, phone, coordinator } = await withPhone()
  expect(await app.desk.giveTo(teacher, apparaat(phone), clips, lesson)).toMatchObject({ ok: true })
  expect(await app.desk.giveTo(coordinator, apparaat(phone), clips, lesson)).toMatchObject({ ok: true })
  const other = await person(['teacher'], ['4a'])
  expect(await app.desk.giveTo(other, apparaat(phone), clips, lesson)).toMatchObject({ problem: 'not-your-class' })
  expect(await app.desk.giveTo(teacher, apparaat('x'), clips, lesson)).toMatchObject({ problem: 'unknown-device' })
})

it('shows what is open for one device of the class apart from what is open for the class', async () => {
  const { app, teacher, phone } = await withPhone()
  await app.desk.giveTo(teacher, apparaat(phone), clips, lesson)
  const now = await app.desk.now(teacher, '3b')
  expect(now).toMatchObject({ value: { grants: [], deviceGrants: [{ targetName: { nl: 'Clips' } }] } })
})

it('lets something stand until the end of the school year for a director with a reason only', async () => {
  const { app, person } = await aSchool()
  const [director, teacher] = [await person(['director']), await person(['teacher'], ['3b'])]
  const stand = (who: Person, reason?: string) => app.desk.giveTo(who, klas('3b'), clips, untilYearEnds, reason)
  expect(await stand(teacher, 'De redactie houdt de pagina bij')).toMatchObject({ problem: 'standing-not-allowed' })
  expect(await stand(director)).toMatchObject({ problem: 'reason-missing' })
  expect(await stand(director, ' \n ')).toMatchObject({ problem: 'reason-missing' })
  const made = await stand(director, 'De redactie\nhoudt de pagina bij')
  expect(made).toMatchObject({ ok: true, value: { reason: 'De redactie houdt de pagina bij' } })
  expect(made.ok && app.zone.format(made.value.until)).toBe('2027-08-01T00:00:00+02:00')
})

it.each([
  ['who gave it, though the class is no longer theirs', (school: ASchool) => school.person([], []), 'p1', true],
  ['the other teacher of the class', (school: ASchool) => school.person(['teacher'], ['3b']), undefined, true],
  ['the director', (school: ASchool) => school.person(['director']), undefined, true],
  ['the coordinator', (school: ASchool) => school.person(['coordinator']), undefined, true],
  ['a teacher of another class', (school: ASchool) => school.person(['teacher'], ['4a']), undefined, false],
  ['somebody without a role', (school: ASchool) => school.person([], ['3b']), undefined, false],
] as const)('knows whether it may be ended by %s', async (_, who, sameAs, may) => {
  const school = await aSchool()
  const grant = await given(school, await school.person(['teacher'], ['3b']))
  const other = await who(school)
  const person = sameAs === undefined ? other : { ...other, id: sameAs, roles: ['teacher'] as const }
  expect(await school.app.desk.revoke(person, grant.id)).toMatchObject(
    may ? { ok: true } : { problem: 'not-your-class' },
  )
})

it('adds grants up: the later end is the one that counts, and revoking one leaves the other', async () => {
  const school = await aSchool()
  const { app, clock, person } = school
  const [ann, bob] = [await person(['teacher'], ['3b']), await person(['teacher'], ['3b'])]
  const short = await given(school, ann, wiki, { kind: 'minutes', minutes: 10 })
  const long = await given(school, bob, wiki, { kind: 'minutes', minutes: 60 })
  await given(school, bob)
  expect(long.others).toEqual([{ id: short.id, by: 'Person 1', until: short.until }])
  const seen = (await app.desk.running()).find(({ id }) => id === short.id)!
  expect([seen.until, seen.openUntil]).toEqual([clock() + minutes(10), clock() + minutes(75)])
  await app.desk.revoke(ann, short.id)
  expect((await app.desk.running()).map(({ by }) => by)).toEqual(['Person 2', 'Person 2'])
})

it('does not add up what is for another class or another target', async () => {
  const { app, person } = await aSchool()
  const director = await person(['director'])
  await app.desk.give(director, '3b', wiki, lesson)
  await app.desk.give(director, '4a', wiki, lesson)
  await app.desk.give(director, '3b', clips, lesson)
  expect((await app.desk.running()).every(({ others }) => others.length === 0)).toBe(true)
})

it('moves the end of a grant, counted from now, and not once it is over', async () => {
  const school = await aSchool()
  const { app, clock, person, storage } = school
  const teacher = await person(['teacher'], ['3b'])
  const grant = await given(school, teacher, wiki, { kind: 'minutes', minutes: 10 })
  clock.advance(minutes(9))
  const longer = await app.desk.extend(teacher, grant.id, { kind: 'minutes', minutes: 20 })
  expect(longer).toMatchObject({ ok: true, value: { until: clock() + minutes(20) } })
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'grant-extended', subject: grant.id }])
  expect(await app.desk.extend(teacher, grant.id, untilYearEnds, 'altijd nodig')).toMatchObject({
    problem: 'standing-not-allowed',
  })
  const stranger = await person(['teacher'], ['4a'])
  expect(await app.desk.extend(stranger, grant.id, lesson)).toMatchObject({ problem: 'not-your-class' })
  clock.advance(minutes(20))
  expect(await app.desk.extend(teacher, grant.id, lesson)).toMatchObject({ problem: 'already-over' })
  expect(await app.desk.extend(teacher, 'no such grant', lesson)).toMatchObject({ problem: 'already-over' })
})

it('keeps a grant under a park and shows it as resting, and opens it again after', async () => {
  const school = await aSchool()
  const { app, person } = school
  const teacher = await person(['teacher'], ['3b'])
  await given(school, teacher)
  await app.parks.park(teacher, ['3b'], lesson)
  expect(await app.desk.running()).toMatchObject([{ resting: 'park' }])
  expect(await given(school, teacher, clips)).toMatchObject({ resting: 'park' })
  await app.parks.release(teacher, ['3b'])
  expect((await app.desk.running()).map(({ resting }) => resting)).toEqual([undefined, undefined])
})

it('rests under a focus but for what the focus lists, and under an exam', async () => {
  const { app, phone, teacher } = await withPhone()
  await app.focus.begin(teacher, '3b', [wiki], lesson)
  await app.desk.give(teacher, '3b', wiki, lesson)
  await app.desk.give(teacher, '3b', clips, lesson)
  await app.desk.giveTo(teacher, apparaat(phone), clips, lesson)
  expect((await app.desk.running()).map(({ resting }) => resting)).toEqual([undefined, 'focus', 'focus'])
  await app.focus.beginExam(teacher, { rooms: [{ class: '3b', extraMinutes: 0 }], listed: [wiki], end: lesson })
  await app.parks.park(teacher, ['3b'], lesson)
  expect((await app.desk.running()).map(({ resting }) => resting)).toEqual([undefined, 'exam', 'exam'])
})

it('un-parks and opens in one go', async () => {
  const { app, person, told } = await aSchool()
  const teacher = await person(['teacher'], ['3b'])
  await app.parks.park(teacher, ['3b'], lesson)
  const before = told.length
  expect(await app.desk.unparkAndGive(teacher, '3b', clips, lesson)).toMatchObject({ ok: true })
  expect(told.slice(before)).toMatchObject([{ kind: 'acts', acts: { parks: [], grants: [{}] } }])
  expect((await app.desk.running())[0]?.resting).toBeUndefined()
})

it('leaves the park as it is where nothing can be opened, and leaves an exam alone', async () => {
  const { app, person } = await aSchool()
  const teacher = await person(['teacher'], ['3b'])
  await app.parks.park(teacher, ['3b'], lesson)
  expect(await app.desk.unparkAndGive(teacher, '3b', { platform: 'undress' }, lesson)).toMatchObject({
    problem: 'locked',
  })
  expect(await app.desk.unparkAndGive(await person(['teacher'], ['4a']), '3b', clips, lesson)).toMatchObject({
    problem: 'not-your-class',
  })
  await app.focus.beginExam(teacher, { rooms: [{ class: '3b', extraMinutes: 0 }], listed: [wiki], end: lesson })
  expect(await app.desk.unparkAndGive(teacher, '3b', clips, lesson)).toMatchObject({ problem: 'exam-running' })
  expect(await app.parks.running(teacher)).toHaveLength(1)
})

it('the reason goes with the school year, and at once with a device that is erased, also of one that still runs', async () => {
  const { app, storage, office, clock, coordinator, phone } = await withPhone()
  const reasons = async () =>
    (await storage.acts.history('grant', 0, Number.MAX_SAFE_INTEGER)).map(({ reason }) => reason)
  const open = (audience: ReturnType<typeof klas> | ReturnType<typeof apparaat>, end: ActEnd, why: string) =>
    app.desk.giveTo(coordinator, audience, wiki, end, why)
  await open(klas('3b'), lesson, 'a project of the class')
  clock.advance(1)
  await open(apparaat(phone), untilYearEnds, 'reads with a program for dyslexia')
  await app.devices.erase(coordinator, phone)
  expect(await reasons()).toEqual([undefined, 'a project of the class'])
  clock.set('2027-07-31T23:59:59')
  await office.clearOut()
  expect(await reasons()).toContain('a project of the class')
  clock.set('2027-08-01T00:00:00')
  await office.clearOut()
  expect(await reasons()).toEqual([undefined, undefined])
})
