import { expect, it } from 'vitest'
import { z } from 'zod'
import { endpoints } from '../../dashboard/api/endpoints.ts'
import { batchOf } from '../app/a-school.ts'
import { aDashboard } from './a-dashboard.ts'
import { programOf } from './a-program.ts'

type Json = Record<string, unknown>
interface Document {
  readonly openapi: string
  readonly paths: Record<
    string,
    Record<string, { readonly responses: Record<string, { content?: Record<string, { schema: Json }> }> }>
  >
  readonly components: { readonly schemas: Record<string, Json> }
}

/** Checks an answer against the published document, and against nothing of ours. */
function judge(document: Document) {
  const $defs = JSON.parse(
    JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as Json
  const shapeOf = (schema: Json) =>
    z.fromJSONSchema({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      ...(JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')) as Json),
      $defs,
    } as never)
  return async (method: string, path: string, response: Response) => {
    const operation = document.paths[path]?.[method.toLowerCase()]
    expect(operation, `${method} ${path} is in the document`).toBeDefined()
    const told = operation!.responses[String(response.status)] ?? operation!.responses['default']!
    const text = await response.text()
    const type = response.headers.get('content-type')?.split(';')[0] ?? ''
    const row = `${method} ${path}: ${response.status} ${text.slice(0, 300)}`
    if (told.content === undefined) {
      expect(text, row).toBe('')
      return undefined
    }
    const schema = told.content[type]?.schema
    expect(schema, row).toBeDefined()
    const read = shapeOf(schema!).safeParse(JSON.parse(text))
    expect(read.success ? [] : read.error.issues, row).toEqual([])
    return JSON.parse(text) as Json
  }
}

it('answers every call as the document says, and does what it says', async () => {
  const school = await aDashboard()
  const programs = {
    coordinator: await programOf(school, 'coordinator'),
    teacher: await programOf(school, 'teacher'),
    director: await programOf(school, 'director'),
    'first-responder': await programOf(school, 'first-responder'),
  }
  const document = (await (await programs.teacher.call('GET', '/openapi.json')).json()) as Document
  expect(document.openapi).toBe('3.1.0')
  const check = judge(document)
  const tried = new Set<string>()
  /** Calls `METHOD /path`; words in braces are filled in. The answer is judged by the document. */
  const call = async (
    who: keyof typeof programs,
    route: string,
    values: Record<string, string> = {},
    body?: unknown,
    query = '',
  ) => {
    const [method = '', path = ''] = route.split(' ')
    tried.add(route)
    school.clock.advance(1000)
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
    const response = await programs[who].call(method, address + query, body)
    const status = response.status
    return {
      status,
      json: ((await check(method, path, response)) ?? {}) as Json & { id: string; items: Json[]; next?: string },
    }
  }
  const ok = async (...words: Parameters<typeof call>) => {
    const { status, json } = await call(...words)
    expect([words[1], json['title'], status < 300], `${status} ${JSON.stringify(json)}`).toEqual([
      words[1],
      undefined,
      true,
    ])
    return json
  }

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
  await ok('coordinator', 'DELETE /classes/{class}', { class: added.id })
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
  const room = String(exam.items[0]!['id'])
  await ok('teacher', 'POST /focuses/{id}/time', { id: room }, { minutes: 10 })
  expect((await call('teacher', 'DELETE /focuses/{id}', { id: room })).status).toBe(409)
  await ok('teacher', 'DELETE /focuses/{id}', { id: room }, undefined, '?sure=true')

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

  // What is read.
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
  await ok('coordinator', 'GET /explain', {}, undefined, '?name=chatter.example&group=pupils&class=3b')
  await ok('coordinator', 'GET /lists')
  await ok('coordinator', 'POST /lists/refresh')
  expect(
    (await ok('coordinator', 'GET /lists/search', {}, undefined, '?name=www.games.example'))['categories'],
  ).toEqual(['games'])
  await ok('first-responder', 'GET /me')
  await ok('teacher', 'GET /status')
  await ok('director', 'GET /health')

  expect([...tried].sort()).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).sort())
  expect(school.errors).toEqual([])

  // Each act stands under the program's name.
  const acts = (await school.storage.audit.recent(500)).filter(({ action }) => action === 'grant-given')
  expect(acts.map(({ by }) => [by?.name, by?.id.startsWith('token:')])).toContainEqual(['API: teacher', true])
})
