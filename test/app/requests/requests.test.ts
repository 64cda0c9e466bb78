import { expect, it } from 'vitest'
import { retention } from '../../../src/jobs/retention.ts'
import { days, hours, minutes, movingClock } from '../../helpers/moving-clock.ts'
import type { ASchool } from '../a-school.ts'
import { withPhones } from './with-phones.ts'

const lesson = { kind: 'lesson' } as const

it('merges what several pupils ask for into one line: how many, and what they wrote, never who', async () => {
  const { app, ask, teacher, clock } = await withPhones()
  await ask(1, 'wiki.example', 'voor de spreekbeurt')
  clock.advance(minutes(1))
  await ask(2, 'https://www.wiki.example/spreekbeurt')
  await ask(3, 'WIKI.example.', 'voor de\nspreekbeurt')
  expect(await app.requests.waiting(teacher)).toEqual([
    {
      class: { id: '3b', name: '3B' },
      target: { kind: 'site', name: 'wiki.example' },
      targetName: { nl: 'wiki.example', en: 'wiki.example' },
      key: 'site:wiki.example',
      why: { name: 'wiki.example', group: 'pupil-phones' },
      devices: 2,
      enrolled: 2,
      reasons: ['voor de spreekbeurt'],
      since: clock() - minutes(1),
      expires: clock() + minutes(74),
    },
    expect.objectContaining({ key: 'site:www.wiki.example', devices: 1 }),
  ])
})

it.each([
  ['its id', 'clips'],
  ['its name, as people write it', ' CLIPS '],
  ['its address', 'https://clips.example/watch?v=1'],
  ['its address with www', 'www.clips.example'],
])('knows an app by %s', async (_, what) => {
  const { ask } = await withPhones()
  expect(await ask(1, what)).toMatchObject({ value: { target: { kind: 'platform', id: 'clips' }, state: 'waiting' } })
})

it.each([
  ['what is always closed, with the clause', 'www.adult.example', { problem: 'locked', detail: 'X-2' }],
  ['an app that is always closed', 'undress', { problem: 'locked', detail: 'X-2' }],
  ['what is open already', 'time.example', { problem: 'already-open', detail: 'time.example' }],
  ['what is no name', "'; drop table requests; --", { problem: 'bad-site' }],
  ['nothing', '', { problem: 'bad-site' }],
  ['a whole country', 'nl', { problem: 'bad-site' }],
  ['an address', '192.0.2.1', { problem: 'bad-site' }],
])('tells at once that a phone cannot have %s', async (_, what, refusal) => {
  const { ask, waiting } = await withPhones()
  expect(await ask(1, what)).toMatchObject({ ok: false, ...refusal })
  expect(await waiting()).toEqual([])
})

it('takes two hundred characters of reason, and not one more', async () => {
  const { ask } = await withPhones()
  expect(await ask(1, 'wiki.example', '😀'.repeat(201))).toEqual({ ok: false, problem: 'reason-long', detail: '200' })
  expect(await ask(1, 'wiki.example', '😀'.repeat(200))).toMatchObject({ ok: true })
})

it('puts a new request of a device in the place of its open one; the same again is the same', async () => {
  const { app, ask, waiting } = await withPhones()
  await ask(1)
  await ask(1, 'clips')
  await ask(1, 'clips')
  expect(await waiting()).toEqual([['3b', 'platform:clips', 1]])
  expect(await app.requests.mine('10.2.0.1')).toMatchObject({ target: { id: 'clips' }, state: 'waiting' })
})

it('hears a device five times an hour', async () => {
  const { ask, clock, app } = await withPhones()
  for (let i = 0; i < 5; i += 1) expect(await ask(1, `s${i}.example`)).toMatchObject({ ok: true })
  expect(await ask(1, 's5.example')).toEqual({ ok: false, problem: 'asked-too-often' })
  await app.requests.withdraw('10.2.0.1')
  expect(await ask(1, 's5.example')).toMatchObject({ problem: 'asked-too-often' })
  expect(await ask(2, 's5.example')).toMatchObject({ ok: true })
  clock.advance(hours(1))
  expect(await ask(1, 's5.example')).toMatchObject({ ok: true })
})

it('hears sixty requests an hour of devices that nobody enrolled, however many there are', async () => {
  const { app, ask } = await withPhones()
  for (let host = 1; host <= 60; host += 1)
    expect(await app.requests.ask(`10.2.9.${host}`, `s${host}.example`)).toMatchObject({ ok: true })
  expect(await app.requests.ask('10.2.9.61', 'x.example')).toEqual({ ok: false, problem: 'asked-enough' })
  expect(await ask(5)).toMatchObject({ problem: 'asked-enough' })
  expect(await ask(1)).toMatchObject({ ok: true })
})

it.each([
  ['from outside', '203.0.113.9'],
  ['from no address', 'nonsense'],
  ['from nothing', ''],
])('does not listen to who asks %s', async (_, address) => {
  const { app, storage } = await withPhones()
  const before = (await storage.devices.all()).length
  expect(await app.requests.ask(address, 'wiki.example')).toEqual({ ok: false, problem: 'not-here' })
  expect(await app.requests.mine(address)).toBeUndefined()
  expect(await storage.devices.all()).toHaveLength(before)
})

it('does not listen to who is excluded, nor in an exam', async () => {
  const { ask, storage, ids, teacher, clock, app, restart } = await withPhones()
  const exclusion = { id: 'x', device: ids[0]!, from: clock(), until: clock() + hours(1) }
  await storage.acts.add('exclusion', exclusion, clock(), teacher)
  const again = await restart()
  expect(await again.app.requests.ask('10.2.0.1', 'wiki.example')).toEqual({ ok: false, problem: 'excluded' })
  const exam = { rooms: [{ class: '3b', extraMinutes: 0 }], listed: [{ site: 'maps.example' }], end: lesson }
  await app.focus.beginExam(teacher, exam)
  expect(await ask(2)).toEqual({ ok: false, problem: 'exam-running' })
})

it.each([
  ['a pupil in one class, to its teacher', 1, ['3b'], [['3b', 'site:wiki.example', 1]]],
  ['a pupil in two classes, to the teachers of both', 4, ['4a'], [['4a', 'site:wiki.example', 1]]],
  ['a pupil in another class', 1, ['4a'], []],
  ['a phone without a class', 5, ['3b', '4a'], []],
] as const)('goes, for %s', async (_, host, classes, seen) => {
  const { ask, waiting, person } = await withPhones()
  await ask(host)
  expect(await waiting(await person(['teacher'], classes))).toEqual(seen)
})

it('goes to the coordinator for a phone without a class, and for one that nobody enrolled', async () => {
  const { app, ask, waiting, coordinator } = await withPhones()
  await ask(5)
  await app.requests.ask('10.2.9.9', 'wiki.example')
  expect(await waiting(coordinator)).toEqual([[undefined, 'site:wiki.example', 2]])
  expect(await app.requests.waiting(coordinator)).toMatchObject([{ enrolled: 1 }])
})

it.each([
  ['in a lesson, at its end', '2026-11-24T09:00', 75],
  ['in a break, after thirty minutes', '2026-11-24T10:20', 30],
])('ends by itself %s', async (_, start, after) => {
  const { app, ask, clock, waiting } = await withPhones(start)
  await ask(1)
  clock.advance(minutes(after) - 1)
  expect([await waiting(), (await app.requests.mine('10.2.0.1'))?.state]).toEqual([
    [['3b', 'site:wiki.example', 1]],
    'waiting',
  ])
  clock.advance(1)
  expect([await waiting(), (await app.requests.mine('10.2.0.1'))?.state]).toEqual([[], 'expired'])
})

it('can be taken back by the device that asked', async () => {
  const { app, ask, waiting } = await withPhones()
  await ask(1)
  expect(await app.requests.withdraw('10.2.0.2')).toMatchObject({ problem: 'already-over' })
  expect(await app.requests.withdraw('10.2.0.1')).toMatchObject({ ok: true })
  expect([await waiting(), await app.requests.mine('10.2.0.1')]).toEqual([[], undefined])
})

it('is gone with the device when that is erased', async () => {
  const { app, ask, coordinator, ids, waiting, storage } = await withPhones()
  await ask(1)
  await app.devices.erase(coordinator, ids[0]!)
  expect(await waiting()).toEqual([])
  expect(await storage.requests.madeAfter(0)).toEqual([])
})

it('is gone after a day; what was asked for by five or more is kept as a figure', async () => {
  const { app, ask, storage, clock, enrol, coordinator } = await withPhones()
  await enrol(6, ['3b'])
  for (const host of [1, 2, 3, 4, 6]) await ask(host, 'clips')
  for (const host of [1, 2, 3, 4]) await ask(host)
  // Asked again by the same phone on the same day: wanted no more than before.
  for (let i = 0; i < 2; i += 1) await ask(1, i === 0 ? 'clips' : 'wiki.example')
  const keep = { ...partsOf(storage, clock), keepDays: 14, forgetUnknownDevices: async () => 0 }
  clock.advance(days(1))
  expect(await retention(keep)).toMatchObject({ requests: 0 })
  clock.advance(1)
  expect(await retention(keep)).toMatchObject({ requests: 11 })
  expect(await storage.requests.madeAfter(0)).toEqual([])
  const asked = async (from: string, to: string) => {
    const read = await app.overviews.overview(coordinator, { from, to })
    return read.ok && read.value.mostRequested
  }
  expect(await asked('2026-11-23', '2026-11-29')).toEqual([{ name: { nl: 'Clips', en: 'Clips' }, count: 5 }])
  expect(await asked('2026-11-25', '2026-11-29')).toEqual([])
})

const partsOf = ({ jobs, attempts, requests, dayPasses }: ASchool['storage'], clock: () => number) => ({
  jobs,
  attempts,
  requests,
  dayPasses,
  clock,
  builtAt: movingClock('2026-11-01T00:00')(),
})
