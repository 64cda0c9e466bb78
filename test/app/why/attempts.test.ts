import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { AttemptView } from '../../../src/app/app.ts'
import { fillClass } from '../../helpers/fill-class.ts'
import { value } from '../../helpers/value.ts'
import type { ASchool, Tried } from '../a-school.ts'
import { aSchool, batchOf } from '../a-school.ts'

const tries = ({ office }: ASchool, ...tried: readonly Tried[]) =>
  office.receive({ kind: 'attempts', batch: batchOf(tried) })

const names = (attempts: readonly AttemptView[]) => attempts.map(({ name }) => name)
const all = { limit: 50 }

/** A school in which laptop A at 10.1.0.1 is of 3B and laptop B at 10.1.0.2 of 4A. */
async function withLaptops() {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  for (const [label, address, of] of [
    ['A', '10.1.0.1', '3b'],
    ['B', '10.1.0.2', '4a'],
  ] as const) {
    await school.app.devices.enrol(coordinator, { label, address, group: 'pupils', classes: [of] })
    await fillClass(school.app, coordinator, of, `10.1.${of === '3b' ? 3 : 4}`)
  }
  return { ...school, coordinator }
}

it('tells the coordinator what was blocked, where, how often and why', async () => {
  const school = await withLaptops()
  const at = school.clock()
  await tries(school, { from: '10.1.0.1', name: 'www.clips.example', at, count: 6 })
  expect(await school.app.attempts.recent(school.coordinator, all)).toMatchObject([
    {
      name: 'www.clips.example',
      count: 6,
      first: at,
      last: at,
      classes: [],
      groupName: { en: 'pupils' },
      platform: 'clips',
      kindOfTime: 'lesson',
      clause: 'X-1',
      reason: { en: 'Closed now: Social media. Clause X-1: No social media in lessons.' },
    },
  ])
})

it('shows a teacher the own classes and a director all, nobody with a device', async () => {
  const school = await withLaptops()
  const at = school.clock()
  await tries(school, { from: '10.1.0.1', name: 'a.example', at }, { from: '10.1.0.2', name: 'b.example', at: at + 1 })
  const { recent } = school.app.attempts
  const [teacher, director] = [await school.person(['teacher'], ['3b']), await school.person(['director'])]
  expect(names(await recent(teacher, all))).toEqual(['a.example'])
  expect(await recent(teacher, { ...all, class: '4a' })).toEqual([])
  expect(names(await recent(director, all))).toEqual(['b.example', 'a.example'])
  expect(names(await recent(director, { ...all, class: '4a' }))).toEqual(['b.example'])
  expect((await recent(director, all)).some((attempt) => 'device' in attempt)).toBe(false)
  expect(await recent(await school.person([], ['3b']), all)).toEqual([])
})

it('finds a site with all below it, a part of a name, a group, and what came before', async () => {
  const school = await withLaptops()
  const at = school.clock()
  const from = '10.1.0.1'
  const elsewhere = { group: 'pupil-phones' }
  for (const host of [1, 2, 3, 4, 5])
    await tries(school, { from: `10.2.0.${host}`, name: 'x.other', at: at - 1, cause: elsewhere, row: 10 + host })
  await tries(
    school,
    { from, name: 'clips.example', at },
    { from, name: 'www.clips.example', at: at + 1 },
    { from, name: 'notclips.example', at: at + 2 },
    { from, name: 'clips.example.org.example', at: at + 3, cause: elsewhere },
  )
  const find = async (filter: object) =>
    names(await school.app.attempts.recent(school.coordinator, { ...all, ...filter }))
  expect(await find({ name: 'clips.example' })).toEqual(['www.clips.example', 'clips.example'])
  expect(await find({ name: 'notcl' })).toEqual(['notclips.example'])
  expect(await find({ group: 'pupil-phones', from: at })).toEqual(['clips.example.org.example'])
  expect(await find({ before: at + 2, from: at })).toEqual(['www.clips.example', 'clips.example'])
  expect(await find({ limit: 1 })).toEqual(['clips.example.org.example'])
})

it('keeps one row for repeats, with the newest count', async () => {
  const school = await withLaptops()
  const at = school.clock()
  await tries(school, { from: '10.1.0.1', name: 'a.example', at, row: 7 })
  await tries(school, { from: '10.1.0.1', name: 'a.example', at: at + 9000, row: 7, count: 4 })
  expect(await school.app.attempts.recent(school.coordinator, all)).toMatchObject([
    { count: 4, first: at, last: at + 9000 },
  ])
})

it.each([
  ['a group of which nothing is recorded', 'a.example', 'guests'],
  ['a group that is only counted', 'a.example', 'staff'],
  ['a group that is no longer there', 'a.example', 'gone'],
  ['a name that tells of a person', 'helpline.example', 'pupils'],
  ['a name below one', 'chat.helpline.example', 'pupils'],
])('writes down no attempt of %s', async (_, name, group) => {
  const school = await withLaptops()
  await tries(school, { from: '10.1.0.1', name, at: school.clock(), cause: { group } })
  expect(await school.storage.attempts.total()).toBe(0)
})

it('writes a big batch in steps, and others come in between', async () => {
  const school = await withLaptops()
  const at = school.clock()
  const many = Array.from({ length: 4500 }, (_, i) => ({ from: '10.1.0.1', name: `n${i}.example`, at }))
  const steps: number[] = []
  school.app.attempts.follow(school.coordinator, {}, (attempts) => steps.push(attempts.length))
  const written = tries(school, ...many)
  await tries(school, { from: '10.1.0.1', name: 'last.example', at, row: 9999 })
  await written
  expect(steps).toEqual([2000, 2000, 501])
  expect(await school.storage.attempts.total()).toBe(4501)
})

it('gives every device an id of its own, those that nobody enrolled too', async () => {
  const school = await withLaptops()
  const at = school.clock()
  await tries(school, { from: '10.2.0.1', name: 'a.example', at }, { from: '10.2.0.2', name: 'a.example', at })
  const stored = await school.storage.attempts.recent({ limit: 9 })
  expect(new Set(stored.map(({ device }) => device)).size).toBe(2)
  expect(JSON.stringify(stored)).not.toContain('10.2.0')
})

it('takes an erased device off its attempts', async () => {
  const school = await withLaptops()
  await tries(school, { from: '10.1.0.1', name: 'a.example', at: school.clock() })
  const [laptop] = (await school.app.devices.devices(school.coordinator)).filter(({ label }) => label === 'A')
  await school.app.devices.erase(school.coordinator, laptop!.id)
  expect(await school.storage.attempts.recent({ limit: 9 })).toMatchObject([{ name: 'a.example', device: undefined }])
})

it('tells followers at once what they may see, until they stop', async () => {
  const school = await withLaptops()
  const seen: string[] = []
  const stop = school.app.attempts.follow(await school.person(['teacher'], ['3b']), {}, (attempts) => {
    seen.push(...attempts.map(({ name }) => name))
  })
  const at = school.clock()
  await tries(school, { from: '10.1.0.1', name: 'a.example', at }, { from: '10.1.0.2', name: 'b.example', at })
  expect(seen).toEqual(['a.example'])
  stop()
  await tries(school, { from: '10.1.0.1', name: 'c.example', at, row: 9 })
  expect(seen).toHaveLength(1)
})

it('keeps attempts that the disk does not take, and says so until it does', async () => {
  const school = await withLaptops()
  const problems = async () => (await school.app.health()).warnings.map(({ problem }) => problem)
  const file = new SQLite(join(school.data, 'attempts.db'))
  file.exec(`create trigger full before insert on attempts begin select raise(abort, 'disk full'); end`)
  await tries(school, { from: '10.1.0.1', name: 'a.example', at: school.clock() })
  expect(await problems()).toContain('attempts-not-written')
  file.exec('drop trigger full')
  file.close()
  await tries(school, { from: '10.1.0.1', name: 'b.example', at: school.clock(), row: 2 })
  expect(await problems()).not.toContain('attempts-not-written')
  expect(await school.storage.attempts.total()).toBe(2)
})

it('shows nothing of a class or a group of fewer than five devices, to nobody', async () => {
  const school = await withLaptops()
  const { app, coordinator, clock } = school
  const enrol = async (host: number, group: string, classes: readonly string[]) => {
    const device = { label: `C${host}`, address: `10.1.9.${host}`, group, classes }
    const made = value(await app.devices.enrol(coordinator, device))
    await tries(school, { from: device.address, name: 'c.example', at: clock(), row: 100 + host, cause: { group } })
    return made.id
  }
  const teacher = await school.person(['teacher'], ['3b', '4a'])
  const erased = await app.devices.devices(coordinator)
  for (const { id, classes } of erased) if (classes.includes('4a')) await app.devices.erase(coordinator, id)
  for (let host = 1; host <= 4; host += 1) await enrol(host, 'staff', ['4a'])
  const seen = async (person: typeof teacher, filter: object) =>
    [
      (await app.attempts.recent(person, { ...all, ...filter })).length,
      app.attempts.isOfTooFew(person, filter),
    ] as const
  const followed: unknown[] = []
  app.attempts.follow(teacher, { class: '4a' }, (rows) => followed.push(...rows))
  app.attempts.follow(coordinator, { class: '4a' }, (rows) => followed.push(...rows))
  await tries(school, { from: '10.1.9.1', name: 'live.example', at: clock(), row: 300 })
  expect([await seen(teacher, { class: '4a' }), await seen(coordinator, { class: '4a' })]).toEqual([
    [0, true],
    [0, true],
  ])
  // 3B is large enough: it is shown, without the devices that only the small class has.
  expect(await seen(teacher, {})).toEqual([0, false])
  expect(await seen(await school.person(['teacher'], ['4a']), {})).toEqual([0, true])
  expect(await seen(coordinator, { group: 'staff' })).toEqual([0, true])
  expect(await seen(coordinator, { class: '3b', group: 'staff' }), 'of 3B none').toEqual([0, false])
  expect(followed).toEqual([])
  await enrol(5, 'pupils', ['4a'])
  expect(await seen(teacher, { class: '4a' })).toEqual([2, false])
  expect(followed).toHaveLength(2)
  expect(await seen(coordinator, { class: '4a', group: 'staff' }), 'four of the five').toEqual([0, true])
})

it('says of one class at the most, and only of one that was asked for or is the own', async () => {
  const school = await withLaptops()
  const { app, coordinator, clock } = school
  const both = { label: 'AB', address: '10.1.9.9', group: 'pupils', classes: ['3b', '4a'] }
  await app.devices.enrol(coordinator, both)
  await tries(school, { from: both.address, name: 'a.example', at: clock() })
  const classesOf = async (roles: readonly ('teacher' | 'coordinator')[], own: readonly string[], filter = {}) =>
    (await app.attempts.recent(await school.person(roles, own), { ...all, ...filter })).map(({ classes }) => classes)
  expect(await classesOf(['coordinator'], [])).toEqual([[]])
  expect(await classesOf(['coordinator'], [], { class: '4a' })).toEqual([['4a']])
  expect(await classesOf(['teacher'], ['4a'])).toEqual([['4a']])
  expect(await classesOf(['teacher'], ['4a', '3b'])).toEqual([['4a']])
})
