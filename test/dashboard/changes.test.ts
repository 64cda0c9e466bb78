import { expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>) => await (await response).text()

async function atTheChanges() {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  const change = async (path: string, fields: Record<string, string | readonly string[]>) =>
    expect((await coordinator.post(path, { ...fields, seen: String(school.app.school.revision()) })).status, path).toBe(
      303,
    )
  return { ...school, coordinator, change, page: (path: string) => text(coordinator.get(path)) }
}
const plain = (html: string) =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

it('tells who changed what, when, in the names that things have', async () => {
  const { change, page, clock } = await atTheChanges()
  clock.set('2026-11-24T09:05')
  await change('/classes', { name: '5C' })
  await change('/groups/pupils/networks', { networks: '10.1.0.0/16 10.9.0.0/16' })
  const list = plain(await page('/changes'))
  expect(list).toMatch(/networks of pupils.*holds now.*09:05 · Person 1 · Change 3.*class 5C.*Change 2.*Change 1/)
})

it.each<[string, string, Record<string, string | readonly string[]>, RegExp]>([
  [
    'networks',
    '/groups/pupils/networks',
    { networks: '10.9.0.0/16' },
    /Device group pupils networks changed was 10\.1\.0\.0\/16 became 10\.9\.0\.0\/16/,
  ],
  [
    'a mode',
    '/groups/pupils',
    { record: 'none', timetable: 'all' },
    /what is recorded changed was what was blocked, by device became nothing.*YouTube changed was open became strictly restricted/,
  ],
  ['a class', '/classes', { name: '5C' }, /Class 5C added/],
  [
    'a rule',
    '/rules/rule',
    { do: 'save', target: 'platform:maps', group: ['pupils'], when: ['lesson'], clause: 'X-1' },
    /Rule Maps added became closed: Maps; when: in lessons; for: pupils; clause: X-1/,
  ],
  [
    'a rule that is gone',
    '/rules/remove',
    { id: 'social' },
    /Rule Social media removed was closed: Social media; when: in lessons/,
  ],
  ['an order', '/rules/move', { id: 'undress', before: 'adult' }, /Rule order other order/],
  [
    'a clause',
    '/rules/clause',
    { id: 'X-1', nl: 'Nee', en: 'No', rule: ['social', 'phones'] },
    /Clause X-1 changed was No social media in lessons\. became No/,
  ],
  [
    'a set',
    '/rules/set',
    { nl: 'Kaarten', 'p-maps': 'in' },
    /Set of apps Kaarten added became name: Kaarten; apps: Maps; and all like them: no/,
  ],
  [
    'a day',
    '/timetable/all/tue',
    { 'from-0': '8:30', 'to-0': '12:00' },
    /Timetable All tuesday changed was .*08:30-10:15 Lesson 1.* became 08:30-12:00 Lesson/i,
  ],
  [
    'a holiday',
    '/calendar',
    { name: 'Kerst', from: '2026-12-21', to: '2027-01-01' },
    /Calendar Kerst, 21 Dec 2026 – 1 Jan 2027, .* added/,
  ],
  [
    'a platform',
    '/platforms',
    { name: 'Zaal', names: 'zaal.example' },
    /App Zaal added became name: Zaal; sets of apps: empty; names: zaal\.example/,
  ],
  [
    'limits',
    '/limits',
    { 'per-second': '50', burst: '100' },
    /Questions per second added became a second: 50; at once: 100/,
  ],
])('says in words what changed: %s', async (_, path, fields, words) => {
  const { change, page, app } = await atTheChanges()
  await change(path, fields)
  expect(plain(await page(`/changes/${app.school.revision()}`))).toMatch(words)
})

it('shows names that mean harm as they are written', async () => {
  const { change, page, app } = await atTheChanges()
  await change('/classes', { name: '5C<b>x</b>\u202e' })
  for (const path of ['/changes', `/changes/${app.school.revision()}`, '/rules/rule', '/timetable', '/calendar/file']) {
    const shown = await page(path)
    expect(shown, path).toContain('&lt;b&gt;')
    expect(shown, path).not.toMatch(/<b>x|\u202e/)
  }
})

it('takes an older change back and leaves the rest; refuses in words where it was changed since', async () => {
  const { change, coordinator, app } = await atTheChanges()
  await change('/classes', { name: '5C' })
  await change('/groups/pupils/networks', { networks: '10.8.0.0/16' })
  await change('/groups/pupils/networks', { networks: '10.9.0.0/16' })
  expect((await coordinator.post('/changes/2/undo', { seen: '4' })).headers.get('location')).toBe(
    '/changes?done=undone',
  )
  expect(app.school.policy().classes).toHaveLength(2)
  const refused = await coordinator.post('/changes/3/undo', { seen: '5' })
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('This was changed once more after that'),
  ])
})

it('shows how it was at a moment, what is different since, and puts all of it back', async () => {
  const { change, coordinator, page, app, clock } = await atTheChanges()
  clock.set('2026-11-24T10:00')
  await change('/classes', { name: '5C' })
  clock.set('2026-11-24T11:00')
  await change('/groups/pupils/networks', { networks: '10.9.0.0/16' })
  const then = plain(await page('/changes?at=2026-11-24T10:30'))
  expect(then).toMatch(/As it was on .*10:30.*Then change 2 held.*Device group pupils networks changed/)
  expect(then).not.toMatch(/Class 5C added/)
  expect(plain(await page('/changes?at=2026-11-24T11:00'))).toContain('There is no difference')
  expect(plain(await page('/changes?at=2020-01-01T11:00'))).toContain('Rooster was not in use then')
  expect((await coordinator.get('/changes?at=soon')).status).toBe(422)
  expect((await coordinator.post('/changes/2/restore', { seen: '3' })).headers.get('location')).toBe(
    '/changes?done=restored',
  )
  expect(app.school.policy().groups[0]?.networks).toEqual(['10.1.0.0/16'])
  expect(app.school.policy().classes).toHaveLength(3)
})

it.each(['0', '99', 'x', '1.5', '-1'])('has no page for a change %s', async (number) => {
  const { coordinator } = await atTheChanges()
  expect((await coordinator.get(`/changes/${number}`)).status).toBe(404)
  expect((await coordinator.post(`/changes/${number}/undo`)).status).not.toBe(303)
  expect((await coordinator.post(`/changes/${number}/restore`)).status).not.toBe(303)
})

it('names things by their names on the first page of the coordinator too', async () => {
  const name = { nl: 'Leerlingen', en: "Pupils' laptops" }
  const { app, signedIn } = await aDashboard({
    change: (policy) => ({
      ...policy,
      groups: policy.groups.map((group) => (group.id === 'pupils' ? { ...group, name } : group)),
    }),
  })
  const coordinator = await signedIn(['coordinator'])
  const fields = { networks: '10.77.0.0/16', seen: String(app.school.revision()) }
  await coordinator.post('/groups/pupils/networks', fields)
  expect(plain(await text(coordinator.get('/today')))).toContain('Changed the networks of Pupils&#39; laptops')
})
