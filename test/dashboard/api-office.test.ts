import { expect, it } from 'vitest'
import { boxEndpoints } from '../../dashboard/api/box.ts'
import type { Endpoint } from '../../dashboard/api/endpoint.ts'
import { incidentEndpoints } from '../../dashboard/api/incidents.ts'
import { measureEndpoints } from '../../dashboard/api/measures.ts'
import { recordEndpoints } from '../../dashboard/api/record.ts'
import { rulingEndpoints } from '../../dashboard/api/ruling.ts'
import { runningEndpoints } from '../../dashboard/api/running.ts'
import { schoolEndpoints } from '../../dashboard/api/school.ts'
import { catalogueShelf, presetBox } from '../../src/app/box/given.ts'
import { batchOf } from '../app/a-school.ts'
import { value } from '../helpers/value.ts'
import { aDashboard } from './a-dashboard.ts'
import { judgedPrograms } from './judged-programs.ts'

const routesOf = (endpoints: readonly Endpoint[]) => endpoints.map(({ method, path }) => `${method} ${path}`).sort()

const upstreams = {
  given: ['192.0.2.1:53'],
  read: (text: string) => (/^[\d.]+:\d+$/.test(text) ? text : undefined),
  check: async () => ({ kind: 'answers', ms: 2 }) as const,
  use: () => {},
}

async function aSchoolWithPrograms(ofSchool: 'own' | 'shipped' = 'own') {
  const shelf = catalogueShelf({ data: '/nowhere' }, 'reader')
  const presets = presetBox({ data: '/nowhere' }, () => shelf.current())
  const school = await aDashboard({
    parts: () => ({ upstreams, ...(ofSchool === 'own' ? {} : { catalogues: shelf, presets }) }),
  })
  const programs = await judgedPrograms(school)
  const enrol = async (address: string, group: string) => {
    const coordinator = await school.person(['coordinator'])
    const made = value(await school.app.devices.enrol(coordinator, { label: address, address, group, classes: ['3b'] }))
    return made.id
  }
  return { school, enrol, ...programs }
}

it('marks events, runs trials, corrects lists, hears what does not work, and takes back', async () => {
  const { school, ok, call, tried, enrol } = await aSchoolWithPrograms()
  const event = await ok('director', 'POST /events', {}, { name: 'Open dag', until: '2026-11-24T15:00:00+01:00' })
  expect((await ok('coordinator', 'GET /events')).items).toEqual([event])
  await ok('coordinator', 'DELETE /events/{id}', { id: event.id })

  const trial = await ok('coordinator', 'POST /trials', {}, { group: 'pupils', days: 3 })
  expect(trial['group']).toBe('pupils')
  await ok('coordinator', 'PATCH /trials/{id}', { id: trial.id }, { days: 4 })
  expect((await ok('coordinator', 'GET /trials')).items).toHaveLength(1)
  expect(await ok('coordinator', 'GET /trials/{id}/figures', { id: trial.id })).toMatchObject({ total: 0 })
  await ok('coordinator', 'DELETE /trials/{id}', { id: trial.id })

  const what = { name: 'www.games.example', category: 'games' }
  const correction = await ok('coordinator', 'POST /corrections', {}, what)
  expect((await call('coordinator', 'POST /corrections', {}, what)).status).toBe(422)
  expect((await ok('coordinator', 'GET /corrections')).items).toEqual([correction])
  await ok('coordinator', 'DELETE /corrections/{id}', { id: correction.id })

  for (const host of [5, 6, 7, 8, 9]) await enrol(`10.1.0.${host}`, 'pupils')
  await school.office.receive({
    kind: 'attempts',
    batch: batchOf([{ from: '10.1.0.9', name: 'www.clips.example', at: school.clock() }]),
  })
  const [closed] = (await ok('teacher', 'GET /classes/{class}/snags', { class: '3b' })).items
  const opened = await ok('teacher', 'POST /classes/{class}/snags', { class: '3b' }, { key: closed!['key'] })
  const id = String((opened['grant'] as { id: string }).id)
  expect(await ok('teacher', 'POST /classes/{class}/snags', { class: '3b' }, { words: 'Het bord hapert' })).toEqual({})
  const notes = (await ok('coordinator', 'GET /snags')).items
  expect(notes).toHaveLength(2)
  await ok('coordinator', 'DELETE /snags/{id}', { id: String(notes[0]!['id']) })

  expect((await ok('teacher', 'GET /acts/{id}/needs', { id })).items).toEqual([])
  await school.app.desk.revoke(await school.person(['director']), id)
  await ok('teacher', 'POST /acts/{id}/restore', { id })
  expect((await ok('teacher', 'GET /history')).items).toMatchObject([{ id, kind: 'grant' }])
  expect([...tried].sort()).toEqual(routesOf(runningEndpoints))
  expect(school.errors).toEqual([])
})

it('takes measures, keeps the register, opens incidents, and reads the audit and the figures', async () => {
  const { school, ok, call, tried, enrol } = await aSchoolWithPrograms()
  const [phone, laptop] = [await enrol('10.1.0.9', 'pupils'), await enrol('10.3.0.4', 'staff')]
  const wish = { offence: { nl: 'Filmen' }, measure: { nl: 'Gesprek' }, parents: true, police: false }
  const offence = await ok('director', 'POST /register', {}, wish)
  await ok('coordinator', 'PUT /register/{id}', { id: offence.id }, { ...wish, police: true })
  await ok('director', 'PUT /teachers-may-exclude', {}, { may: true })
  expect(await ok('coordinator', 'GET /register')).toMatchObject({
    teachersMayExclude: true,
    items: [{ police: true }],
  })

  const taken = await ok(
    'teacher',
    'POST /measures',
    {},
    { kind: 'phone-taken', about: { class: '3b' }, why: 'Filmde in de les', offence: offence.id },
  )
  const warned = { kind: 'warning', about: { device: phone }, why: 'Filmde in de les' }
  expect((await call('teacher', 'POST /measures', {}, warned)).status).toBe(403)
  await ok('director', 'POST /measures', {}, warned)
  expect((await ok('director', 'GET /measures')).items).toHaveLength(2)
  expect((await ok('teacher', 'GET /measures')).items).toHaveLength(1)
  await ok('teacher', 'GET /measures/{id}/letter', { id: taken.id })
  await ok('teacher', 'DELETE /measures/{id}', { id: taken.id })
  await ok('director', 'DELETE /register/{id}', { id: offence.id })

  await school.office.receive({
    kind: 'attempts',
    batch: batchOf([{ from: '10.1.0.9', name: 'www.clips.example', at: school.clock() }]),
  })
  const span = { from: '2026-11-24T08:00:00+01:00', until: '2026-11-24T12:00:00+01:00' }
  const incident = await ok('director', 'POST /incidents', {}, { device: phone, reason: 'Melding van pesten', ...span })
  await ok('director', 'POST /incidents/{id}/notes', { id: incident.id }, { text: 'Gesproken met de mentor' })
  const held = await ok('director', 'GET /incidents/{id}', { id: incident.id })
  expect([held['attempts'], held['notes']].map((each) => (each as unknown[]).length)).toEqual([1, 1])
  expect((await ok('director', 'GET /incidents')).items).toHaveLength(1)
  await ok('director', 'POST /incidents/{id}/close', { id: incident.id })
  await ok('director', 'DELETE /incidents/{id}', { id: incident.id })

  const opening = await ok(
    'director',
    'POST /openings',
    {},
    { device: laptop, site: 'x.example', minutes: 30, reason: 'Onderzoek naar een melding' },
  )
  expect((await ok('director', 'GET /openings')).items).toEqual([opening])
  await ok('director', 'DELETE /openings/{id}', { id: opening.id })

  const [attempt] = await school.app.attempts.recent(await school.person(['director']), { limit: 1 })
  const asked = { reason: 'Een ouder vraagt ernaar' }
  expect(await ok('coordinator', 'POST /attempts/{id}/device', { id: String(attempt!.id) }, asked)).toMatchObject({
    id: phone,
  })
  expect((await call('director', 'POST /attempts/{id}/device', { id: 'x' }, asked)).status).toBe(404)
  await ok('director', 'GET /overview', {}, undefined, '?from=2026-11-23&to=2026-11-24')
  await ok('director', 'GET /privacy')

  const first = await ok('director', 'GET /audit', {}, undefined, '?limit=2&area=incidents')
  const next = await ok('director', 'GET /audit', {}, undefined, `?limit=9&area=incidents&cursor=${first.next}`)
  expect([...first.items, ...next.items]).toHaveLength(5)
  expect(first.items[0]).toMatchObject({ by: 'API: director', from: 'director', roles: ['director'] })
  // A coordinator's program reads no more than a coordinator.
  expect((await ok('coordinator', 'GET /audit', {}, undefined, '?area=incidents')).items).toEqual([])
  expect((await call('director', 'GET /audit', {}, undefined, '?cursor=bm9wZQ')).status).toBe(400)
  const reads = (await ok('director', 'GET /audit', {}, undefined, '?action=audit-taken-out')).items
  // Once for each reading, however many pages it had; this one is not in it yet.
  expect(reads).toHaveLength(2)
  expect([...tried].sort()).toEqual(routesOf([...measureEndpoints, ...incidentEndpoints, ...recordEndpoints]))
  expect(school.errors).toEqual([])
})

it('changes rules, sets, clauses and platforms, each as one revision that an undo takes back', async () => {
  const { school, ok, call, tried } = await aSchoolWithPrograms()
  const before = (await ok('coordinator', 'GET /rules')).items
  const wish = { groups: ['pupils'], target: 'site:forum.example', state: 'closed', when: ['lesson'] }
  await ok('coordinator', 'POST /rules/preview', {}, wish)
  const rule = await ok('coordinator', 'POST /rules', {}, wish)
  const changed = await ok('coordinator', 'PUT /rules/{id}', { id: rule.id }, { ...wish, when: 'always' })
  expect(changed).toMatchObject({ id: rule.id, target: 'site:forum.example', when: 'always' })
  await ok('coordinator', 'POST /rules/{id}/move', { id: rule.id }, { before: String(before[0]!['id']) })
  expect((await ok('coordinator', 'GET /rules')).items[0]!['id']).toBe(rule.id)
  await ok('coordinator', 'POST /clauses/attach', {}, { clause: 'X-1', rules: [rule.id] })
  expect((await call('coordinator', 'PUT /rules/{id}', { id: rule.id }, { ...wish, target: 'nonsense' })).status).toBe(
    422,
  )
  await ok('coordinator', 'DELETE /rules/{id}', { id: rule.id })
  expect((await ok('coordinator', 'GET /rules')).items).toEqual(before)

  await ok('coordinator', 'PATCH /clauses', {}, { clauses: { 'X-3': { nl: 'Geen spelletjes.' } } })
  expect((await ok('coordinator', 'GET /clauses')).items.map(({ id }) => id)).toEqual(['X-1', 'X-2', 'X-3'])
  const set = await ok('coordinator', 'POST /sets', {}, { name: { nl: 'Kaarten' }, platforms: ['maps'] })
  await ok('coordinator', 'PUT /sets/{id}', { id: set.id }, { name: { nl: 'Kaarten' }, platforms: ['maps', 'clips'] })
  expect((await ok('coordinator', 'GET /sets')).items).toHaveLength(2)
  await ok('coordinator', 'DELETE /sets/{id}', { id: set.id })

  const own = await ok('coordinator', 'POST /platforms', {}, { name: 'Weektaak', names: ['weektaak.example.org'] })
  await ok('coordinator', 'PATCH /platforms/{id}', { id: 'clips' }, { not: ['clips.example'] })
  expect((await ok('coordinator', 'GET /platforms')).items.filter(({ state }) => state !== 'catalogue')).toHaveLength(2)
  await ok('coordinator', 'DELETE /platforms/{id}', { id: own.id })
  expect([...tried].sort()).toEqual(routesOf(rulingEndpoints))
  expect(school.errors).toEqual([])
})

const ics = [
  'BEGIN:VCALENDAR',
  ...['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20261214', 'DTEND;VALUE=DATE:20261215', 'SUMMARY:Studiedag', 'END:VEVENT'],
  'END:VCALENDAR',
].join('\r\n')

it('changes groups, hours and days', async () => {
  const { school, ok, call, tried } = await aSchoolWithPrograms()
  const looks = { look: 'page', categories: { adult: 'nxdomain' } }
  await ok('coordinator', 'PATCH /groups/{id}', { id: 'pupils' }, { safeSearch: ['lesson'], blocks: looks })
  await ok('coordinator', 'PUT /groups/{id}/networks', { id: 'pupils' }, { networks: ['10.1.0.0/16', '10.9.0.0/16'] })
  expect((await call('coordinator', 'PUT /groups/{id}/networks', { id: 'pupils' }, { networks: ['x'] })).status).toBe(
    422,
  )
  await ok('coordinator', 'PUT /limits', {}, { queriesPerSecond: 200, burst: 900 })
  const pupils = school.app.school.policy().groups.find(({ id }) => id === 'pupils')
  expect(pupils).toMatchObject({ safeSearch: ['lesson'], blocks: looks, networks: ['10.1.0.0/16', '10.9.0.0/16'] })

  const day = [{ from: '09:00', to: '10:00', kind: 'lesson' }]
  await ok('coordinator', 'PATCH /timetables/{id}', { id: 'all' }, { days: { mon: day, tue: 'off' } })
  const bells = await ok('coordinator', 'POST /bells', {}, { nl: 'Hitte' })
  await ok(
    'coordinator',
    'PATCH /timetables/{id}',
    { id: 'all' },
    { schedule: bells.id, days: { wed: day, thu: null } },
  )
  expect((await ok('teacher', 'GET /timetables')).items[0]!['days']).toMatchObject({ mon: [{ from: 540, to: 600 }] })
  await ok('coordinator', 'DELETE /bells/{id}', { id: bells.id })

  await ok('coordinator', 'PUT /region', {}, { region: 'nl-noord' })
  const [question] = (await ok('coordinator', 'GET /holidays')).items
  if (question !== undefined)
    await ok(
      'coordinator',
      'PUT /holidays/{id}',
      { id: String(question['id']) },
      { from: '2026-12-19', to: '2027-01-03' },
    )
  expect((await call('coordinator', 'PUT /holidays/{id}', { id: 'x' }, 'not-here')).status).toBe(404)
  const dry = await ok('coordinator', 'POST /calendar/file', {}, { ics, dry: true })
  const entries = () => school.app.school.policy().calendar.entries.filter(({ name }) => name === 'Studiedag')
  expect([dry['days'], entries()]).toEqual([[expect.objectContaining({ name: 'Studiedag', state: 'new' })], []])
  await ok('coordinator', 'POST /calendar/file', {}, { ics })
  expect(entries()).toHaveLength(1)
  expect([...tried].sort()).toEqual(routesOf(schoolEndpoints))
  expect(school.errors).toEqual([])
})

it('keeps the box, and knows accounts, tokens and devices without giving anybody a way in', async () => {
  const { school, ok, call, tried, enrol } = await aSchoolWithPrograms('shipped')
  await ok('coordinator', 'PUT /upstreams', {}, { upstreams: ['9.9.9.9:53'] })
  expect(await ok('coordinator', 'GET /upstreams')).toEqual({ inUse: ['9.9.9.9:53'], areSet: true })
  expect((await call('coordinator', 'PUT /upstreams', {}, { upstreams: ['nonsense!'] })).status).toBe(422)
  await ok('coordinator', 'POST /upstreams/check', {}, { upstreams: ['127.0.0.1:1'] })
  expect(await ok('coordinator', 'GET /backups')).toEqual({ isNightly: expect.any(Boolean) as boolean })
  const presets = (await ok('coordinator', 'GET /presets')).items
  const [preset, revision] = [{ id: String(presets[0]!['id']) }, school.app.school.revision()]
  await ok('coordinator', 'POST /presets/{id}/adopt', preset, { dry: true })
  expect(school.app.school.revision()).toBe(revision)
  expect(await ok('coordinator', 'POST /presets/{id}/adopt', preset, {})).toMatchObject({ revision: revision + 1 })

  const teacher = await school.person(['teacher'], ['3b'])
  const moved = await ok('coordinator', 'PATCH /people/{id}', { id: teacher.id }, { classes: ['4a'] })
  expect(moved).toMatchObject({ roles: ['teacher'], classes: ['4a'] })
  const promoted = await call('coordinator', 'PATCH /people/{id}', { id: teacher.id }, { roles: ['coordinator'] })
  expect(promoted.status).toBe(400)
  const told = JSON.stringify([await ok('coordinator', 'GET /people'), await ok('coordinator', 'GET /tokens')])
  expect(told).not.toMatch(/password|login|secret|hash|rooster_/)

  const csv = 'label;mac;address;group;classes\nChromebook 7;;10.1.0.7;pupils;3b\n'
  await ok('coordinator', 'POST /devices/file', {}, { csv, dry: true })
  expect((await ok('coordinator', 'POST /devices/file', {}, { csv })).items).toMatchObject([{ state: 'new' }])
  const device = await enrol('10.1.0.8', 'pupils')
  await ok('coordinator', 'PUT /devices/{id}/medical-mark', { id: device }, { reason: 'Glucosemeter' })
  await ok('coordinator', 'DELETE /devices/{id}/medical-mark', { id: device })
  await ok('coordinator', 'GET /busy-devices')
  await ok('coordinator', 'POST /devices/signs', {}, { reason: 'Vermoeden van een VPN' })
  expect((await call('coordinator', 'POST /devices/signs', {}, { reason: '' })).status).toBe(422)
  await ok('first-responder', 'POST /emergencies/drill', {}, { for: 'everyone' })
  expect([...tried].sort()).toEqual(routesOf(boxEndpoints))
  expect(school.errors).toEqual([])
})
