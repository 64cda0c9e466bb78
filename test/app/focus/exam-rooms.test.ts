import { describe, expect, it } from 'vitest'
import type { NewExam, Person } from '../../../src/app/app.ts'
import { hours, minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

// One exam in several rooms is one thing: seen together, ended together, and a room may join.

const wiki = { site: 'wiki.example' } as const
const room = (id: string, extraMinutes = 0) => ({ class: id, extraMinutes })
const exam = (more: Partial<NewExam> = {}): NewExam => ({
  ...{ name: 'Topo', rooms: [room('3b'), room('4a', 30)], listed: [wiki] },
  end: { kind: 'minutes', minutes: 60 },
  ...more,
})

/** A school of three classes with an exam that somebody with 3B and 4A set. */
async function withExam(more: Partial<NewExam> = {}) {
  const school = await aSchool('2026-11-24T09:00', (policy) => ({
    ...policy,
    classes: [...policy.classes, { id: 'hall', name: 'Hall' }],
  }))
  const { app, person } = school
  const setter = await person(['teacher'], ['3b', '4a'])
  const begun = value(await app.focus.beginExam(setter, exam(more)))
  const rooms = async (of: Person = setter) =>
    (await app.focus.exams(of)).map((one) => one.rooms.map(({ class: id, until }) => [id, until - one.from]))
  return { ...school, setter, id: begun[0]!.examId!, first: begun[0]!.id, rooms }
}

describe('an exam in two rooms', () => {
  it('is one, with the extra time of each room', async () => {
    const { app, setter, rooms, clock, id } = await withExam()
    expect(await rooms()).toEqual([
      [
        ['3b', minutes(60)],
        ['4a', minutes(90)],
      ],
    ])
    const seen = await app.focus.exams(setter)
    expect(seen).toMatchObject([{ id, name: 'Topo', from: clock(), until: clock() + minutes(60), mayEnd: true }])
    expect(new Set((await app.focus.running(setter)).map(({ examId }) => examId))).toEqual(new Set([id]))
  })

  it('is apart from another with the same name', async () => {
    const { app, setter, rooms, clock } = await withExam()
    await app.focus.beginExam(setter, exam({ rooms: [room('3b')], from: clock() + hours(2) }))
    expect((await rooms()).map((one) => one.length)).toEqual([2, 1])
  })

  it('is seen whole by who has one of its rooms, and by nobody else', async () => {
    const { app, person, rooms } = await withExam()
    const [one, none] = [await person(['teacher'], ['4a']), await person(['teacher'], ['hall'])]
    expect(await app.focus.exams(one)).toMatchObject([
      {
        mayEnd: false,
        rooms: [
          { class: '3b', mine: false },
          { class: '4a', mine: true },
        ],
      },
    ])
    expect([await rooms(none), await rooms(await person(['mentor'], ['3b']))]).toEqual([[], []])
    expect(await app.focus.exams(await person(['director']))).toMatchObject([{ mayEnd: true }])
  })

  it('goes on in the other room when it ends in one', async () => {
    const { app, setter, first, rooms, clock } = await withExam()
    await app.focus.end(setter, first, true)
    expect(await rooms()).toEqual([[['4a', minutes(90)]]])
    clock.advance(minutes(90))
    expect(await rooms()).toEqual([])
  })
})

describe('ending it in all rooms', () => {
  it('asks twice, then ends each, with a line of the log for each', async () => {
    const { app, setter, id, rooms, storage } = await withExam()
    expect(await app.focus.endExam(setter, id)).toEqual({
      ...{ ok: false, problem: 'confirm-end' },
      detail: '3B 09:00-10:00, 4A 09:00-10:30',
    })
    expect(await app.focus.endExam(setter, id, true)).toMatchObject({ ok: true })
    expect(await rooms()).toEqual([])
    const lines = (await storage.audit.recent(2)).map(({ action, detail }) => [action, detail!['class']])
    expect(lines.sort()).toEqual([
      ['exam-ended', '3b'],
      ['exam-ended', '4a'],
    ])
    expect(await app.focus.endExam(setter, id, true)).toMatchObject({ problem: 'already-over' })
  })

  it('calls off what is to come without asking twice', async () => {
    const { app, setter, id, rooms, clock } = await withExam()
    await app.focus.endExam(setter, id, true)
    const later = await app.focus.beginExam(setter, exam({ from: clock() + hours(1) }))
    expect(await app.focus.endExam(setter, later.ok ? later.value[0]!.examId! : '')).toMatchObject({ ok: true })
    expect(await rooms()).toEqual([])
  })

  it.each([
    ['who has all its rooms', ['teacher'], ['3b', '4a'], undefined],
    ['a coordinator', ['coordinator'], [], undefined],
    ['who has one of them', ['teacher'], ['4a'], 'not-your-class'],
    ['a mentor', ['mentor'], ['3b', '4a'], 'not-your-class'],
  ] as const)('%s', async (_, roles, classes, problem) => {
    const { app, person, id } = await withExam()
    const ended = await app.focus.endExam(await person(roles, classes), id, true)
    expect(ended).toMatchObject(problem === undefined ? { ok: true } : { problem })
  })

  it('knows no exam that is not there', async () => {
    const { app, setter, first } = await withExam()
    for (const id of ['', first, "' OR 1=1 --"])
      expect(await app.focus.endExam(setter, id, true)).toMatchObject({ problem: 'already-over' })
  })
})

describe('a room that joins', () => {
  it.each([
    ['while it runs, from now on', 20, 0, 20, 60],
    ['with extra time', 20, 15, 20, 75],
    ['in the last minute', 59, 0, 59, 60],
  ] as const)('%s', async (_, after, extra, from, until) => {
    const { app, person, id, clock } = await withExam()
    const begun = clock()
    clock.advance(minutes(after))
    const added = await app.focus.addRoom(await person(['director']), id, room('hall', extra))
    const hall = added.ok ? added.value.rooms.find(({ class: one }) => one === 'hall') : undefined
    expect(hall).toMatchObject({ from: begun + minutes(from), until: begun + minutes(until) })
  })

  it('begins with the others where it is to come, lists what they do, and is ended with them', async () => {
    const { app, setter, id, clock, person } = await withExam()
    await app.focus.endExam(setter, id, true)
    const from = clock() + hours(1)
    const later = await app.focus.beginExam(setter, exam({ from }))
    const laterId = later.ok ? later.value[0]!.examId! : ''
    const director = await person(['director'])
    const added = await app.focus.addRoom(director, laterId, room('hall'))
    expect(added).toMatchObject({ ok: true, value: { from, rooms: [{}, {}, { class: 'hall', from }] } })
    const hall = (await app.focus.running(director)).find(({ class: one }) => one === 'hall')
    expect(hall).toMatchObject({ name: 'Topo', listed: [{ target: { name: 'wiki.example' } }] })
    await app.focus.endExam(setter, laterId)
    expect(await app.focus.running(director)).toEqual([])
  })

  it.each([
    ['one of it already', '3b', 0, ['director'], [], 'exam-in-the-way'],
    ['a class that is not there', '9z', 0, ['director'], [], 'unknown-class'],
    ['too much extra time', 'hall', 121, ['director'], [], 'bad-extra-time'],
    ['half a minute of it', 'hall', 0.5, ['director'], [], 'bad-extra-time'],
    ['no number at all', 'hall', Number.NaN, ['director'], [], 'bad-extra-time'],
    ['by who has another class only', 'hall', 0, ['teacher'], ['hall'], 'not-your-class'],
    ['by who has no right to the new one', 'hall', 0, ['teacher'], ['4a'], 'not-your-class'],
  ] as const)('is refused: %s', async (_, joining, extra, roles, classes, problem) => {
    const { app, person, id, rooms } = await withExam()
    expect(await app.focus.addRoom(await person(roles, classes), id, room(joining, extra))).toMatchObject({ problem })
    expect((await rooms())[0]).toHaveLength(2)
  })

  it('is refused once the exam is over', async () => {
    const { app, person, id, clock } = await withExam()
    clock.advance(minutes(90))
    expect(await app.focus.addRoom(await person(['director']), id, room('hall'))).toMatchObject({
      problem: 'already-over',
    })
  })
})

it('takes a room of before exams had an id as an exam of its own', async () => {
  const { app, setter, storage, clock, person } = await withExam()
  const old = { id: 'old', class: 'hall', targets: [], exam: true, from: clock(), until: clock() + hours(1) }
  await storage.acts.add('focus', old, clock(), setter, 'Oud')
  const hall = await person(['teacher'], ['hall'])
  expect(await app.focus.exams(hall)).toMatchObject([{ id: 'old', name: 'Oud', rooms: [{ class: 'hall' }] }])
  expect(await app.focus.endExam(hall, 'old', true)).toMatchObject({ ok: true })
})
