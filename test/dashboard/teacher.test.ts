import { expect, it } from 'vitest'
import { batchOf } from '../app/a-school.ts'
import { aDashboard, type Browser } from './a-dashboard.ts'

const htmx = { 'hx-request': 'true' }
const text = async (response: Response | Promise<Response>) => (await response).text()

async function aTeacher(classes: readonly string[] = ['3b']) {
  const school = await aDashboard()
  const coordinator = await school.person(['coordinator'])
  const enrol = (label: string, address: string, group: string) =>
    school.app.devices.enrol(coordinator, { label, address, group, classes: ['3b'] })
  await enrol('Chromebook of Kim', '10.1.0.5', 'pupils')
  await enrol('Phone of Kim', '10.2.0.5', 'pupil-phones')
  return { ...school, coordinator, teacher: await school.signedIn(['teacher'], classes) }
}

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
  expect((await teacher.post('/now/3b/release')).headers.get('location')).toBe('/now/3b?done=released')
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

it('merges what pupils ask, and answers with a duration or with a word, live', async () => {
  const { app, teacher } = await aTeacher()
  await app.requests.ask('10.1.0.5', 'clips', 'voor <b>aardrijkskunde</b>')
  const page = await text(teacher.get('/now/3b'))
  expect(page).toMatch(/data-badge="1"[\s\S]*1 question[\s\S]*1 device asks this[\s\S]*voor &lt;b&gt;/)
  expect(page).not.toMatch(/Kim|10\.1\.0\.5/)
  const key = 'platform:clips'
  const yes = await teacher.post('/now/3b/requests/approve', { key, audience: 'devices', end: '15' })
  expect(yes.headers.get('location')).toBe('/now/3b?done=approved')
  expect(await app.desk.running()).toMatchObject([{ audience: { kind: 'device' } }])
  await app.requests.ask('10.2.0.5', 'wiki.example')
  await teacher.post('/now/3b/requests/refuse', { key: 'site:wiki.example', word: 'straks' })
  expect(await app.requests.mine('10.2.0.5')).toMatchObject({ state: 'refused', word: 'straks' })
  expect((await teacher.post('/now/3b/requests/approve', { key, end: 'x' })).status).toBe(422)
})

it('tells an open page that something of its class has changed, and of no other', async () => {
  const { app, teacher, signedIn, person } = await aTeacher()
  const response = await teacher.get('/now/3b/stream')
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body!.getReader() as ReadableStreamDefaultReader<Uint8Array>
  const next = async () => new TextDecoder().decode((await reader.read()).value)
  expect(await next()).toBe(': here\n\n')
  const other = await person(['teacher'], ['4a'])
  await app.desk.give(other, '4a', { platform: 'maps' }, { kind: 'lesson' })
  await (await signedIn(['teacher'], ['3b'])).post('/now/3b/grants', { platform: 'clips' })
  expect(await next()).toBe('event: changed\ndata: 0\n\n')
  await app.requests.ask('10.1.0.5', 'chatter.example')
  expect(await next()).toBe('event: changed\ndata: 1\n\n')
  await reader.cancel()
  expect((await teacher.get('/now/4a/stream')).status).toBe(404)
})

it('looks before "only these sites" begins: what is not found, what is locked, and begins all the same when told to', async () => {
  const { app, teacher, unreachable } = await aTeacher()
  unreachable.add('gone.example').add('www.gone.example')
  const list = { sites: 'wiki.example, gone.example', end: 'lesson' }
  const checked = await text(teacher.post('/now/3b/focus', { ...list, do: 'begin' }))
  expect(checked).toMatch(/wiki\.example[\s\S]*works[\s\S]*gone\.example[\s\S]*does not exist[\s\S]*value="anyway"/)
  const locked = await teacher.post('/now/3b/focus', { app: 'undress', end: 'lesson', do: 'begin' })
  expect(await text(locked)).toMatch(/always closed[\s\S]*clause X-2/)
  const begun = await teacher.post('/now/3b/focus', { ...list, do: 'anyway' })
  expect(begun.headers.get('location')).toBe('/now/3b?done=focused')
  const page = await text(teacher.get('/now/3b'))
  expect(page).toMatch(/Only these sites[\s\S]*until[\s\S]*wiki\.example, gone\.example/)
  const id = /\/now\/3b\/focus\/([\w-]+)\/end/.exec(page)?.[1]
  await teacher.post(`/now/3b/focus/${id}/end`)
  expect(await text(teacher.get('/now/3b'))).not.toContain(`focus/${id}`)
  expect(app.focus).toBeDefined()
})

it('sets an exam with extra time for one room, gives more, and stops it only at a second tap', async () => {
  const { app, person, signedIn } = await aTeacher()
  const teacher = await signedIn(['teacher'], ['3b', '4a'])
  const exam = { sites: 'exam.example', do: 'exam', room: ['3b', '4a'], 'extra-4a': '10', end: '30', name: 'Topo' }
  expect((await teacher.post('/now/3b/focus', exam)).headers.get('location')).toBe('/now/3b?done=examSet')
  const seen = async () => app.focus.running(await person(['director']))
  const [one, two] = await seen()
  expect([one, two].map((room) => [room!.class, (room!.until - room!.from) / 60_000]).sort()).toEqual([
    ['3b', 30],
    ['4a', 40],
  ])
  const room = [one!, two!].find((each) => each.class === '3b')!
  await teacher.post(`/now/3b/focus/${room.id}/time`, { minutes: '5' })
  expect((await seen()).find(({ id }) => id === room.id)!.until - room.until).toBe(5 * 60_000)
  const asked = await teacher.post(`/now/3b/focus/${room.id}/end`)
  expect([asked.status, await asked.text()]).toEqual([422, expect.stringContaining('Yes, stop the exam now')])
  expect(await seen()).toHaveLength(2)
  await teacher.post(`/now/3b/focus/${room.id}/end`, { sure: '1' })
  expect(await seen()).toHaveLength(1)
})

it.each([
  [{ sites: 'exam.example', room: '3b', from: '99:99' }, 'That beginning is not possible'],
  [{ sites: 'exam.example', room: '3b', 'extra-3b': '121' }, 'That extra time is not possible'],
  [{ sites: 'exam.example', room: '3b', 'extra-3b': 'x' }, 'That extra time is not possible'],
  [{ sites: '', room: '3b' }, 'nothing on the list'],
  [{ sites: 'exam.example' }, 'No class was chosen'],
  [{ sites: 'exam.example', room: '4a' }, 'class'],
])('refuses an exam with %j, and keeps what was typed', async (fields, words) => {
  const { teacher } = await aTeacher()
  const refused = await teacher.post('/now/3b/focus', { end: '30', name: 'Topo', ...fields, do: 'exam' })
  const page = await refused.text()
  expect([refused.status, page]).toEqual([422, expect.stringMatching(new RegExp(words, 'i'))])
  expect(page).toContain('value="Topo"')
})

it('opens what does not work with one tap, and takes a note', async () => {
  const { app, clock, coordinator, office, teacher } = await aTeacher()
  expect(await text(teacher.get('/now/3b/snags'))).toContain('nothing was held back that you can open')
  const batch = batchOf([{ from: '10.1.0.5', name: 'www.clips.example', at: clock() }])
  await office.receive({ kind: 'attempts', batch })
  const page = await text(teacher.get('/now/3b/snags'))
  expect(page).toContain('value="platform:clips"')
  expect(page).not.toMatch(/Kim|10\.1\.0\.5/)
  expect((await teacher.post('/now/3b/snags', { key: 'platform:clips' })).headers.get('location')).toBe(
    '/now/3b?done=opened',
  )
  await teacher.post('/now/3b/snags', { note: 'Het digibord doet niets' })
  expect((await app.snags.waiting(coordinator)).map(({ words }) => words).sort()).toEqual([
    'Het digibord doet niets',
    undefined,
  ])
  expect((await teacher.post('/now/3b/snags', { note: ' ' })).status).toBe(422)
  expect((await teacher.post('/now/4a/snags', { key: 'platform:clips' })).status).toBe(404)
})

it('puts down that a phone was taken, with a note for parents to print', async () => {
  const { teacher, app } = await aTeacher()
  expect((await teacher.post('/now/3b/phone', { why: 'x' })).status).toBe(422)
  expect((await teacher.post('/now/3b/phone', { why: 'filmde in de les' })).headers.get('location')).toContain('done=')
  const page = await text(teacher.get('/now/3b/phone'))
  const letter = /href="(\/now\/3b\/phone\/[\w-]+)"/.exec(page)?.[1] ?? ''
  expect(await text(teacher.get(letter))).toContain('De Voorbeeldschool')
  expect((await teacher.get('/now/3b/phone/nothing')).status).toBe(404)
  expect(page, 'the preset does not let teachers exclude').not.toContain('exclusions')
  await teacher.post(`${letter}/end`)
  expect(await text(teacher.get('/now/3b/phone'))).toContain('over')
  expect(app.measures.register()).toEqual([])
})

it('excludes a pupil’s own device until the end of the day, where the school lets teachers', async () => {
  const school = await aDashboard({ change: (policy) => ({ ...policy, teachersMayExclude: true }) })
  const coordinator = await school.person(['coordinator'])
  const phone = { label: 'Phone 7', address: '10.2.0.5', group: 'pupil-phones', classes: ['3b'] }
  const enrolled = await school.app.devices.enrol(coordinator, phone)
  if (!enrolled.ok) throw new Error(enrolled.problem)
  const teacher = await school.signedIn(['teacher'], ['3b'])
  const form = { device: enrolled.value.id, reason: 'filmde een klasgenoot' }
  expect((await teacher.post('/now/3b/exclusions', form)).status).toBe(303)
  const page = await text(teacher.get('/now/3b/phone'))
  expect(page).toContain('excluded until 14:30')
  await teacher.post(/\/now\/3b\/exclusions\/[\w-]+\/lift/.exec(page)?.[0] ?? '')
  expect(await school.app.exclusions.running(coordinator)).toEqual([])
  expect((await teacher.post('/now/3b/exclusions', { ...form, reason: '' })).status).toBe(422)
})

it('makes a day pass with a code to scan, shows it once, and revokes it', async () => {
  const { app, teacher, visitor, signedIn } = await aTeacher()
  const made = await text(teacher.post('/passes', { class: '3b' }, { host: 'rooster.example' }))
  const link = /http:\/\/rooster\.example(\/pas\/[\w-]+)/.exec(made)?.[1] ?? ''
  expect(made).toMatch(/<svg class="qr-code"[^>]*role="img" aria-label="QR code of the day pass"/)
  expect((await visitor().get(link)).status).toBe(200)
  const again = await text(teacher.get('/passes'))
  expect(again).not.toContain(link)
  const revoke = /\/passes\/[\w-]+\/revoke/.exec(again)?.[0] ?? ''
  expect((await (await signedIn(['teacher'], ['4a'])).post(revoke)).status).toBe(422)
  expect((await teacher.post(revoke)).headers.get('location')).toBe('/passes?done=passRevoked')
  expect((await visitor().get(link)).status).toBe(410)
  expect((await teacher.post('/passes')).status).toBe(422)
  expect((await teacher.post('/passes', { class: '4a' })).status).toBe(422)
  expect(app.passes).toBeDefined()
})

it('asks a teacher without a class which one it is, and records what is done there', async () => {
  const { app, storage, signedIn } = await aTeacher()
  const teacher = await signedIn(['teacher'])
  expect(await text(teacher.get('/now'))).toMatch(/Which class do you have now\?[\s\S]*\/now\/3b[\s\S]*\/now\/4a/)
  await teacher.post('/now/4a/grants', { platform: 'clips' })
  expect(await app.desk.running()).toMatchObject([{ audience: { kind: 'class', id: '4a' } }])
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'grant-given', detail: { class: '4a' } }])
  expect((await teacher.get('/now')).headers.get('location'), 'remembered for the lesson').toBeNull()
  await teacher.get('/now/4a')
  expect((await teacher.get('/now')).headers.get('location')).toBe('/now/4a')
})

it('shows a teacher the own history', async () => {
  const { teacher } = await aTeacher()
  expect(await text(teacher.get('/history'))).toContain('you did nothing with a class')
  await teacher.post('/now/3b/grants', { platform: 'clips' })
  expect(await text(teacher.get('/history'))).toMatch(/Opened Clips[\s\S]*3B[\s\S]*09:00 until 10:15/)
})

const readBoth = (browser: Browser, paths: readonly string[]) =>
  Promise.all(paths.map((path) => text(browser.get(path))))

it('says all of it in Dutch too', async () => {
  const { teacher } = await aTeacher()
  await teacher.post('/account/language', { language: 'nl' })
  const pages = await readBoth(teacher, ['/now/3b', '/now/3b/focus', '/now/3b/snags', '/now/3b/phone', '/passes'])
  expect(pages.map((page) => /<h1[^>]*>(.*?)<\/h1>/s.exec(page)?.[1]?.replace(/<[^>]+>/g, ''))).toEqual([
    '3B',
    'Alleen deze sites · 3B',
    'Er werkt iets niet · 3B',
    'Telefoon ingenomen · 3B',
    'Dagpas voor een invaller',
  ])
})
