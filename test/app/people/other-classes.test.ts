import { describe, expect, it } from 'vitest'
import type { Person } from '../../../src/app/app.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'

// Stepping in: a teacher of 3B has 4A for an hour. The school's setting `other-classes` leaves that to them, or does not.

const leftToThem = ({ school: { otherClasses: _, ...school }, ...policy }: Policy): Policy => ({ ...policy, school })
const minutes = (count: number) => ({ kind: 'minutes', minutes: count }) as const
const lesson = { kind: 'lesson' } as const
const clips = { platform: 'clips' } as const

/** A school that leaves it to them, and a teacher of 3B. */
async function stepping(at = '2026-11-24T09:00') {
  const school = await aSchool(at, leftToThem)
  return { ...school, teacher: await school.person(['teacher'], ['3b']) }
}
const wall = ({ app }: ASchool, at: number) => app.zone.format(at).slice(11, 16)

/** What may be tried for 4A, and what becomes of it. */
const acts: readonly (readonly [string, (app: ASchool['app'], person: Person) => Promise<unknown>])[] = [
  ['looks', (app, person) => app.desk.now(person, '4a')],
  ['opens', (app, person) => app.desk.give(person, '4a', clips, lesson)],
  ['parks', (app, person) => app.parks.park(person, ['4a'], lesson)],
  ['begins only these', (app, person) => app.focus.begin(person, '4a', [{ site: 'a.example' }], lesson)],
  ['asks what does not work', (app, person) => app.snags.justBlocked(person, '4a')],
]

describe.each(acts)('who %s for a class that is not theirs', (_, act) => {
  it.each([
    ['a teacher of 3B, where the school leaves it to them', leftToThem, ['teacher'], ['3b'], undefined],
    ['a teacher of 3B, where it does not', undefined, ['teacher'], ['3b'], 'not-your-class'],
    ['a teacher without classes, where it does not', undefined, ['teacher'], [], undefined],
    ['a director, where it does not', undefined, ['director'], [], undefined],
    ['a mentor, where it does', leftToThem, ['mentor'], ['3b'], 'not-your-class'],
    ['a data-protection officer, where it does', leftToThem, ['officer'], [], 'not-your-class'],
  ] as const)('%s', async (_who, change, roles, classes, problem) => {
    const { app, person } = await aSchool('2026-11-24T09:00', change)
    const done = await act(app, await person(roles, classes))
    expect(done).toMatchObject(problem === undefined ? { ok: true } : { ok: false, problem })
  })

  it('a substitute on a day pass keeps to the classes of the pass', async () => {
    const { app, teacher } = await stepping()
    expect(await act(app, { ...teacher, pass: 'p1' })).toMatchObject({ problem: 'not-your-class' })
  })

  it('a program keeps to the classes of its token', async () => {
    const { app, teacher } = await stepping()
    expect(await act(app, { ...teacher, token: 't1' })).toMatchObject({ problem: 'not-your-class' })
  })
})

describe('what is done for another class', () => {
  it.each([
    ['two hours', '2026-11-24T09:00', minutes(120), '10:15'],
    ['the rest of the day', '2026-11-24T09:00', { kind: 'day' }, '10:15'],
    ['a quarter', '2026-11-24T09:00', minutes(15), '09:15'],
    ['an hour, in the second before the bell', '2026-11-24T10:14:59', minutes(60), '10:15'],
    ['an hour, in the break', '2026-11-24T10:15', minutes(60), '10:45'],
  ] as const)('ends with the lesson at the latest: %s', async (_, at, end, until) => {
    const school = await stepping(at)
    const given = await school.app.desk.give(school.teacher, '4a', clips, end)
    expect(given.ok && wall(school, given.value.until)).toBe(until)
  })

  it('is offered for no longer than that, and is as it was for the own class', async () => {
    const school = await stepping()
    const { app, teacher } = school
    const [other, own] = [await app.desk.now(teacher, '4a'), await app.desk.now(teacher, '3b')]
    expect(other).toMatchObject({ value: { stepsIn: true } })
    expect(other.ok && other.value).not.toHaveProperty('dayEnds')
    expect(own.ok && own.value).not.toHaveProperty('stepsIn')
    expect(own.ok && own.value).toHaveProperty('dayEnds')
    const given = await app.desk.give(teacher, '3b', clips, minutes(120))
    expect(given.ok && wall(school, given.value.until)).toBe('11:00')
  })

  it('cannot be moved past the lesson; parks and only these end with it too', async () => {
    const school = await stepping()
    const { app, teacher } = school
    const given = await app.desk.give(teacher, '4a', clips, minutes(5))
    const moved = given.ok ? await app.desk.extend(teacher, given.value.id, minutes(400)) : given
    const focus = await app.focus.begin(teacher, '4a', [{ site: 'a.example' }], minutes(400))
    const park = await app.parks.park(teacher, ['4a', '3b'], minutes(400))
    const parks = park.ok ? park.value.map(({ class: id, until }) => `${id} ${wall(school, until)}`) : []
    expect(moved.ok && wall(school, moved.value.until)).toBe('10:15')
    expect(focus.ok && wall(school, focus.value.until)).toBe('10:15')
    expect(parks.sort()).toEqual(['3b 15:40', '4a 10:15'])
  })

  it('is in the log as for another class; what is done for the own class is not', async () => {
    const { app, teacher, person } = await stepping()
    await app.desk.give(teacher, '4a', clips, lesson)
    await app.parks.park(teacher, ['4a', '3b'], lesson)
    const lines = await app.audit.lines(await person(['coordinator']), { area: 'lessons', limit: 10 })
    const told = lines.map(({ what, about }) => `${what.en}: ${about.map(({ en }) => en).join(', ')}`).sort()
    expect(told).toEqual([
      'opened something: 4A, Clips, for another class',
      'parked a class: 3B',
      'parked a class: 4A, for another class',
    ])
  })

  it('is no exam, no day pass and no look at its devices', async () => {
    const { app, teacher, person } = await stepping()
    const coordinator = await person(['coordinator'])
    const device = { group: 'pupils', classes: ['4a'], label: 'Chromebook 1', address: '10.1.0.1' }
    expect(await app.devices.enrol(coordinator, device)).toMatchObject({ ok: true })
    const exam = { rooms: [{ class: '4a', extraMinutes: 0 }], listed: [{ site: 'a.example' }], end: lesson }
    expect(await app.focus.beginExam(teacher, exam)).toMatchObject({ problem: 'not-your-class' })
    expect(app.measures.choices(teacher)).toEqual([])
    expect(await app.attempts.recent(teacher, { class: '4a', limit: 10 })).toEqual([])
    expect(JSON.stringify(await app.desk.now(teacher, '4a'))).not.toContain('Chromebook')
  })
})

it('lists the own classes apart from those that one may step in for', async () => {
  const { app, teacher, person } = await stepping()
  const ids = (classes: readonly { readonly id: string }[]) => classes.map(({ id }) => id)
  expect([ids(await app.desk.classesOf(teacher)), ids(await app.desk.othersOf(teacher))]).toEqual([['3b'], ['4a']])
  expect(ids(await app.desk.othersOf(await person(['director'])))).toEqual([])
  expect(ids(await app.desk.othersOf(await person(['mentor'], ['3b'])))).toEqual([])
  const { app: strict, person: there } = await aSchool()
  expect(await strict.desk.othersOf(await there(['teacher'], ['3b']))).toEqual([])
})

it('is a revision that a coordinator makes, and stays in the policy as text', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  expect(await app.school.setOtherClasses(await person(['teacher'], ['3b']), true)).toMatchObject({
    problem: 'not-allowed',
  })
  expect(await app.school.setOtherClasses(coordinator, true)).toMatchObject({ ok: true })
  expect(app.school.policy().school).not.toHaveProperty('otherClasses')
  expect(await app.school.setOtherClasses(coordinator, false)).toMatchObject({ ok: true })
  expect(app.school.policy().school.otherClasses).toBe(false)
})
