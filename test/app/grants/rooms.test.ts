import { describe, expect, it } from 'vitest'
import type { ActEnd } from '../../../src/app/app.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import { aSchool } from '../a-school.ts'

// DESIGN 6: a class grant follows its devices; a room's ends at the bell at the latest.

const withRoom = (policy: Policy): Policy => ({
  ...policy,
  classes: [...policy.classes, { id: 'lab', name: 'Lab', room: true }],
})
const minutes = (count: number): ActEnd => ({ kind: 'minutes', minutes: count })

describe('what is opened for a room', () => {
  it.each([
    ['two hours, in a lesson', '2026-11-24T09:00', minutes(120), '10:15', true],
    ['the rest of the day', '2026-11-24T09:00', { kind: 'day' }, '10:15', true],
    ['until the break', '2026-11-24T09:00', { kind: 'break' }, '10:15', true],
    ['until the end of the lesson', '2026-11-24T09:00', { kind: 'lesson' }, '10:15', true],
    ['until a time after the bell', '2026-11-24T09:00', { kind: 'time', time: '11:00' }, '10:15', true],
    ['as long as it takes to the bell', '2026-11-24T09:00', minutes(75), '10:15', true],
    ['a minute less', '2026-11-24T09:00', minutes(74), '10:14', undefined],
    ['in the second before the bell', '2026-11-24T10:14:59', minutes(30), '10:15', true],
    ['at the bell: the next one ends it', '2026-11-24T10:15', minutes(60), '10:30', true],
    ['in the evening', '2026-11-24T19:00', minutes(60), '20:00', undefined],
  ] as const)('%s', async (_, at, end, until, untilBell) => {
    const { app, person } = await aSchool(at, withRoom)
    const given = await app.desk.give(await person(['teacher'], ['lab']), 'lab', { platform: 'clips' }, end)
    expect(given).toMatchObject({ ok: true })
    if (!given.ok) return
    expect(app.zone.format(given.value.until).slice(11, 16)).toBe(until)
    expect(given.value.untilBell).toBe(untilBell)
  })

  it('stays until the bell when it is moved, and may be opened anew after it', async () => {
    const { app, person, clock } = await aSchool('2026-11-24T09:00', withRoom)
    const teacher = await person(['teacher'], ['lab'])
    const given = await app.desk.give(teacher, 'lab', { platform: 'clips' }, minutes(10))
    const moved = given.ok ? await app.desk.extend(teacher, given.value.id, minutes(240)) : given
    expect(moved.ok && app.zone.format(moved.value.until).slice(11, 16)).toBe('10:15')
    clock.set('2026-11-24T10:15')
    expect(await app.desk.running()).toEqual([])
  })

  it('ends at the bell though it was to stand for the year', async () => {
    const { app, person } = await aSchool('2026-11-24T09:00', withRoom)
    const end = { kind: 'standing', date: '2027-03-01' } as const
    const lab = { kind: 'class', id: 'lab' } as const
    const given = await app.desk.giveTo(await person(['coordinator']), lab, { platform: 'clips' }, end, 'project')
    expect(given.ok && app.zone.format(given.value.until).slice(0, 16)).toBe('2026-11-24T10:15')
  })

  it('is asked no longer than that: no end of the day beyond the bell', async () => {
    const { app, person } = await aSchool('2026-11-24T09:00', withRoom)
    const coordinator = await person(['coordinator'])
    const [lab, own] = [await app.desk.now(coordinator, 'lab'), await app.desk.now(coordinator, '3b')]
    expect(lab.ok && lab.value).not.toHaveProperty('dayEnds')
    expect(lab.ok && lab.value).toHaveProperty('breakBegins')
    expect(own.ok && own.value).toHaveProperty('dayEnds')
  })
})

it('leaves a class that is no room as long as was asked, also one that shares its devices', async () => {
  const { app, person } = await aSchool('2026-11-24T09:00', withRoom)
  const coordinator = await person(['coordinator'])
  const device = { label: 'Cart 1', address: '10.1.0.1', group: 'pupils', classes: ['3b', 'lab'] }
  await app.devices.enrol(coordinator, device)
  const given = await app.desk.give(coordinator, '3b', { platform: 'clips' }, minutes(120))
  expect(given.ok && app.zone.format(given.value.until).slice(11, 16)).toBe('11:00')
  expect(given.ok && given.value).not.toHaveProperty('untilBell')
})

it('makes a class a room and back, each a revision; its own hours stay', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const set = (settings: Parameters<typeof app.school.setClass>[2]) => app.school.setClass(coordinator, '3b', settings)
  expect(await set({ timetable: 'all' })).toEqual({ ok: true, value: { id: '3b', name: '3B', timetable: 'all' } })
  expect(await set({ room: true })).toMatchObject({ value: { timetable: 'all', room: true } })
  expect(await set({ timetable: null, room: false })).toEqual({ ok: true, value: { id: '3b', name: '3B' } })
  expect(app.school.revision()).toBe(4)
  expect(await set({ timetable: 'none' })).toMatchObject({ problem: 'unknown-id', detail: 'none' })
  const nobody = await person(['teacher'], ['3b'])
  expect(await app.school.setClass(nobody, '3b', { room: true })).toMatchObject({ problem: 'not-allowed' })
})
