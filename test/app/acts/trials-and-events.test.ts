import { expect, it } from 'vitest'
import type { CountRow } from '../../../src/link.ts'
import { days, hours } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

const row = (more: Partial<CountRow>): CountRow => ({
  group: 'pupils',
  outcome: 'trial',
  platform: 'clips',
  category: undefined,
  kindOfTime: 'lesson',
  count: 3,
  ...more,
})

it.each(['coordinator', 'director'] as const)('a %s lets a group be on trial, for at most 14 days', async (role) => {
  const { app, person, told, clock, storage } = await aSchool()
  const who = await person([role])
  for (const length of [0, 15, 1.5, Number.NaN])
    expect(await app.trials.begin(who, 'pupils', length)).toMatchObject({ problem: 'bad-trial-end' })
  const begun = await app.trials.begin(who, 'pupils', 7)
  expect(begun).toMatchObject({ value: { group: { id: 'pupils' }, until: clock() + days(7) } })
  expect(told.at(-1)).toMatchObject({ acts: { trials: [{ group: 'pupils' }] } })
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'trial-begun' }])
  expect(await app.trials.begin(who, 'pupils', 7)).toMatchObject({ problem: 'already-on-trial' })
  expect(await app.trials.begin(who, 'nothing', 7)).toMatchObject({ problem: 'unknown-group' })
  const id = begun.ok ? begun.value.id : ''
  expect(await app.trials.extend(who, id, 8)).toMatchObject({ problem: 'bad-trial-end' })
  expect(await app.trials.extend(who, id, 7)).toMatchObject({ value: { until: clock() + days(14) } })
  clock.advance(days(14) - 1000)
  expect(await app.trials.running()).toHaveLength(1)
  clock.advance(1000)
  expect(await app.trials.running()).toEqual([])
  expect(await app.trials.stop(who, id)).toMatchObject({ problem: 'already-over' })
  expect(await app.trials.extend(who, id, 1)).toMatchObject({ problem: 'already-over' })
})

it('is stopped before its time, and begun by nobody else', async () => {
  const { app, person, told } = await aSchool()
  const director = await person(['director'])
  const teacher = await person(['teacher'], ['3b'])
  const begun = await app.trials.begin(director, 'pupils', 7)
  const id = begun.ok ? begun.value.id : ''
  for (const done of [
    await app.trials.begin(teacher, 'guests', 7),
    await app.trials.extend(teacher, id, 1),
    await app.trials.stop(teacher, id),
    await app.trials.figures(teacher, id),
  ])
    expect(done).toMatchObject({ problem: 'not-allowed' })
  expect(await app.trials.stop(director, id)).toMatchObject({ ok: true })
  expect(told.at(-1)).toMatchObject({ acts: { trials: [] } })
})

/** A trial of pupils, of whom six devices are known; the last has five addresses more. */
async function onTrial() {
  const school = await aSchool()
  const { app, person, office, clock, neighbours } = school
  const coordinator = await person(['coordinator'])
  const { id } = value(await app.trials.begin(coordinator, 'pupils', 7))
  for (let i = 1; i <= 6; i += 1) {
    const of = i < 6 ? { address: `10.1.0.${i}` } : { mac: '02:00:00:00:00:06' }
    value(await app.devices.enrol(coordinator, { label: `T${i}`, group: 'pupils', classes: [], ...of }))
  }
  for (let i = 60; i < 65; i += 1) neighbours.set(`10.1.0.${i}`, '02:00:00:00:00:06')
  await office.syncNeighbours()
  return {
    ...school,
    /** Has the resolver tell that each of these hosts asked three times. */
    tell: (hosts: readonly number[], more: Partial<CountRow> = {}) =>
      office.receive({
        kind: 'counts',
        at: clock(),
        rows: [row({ count: 3 * hosts.length, askers: hosts.map((host) => `10.1.0.${host}`), ...more })],
      }),
    figures: async () => value(await app.trials.figures(coordinator, id)),
  }
}
const nothing = { total: 0, bySubject: [], byKindOfTime: [] }
const five = [1, 2, 3, 4, 5]

it('tells what would have been closed in the hours that are over, of five devices or more', async () => {
  const { tell, figures, clock } = await onTrial()
  await tell(five)
  await tell([1], { group: 'guests', outcome: 'pass' })
  await tell(five, { platform: undefined, category: 'games', kindOfTime: 'break' })
  await tell([1], { platform: undefined, category: 'games', kindOfTime: 'break' })
  await tell([1, 2, 3, 4], { platform: 'maps' })
  clock.advance(hours(1) - 1)
  await tell([], { outcome: 'pass' })
  expect(await figures()).toEqual(nothing)
  clock.advance(1)
  await tell([], { outcome: 'pass' })
  expect(await figures()).toEqual({
    total: 33,
    bySubject: [
      { name: { nl: 'spelletjes', en: 'games' }, count: 18 },
      { name: { nl: 'Clips', en: 'Clips' }, count: 15 },
    ],
    byKindOfTime: [
      { kind: 'break', count: 18 },
      { kind: 'lesson', count: 15 },
    ],
  })
})

it.each([
  ['four devices', [1, 2, 3, 4], 0],
  ['five', five, 15],
  ['one device with five addresses', [60, 61, 62, 63, 64], 0],
  ['four and one with several', [1, 2, 3, 4, 60, 61], 18],
  ['addresses that nobody knows yet', [90, 91, 92, 93, 94], 0],
  ['nobody who was named', [], 0],
])('of %s a trial shows so many', async (_, hosts, total) => {
  const { tell, figures, clock } = await onTrial()
  await tell(hosts)
  clock.advance(hours(1))
  await tell([])
  expect((await figures()).total).toBe(total)
})

it('what an hour has too little of waits for the next hours of the day, and is then forgotten', async () => {
  const { tell, figures, clock } = await onTrial()
  const totalAfter = async (hosts: readonly number[]) => {
    await tell(hosts)
    clock.advance(hours(1))
    await tell([])
    return (await figures()).total
  }
  expect([await totalAfter([1, 2]), await totalAfter([2, 3, 4]), await totalAfter([5])]).toEqual([0, 0, 18])
  // What was told is of five; what comes after it must be of five by itself.
  expect([await totalAfter([1]), await totalAfter([2, 3, 4])]).toEqual([18, 18])
  clock.set('2026-11-25T09:00')
  expect([await totalAfter([5]), await totalAfter(five)]).toEqual([18, 36])
})

it('marks an event now or for later, and ends it or takes it back', async () => {
  const { app, person, told, clock, storage } = await aSchool()
  const director = await person(['director'])
  const musical = await app.events.mark(director, { name: ' Musical\u0000 ', until: clock() + hours(3) })
  const later = { name: 'Open dag', from: clock() + days(30), until: clock() + days(31) }
  await app.events.mark(director, later)
  expect(await app.events.list()).toMatchObject([{ name: 'Musical', by: 'Person 1' }, later])
  expect(told.at(-1)).toMatchObject({ acts: { events: [{ name: 'Musical' }, later] } })
  const id = musical.ok ? musical.value.id : ''
  expect(await app.events.end(await person(['teacher'], ['3b']), id)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.events.end(director, id)).toMatchObject({ ok: true })
  expect(await app.events.end(director, id)).toMatchObject({ problem: 'already-over' })
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'event-ended' }])
  expect(await app.events.list()).toMatchObject([later])
})

it.each([
  ['without a name', { name: ' ' }, 'name-missing'],
  ['that is over', { until: 0 }, 'bad-event-end'],
  ['that began yesterday', { from: 0 }, 'bad-event-end'],
  ['of more than three days', { until: Date.parse('2026-11-27T08:00:01Z') }, 'bad-event-end'],
  ['of no time', { until: Number.NaN }, 'bad-event-end'],
] as const)('marks no event %s', async (_, change, problem) => {
  const { app, person, clock } = await aSchool()
  const event = { name: 'Musical', until: clock() + hours(1), ...change }
  expect(await app.events.mark(await person(['coordinator']), event)).toMatchObject({ ok: false, problem })
})
