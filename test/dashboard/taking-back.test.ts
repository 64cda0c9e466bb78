import { expect, it } from 'vitest'
import { batchOf } from '../app/a-school.ts'
import type { Browser } from './a-dashboard.ts'
import { aTeacher } from './a-teacher.ts'

const text = async (response: Response | Promise<Response>) => (await response).text()
const wiki = { class: '3b', key: 'site:wiki.example' }

/** Does an act, follows where it leads to, and gives the fields of the button there that takes it back. */
async function undoAfter(browser: Browser, path: string, fields: Record<string, string | readonly string[]>) {
  const led = (await browser.post(path, fields)).headers.get('location') ?? ''
  return { led, undo: undoOn(await text(browser.get(led))) }
}

function undoOn(page: string): Record<string, string> | undefined {
  const form = /<form method="post" action="[^"]+" class="undo">([\s\S]*?)<\/form>/.exec(page)?.[1]
  return form === undefined
    ? undefined
    : Object.fromEntries([...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]))
}

it('closes again what was opened because it did not work', async () => {
  const { app, clock, office, teacher } = await aTeacher()
  const batch = batchOf([{ from: '10.1.0.5', name: 'www.clips.example', at: clock() }])
  await office.receive({ kind: 'attempts', batch })
  const { undo } = await undoAfter(teacher, '/now/3b/snags', { key: 'platform:clips' })
  expect(await app.desk.running()).toHaveLength(1)
  expect((await teacher.post('/now/3b/undo', undo)).headers.get('location')).toBe('/now/3b?done=taken')
  expect(await app.desk.running()).toEqual([])
})

it('has a question wait again that was refused by mistake', async () => {
  const { app, teacher, person } = await aTeacher()
  await app.requests.ask('10.2.0.5', 'wiki.example')
  const { undo } = await undoAfter(teacher, '/now/3b/requests/refuse', { key: wiki.key, word: 'straks' })
  expect(undo).toEqual({ reopen: wiki.key })
  expect((await teacher.post('/now/3b/undo', undo)).status).toBe(303)
  expect(await app.requests.waiting(await person(['teacher'], ['3b']))).toMatchObject([{ key: wiki.key }])
  expect((await teacher.post('/now/3b/undo', undo)).status, 'once').toBe(422)
})

it('takes "only these sites" back, and has go on what it took the place of', async () => {
  const { app, teacher, coordinator } = await aTeacher()
  const begin = (sites: string) => undoAfter(teacher, '/now/3b/focus', { sites, end: 'lesson', do: 'begin' })
  const running = async () => (await app.focus.running(coordinator)).map(({ listed }) => listed[0]!.name.nl)
  await begin('wiki.example')
  const { undo } = await begin('maps.example')
  expect([Object.keys(undo!), await running()]).toEqual([['stop', 'restore'], ['maps.example']])
  await teacher.post('/now/3b/undo', undo)
  expect(await running()).toEqual(['wiki.example'])
})

it('takes an exam back in all its rooms that was just begun, and later only by its own button', async () => {
  const { app, clock, signedIn, coordinator } = await aTeacher()
  const teacher = await signedIn(['teacher'], ['3b', '4a'])
  const exam = { sites: 'exam.example', do: 'exam', room: ['3b', '4a'], end: '30' }
  const first = await undoAfter(teacher, '/now/3b/focus', exam)
  await teacher.post('/now/3b/undo', first.undo)
  expect(await app.focus.exams(coordinator)).toEqual([])
  const second = await undoAfter(teacher, '/now/3b/focus', exam)
  clock.advance(30_001)
  const late = await teacher.post('/now/3b/undo', second.undo)
  expect([late.status, (await app.focus.exams(coordinator))[0]?.rooms.length]).toEqual([422, 2])
})

it('is offered for ten seconds, however often the page is loaded, and not for what an address makes up', async () => {
  const { clock, teacher } = await aTeacher()
  const { led, undo } = await undoAfter(teacher, '/now/3b/grants', { platform: 'clips' })
  expect(undo).toBeDefined()
  clock.advance(9999)
  expect(undoOn(await text(teacher.get(led)))).toEqual(undo)
  clock.advance(1)
  expect(undoOn(await text(teacher.get(led)))).toBeUndefined()
  for (const query of ['close=x', `close=x&at=${clock() + 1}`, 'close=x&at=-1', 'close=x&at=NaN', `at=${clock()}`])
    expect(undoOn(await text(teacher.get(`/now/3b?done=opened&${query}`))), query).toBeUndefined()
  const hostile = await text(teacher.get(`/now/3b?done=opened&at=${clock()}&close=${encodeURIComponent('"><script>')}`))
  expect(hostile).not.toContain('"><script>')
  expect((await teacher.post('/now/3b/undo', { close: '"><script>' })).status).toBe(422)
  expect((await teacher.post('/now/3b/undo')).status).toBe(422)
})

it('takes back on the coordinator’s page what was stopped, closed and answered there', async () => {
  const { app, coordinator, signedIn } = await aTeacher()
  const someone = await signedIn(['coordinator'])
  const takenBack = async (path: string, fields: Record<string, string>) => {
    const { undo } = await undoAfter(someone, path, fields)
    expect((await someone.post('/today/take-back', undo)).headers.get('location'), path).toBe('/today?done=taken')
  }
  await app.parks.park(coordinator, ['4a'], { kind: 'minutes', minutes: 30 })
  await takenBack('/today/stop', { kind: 'park', id: '4a' })
  expect(await app.parks.running(coordinator)).toHaveLength(1)
  const given = await app.desk.give(coordinator, '4a', { platform: 'clips' }, { kind: 'lesson' })
  await takenBack(`/today/grants/${given.ok ? given.value.id : ''}/revoke`, {})
  expect(await app.desk.running()).toHaveLength(1)
  await app.requests.ask('10.2.9.9', 'wiki.example')
  await takenBack('/today/requests', { key: wiki.key, answer: 'no' })
  expect(await app.requests.waiting(coordinator)).toHaveLength(1)
  expect((await someone.post('/today/take-back', { restore: 'x' })).status).toBe(422)
})
