import { expect, it } from 'vitest'
import type { Person } from '../../../src/app/app.ts'
import { retention } from '../../../src/jobs/retention.ts'
import { days, hours, minutes, movingClock } from '../../helpers/moving-clock.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'

const lesson = { kind: 'lesson' } as const
const ten = { kind: 'minutes', minutes: 10 } as const
const wiki = { class: '3b', key: 'site:wiki.example' }

/** The school with three phones of 3B (10.2.0.1 to 3), one of both classes (4), one of none (5), and a teacher of 3B. */
async function withPhones(start?: string) {
  const school = await aSchool(start)
  const coordinator = await school.person(['coordinator'])
  const enrol = async (host: number, classes: readonly string[]) => {
    const address = `10.2.0.${host}`
    const device = { label: `Phone ${host}`, address, group: 'pupil-phones', classes }
    const made = await school.app.devices.enrol(coordinator, device)
    if (!made.ok) throw new Error(made.problem)
    return made.value.id
  }
  const ids = [await enrol(1, ['3b']), await enrol(2, ['3b']), await enrol(3, ['3b'])]
  await enrol(4, ['3b', '4a'])
  await enrol(5, [])
  const teacher = await school.person(['teacher'], ['3b'])
  const ask = (host: number, what = 'wiki.example', reason?: string) =>
    school.app.requests.ask(`10.2.0.${host}`, what, reason)
  const waiting = async (person: Person = teacher) =>
    (await school.app.requests.waiting(person)).map((one) => [one.class?.id, one.key, one.devices])
  return { ...school, coordinator, teacher, ids, ask, waiting, enrol }
}

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

it('gives the class what was asked for, for the time that is said', async () => {
  const { app, ask, teacher, storage, clock, waiting } = await withPhones()
  await ask(1)
  await ask(2)
  const given = await app.requests.approve(teacher, wiki, 'class', ten)
  expect(given).toMatchObject({
    ok: true,
    value: [{ audience: { kind: 'class', id: '3b' }, until: clock() + minutes(10) }],
  })
  expect(await waiting()).toEqual([])
  expect(await app.requests.mine('10.2.0.1')).toMatchObject({ state: 'approved', until: clock() + minutes(10) })
  expect(await storage.audit.recent(1)).toMatchObject([
    { action: 'request-approved', detail: { class: '3b', target: 'site:wiki.example', devices: 2 } },
  ])
  clock.advance(minutes(10) - 1)
  expect(await app.requests.mine('10.2.0.2')).toMatchObject({ state: 'approved' })
  clock.advance(1)
  expect(await app.requests.mine('10.2.0.2')).toMatchObject({ state: 'over' })
  expect(await app.requests.approve(teacher, wiki, 'class', ten)).toMatchObject({ problem: 'already-over' })
})

it('gives it to the phones that asked only', async () => {
  const { app, ask, teacher, ids, clock } = await withPhones()
  await ask(1)
  clock.advance(minutes(1))
  await ask(3)
  const given = await app.requests.approve(teacher, wiki, 'devices', ten)
  expect(given.ok && given.value.map(({ audience }) => audience)).toEqual([
    { kind: 'device', id: ids[0] },
    { kind: 'device', id: ids[2] },
  ])
  expect(await app.requests.mine('10.2.0.2')).toBeUndefined()
  const [first] = given.ok ? given.value : []
  await app.desk.revoke(teacher, first!.id)
  expect(await app.requests.mine('10.2.0.1')).toMatchObject({ state: 'over' })
  expect(await app.requests.mine('10.2.0.3')).toMatchObject({ state: 'approved' })
})

it('cannot give a phone something of its own that nobody enrolled; the request goes on waiting', async () => {
  const { app, coordinator } = await withPhones()
  await app.requests.ask('10.2.9.9', 'wiki.example')
  const which = { key: wiki.key }
  expect(await app.requests.approve(coordinator, which, 'devices', ten)).toMatchObject({ problem: 'not-enrolled' })
  expect(await app.requests.approve(coordinator, which, 'class', ten)).toMatchObject({ problem: 'no-class' })
  expect(await app.requests.waiting(coordinator)).toHaveLength(1)
  expect(await app.requests.refuse(coordinator, which)).toMatchObject({ ok: true })
})

it('says no with a word, which only the asker reads', async () => {
  const { app, ask, teacher, waiting, storage } = await withPhones()
  await ask(1)
  expect(await app.requests.refuse(teacher, wiki, ' Nu even\nniet\u202e ')).toMatchObject({ ok: true })
  expect(await app.requests.mine('10.2.0.1')).toMatchObject({ state: 'refused', word: 'Nu even niet' })
  expect(await waiting()).toEqual([])
  expect(await app.requests.refuse(teacher, wiki)).toMatchObject({ problem: 'already-over' })
  expect(JSON.stringify(await storage.audit.recent(10))).not.toMatch(/Nu even|10\.2\.0\.1/)
})

it.each([
  ['a class that is not theirs', { class: '4a', key: wiki.key }, 'not-your-class'],
  ['a class that is not there', { class: '9z', key: wiki.key }, 'unknown-class'],
  ['devices without a class', { key: wiki.key }, 'not-allowed'],
  ['what nobody asked for', { class: '3b', key: 'site:other.example' }, 'already-over'],
])('a teacher of 3B cannot answer for %s', async (_, which, problem) => {
  const { app, ask, teacher } = await withPhones()
  await ask(4)
  await ask(5)
  expect(await app.requests.approve(teacher, which, 'devices', ten)).toMatchObject({ ok: false, problem })
  expect(await app.requests.refuse(teacher, which)).toMatchObject({ ok: false, problem })
})

it('goes on waiting where the answer cannot be given', async () => {
  const { app, ask, teacher, waiting } = await withPhones()
  await ask(1)
  expect(await app.requests.approve(teacher, wiki, 'class', { kind: 'minutes', minutes: 0 })).toMatchObject({
    problem: 'bad-end',
  })
  expect(await waiting()).toHaveLength(1)
})

it('answers a pupil of two classes once: the other teacher finds nothing left', async () => {
  const { app, ask, teacher, person, waiting } = await withPhones()
  await ask(4)
  const other = await person(['teacher'], ['4a'])
  const answers = await Promise.all([
    app.requests.approve(teacher, wiki, 'devices', ten),
    app.requests.approve(other, { ...wiki, class: '4a' }, 'devices', ten),
  ])
  expect(answers.map(({ ok }) => ok)).toEqual([true, false])
  expect(await waiting(other)).toEqual([])
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
  const { app, ask, coordinator, ids, waiting } = await withPhones()
  await ask(1)
  await app.devices.erase(coordinator, ids[0]!)
  expect(await waiting()).toEqual([])
})

it('is gone after a day; what was asked for by five or more is kept as a figure', async () => {
  const { app, ask, storage, clock, enrol, coordinator, teacher } = await withPhones()
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
  expect(await app.requests.mostRequested(coordinator, 7)).toEqual([{ name: { nl: 'Clips', en: 'Clips' }, count: 5 }])
  expect(await app.requests.mostRequested(coordinator, 1)).toEqual([])
  expect(await app.requests.mostRequested(teacher, 7)).toEqual([])
})

const partsOf = ({ jobs, attempts, requests, dayPasses }: ASchool['storage'], clock: () => number) => ({
  jobs,
  attempts,
  requests,
  dayPasses,
  clock,
  builtAt: movingClock('2026-11-01T00:00')(),
})
