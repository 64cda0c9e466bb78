import { expect, it } from 'vitest'
import { readFirstPerson, readNewPerson } from '../../dashboard/forms/account.ts'
import { filterOf, queryOf, readBefore, readSelection } from '../../dashboard/forms/attempt-filter.ts'
import { readDevice } from '../../dashboard/forms/device.ts'
import { Fields } from '../../dashboard/forms/fields.ts'
import { readGrant } from '../../dashboard/forms/grant.ts'
import { readDay, readEntry, readGroup, readNetworks } from '../../dashboard/forms/school.ts'
import { readWhy } from '../../dashboard/forms/why.ts'
import { schoolZone } from '../../src/time/school-time.ts'

const fields = (values: Record<string, string | readonly string[]>) =>
  new Fields(Object.entries(values).flatMap(([name, value]) => [value].flat().map((each) => [name, each] as const)))

it('bounds what it reads and leaves out files', () => {
  const read = new Fields([
    ['long', 'x'.repeat(10_000)],
    ['file', new Blob(['x'])],
    ['spaced', '  a  '],
  ])
  expect([
    read.text('long').length,
    read.has('file'),
    read.text('spaced'),
    read.raw('spaced'),
    read.text('none'),
  ]).toEqual([4096, false, 'a', '  a  ', ''])
})

it('keeps all values of a name in their order, and the first as its text', () => {
  const read = new Fields(['b', 'a', 'b', 'c'].map((value) => ['x', value] as const))
  expect([read.all('x'), read.text('x'), read.with('y', '1').all('x')]).toEqual([['b', 'a', 'c'], 'b', ['b', 'a', 'c']])
})

it.each([
  [
    { platform: 'clips', end: '15' },
    { what: { platform: 'clips' }, end: { kind: 'minutes', minutes: 15 } },
  ],
  [
    { platform: 'clips', site: 'a.example' },
    { what: { platform: 'clips' }, end: { kind: 'lesson' } },
  ],
  [
    { site: ' a.example ', end: 'other', minutes: '480' },
    { what: { site: 'a.example' }, end: { kind: 'minutes', minutes: 480 } },
  ],
])('reads the grant %j', (typed, wish) => {
  expect(readGrant(fields(typed))).toEqual({ ok: true, value: wish })
})

it.each([
  [{ end: 'lesson' }, 'nothing-chosen'],
  [{ site: 'a.example', end: 'other' }, 'bad-end'],
  [{ site: 'a.example', end: 'other', minutes: '0' }, 'bad-end'],
  [{ site: 'a.example', end: 'other', minutes: '481' }, 'bad-end'],
  [{ site: 'a.example', end: '-5' }, 'bad-end'],
  [{ site: 'a.example', end: '1e2' }, 'bad-end'],
])('refuses the grant %j: %s', (typed, problem) => {
  expect(readGrant(fields(typed))).toEqual({ ok: false, problem })
})

it('makes the first account coordinator, whatever else it asks', () => {
  const typed = { name: 'A', login: 'a', password: 'p w', again: 'p w', role: ['director', 'king'] }
  expect(readFirstPerson(fields(typed))).toMatchObject({
    ok: true,
    value: { roles: ['coordinator', 'director'], language: 'nl', password: 'p w' },
  })
  expect(readFirstPerson(fields({ ...typed, again: 'p w ' }))).toEqual({ ok: false, problem: 'passwords-differ' })
})

it('reads a colleague, and no role that there is not', () => {
  const typed = { name: 'A', login: 'a', password: 'p', role: ['teacher', 'root'], class: ['3b', '3b'], language: 'en' }
  expect(readNewPerson(fields(typed))).toEqual({
    name: 'A',
    login: 'a',
    password: 'p',
    roles: ['teacher'],
    classes: ['3b'],
    language: 'en',
  })
})

it('reads a group, the strictest choice for what it does not know', () => {
  const open = {
    'youtube-lesson': 'open',
    'youtube-break': 'open',
    'youtube-inloop': 'open',
    'youtube-outside': 'open',
  }
  const finer = {
    ...open,
    'youtube-lesson': 'strict',
    'safe-search': ['lesson', 'x'],
    ech: 'withhold',
    'only-these': 'on',
  }
  expect(readGroup(fields({ ...finer, record: 'counts', timetable: 'all' }))).toEqual({
    safeSearch: ['lesson'],
    youtube: { lesson: 'strict', break: 'open', inloop: 'open', outside: 'open' },
    record: 'counts',
    onlyThese: true,
    timetable: 'all',
    ech: 'withhold',
  })
  expect(readGroup(fields({ ...open, 'safe-search': ['lesson', 'break', 'inloop', 'outside'] }))).toMatchObject({
    safeSearch: true,
    youtube: 'open',
  })
  expect(readGroup(fields({ 'youtube-lesson': 'x', record: 'all', ech: 'x' }))).toEqual({
    safeSearch: false,
    youtube: 'strict',
    record: 'none',
    onlyThese: false,
  })
})

it('reads networks, one a line or apart by commas', () => {
  expect(readNetworks(fields({ networks: '10.1.0.0/16\r\n 10.2.0.0/16, 2001:db8::/48\n\n' }))).toEqual([
    '10.1.0.0/16',
    '10.2.0.0/16',
    '2001:db8::/48',
  ])
})

it('reads a day, in the ways people write times', () => {
  const typed = {
    'from-0': '8:30',
    'to-0': '10.15',
    'kind-0': 'lesson',
    'from-2': '1030',
    'to-2': 'noon',
    'kind-2': 'break',
  }
  expect(readDay(fields(typed), 3)).toEqual([
    { from: '08:30', to: '10:15', kind: 'lesson' },
    { from: '10:30', to: 'noon', kind: 'break' },
  ])
  expect(readDay(fields({ ...typed, off: 'on' }), 3)).toBeUndefined()
})

it('reads a calendar entry; only special days are for some classes', () => {
  expect(readEntry(fields({ name: 'Kerst', from: '2026-12-21', kind: 'holiday', class: '3b' }))).toEqual({
    name: 'Kerst',
    from: '2026-12-21',
    to: '2026-12-21',
    kind: 'holiday',
  })
  expect(
    readEntry(fields({ name: 'Kamp', from: '2026-12-05', to: '2026-12-06', kind: 'special', class: '3b' })),
  ).toMatchObject({ kind: 'special', classes: ['3b'] })
})

it('reads a device, without empty addresses', () => {
  expect(readDevice(fields({ label: 'A', mac: '', address: '10.1.0.1', group: 'pupils' }))).toEqual({
    label: 'A',
    address: '10.1.0.1',
    group: 'pupils',
    classes: [],
  })
})

it('reads a filter and writes it as an address again', () => {
  const zone = schoolZone('Europe/Amsterdam')
  const read = readSelection(fields({ group: 'pupils', class: '', name: ' TikTok&x ' }))
  expect([read, queryOf(read), queryOf({})]).toEqual([
    { group: 'pupils', name: 'tiktok&x' },
    '?group=pupils&name=tiktok%26x',
    '',
  ])
  const fine = { platform: 'clips', category: 'games', reason: 'rule', span: 'yesterday' }
  expect(queryOf(readSelection(fields(fine)))).toBe('?platform=clips&category=games&reason=rule&span=yesterday')
  expect(readSelection(fields({ span: 'ever' }))).toEqual({})
  const now = zone.parse('2026-10-26T00:30')
  // The clocks went back on the 25th: that day has twenty-five hours.
  expect(filterOf({ span: 'yesterday' }, zone, now)).toEqual({
    from: zone.parse('2026-10-25T00:00'),
    until: zone.parse('2026-10-25T00:00') + 25 * 3600_000,
  })
  expect(filterOf({ span: 'week' }, zone, now)).toEqual({ from: zone.parse('2026-10-20T00:00') })
  expect([readBefore(fields({ before: '12' })), readBefore(fields({ before: '-1' }))]).toEqual([{ before: 12 }, {}])
})

it('reads a question about a name', () => {
  const zone = schoolZone('Europe/Amsterdam')
  const ask = (typed: Record<string, string>) => readWhy(fields(typed), zone, 7, 'pupils')
  expect(ask({ name: 'https://WWW.Clips.example/x', group: 'pupils', class: '' })).toEqual({
    ok: true,
    value: { name: 'www.clips.example', whom: { group: 'pupils', classes: [] }, at: 7 },
  })
  expect(ask({ name: 'a.example', at: '2026-11-24T10:15' })).toMatchObject({
    ok: true,
    value: { at: zone.parse('2026-11-24T10:15') },
  })
  expect(ask({ name: 'a.example', id: 'd1', group: 'pupils' })).toMatchObject({ value: { whom: { device: 'd1' } } })
  expect(ask({ name: 'a b' })).toEqual({ ok: false, problem: 'bad-name', detail: 'a b' })
  expect(ask({ name: 'a.example', at: 'soon' })).toEqual({ ok: false, problem: 'bad-moment' })
})
