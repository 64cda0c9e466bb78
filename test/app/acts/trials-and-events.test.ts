import { expect, it } from 'vitest'
import type { CountRow } from '../../../src/link.ts'
import { days, hours } from '../../helpers/moving-clock.ts'
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

it('tells what would have been closed, of five devices or more', async () => {
  const { app, person, storage, clock } = await aSchool()
  const coordinator = await person(['coordinator'])
  const begun = await app.trials.begin(coordinator, 'pupils', 7)
  const id = begun.ok ? begun.value.id : ''
  storage.counts.add(clock() - hours(1), [row({ count: 50 })])
  storage.counts.add(clock(), [row({}), row({ outcome: 'block', count: 70 }), row({ group: 'guests', count: 90 })])
  storage.counts.add(clock(), [row({ platform: undefined, category: 'games', kindOfTime: 'break', count: 5 })])
  for (let i = 1; i <= 4; i += 1)
    await app.devices.enrol(coordinator, { label: `T${i}`, address: `10.1.0.${i}`, group: 'pupils', classes: [] })
  expect(await app.trials.figures(coordinator, id)).toMatchObject({ value: { isWithheld: true, total: 0 } })
  await app.devices.enrol(coordinator, { label: 'T5', address: '10.1.0.5', group: 'pupils', classes: [] })
  expect(await app.trials.figures(coordinator, id)).toEqual({
    ok: true,
    value: {
      total: 8,
      bySubject: [
        { name: { nl: 'spelletjes', en: 'games' }, count: 5 },
        { name: { nl: 'Clips', en: 'Clips' }, count: 3 },
      ],
      byKindOfTime: [
        { kind: 'break', count: 5 },
        { kind: 'lesson', count: 3 },
      ],
      isWithheld: false,
    },
  })
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
