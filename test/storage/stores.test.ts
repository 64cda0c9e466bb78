import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { name } from '../../src/dns/name.ts'
import type { Grant } from '../../src/policy/policy.ts'
import { openStorage } from '../../src/storage/storage.ts'
import type { NewAttempt } from '../../src/storage/stored-attempt.ts'
import { turned } from '../../src/storage/turned-name.ts'
import { firstPolicy } from '../app/a-school.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

async function aStorage() {
  const folder = join(temporaryFolder(), 'data')
  const storage = await openStorage(folder)
  onTestFinished(() => storage.close())
  return { folder, ...storage }
}

const grant = (id: string, from: number, until: number): Grant => ({
  id,
  from,
  until,
  audience: { kind: 'class', id: '3b' },
  target: { kind: 'site', name: name('wiki.example') },
})
const ann = { id: 'p1', name: 'Ann' }

const attempt = (row: number, more: Partial<NewAttempt> = {}): NewAttempt => ({
  session: 's',
  row,
  first: row,
  last: row,
  count: 1,
  device: 'd1',
  group: 'pupils',
  name: name('www.clips.example'),
  type: 1,
  platform: 'clips',
  category: undefined,
  reason: 'rule',
  clause: undefined,
  rule: 'social',
  kindOfTime: 'lesson',
  ...more,
})

it('gives back the policy that was laid down, and takes one revision of each number', async () => {
  const { policies } = await aStorage()
  const revision = { at: 5, by: 'Ann', why: 'because' }
  expect(await policies.newest()).toBeUndefined()
  expect(await policies.add(0, revision, firstPolicy)).toBe(true)
  expect(await policies.add(0, { ...revision, by: 'Bob' }, firstPolicy)).toBe(false)
  expect(await policies.newest()).toEqual({ number: 1, ...revision, policy: firstPolicy })
  expect(await policies.policyOf(2)).toBeUndefined()
})

it.each([
  ['before it begins', 9, [], ['g']],
  ['when it begins', 10, ['g'], ['g']],
  ['just before its end', 19, ['g'], ['g']],
  ['at its end', 20, [], []],
])('a grant from 10 to 20, %s', async (_, at, running, inForce) => {
  const { acts } = await aStorage()
  await acts.addGrant(grant('g', 10, 20), ann)
  expect((await acts.grants(at)).map(({ id }) => id)).toEqual(running)
  expect((await acts.inForce(at)).grants.map(({ id }) => id)).toEqual(inForce)
})

it('keeps an act that was ended, with who ended it when', async () => {
  const { acts } = await aStorage()
  await acts.addGrant(grant('g', 10, 20), ann)
  expect(await acts.end('g', 15, ann)).toBe(true)
  expect(await acts.end('g', 16, ann)).toBe(false)
  expect(await acts.grants(15)).toEqual([])
  expect(await acts.grant('g')).toMatchObject({ ...grant('g', 10, 20), by: ann, endedAt: 15 })
})

it('reads every kind of act back as policy takes it', async () => {
  const { folder, acts } = await aStorage()
  const file = new SQLite(join(folder, 'office.db'))
  const add = file.prepare(
    `insert into acts (id, kind, audience_kind, audience_id, target_kind, target_id, detail, from_at, until_at, by_id, by_name)
     values (?, ?, ?, ?, ?, ?, ?, 1, ?, 'p1', 'Ann')`,
  )
  const exam = { exam: true, targets: [{ kind: 'platform', id: 'maps' }] }
  add.run('a', 'park', 'class', '3b', null, null, null, 9)
  add.run('b', 'focus', 'class', '3b', null, null, JSON.stringify(exam), 9)
  add.run('c', 'exclusion', 'device', 'd1', null, null, '{"clause":"X-7"}', 9)
  add.run('d', 'emergency', 'everyone', '', null, null, null, 9)
  add.run('e', 'opening', 'device', 'd2', 'site', 'fake.example', null, 9)
  add.run('f', 'correction', 'site', 'ok.example', 'site', 'ok.example', '{"category":"games"}', null)
  file.close()
  const span = { from: 1, until: 9 }
  expect(await acts.inForce(5)).toEqual({
    grants: [],
    parks: [{ id: 'a', ...span, class: '3b' }],
    focuses: [{ id: 'b', ...span, class: '3b', ...exam }],
    exclusions: [{ id: 'c', ...span, device: 'd1', clause: 'X-7' }],
    emergencies: [{ id: 'd', ...span, for: 'everyone' }],
    openings: [{ id: 'e', ...span, device: 'd2', site: 'fake.example' }],
    corrections: [{ id: 'f', name: 'ok.example', category: 'games' }],
  })
})

it('counts a row that comes again once, with its new end', async () => {
  const { attempts } = await aStorage()
  expect(attempts.write([attempt(1), attempt(2)])).toEqual([1, 2])
  expect(attempts.write([attempt(1, { last: 99, count: 7 })])).toEqual([1])
  attempts.write([attempt(1, { session: 'after a restart' })])
  expect(await attempts.total()).toBe(3)
  expect(await attempts.recent({ limit: 1 })).toEqual([{ id: 1, ...attempt(1, { last: 99, count: 7 }) }])
})

it('writes a batch whole or not at all', async () => {
  const { attempts } = await aStorage()
  const broken = attempt(2, { group: undefined as never })
  expect(() => attempts.write([attempt(1), broken])).toThrow(/NOT NULL/)
  expect(await attempts.total()).toBe(0)
})

it('deletes in steps what was last tried before a moment, and nothing else', async () => {
  const { attempts } = await aStorage()
  attempts.write(Array.from({ length: 2500 }, (_, i) => attempt(i)))
  expect(await attempts.removeBefore(2400)).toBe(2400)
  expect(await attempts.total()).toBe(100)
})

it('adds counts up within the hour', async () => {
  const { counts } = await aStorage()
  const row = {
    group: 'pupils',
    outcome: 'block',
    platform: undefined,
    category: undefined,
    kindOfTime: 'lesson',
  } as const
  const hour = 3600_000
  counts.add(hour + 1, [{ ...row, count: 2 }])
  counts.add(hour * 2 - 1, [{ ...row, count: 3 }])
  counts.add(hour * 2, [{ ...row, count: 4 }])
  expect(await counts.perGroup('block', hour, hour * 2)).toEqual([{ group: 'pupils', count: 5 }])
  expect(await counts.perGroup('pass', 0, hour * 9)).toEqual([])
})

it('finds attempts and figures by an index', async () => {
  const { folder } = await aStorage()
  const file = new SQLite(join(folder, 'attempts.db'), { readonly: true })
  const plan = (where: string) =>
    JSON.stringify(file.prepare(`explain query plan select * from attempts where ${where}`).all())
  for (const where of [
    `group_id = 'x' order by last_at desc`,
    `device_id in ('x')`,
    `name_down > 'a.' and name_down < 'a/'`,
    'last_at < 5',
  ])
    expect(plan(where)).toMatch(/USING INDEX/)
  file.close()
})

it.each([
  ['www.clips.example', 'example.clips.www'],
  ['example', 'example'],
  ['', ''],
  ['a\\.b.example', 'example.a\\.b'],
])('turns %j into %j and back', (plain, other) => {
  expect(turned(plain)).toBe(other)
  expect(turned(other)).toBe(plain)
})
