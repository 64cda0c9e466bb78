import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { name } from '../../src/dns/name.ts'
import type { Acts, Grant } from '../../src/policy/policy.ts'
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
  await acts.add('grant', grant('g', 10, 20), 10, ann)
  expect((await acts.running('grant', at)).map(({ id }) => id)).toEqual(running)
  expect((await acts.inForce(at)).grants.map(({ id }) => id)).toEqual(inForce)
})

it('keeps an act that was ended, with who ended it when', async () => {
  const { acts } = await aStorage()
  await acts.add('grant', grant('g', 10, 20), 10, ann)
  expect(await acts.end('g', 15, ann)).toBe(true)
  expect(await acts.end('g', 16, ann)).toBe(false)
  expect(await acts.running('grant', 15)).toEqual([])
  expect(await acts.byId('grant', 'g')).toMatchObject({ ...grant('g', 10, 20), by: ann, endedAt: 15 })
})

it('gives every kind of act back as policy takes it', async () => {
  const { acts } = await aStorage()
  const span = { from: 1, until: 9 }
  const laidDown: Acts = {
    grants: [grant('a', 1, 9)],
    parks: [{ id: 'b', ...span, class: '3b' }],
    focuses: [{ id: 'c', ...span, class: '3b', exam: true, targets: [{ kind: 'platform', id: 'maps' }] }],
    exclusions: [{ id: 'd', ...span, device: 'd1', clause: 'X-7' }],
    emergencies: [{ id: 'e', ...span, for: 'everyone' }],
    openings: [{ id: 'f', ...span, device: 'd2', site: name('fake.example') }],
    trials: [{ id: 'g', ...span, group: 'pupils' }],
    events: [{ id: 'h', ...span, name: 'open day' }],
    corrections: [{ id: 'i', name: name('ok.example'), category: 'games' }],
  }
  await acts.add('grant', laidDown.grants[0]!, 1, ann)
  await acts.add('park', laidDown.parks[0]!, 1, ann)
  await acts.add('focus', laidDown.focuses[0]!, 1, ann)
  await acts.add('exclusion', laidDown.exclusions[0]!, 1, ann, 'because')
  await acts.add('emergency', laidDown.emergencies[0]!, 1, ann)
  await acts.add('opening', laidDown.openings[0]!, 1, ann)
  await acts.add('trial', laidDown.trials[0]!, 1, ann)
  await acts.add('event', laidDown.events[0]!, 1, ann)
  await acts.add('correction', laidDown.corrections[0]!, 1, ann)
  expect(await acts.inForce(5)).toEqual(laidDown)
  expect(await acts.byId('exclusion', 'd')).toEqual({ ...laidDown.exclusions[0], by: ann, reason: 'because' })
  expect(await acts.byId('park', 'd')).toBeUndefined()
})

it('moves the end of an act that is not over, and of no other', async () => {
  const { acts } = await aStorage()
  await acts.add('grant', grant('g', 10, 20), 10, ann)
  expect(await acts.extend('g', 19, 30)).toBe(true)
  expect(await acts.extend('g', 30, 40)).toBe(false)
  expect(await acts.byId('grant', 'g')).toMatchObject({ until: 30 })
})

it('tells what was begun in a span of time, newest first, for one audience or all', async () => {
  const { acts } = await aStorage()
  for (const [id, from, device] of [
    ['a', 1, 'd1'],
    ['b', 5, 'd2'],
    ['c', 7, 'd1'],
    ['d', 9, 'd1'],
  ] as const)
    await acts.add('exclusion', { id, from, until: 100, device }, from, ann)
  const ids = async (...of: Parameters<typeof acts.history>) => (await acts.history(...of)).map(({ id }) => id)
  expect(await ids('exclusion', 1, 9)).toEqual(['c', 'b', 'a'])
  expect(await ids('exclusion', 5, 100, 'd1')).toEqual(['d', 'c'])
  expect(await ids('park', 1, 100)).toEqual([])
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
  expect(await counts.perGroup('block', ['pupils'], hour, hour * 2)).toEqual([{ group: 'pupils', count: 5 }])
  expect(await counts.perGroup('pass', ['pupils'], 0, hour * 9)).toEqual([])
  expect(await counts.perGroup('block', ['staff'], 0, hour * 9)).toEqual([])
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
