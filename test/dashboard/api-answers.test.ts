import { expect, it } from 'vitest'
import { boardEndpoints } from '../../dashboard/api/board.ts'
import { decidingEndpoints } from '../../dashboard/api/deciding.ts'
import { keepingEndpoints } from '../../dashboard/api/keeping.ts'
import { lessonEndpoints } from '../../dashboard/api/lessons.ts'
import { policyEndpoints } from '../../dashboard/api/policy.ts'
import { readingEndpoints } from '../../dashboard/api/reading.ts'
import { batchOf } from '../app/a-school.ts'
import { fillClass } from '../helpers/fill-class.ts'
import { aDashboard } from './a-dashboard.ts'
import { type Json, judgedPrograms } from './judged-programs.ts'

it('answers every call about lessons, devices and the policy as the document says, and does what it says', async () => {
  const school = await aDashboard()
  const { call, ok, tried } = await judgedPrograms(school)

  // Devices and classes.
  const wish = { label: 'Chromebook 1', address: '10.1.0.9', group: 'pupils', classes: ['3b'] }
  const tablet = await ok('coordinator', 'POST /devices', {}, wish)
  expect(
    (await ok('coordinator', 'GET /devices', {}, undefined, '?class=3b&known=true')).items.map(({ id }) => id),
  ).toEqual([tablet.id])
  await ok('coordinator', 'GET /devices/{id}', { id: tablet.id })
  await ok('coordinator', 'PUT /devices/{id}', { id: tablet.id }, { ...wish, label: 'Chromebook 1b' })
  const spare = await ok('coordinator', 'POST /devices', {}, { ...wish, address: '10.1.0.10', group: 'pupil-phones' })
  await ok('coordinator', 'GET /classes')
  const added = await ok('coordinator', 'POST /classes', {}, { name: '9Z' })
  await ok('coordinator', 'PATCH /classes/{class}', { class: added.id }, { room: true, timetable: null })
  await ok('coordinator', 'DELETE /classes/{class}', { class: added.id })
  await ok('coordinator', 'PUT /other-classes', {}, { may: false })
  await ok('director', 'GET /groups')

  // Lessons.
  const grant = await ok(
    'teacher',
    'POST /grants',
    {},
    { audience: { kind: 'class', id: '3b' }, open: { platform: 'clips' }, end: { kind: 'minutes', minutes: 30 } },
  )
  await ok('teacher', 'PATCH /grants/{id}', { id: grant.id }, { end: { kind: 'minutes', minutes: 40 } })
  expect((await ok('director', 'GET /grants')).items).toHaveLength(1)
  expect((await ok('teacher', 'GET /classes/{class}/now', { class: '3b' }))['grants']).toHaveLength(1)
  await ok('teacher', 'DELETE /grants/{id}', { id: grant.id })
  expect((await call('teacher', 'DELETE /grants/{id}', { id: grant.id })).status).toBe(409)
  await ok('teacher', 'POST /parks', {}, { classes: ['3b'], end: { kind: 'lesson' } })
  expect((await ok('teacher', 'GET /parks')).items).toHaveLength(1)
  await ok('teacher', 'DELETE /classes/{class}/park', { class: '3b' })
  const focus = await ok(
    'teacher',
    'POST /focuses',
    {},
    { class: '3b', listed: [{ site: 'wiki.example.org' }], end: { kind: 'minutes', minutes: 20 } },
  )
  await ok('teacher', 'GET /focuses')
  await ok('teacher', 'DELETE /focuses/{id}', { id: focus.id })
  const exam = await ok(
    'teacher',
    'POST /exams',
    {},
    { name: 'Toets', rooms: [{ class: '3b' }], listed: [{ platform: 'clips' }], end: { kind: 'minutes', minutes: 50 } },
  )
  const room = (exam['rooms'] as { focus: string }[])[0]!.focus
  await ok('teacher', 'POST /focuses/{id}/time', { id: room }, { minutes: 10 })
  expect((await call('teacher', 'DELETE /focuses/{id}', { id: room })).status).toBe(409)
  const two = await ok('director', 'POST /exams/{id}/rooms', { id: exam.id }, { class: '4a', extraMinutes: 20 })
  expect(two['rooms']).toHaveLength(2)
  expect((await ok('teacher', 'GET /exams')).items).toMatchObject([{ id: exam.id, name: 'Toets' }])
  await ok('teacher', 'DELETE /focuses/{id}', { id: room }, undefined, '?sure=true')
  expect((await call('director', 'DELETE /exams/{id}', { id: exam.id })).status).toBe(409)
  await ok('director', 'DELETE /exams/{id}', { id: exam.id }, undefined, '?sure=true')

  // Requests, emergencies, exclusions.
  await school.app.requests.ask('10.1.0.9', 'clips', 'voor mijn spreekbeurt')
  const [asked] = (await ok('teacher', 'GET /requests')).items
  await ok(
    'teacher',
    'POST /requests/approve',
    {},
    { class: '3b', key: asked!['key'], for: 'devices', end: { kind: 'lesson' } },
  )
  await school.app.requests.ask('10.1.0.9', 'chatter')
  const [again] = (await ok('teacher', 'GET /requests')).items
  await ok('teacher', 'POST /requests/refuse', {}, { class: '3b', key: again!['key'], word: 'Straks' })
  await ok('teacher', 'POST /requests/reopen', {}, { class: '3b', key: again!['key'] })
  expect((await ok('teacher', 'GET /requests')).items).toHaveLength(1)
  const emergency = await ok('first-responder', 'POST /emergencies', {}, { for: 'staff', minutes: 30 })
  await ok('director', 'PATCH /emergencies/{id}', { id: emergency.id }, { minutes: 15 })
  expect((await ok('teacher', 'GET /emergencies')).items).toHaveLength(1)
  await ok('coordinator', 'DELETE /emergencies/{id}', { id: emergency.id })
  const out = await ok(
    'director',
    'POST /exclusions',
    {},
    { device: spare.id, reason: 'misbruik van het netwerk', until: 'end-of-day' },
  )
  await ok('coordinator', 'GET /exclusions')
  await ok('director', 'DELETE /exclusions/{id}', { id: out.id })
  await ok('coordinator', 'DELETE /devices/{id}', { id: spare.id })

  // The calendar.
  await ok(
    'coordinator',
    'POST /calendar',
    {},
    { from: '2026-12-01', to: '2026-12-01', name: 'Studiedag', kind: 'study-day' },
  )
  const [day] = (await ok('teacher', 'GET /calendar', {}, undefined, '?from=2026-12-01&to=2026-12-01')).items
  await ok('coordinator', 'DELETE /calendar/{index}', { index: String(day!['index']) })
  await ok('teacher', 'GET /bells')
  await ok('director', 'PUT /bells', {}, { from: '2026-12-02', schedule: 'normal' })
  await ok('director', 'POST /bells/clear', {}, { from: '2026-12-02' })

  // The policy.
  const policy = await ok('coordinator', 'GET /policy')
  const dry = await ok('coordinator', 'PUT /policy', {}, { yaml: policy['yaml'], dry: true })
  expect(dry['changes']).toEqual([])
  const renamed = String(policy['yaml']).replace('name: Clips', 'name: Clips')
  await ok('coordinator', 'PUT /policy', {}, { yaml: renamed, why: 'uit het API' })
  const broken = await call('coordinator', 'PUT /policy', {}, { yaml: 'groups: nonsense' })
  expect([broken.status, (broken.json['errors'] as Json[]).length > 0]).toEqual([422, true])
  const first = await ok('coordinator', 'GET /policy/revisions', {}, undefined, '?limit=2')
  const next = await ok('coordinator', 'GET /policy/revisions', {}, undefined, `?limit=2&cursor=${first.next}`)
  expect(Number(first.items[1]!['number']) - Number(next.items[0]!['number'])).toBe(1)
  await ok('coordinator', 'GET /policy/diff', {}, undefined, '?from=1&to=2')
  await ok('coordinator', 'POST /policy/revisions/{number}/undo', { number: String(first.items[0]!['number']) })
  await ok('coordinator', 'POST /policy/revisions/{number}/restore', { number: '1' })

  // What is read; of fewer than five devices, nothing.
  expect((await call('teacher', 'GET /attempts', {}, undefined, '?class=3b')).status).toBe(422)
  await fillClass(school.app, await school.person(['coordinator']), '3b')
  await school.office.receive({
    kind: 'attempts',
    batch: batchOf(
      Array.from({ length: 5 }, (_, i) => ({ from: '10.1.0.9', name: `n${i}.clips.example`, at: school.clock() })),
    ),
  })
  const names: unknown[] = []
  for (let cursor = ''; ; ) {
    const page = await ok('teacher', 'GET /attempts', {}, undefined, `?limit=2&class=3b${cursor}`)
    names.push(...page.items.map(({ name }) => name))
    if (page.next === undefined) break
    cursor = `&cursor=${page.next}`
  }
  expect(names).toEqual([4, 3, 2, 1, 0].map((i) => `n${i}.clips.example`))
  await ok('director', 'GET /weeks/{date}', { date: '2026-11-24' })
  expect((await call('director', 'GET /board')).json['type']).toBe('urn:rooster:problem:no-board')
  await ok('coordinator', 'GET /explain', {}, undefined, '?name=chatter.example&group=pupils&class=3b')
  await ok('first-responder', 'GET /me')
  await ok('teacher', 'GET /status')
  await ok('director', 'GET /health')

  const endpoints = [
    ...[...readingEndpoints, ...lessonEndpoints, ...decidingEndpoints],
    ...[...keepingEndpoints, ...policyEndpoints, ...boardEndpoints],
  ]
  expect([...tried].sort()).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).sort())
  expect(school.errors).toEqual([])

  // Each act stands under the program's name.
  const acts = (await school.storage.audit.recent(500)).filter(({ action }) => action === 'grant-given')
  expect(acts.map(({ by }) => [by?.name, by?.id.startsWith('token:')])).toContainEqual(['API: teacher', true])
})
