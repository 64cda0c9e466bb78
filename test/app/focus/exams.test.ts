import { expect, it } from 'vitest'
import type { NewExam } from '../../../src/app/app.ts'
import { days, hours, minutes } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const wiki = { site: 'wiki.example' } as const
const forMinutes = (count: number) => ({ kind: 'minutes', minutes: count }) as const
const room = (id: string, extraMinutes = 0) => ({ class: id, extraMinutes })
const exam = (more: Partial<NewExam> = {}): NewExam => ({
  rooms: [room('3b')],
  listed: [wiki],
  end: forMinutes(60),
  ...more,
})

async function withTeachers() {
  const school = await aSchool('2026-11-24T09:00')
  const teacher = await school.person(['teacher'], ['3b'])
  return { ...school, teacher, both: await school.person(['teacher'], ['3b', '4a']) }
}

it('ends in each room at its own time', async () => {
  const { app, both, clock } = await withTeachers()
  const rooms = [room('3b'), room('4a', 30)]
  const begun = await app.focus.beginExam(both, exam({ name: 'Rekentoets M6', rooms }))
  expect(begun).toMatchObject({
    ok: true,
    value: [
      { class: '3b', exam: true, name: 'Rekentoets M6', until: clock() + minutes(60) },
      { class: '4a', exam: true, name: 'Rekentoets M6', until: clock() + minutes(90) },
    ],
  })
  clock.advance(minutes(60))
  expect(await app.focus.running(both)).toMatchObject([{ class: '4a' }])
})

it('can be planned, and called off without asking twice', async () => {
  const { app, teacher, clock } = await withTeachers()
  const begun = await app.focus.beginExam(teacher, exam({ from: clock() + days(1), end: { kind: 'lesson' } }))
  const view = begun.ok ? begun.value[0]! : undefined
  expect(app.zone.format(view!.until)).toBe('2026-11-25T10:15:00+01:00')
  expect(await app.focus.end(teacher, view!.id)).toMatchObject({ ok: true })
  expect(await app.focus.running(teacher)).toEqual([])
})

it('asks twice before it ends early, then lets teacher, coordinator and director', async () => {
  const { app, teacher, person, storage } = await withTeachers()
  for (const who of [teacher, await person(['coordinator']), await person(['director'])]) {
    const begun = await app.focus.beginExam(teacher, exam())
    const id = begun.ok ? begun.value[0]!.id : ''
    expect(await app.focus.end(who, id)).toEqual({
      ok: false,
      problem: 'confirm-end',
      detail: '3B 09:00-10:00',
    })
    expect(await app.focus.end(who, id, true)).toMatchObject({ ok: true })
    expect(await storage.audit.recent(1)).toMatchObject([{ action: 'exam-ended', by: { id: who.id } }])
  }
  const other = await app.focus.beginExam(teacher, exam())
  const stranger = await person(['teacher'], ['4a'])
  expect(await app.focus.end(stranger, other.ok ? other.value[0]!.id : '', true)).toMatchObject({
    problem: 'not-your-class',
  })
})

it.each([
  ['that overlap by a minute', 59, 'exam-in-the-way'],
  ['that follow each other', 60, undefined],
] as const)('two exams %s', async (_, after, problem) => {
  const { app, teacher, clock, both } = await withTeachers()
  await app.focus.beginExam(teacher, exam())
  const from = clock() + minutes(after)
  const second = await app.focus.beginExam(both, exam({ rooms: [room('4a'), room('3b')], from }))
  expect(second).toMatchObject(problem === undefined ? { ok: true } : { problem, detail: '3B 09:00-10:00' })
  // All rooms or none.
  expect(await app.focus.running(both)).toHaveLength(problem === undefined ? 3 : 1)
})

it('counts the extra time of a room when it looks what is in the way', async () => {
  const { app, teacher, clock } = await withTeachers()
  await app.focus.beginExam(teacher, exam({ rooms: [room('3b', 15)] }))
  const next = (after: number) => app.focus.beginExam(teacher, exam({ from: clock() + minutes(after) }))
  expect(await next(74)).toMatchObject({ problem: 'exam-in-the-way' })
  expect(await next(75)).toMatchObject({ ok: true })
})

it('lets one of two that are asked for at the same moment', async () => {
  const { app, teacher } = await withTeachers()
  const both = await Promise.all([app.focus.beginExam(teacher, exam()), app.focus.beginExam(teacher, exam())])
  expect(both.map(({ ok }) => ok)).toEqual([true, false])
})

it.each([
  ['no room', { rooms: [] }, 'no-class'],
  ['a class that is not theirs', { rooms: [room('3b'), room('4a')] }, 'not-your-class'],
  ['two hours and a minute extra', { rooms: [room('3b', 121)] }, 'bad-extra-time'],
  ['less time for a room', { rooms: [room('3b', -1)] }, 'bad-extra-time'],
  ['half a minute extra', { rooms: [room('3b', 0.5)] }, 'bad-extra-time'],
  ['nothing listed', { listed: [] }, 'nothing-listed'],
  ['something locked', { listed: [{ site: 'adult.example' }] }, 'locked'],
  ['no time', { end: forMinutes(0) }, 'bad-end'],
] as const)('refuses %s', async (_, more, problem) => {
  const { app, teacher } = await withTeachers()
  expect(await app.focus.beginExam(teacher, exam(more))).toMatchObject({ ok: false, problem })
  expect(await app.focus.running(teacher)).toEqual([])
})

it.each([
  ['two minutes ago', -minutes(2), false],
  ['a minute ago, while the form was filled in', -minutes(1), true],
  ['in sixty days', days(60), true],
  ['in more than sixty days', days(60) + 1, false],
  ['never', Number.NaN, false],
])('begins %s', async (_, after, may) => {
  const { app, teacher, clock } = await withTeachers()
  const begun = await app.focus.beginExam(teacher, exam({ from: clock() + after }))
  expect(begun).toMatchObject(may ? { ok: true } : { problem: 'bad-start' })
  if (begun.ok) expect(begun.value[0]!.from).toBeGreaterThanOrEqual(clock())
})

it('takes the place of a plain focus when it begins, now or later', async () => {
  const { app, teacher, clock } = await withTeachers()
  await app.focus.begin(teacher, '3b', [{ platform: 'maps' }], { kind: 'lesson' })
  const from = clock() + minutes(10)
  await app.focus.beginExam(teacher, exam({ from }))
  expect(await app.focus.running(teacher)).toMatchObject([{ exam: false, until: from }, { exam: true }])
  clock.advance(minutes(10))
  expect(await app.focus.begin(teacher, '3b', [wiki], { kind: 'lesson' })).toMatchObject({ problem: 'exam-running' })
})

it('gives one room more time, not beyond the next exam and not when it is over', async () => {
  const { app, teacher, clock, person } = await withTeachers()
  const begun = await app.focus.beginExam(teacher, exam())
  await app.focus.beginExam(teacher, exam({ from: clock() + hours(2) }))
  const id = begun.ok ? begun.value[0]!.id : ''
  expect(await app.focus.addTime(teacher, id, 15)).toMatchObject({ value: { until: clock() + minutes(75) } })
  expect(await app.focus.addTime(teacher, id, 46)).toMatchObject({ problem: 'exam-in-the-way' })
  expect(await app.focus.addTime(teacher, id, 0)).toMatchObject({ problem: 'bad-extra-time' })
  expect(await app.focus.addTime(await person(['teacher'], ['4a']), id, 5)).toMatchObject({ problem: 'not-your-class' })
  clock.advance(minutes(75))
  expect(await app.focus.addTime(teacher, id, 5)).toMatchObject({ problem: 'already-over' })
})
