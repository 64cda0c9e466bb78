import { expect, it } from 'vitest'
import { aTeacher } from './a-teacher.ts'

const htmx = { 'hx-request': 'true' }
const text = async (response: Response | Promise<Response>) => (await response).text()

it.each([
  [{ end: 'lesson' }, '10:15'],
  [{ end: '15' }, '09:15'],
  [{ end: '30' }, '09:30'],
  [{ end: 'break' }, '10:15'],
  [{ end: 'day' }, '14:30'],
  [{ end: 'time', time: '21:45' }, '21:45'],
  [{ end: 'time', time: '05:30' }, 'tomorrow 05:30'],
])('opens for %j: until %s', async (end, until) => {
  const { teacher } = await aTeacher()
  const part = await text(teacher.post('/now/3b/grants', { platform: 'clips', ...end }, htmx))
  expect(part).toContain(`Clips is open for 3B until ${until}.`)
})

it.each([
  [{ end: 'time', time: '' }],
  [{ end: 'time', time: '25:00' }],
  [{ end: 'time', time: '08:00' }],
  [{ end: 'standing', date: '2027-01-01' }],
  [{ end: '481' }],
])('opens nothing for %j', async (end) => {
  const { app, teacher } = await aTeacher()
  expect((await teacher.post('/now/3b/grants', { platform: 'clips', ...end })).status).toBe(422)
  expect(await app.desk.running()).toEqual([])
})

it('says "until the break" where the lesson ends in one, and offers the break apart where not', async () => {
  const { teacher, clock } = await aTeacher()
  expect(await text(teacher.get('/now/3b'))).toMatch(/value="lesson" checked[^>]*><span>Until the break/)
  clock.set('2026-11-24T07:00')
  const early = await text(teacher.get('/now/3b'))
  expect(early).toMatch(/value="lesson" checked[^>]*><span>Half an hour/)
  expect(early).toMatch(/value="break"[^>]*><span>Until the break<\/span><span[^>]*>10:15/)
})

it('takes an act back within ten seconds: an opening, a closing, a park, a release', async () => {
  const { app, teacher } = await aTeacher()
  const undo = async (part: string) => {
    const form = /action="\/now\/3b\/undo"[\s\S]*?<\/form>/.exec(part)?.[0] ?? ''
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]+)"/g)].map(([, name, value]) => [name!, value!])
    expect(await text(teacher.post('/now/3b/undo', Object.fromEntries(fields), htmx))).toContain('Taken back.')
  }
  const open = async () => (await app.desk.running()).map(({ id }) => id)
  await undo(await text(teacher.post('/now/3b/grants', { platform: 'clips' }, htmx)))
  expect(await open()).toEqual([])
  await teacher.post('/now/3b/grants', { platform: 'clips' })
  const [grant] = await open()
  await undo(await text(teacher.post(`/now/3b/grants/${grant}/revoke`, {}, htmx)))
  expect(await open()).toEqual([grant])
  const parks = async () => (await app.parks.running({ ...(await app.accounts.people())[1]! })).length
  await undo(await text(teacher.post('/now/3b/park', {}, htmx)))
  expect(await parks()).toBe(0)
  await teacher.post('/now/3b/park', { end: '30' })
  await undo(await text(teacher.post('/now/3b/release', {}, htmx)))
  expect(await parks()).toBe(1)
})

it.each([
  ['nothing', {}],
  ['what never was', { close: 'x', restore: 'y' }],
  ['another’s class', { release: '1' }, '/now/4a/undo'],
])('takes back nothing of %s', async (_, fields, path = '/now/3b/undo') => {
  const { teacher } = await aTeacher()
  expect([404, 422]).toContain((await teacher.post(path, fields)).status)
})

it('shows a resting grant as such, and wakes it', async () => {
  const { app, teacher } = await aTeacher()
  await teacher.post('/now/3b/grants', { platform: 'clips' })
  await teacher.post('/now/3b/park')
  const page = await text(teacher.get('/now/3b'))
  expect(page).toMatch(/Parked until 10:15[\s\S]*Resting: the class is parked\.[\s\S]*Release and open/)
  expect(page).not.toContain('action="/now/3b/park"')
  const late = await text(teacher.post('/now/3b/grants', { platform: 'maps' }, htmx))
  expect(late).toMatch(/Maps is open for 3B[\s\S]*Resting[\s\S]*Release and open/)
  expect((await teacher.post('/now/3b/release')).headers.get('location')).toContain('/now/3b?done=released&')
  expect((await app.desk.running()).map(({ resting }) => resting)).toEqual([undefined, undefined])
})

it('shows each duo partner what the other opened, and lets either close it', async () => {
  const { app, teacher, signedIn } = await aTeacher()
  await teacher.post('/now/3b/grants', { platform: 'clips' })
  const [grant] = await app.desk.running()
  const duo = await signedIn(['teacher'], ['3b'])
  expect(await text(duo.get('/now/3b'))).toContain(`by <bdi class="wrap-break-word">${grant!.by}`)
  await duo.post(`/now/3b/grants/${grant!.id}/revoke`)
  expect(await app.desk.running()).toEqual([])
})

it('opens what a page also needs for as long as the page itself', async () => {
  const { app, clock, office, teacher } = await aTeacher()
  await teacher.post('/now/3b/grants', { platform: 'clips', end: '30' })
  const [grant] = await app.desk.running()
  const name = new Uint8Array([3, 99, 100, 110, 7, 101, 120, 97, 109, 112, 108, 101, 0])
  await office.receive({ kind: 'companions', companions: [{ act: grant!.id, names: [name] }] })
  expect(await text(teacher.get('/now/3b'))).toMatch(/This page also needs:[\s\S]*cdn\.example/)
  clock.advance(10 * 60_000 + 1)
  await teacher.post(`/now/3b/grants/${grant!.id}/needs`, { site: 'cdn.example' })
  const other = (await app.desk.running()).find(({ id }) => id !== grant!.id)
  expect(other).toMatchObject({ target: { kind: 'site', name: 'cdn.example' } })
  expect(other!.until - grant!.until).toBeLessThan(60_000)
  expect(await text(teacher.get('/now/3b'))).not.toContain('also needs')
  expect((await teacher.post('/now/3b/grants/gone/needs', { site: 'cdn.example' })).status).toBe(422)
})
