import { expect, it } from 'vitest'
import { hours, minutes } from '../../helpers/moving-clock.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'

async function withCoordinators() {
  const school = await aSchool()
  const [ann, bob] = [await school.person(['coordinator']), await school.person(['coordinator'])]
  return { ...school, ann, bob, office: school.app.school }
}
const day = (from: string) => [{ from, to: '12:00', kind: 'lesson' }]

it('lays down a revision and its line in the audit together, and neither when one of them cannot be', async () => {
  const { office, ann, storage } = await withCoordinators()
  await office.addClass(ann, '5C')
  expect(await storage.audit.recent(1)).toMatchObject([
    { by: { id: 'p1' }, action: 'policy-changed', subject: '2', detail: { why: 'add class 5C' } },
  ])
  const broken = { at: Number.NaN, by: undefined, action: 'policy-changed', subject: '3' } as const
  await expect(storage.policies.add(2, { at: 1, by: '', why: '' }, office.policy(), broken)).rejects.toThrow()
  expect(await storage.policies.newestNumber()).toBe(2)
})

it('makes no revision of a change that changes nothing', async () => {
  const { office, ann } = await withCoordinators()
  expect(await office.setGroup(ann, 'pupils', { safeSearch: false })).toMatchObject({ ok: true })
  expect(office.revision()).toBe(1)
})

it.each<[string, (school: Awaited<ReturnType<typeof withCoordinators>>, seen: number) => Promise<unknown>[]]>([
  [
    'the same group',
    ({ office, bob }, seen) => [
      office.setGroup({ person: bob, seen }, 'pupils', { youtube: 'open', safeSearch: false }),
    ],
  ],
  [
    'the same day of a timetable',
    ({ office, bob }, seen) => [office.setDay({ person: bob, seen }, 'all', 'tue', day('09:00'))],
  ],
  ['the calendar', ({ office, bob }, seen) => [office.removeCalendarEntry({ person: bob, seen }, 0)]],
])('refuses a change to %s that another person changed meanwhile, and says who and when', async (_, edit) => {
  const school = await withCoordinators()
  const { office, ann, clock } = school
  const entry = { from: '2026-12-21', to: '2027-01-03', name: 'Kerst', kind: 'holiday' } as const
  await office.addCalendarEntry(ann, entry)
  const seen = office.revision()
  clock.advance(minutes(5))
  await office.setGroup(ann, 'pupils', { safeSearch: true })
  await office.setDay(ann, 'all', 'tue', day('08:00'))
  await office.addCalendarEntry(ann, { ...entry, name: 'Studiedag', from: '2026-12-01', to: '2026-12-01' })
  const before = office.policy()
  clock.advance(minutes(5))
  expect(await Promise.all(edit(school, seen))).toEqual([
    { ok: false, problem: 'changed-meanwhile', detail: 'Person 1, 2026-11-24 09:05' },
  ])
  expect(office.policy()).toBe(before)
})

it.each<[string, (school: Awaited<ReturnType<typeof withCoordinators>>, seen: number) => Promise<unknown>]>([
  ['another group', ({ office, bob }, seen) => office.setGroup({ person: bob, seen }, 'staff', { safeSearch: true })],
  ['another day', ({ office, bob }, seen) => office.setDay({ person: bob, seen }, 'all', 'wed', day('08:00'))],
  ['a class', ({ office, bob }, seen) => office.removeClass({ person: bob, seen }, '4a')],
  [
    'what was changed, and changed back',
    ({ office, bob }, seen) => office.setGroup({ person: bob, seen }, 'guests', { safeSearch: true }),
  ],
])('lets two people change different things at once: %s', async (_, edit) => {
  const school = await withCoordinators()
  const { office, ann } = school
  const seen = office.revision()
  await office.setGroup(ann, 'pupils', { safeSearch: true })
  await office.setGroup(ann, 'guests', { youtube: 'strict' })
  await office.setGroup(ann, 'guests', { youtube: 'open' })
  await office.setDay(ann, 'all', 'tue', day('08:00'))
  expect(await edit(school, seen)).toMatchObject({ ok: true })
  expect(office.policy().groups[0]).toMatchObject({ safeSearch: true })
  expect(office.policy().timetables[0]!.days).toMatchObject({ tue: [{ from: 480 }] })
})

it.each([999, -1, 0, Number.NaN, 1.5])(
  'refuses an edit that says it saw revision %d, which there is not',
  async (seen) => {
    const { office, ann } = await withCoordinators()
    const refused = await office.setGroup({ person: ann, seen }, 'pupils', { safeSearch: true })
    expect(refused).toMatchObject({ problem: 'unknown-revision' })
  },
)

it('puts a change on top of one that another program made, unless it is to the same thing', async () => {
  const { app, ann, office, restart } = { ...(await withCoordinators()) }
  const other = await restart()
  await other.app.school.addClass(ann, '5C')
  expect(await office.addClass(ann, '5D')).toMatchObject({ ok: true })
  expect(app.school.policy().classes.map(({ id }) => id)).toEqual(['3b', '4a', '5c', '5d'])
  expect(await other.app.school.addClass(ann, '5D')).toMatchObject({ problem: 'id-taken' })
  await other.app.school.setGroup(ann, 'pupils', { safeSearch: true })
  expect(await office.setGroup(ann, 'pupils', { youtube: 'strict' })).toMatchObject({ problem: 'changed-meanwhile' })
  expect(await office.setGroup(ann, 'pupils', { youtube: 'strict' })).toMatchObject({ ok: true })
  await other.reload()
  expect(other.app.school.policy()).toEqual(app.school.policy())
})

it('refuses what would not pass as a file, with every problem and its place', async () => {
  const { office, ann } = await withCoordinators()
  const policy = office.policy()
  const unsound = {
    ...policy,
    unknown: 'nobody',
    sets: [{ ...policy.sets[0]!, platforms: ['chatter', 'shout'] }],
  }
  expect(await office.replace(ann, unsound, 'import')).toMatchObject({
    ok: false,
    problem: 'not-valid',
    detail:
      'unknown: unknown group "nobody"; known: pupils, pupil-phones, staff, guests; sets.social-media.platforms: unknown platform "shout"; known: chatter, clips, maps, undress',
  })
  expect(office.revision()).toBe(1)
})

it('refuses what an export could not give back: a period of more than a day', async () => {
  const { office, ann } = await withCoordinators()
  const policy = office.policy()
  const days = { ...policy.timetables[0]!.days, tue: [{ from: 0, to: 1530, kind: 'lesson' }] as const }
  const refused = await office.replace(ann, { ...policy, timetables: [{ ...policy.timetables[0]!, days }] }, 'long day')
  expect(refused).toMatchObject({
    problem: 'not-valid',
    detail: 'timetables.all.days.tue: this cannot be written in a policy as it is',
  })
})

it('does not hold against a change what was wrong before it', async () => {
  const { app, person } = await aSchool('2026-11-24T09:00', (policy) => ({
    ...policy,
    sets: [{ ...policy.sets[0]!, platforms: ['gone'] }],
  }))
  const ann = await person(['coordinator'])
  expect(await app.school.addClass(ann, '5C')).toMatchObject({ ok: true })
})

it('takes any change back whose things nobody has changed since, and leaves what others changed', async () => {
  const { office, ann, bob } = await withCoordinators()
  await office.removeClass(ann, '3b')
  await office.setGroup(bob, 'pupils', { safeSearch: true })
  await office.setDay(bob, 'all', 'tue', day('08:00'))
  expect(await office.undo(ann, 2)).toMatchObject({ ok: true, value: { number: 5, why: 'undo 2', by: 'Person 1' } })
  expect(office.policy().classes.map(({ id }) => id)).toEqual(['3b', '4a'])
  expect(office.policy().groups[0]).toMatchObject({ safeSearch: true })
  expect(await office.undo(ann, 5)).toMatchObject({ ok: true, value: { number: 6 } })
  expect(office.policy().classes.map(({ id }) => id)).toEqual(['4a'])
})

it('takes nothing back that was changed since: it says by whom, and when', async () => {
  const { office, ann, bob, clock } = await withCoordinators()
  await office.setGroup(ann, 'pupils', { safeSearch: true })
  clock.advance(hours(1))
  await office.setGroup(bob, 'pupils', { youtube: 'strict' })
  expect(await office.undo(ann, 2)).toEqual({
    ok: false,
    problem: 'changed-since',
    detail: 'Person 2, 2026-11-24 10:00',
  })
  expect(await office.undo(ann, 3)).toMatchObject({ ok: true })
  expect(await office.undo(ann, 2)).toMatchObject({ ok: true })
  expect(office.policy()).toEqual((await office.asAt(clock() - hours(1) - 1))?.policy ?? office.policy())
})

it.each([1, 0, 7, -3, Number.NaN])('has nothing of revision %d to take back', async (number) => {
  const { office, ann } = await withCoordinators()
  expect(await office.undo(ann, number)).toMatchObject({ problem: 'unknown-revision' })
})

it.each([
  ['the second before the first revision', -hours(1) - 1, undefined],
  ['at the first revision', -hours(1), 1],
  ['the second before the change', -1, 1],
  ['at the change', 0, 2],
  ['an hour later', hours(1), 2],
])('knows the policy as it was: %s', async (_, offset, number) => {
  const { office, ann, clock } = await withCoordinators()
  clock.advance(hours(1))
  await office.addClass(ann, '5C')
  expect((await office.asAt(clock() + offset))?.number).toBe(number)
})

it('puts the policy back as it was on Tuesday at nine, as a new revision', async () => {
  const { office, ann, clock } = await withCoordinators()
  const [then, before] = [clock(), office.policy()]
  clock.advance(hours(25))
  await office.addClass(ann, '5C')
  await office.setGroup(ann, 'pupils', { safeSearch: true })
  expect(await office.restore(ann, { at: then })).toMatchObject({ ok: true, value: { number: 4, why: 'restore 1' } })
  expect(office.policy()).toEqual(before)
  expect(await office.restore(ann, { revision: 3 })).toMatchObject({ ok: true, value: { number: 5 } })
  expect(office.policy().classes).toHaveLength(3)
  expect(await office.restore(ann, { at: then - 1 })).toMatchObject({ problem: 'unknown-revision' })
  expect(await office.restore(ann, { revision: 77 })).toMatchObject({ problem: 'unknown-revision' })
})

it('says what is different between two revisions, in the words of the YAML', async () => {
  const { office, ann } = await withCoordinators()
  await office.addClass(ann, '5C')
  await office.setGroup(ann, 'pupils', { safeSearch: true })
  await office.setDay(ann, 'all', 'tue', day('08:00'))
  expect(await office.changesBetween(1, 4)).toEqual({
    ok: true,
    value: [
      { place: 'groups.pupils.safe-search', kind: 'changed', before: false, after: true },
      { place: 'classes.5c', kind: 'added', before: undefined, after: { name: '5C' } },
      {
        place: 'timetables.all.days.tue',
        kind: 'changed',
        before: [
          '08:20-08:30 inloop',
          '08:30-10:15 lesson 1',
          '10:15-10:30 break',
          '10:30-12:00 lesson 2',
          '12:30-14:30 lesson 3',
        ],
        after: ['08:00-12:00 lesson'],
      },
    ],
  })
  expect(await office.changesBetween(1, 9)).toEqual({ ok: false, problem: 'unknown-revision', detail: '9' })
})

it.each<
  [string, (school: ASchool['app']['school'], teacher: Awaited<ReturnType<ASchool['person']>>) => Promise<unknown>]
>([
  ['undo', (office, teacher) => office.undo(teacher, 2)],
  ['put back', (office, teacher) => office.restore(teacher, { revision: 1 })],
  [
    'put another in its place',
    (office, teacher) => office.replace(teacher, { ...office.policy(), classes: [] }, 'mine'),
  ],
])('lets nobody but the coordinator %s', async (_, act) => {
  const { office, ann, person } = await withCoordinators()
  await office.addClass(ann, '5C')
  expect(await act(office, await person(['teacher', 'director']))).toMatchObject({ problem: 'not-allowed' })
  expect(office.revision()).toBe(2)
})
