import { expect, it } from 'vitest'
import { batchOf } from '../app/a-school.ts'
import { value } from '../helpers/value.ts'
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

/** What the office stops, on the page of each, and where its button leads. */
const stopped = [
  {
    what: 'an emergency',
    begin: async ({ app, coordinator }: Awaited<ReturnType<typeof aTeacher>>) =>
      value(await app.emergencies.begin(coordinator, 'everyone', 30)).id,
    kind: 'emergency',
    stop: (id: string) => [`/emergency/${id}/stop`, {}] as const,
    page: '/emergency',
    role: 'director',
  },
  {
    what: 'a trial',
    begin: async ({ app, coordinator }: Awaited<ReturnType<typeof aTeacher>>) =>
      value(await app.trials.begin(coordinator, 'pupils', 2)).id,
    kind: 'trial',
    stop: (id: string) => ['/groups/pupils/trial', { do: 'stop', trial: id }] as const,
    page: '/groups/pupils',
    role: 'coordinator',
  },
  {
    what: 'an event',
    begin: async ({ app, clock, coordinator }: Awaited<ReturnType<typeof aTeacher>>) =>
      value(await app.events.mark(coordinator, { name: 'Open dag', until: clock() + 3600_000 })).id,
    kind: 'event',
    stop: (id: string) => [`/events/${id}/end`, {}] as const,
    page: '/events',
    role: 'director',
  },
] as const

it.each(stopped)(
  'has $what go on that was stopped by mistake, on its own page and on the coordinator’s',
  async (of) => {
    const school = await aTeacher()
    const id = await of.begin(school)
    const running = async () => {
      const { emergencies, trials, events } = await school.storage.acts.inForce(school.clock())
      return [...emergencies, ...trials, ...events].map((act) => act.id)
    }
    const someone = await school.signedIn([of.role])
    const coordinator = await school.signedIn(['coordinator'])
    for (const [browser, [path, fields], page, back] of [
      [someone, of.stop(id), of.page, `${of.page}/undo`],
      [coordinator, ['/today/stop', { kind: of.kind, id }], '/today', '/today/take-back'],
    ] as const) {
      const { undo } = await undoAfter(browser, path, fields)
      expect([undo, await running()], page).toEqual([{ restore: id }, []])
      // Nobody who may not begin it.
      const refused = await school.teacher.post('/now/3b/undo', undo)
      expect([refused.status, await refused.text()], page).toEqual([
        422,
        expect.stringContaining('does not allow this'),
      ])
      expect((await browser.post(back, undo)).headers.get('location'), page).toBe(`${page}?done=taken`)
      expect(await running(), page).toEqual([id])
      const twice = await browser.post(back, undo)
      expect([twice.status, await twice.text()], page).toEqual([
        422,
        expect.stringContaining('can no longer be taken back'),
      ])
    }
  },
)

it('has an emergency go on that a first responder stopped by the link, and nothing else', async () => {
  const { app, coordinator, person, visitor } = await aTeacher()
  const responder = await person(['first-responder', 'coordinator'])
  const page = `/calamiteit/${value(await app.emergencies.makeLink(coordinator, responder.id))}`
  const phone = visitor()
  const { id } = value(await app.emergencies.begin(coordinator, 'everyone', 30))
  const { undo } = await undoAfter(phone, `${page}/${id}/stop`, {})
  expect((await phone.post('/calamiteit/guess/undo', undo)).status).toBe(410)
  expect((await phone.post(`${page}/undo`, undo)).headers.get('location')).toBe(`${page}?done=taken`)
  expect(await app.emergencies.running()).toMatchObject([{ id }])
  const trial = value(await app.trials.begin(coordinator, 'pupils', 2)).id
  await app.trials.stop(coordinator, trial)
  for (const restore of [trial, '"><script>', ''])
    expect((await phone.post(`${page}/undo`, { restore })).status, restore).toBe(422)
  expect(await app.trials.running()).toEqual([])
})
