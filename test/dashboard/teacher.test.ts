import { expect, it } from 'vitest'
import { batchOf } from '../app/a-school.ts'
import { fillClass } from '../helpers/fill-class.ts'
import { value } from '../helpers/value.ts'
import { aDashboard, type Browser } from './a-dashboard.ts'
import { aTeacher } from './a-teacher.ts'

const text = async (response: Response | Promise<Response>) => (await response).text()

it('merges what pupils ask, and answers with a duration or with a word, live', async () => {
  const { app, teacher } = await aTeacher()
  await app.requests.ask('10.1.0.5', 'clips', 'voor <b>aardrijkskunde</b>')
  const page = await text(teacher.get('/now/3b'))
  expect(page).toMatch(/data-badge="1"[\s\S]*1 question[\s\S]*1 device asks this[\s\S]*voor &lt;b&gt;/)
  expect(page).not.toMatch(/Kim|10\.1\.0\.5/)
  const key = 'platform:clips'
  const yes = await teacher.post('/now/3b/requests/approve', { key, audience: 'devices', end: '15' })
  expect(yes.headers.get('location')).toContain('/now/3b?done=approved&')
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
  expect(await text(locked)).toMatch(/always closed[\s\S]*\(X-2\)/)
  const begun = await teacher.post('/now/3b/focus', { ...list, do: 'anyway' })
  expect(begun.headers.get('location')).toContain('/now/3b?done=focused&')
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
  expect((await teacher.post('/now/3b/focus', exam)).headers.get('location')).toContain('/now/3b?done=examBegun&')
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
  expect(await text(teacher.get('/now/3b/snags'))).toContain('fewer than five devices')
  await fillClass(app, coordinator, '3b')
  expect(await text(teacher.get('/now/3b/snags'))).toContain('nothing was held back that you can open')
  const batch = batchOf([{ from: '10.1.0.5', name: 'www.clips.example', at: clock() }])
  await office.receive({ kind: 'attempts', batch })
  const page = await text(teacher.get('/now/3b/snags'))
  expect(page).toContain('value="platform:clips"')
  expect(page).not.toMatch(/Kim|10\.1\.0\.5/)
  expect((await teacher.post('/now/3b/snags', { key: 'platform:clips' })).headers.get('location')).toContain(
    '/now/3b?done=opened&',
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
  // The teacher reads English; it goes to people at home.
  expect(await text(teacher.get(letter))).toMatch(
    /<article lang="nl"[\s\S]*Bericht aan ouders en verzorgers van De Voorbeeldschool/,
  )
  expect((await teacher.get('/now/3b/phone/nothing')).status).toBe(404)
  expect(page, 'the preset does not let teachers exclude').not.toContain('exclusions')
  await teacher.post(`${letter}/end`)
  expect(await text(teacher.get('/now/3b/phone'))).toContain('over')
  expect(app.measures.register()).toEqual([])
})

it('shows a teacher only what was taken under the own account, not that of a namesake', async () => {
  const { teacher, app, coordinator, person } = await aTeacher()
  await teacher.post('/now/3b/phone', { why: 'filmde in de les' })
  const other = await person(['director'])
  const [mine] = await app.measures.taken(other)
  const twin = { ...other, name: mine!.by }
  await app.measures.takePhone(twin, { class: '3b' }, { why: 'van een naamgenoot' })
  const phone = app.measures.choices(twin).find(({ label }) => label === 'Phone of Kim')!
  await app.exclusions.exclude(twin, { device: phone.id, reason: 'van een naamgenoot', until: 'end-of-day' })
  const page = await text(teacher.get('/now/3b/phone'))
  expect([page.includes('filmde in de les'), page.includes('naamgenoot')]).toEqual([true, false])
  expect(await app.exclusions.running(coordinator)).toHaveLength(1)
})

it('excludes a pupil’s own device until the end of the day, where the school lets teachers', async () => {
  const school = await aDashboard({ change: (policy) => ({ ...policy, teachersMayExclude: true }) })
  const coordinator = await school.person(['coordinator'])
  const phone = { label: 'Phone 7', address: '10.2.0.5', group: 'pupil-phones', classes: ['3b'] }
  const enrolled = value(await school.app.devices.enrol(coordinator, phone))
  const teacher = await school.signedIn(['teacher'], ['3b'])
  const form = { device: enrolled.id, reason: 'filmde een klasgenoot' }
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
