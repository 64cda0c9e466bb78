import { expect, it } from 'vitest'
import { makingEndpoints } from '../../dashboard/api/making.ts'
import { aDashboard } from './a-dashboard.ts'
import { judgedPrograms } from './judged-programs.ts'

const text = async (response: Response | Promise<Response>) => await (await response).text()

/** A school that closes for all of its groups what every school closes for them, and its coordinator. */
async function aCoordinator() {
  const school = await aDashboard({
    change: (policy) => {
      const groups = policy.groups.map(({ id }) => id)
      return { ...policy, rules: policy.rules.map((rule) => (rule.id === 'adult' ? { ...rule, groups } : rule)) }
    },
  })
  return { ...school, coordinator: await school.signedIn(['coordinator']) }
}

it('adds a device group as a copy, renames it, and removes it when nothing is in it any more', async () => {
  const { app, coordinator } = await aCoordinator()
  const page = await text(coordinator.get('/groups'))
  for (const part of ['Add a device group', 'name="copy-of"', 'Unknown devices are in']) expect(page).toContain(part)
  const added = await coordinator.post('/groups', { nl: 'Leenlaptops', en: 'Loan laptops', 'copy-of': 'pupils' })
  expect([added.status, added.headers.get('location')]).toEqual([303, '/groups/leenlaptops?done=added'])
  const own = await text(coordinator.get('/groups/leenlaptops'))
  for (const part of ['value="Leenlaptops"', 'value="Loan laptops"', 'Remove the device group'])
    expect(own).toContain(part)
  await coordinator.post('/groups/leenlaptops', { nl: 'Leenkar', en: '', record: 'counts' })
  expect(app.school.policy().groups[1]).toMatchObject({ name: { nl: 'Leenkar', en: 'Leenkar' }, record: 'counts' })
  await coordinator.post('/devices', { label: 'L1', address: '10.1.0.9', group: 'leenlaptops' })
  const refused = await coordinator.post('/groups/leenlaptops/remove')
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('still in use (L1)')])
  const id = /href="\/devices\/([-0-9a-f]{36})"/.exec(await text(coordinator.get('/devices?q=L1')))?.[1]
  await coordinator.post(`/devices/${id}`, { label: 'L1', address: '10.1.0.9', group: 'pupils' })
  expect((await coordinator.post('/groups/leenlaptops/remove')).headers.get('location')).toBe('/groups?done=removed')
  expect((await coordinator.get('/groups/leenlaptops')).status).toBe(404)
  const changes = await text(coordinator.get('/changes'))
  for (const part of ['Added the device group Leenlaptops', 'Removed the device group']) expect(changes).toContain(part)
})

it('shows what was typed again when a group is refused, without running any of it', async () => {
  const { app, coordinator } = await aCoordinator()
  const hostile = '"><script>alert(1)</script>'
  const refused = await coordinator.post('/groups', { nl: hostile, en: 'staff', 'copy-of': 'staff' })
  const page = await refused.text()
  expect([refused.status, page]).toEqual([422, expect.stringContaining('already in use')])
  expect(page).toContain('value="&quot;&gt;&lt;script&gt;')
  expect(page).not.toContain('<script>alert')
  expect((await coordinator.post('/groups', {})).status).toBe(422)
  expect((await coordinator.post('/groups/nobody/remove')).status).toBe(404)
  expect(app.school.revision()).toBe(1)
})

it('chooses the group of unknown devices', async () => {
  const { app, coordinator } = await aCoordinator()
  expect((await coordinator.post('/unknown-devices', { group: 'guests' })).headers.get('location')).toBe(
    '/groups?done=saved',
  )
  expect(app.school.policy().unknown).toBe('guests')
  expect((await coordinator.post('/unknown-devices', { group: 'x' })).status).toBe(422)
  expect(await text(coordinator.get('/changes'))).toContain('Unknown devices are in guests')
})

it('adds hours as a copy, renames and removes them', async () => {
  const { app, coordinator } = await aCoordinator()
  const page = await text(coordinator.get('/timetable'))
  for (const part of ['Add school hours', 'action="/timetables/all"', 'Remove these hours'])
    expect(page).toContain(part)
  const added = await coordinator.post('/timetables', { nl: 'Onderbouw', en: 'Lower years', 'copy-of': 'all' })
  expect(added.headers.get('location')).toBe('/timetable?id=onderbouw&bells=normal&done=added')
  expect(await text(coordinator.get('/timetable?id=onderbouw'))).toContain('Lower years')
  const renamed = await coordinator.post('/timetables/onderbouw', { nl: 'Kleuters', en: '' })
  expect(renamed.headers.get('location')).toBe('/timetable?id=onderbouw&bells=normal&done=saved')
  const refused = await coordinator.post('/timetables/onderbouw', { nl: 'All', en: '<b>x' })
  const refusal = await refused.text()
  expect([refused.status, refusal]).toEqual([422, expect.stringContaining('already in use (All)')])
  expect(refusal).toContain('value="&lt;b&gt;x"')
  const kept = await coordinator.post('/timetables/all/remove')
  expect([kept.status, await kept.text()]).toEqual([422, expect.stringContaining('still in use (pupils)')])
  expect((await coordinator.post('/timetables/onderbouw/remove')).headers.get('location')).toBe(
    '/timetable?done=removed',
  )
  expect(app.school.policy().timetables.map(({ id }) => id)).toEqual(['all'])
})

it('renames a class on its page, which says how many devices it has and who teaches it', async () => {
  const { app, signedIn, coordinator } = await aCoordinator()
  await signedIn(['teacher'], ['3b'])
  const empty = await text(coordinator.get('/classes/3b'))
  for (const part of ['There is no device in this class yet', 'Person 2', 'href="/devices?show=known&amp;to=3b"'])
    expect(empty).toContain(part)
  await coordinator.post('/devices', { label: 'L1', address: '10.1.0.9', group: 'pupils', class: '3b' })
  expect(await text(coordinator.get('/classes/3b'))).toContain('href="/devices?class=3b"')
  expect(await text(coordinator.get('/classes'))).toMatch(/href="\/devices\?class=3b"[^>]*>\s*1 device\s*</)
  const saved = await coordinator.post('/classes/3b', { name: '4C', timetable: '' })
  expect(saved.headers.get('location')).toBe('/classes?done=saved')
  expect(app.school.policy().classes[0]).toEqual({ id: '3b', name: '4C' })
  const refused = await coordinator.post('/classes/3b', { name: '4A', timetable: '' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringMatching(/in use \(4A\)[\s\S]*value="4A"/)])
})

it('puts ticked devices in a class together, says so, and takes it back', async () => {
  const { app, coordinator, signedIn } = await aCoordinator()
  for (const number of [1, 2, 3])
    await coordinator.post('/devices', { label: `L${number}`, address: `10.1.0.${number}`, group: 'pupils' })
  const page = await text(coordinator.get('/devices?q=L&to=3b'))
  const ids = [...page.matchAll(/name="device" value="([^"]+)"/g)].map(([, id]) => id!)
  expect(ids).toHaveLength(3)
  expect(page).toContain('<option value="3b" selected="">')
  expect(page).toContain('action="/devices/classes?q=L"')
  const placed = await coordinator.post('/devices/classes?q=L', { device: ids, to: '3b', do: 'into' })
  const [where = ''] = placed.headers.get('location')?.split('#') ?? []
  expect([placed.status, where]).toEqual([303, expect.stringMatching(/^\/devices\?q=L&to=3b&placed=/)])
  const after = await text(coordinator.get(where))
  expect(after).toContain('3 devices put in 3B.')
  const undo = /action="\/devices\/classes\/undo\?q=L"[\s\S]*?name="id" value="([^"]+)"/.exec(after)?.[1] ?? ''
  expect(await text((await signedIn(['coordinator'])).get(where))).not.toContain('put in 3B')
  expect((await coordinator.post('/devices/classes/undo?q=L', { id: undo })).headers.get('location')).toBe(
    '/devices?q=L&done=takenBack',
  )
  expect(await text(coordinator.get('/devices?class=3b'))).not.toContain('>L1<')
  const over = await coordinator.post('/devices/classes/undo', { id: undo })
  expect([over.status, await over.text()]).toEqual([422, expect.stringContaining('can no longer be undone')])
  await coordinator.post('/devices/classes', { device: ids.slice(1), to: '3b', do: 'into' })
  const out = await coordinator.post('/devices/classes', { device: ids, to: '3b', do: 'from' })
  expect(await text(coordinator.get(out.headers.get('location')!.split('#')[0]!))).toContain(
    '2 devices taken out of 3B.',
  )
  expect(app.school.revision()).toBe(1)
})

it('refuses to place nothing, or what is none, and keeps what was ticked', async () => {
  const { coordinator } = await aCoordinator()
  await coordinator.post('/devices', { label: 'L1', address: '10.1.0.1', group: 'pupils' })
  const nothing = await coordinator.post('/devices/classes', { to: '3b', do: 'into' })
  expect([nothing.status, await nothing.text()]).toEqual([422, expect.stringContaining('No device was ticked')])
  const id = /name="device" value="([^"]+)"/.exec(await text(coordinator.get('/devices')))?.[1] ?? ''
  const wrong = await coordinator.post('/devices/classes', { device: [id, '"><b>'], to: '3b', do: 'into' })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringMatching(/name="device"[^>]*checked/)])
  const gone = await coordinator.post('/devices/classes', { device: id, to: '9z', do: 'into' })
  expect([gone.status, await gone.text()]).toEqual([422, expect.stringContaining('no such class (9z)')])
})

it('changes what the school is called, its type, its language and its officer', async () => {
  const { app, coordinator, visitor } = await aCoordinator()
  expect(await text(coordinator.get('/box'))).toContain('value="De Voorbeeldschool"')
  const fields = { name: 'De <b>Brug', language: 'en', officer: 'F. de Vries', contact: 'fg@school.example' }
  expect((await coordinator.post('/box/school', fields)).headers.get('location')).toBe('/box?done=saved')
  expect(app.school.policy().school).toMatchObject({ name: 'De <b>Brug', language: 'en' })
  const status = await text(visitor().get('/status'))
  expect(status).toContain('Vragen hierover: F. de Vries, fg@school.example.')
  expect(status).not.toContain('De <b>Brug')
  const half = await coordinator.post('/box/school', { ...fields, contact: '' })
  expect([half.status, await half.text()]).toEqual([422, expect.stringMatching(/Only half[\s\S]*value="F. de Vries"/)])
  expect((await coordinator.post('/box/school', { name: '', language: 'nl' })).status).toBe(422)
  // Only how it is spoken of: nothing else of the policy is touched.
  const { school: before, ...rest } = app.school.policy()
  expect(await text(coordinator.get('/timetable'))).toContain('Add school hours')
  const secondary = { ...fields, type: 'secondary' }
  const refused = await coordinator.post('/box/school', { ...secondary, contact: '' })
  expect(await refused.text(), 'what was chosen stays').toMatch(/value="secondary" selected/)
  expect((await coordinator.post('/box/school', secondary)).status).toBe(303)
  expect(app.school.policy()).toEqual({ ...rest, school: { ...before, type: 'secondary' } })
  expect(await text(coordinator.get('/timetable'))).toContain('Add a timetable')
  await coordinator.post('/box/school', { ...fields, type: '"><b>' })
  expect(app.school.policy().school.type).toBe('secondary')
})

it('lets a program do the same, and gives it the problem where it cannot', async () => {
  const school = await aCoordinator()
  const { app } = school
  const { ok, call, tried } = await judgedPrograms(school)
  const by = 'coordinator'
  const group = await ok(by, 'POST /groups', {}, { nl: 'Leenlaptops', copyOf: 'pupils' })
  expect(group).toEqual({ id: 'leenlaptops', name: 'Leenlaptops' })
  expect((await call(by, 'POST /groups', {}, { nl: 'Leenlaptops', copyOf: 'pupils' })).status).toBe(409)
  await ok(by, 'PUT /unknown-devices', {}, { group: 'leenlaptops' })
  expect((await call(by, 'DELETE /groups/{id}', { id: 'leenlaptops' })).status).toBe(422)
  await ok(by, 'PUT /unknown-devices', {}, { group: 'pupils' })
  await ok(by, 'DELETE /groups/{id}', { id: 'leenlaptops' })

  const hours = await ok(by, 'POST /timetables', {}, { nl: 'Onderbouw', en: 'Lower years', copyOf: 'all' })
  expect(hours).toEqual({ id: 'onderbouw', name: 'Lower years' })
  expect(await ok(by, 'PUT /timetables/{id}/name', { id: 'onderbouw' }, { nl: 'Kleuters' })).toEqual({
    id: 'onderbouw',
    name: 'Kleuters',
  })
  await ok(by, 'DELETE /timetables/{id}', { id: 'onderbouw' })
  expect((await call(by, 'DELETE /timetables/{id}', { id: 'all' })).status).toBe(409)

  const officer = { name: 'F. de Vries', contact: 'fg@school.example' }
  await ok(by, 'PUT /school', {}, { name: 'De Brug', type: 'secondary', language: 'en', officer })
  expect((await call(by, 'PUT /school', {}, { name: 'De Brug', type: 'mbo', language: 'en' })).status).toBe(400)
  expect((await call('director', 'GET /school')).json).toEqual({
    ...{ name: 'De Brug', type: 'secondary', language: 'en', zone: 'Europe/Amsterdam', officer },
  })
  await ok(by, 'PUT /school', {}, { name: 'De Brug', language: 'en' })
  expect(app.school.policy().school).not.toHaveProperty('officer')

  const enrolled = await ok(by, 'POST /devices', {}, { label: 'L1', address: '10.1.0.9', group: 'pupils' })
  const wish = { class: '3b', devices: [String(enrolled['id'])] }
  expect(await ok(by, 'POST /devices/classes', {}, wish)).toEqual({ changed: wish.devices })
  expect(await ok(by, 'POST /devices/classes', {}, wish)).toEqual({ changed: [] })
  expect(await ok(by, 'POST /devices/classes', {}, { ...wish, into: false })).toEqual({ changed: wish.devices })
  expect((await call(by, 'POST /devices/classes', {}, { ...wish, devices: ['x'] })).status).toBe(404)
  const all = makingEndpoints.map(({ method, path }) => `${method} ${path}`)
  expect([...tried].sort()).toEqual([...all, 'POST /devices'].sort())
})
