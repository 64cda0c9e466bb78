import { expect, it } from 'vitest'
import { value } from '../helpers/value.ts'
import { aDashboard } from './a-dashboard.ts'

async function withPass() {
  const school = await aDashboard()
  const teacher = await school.person(['teacher'], ['3b'])
  const made = value(await school.app.passes.make(teacher, ['3b']))
  return { ...school, teacher, ...made, link: `/pas/${made.secret}` }
}

it('lets a substitute in on a name, to the classes of the pass and no further', async () => {
  const { link, visitor, errors, app } = await withPass()
  const browser = visitor()
  const page = await (await browser.get(link)).text()
  expect(page).toContain('Je valt in voor 3B. Deze pas werkt tot 14:30')
  const entered = await browser.post(link, { name: 'Juf Els' })
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/now'])
  expect(await (await browser.get('/now/3b')).text()).toContain('inval: Juf Els')
  expect((await browser.get('/now/4a')).status).toBe(404)
  expect((await browser.get('/today')).status).toBe(403)
  await browser.post('/now/3b/grants', { platform: 'clips', end: 'lesson' })
  expect(await app.desk.running()).toMatchObject([{ by: 'inval: Juf Els' }])
  expect(errors).toEqual([])
})

it('keeps from a substitute what was reported in confidence to the teacher of the class', async () => {
  const { link, visitor, app, teacher, storage, signedIn } = await withPass()
  await app.letterbox.submit({ to: 'teacher', class: '3b', text: 'Iemand pest mij.' }, '10.1.0.7')
  const [head] = await app.letterbox.list(teacher)
  const browser = visitor()
  await browser.post(link, { name: 'Els' })
  expect(await (await browser.get('/now/3b')).text()).not.toContain('href="/inbox"')
  const pages = [browser.get('/inbox'), browser.get(`/inbox/${head!.id}`), browser.post(`/inbox/${head!.id}`)]
  const texts = await Promise.all(pages.map(async (page) => (await page).text()))
  expect(texts.join()).not.toMatch(/Iemand pest mij|href="\/inbox/)
  expect(await storage.reports.byId(head!.id)).toMatchObject({ state: 'new' })
  const own = await signedIn(['teacher'], ['3b'])
  expect(await (await own.get('/now/3b')).text()).toContain('href="/inbox"')
  expect(await (await own.get(`/inbox/${head!.id}`)).text()).toContain('Iemand pest mij.')
})

it('uses nothing up by being looked at, and asks again for a name', async () => {
  const { link, visitor, app, teacher } = await withPass()
  for (let i = 0; i < 5; i += 1) expect((await visitor().get(link)).status).toBe(200)
  expect((await visitor().post(link, { name: ' ' })).status).toBe(422)
  expect(await app.passes.list(teacher)).toMatchObject([{ left: 3 }])
})

it('shows who is out again, at once', async () => {
  const { link, visitor, app, teacher, pass } = await withPass()
  const browser = visitor()
  await browser.post(link, { name: 'Els' })
  await app.passes.revoke(teacher, pass.id)
  expect((await browser.get('/now/3b')).headers.get('location')).toMatch(/^\/sign-in/)
  const ended = await visitor().get(link)
  expect([ended.status, await ended.text()]).toEqual([410, expect.stringContaining('Deze dagpas werkt niet meer')])
})

it('ends the live page of a pass that was revoked, with the next change', async () => {
  const { link, visitor, app, teacher, pass } = await withPass()
  const browser = visitor()
  await browser.post(link, { name: 'Els' })
  const reader = (await browser.get('/now/3b/stream')).body!.getReader() as ReadableStreamDefaultReader<Uint8Array>
  const next = async () => new TextDecoder().decode((await reader.read()).value)
  expect(await next()).toBe(': here\n\n')
  await app.desk.give(teacher, '3b', { platform: 'maps' }, { kind: 'lesson' })
  expect(await next()).toContain('event: changed')
  await app.passes.revoke(teacher, pass.id)
  await app.desk.give(teacher, '3b', { platform: 'clips' }, { kind: 'lesson' })
  expect(await reader.read()).toMatchObject({ done: true })
})

it('keeps the language that a substitute chooses, and signs out', async () => {
  const { link, visitor } = await withPass()
  const browser = visitor()
  await browser.post(link, { name: 'Els' })
  await browser.post('/language', { language: 'en', back: '/now/3b' })
  expect(await (await browser.get('/now/3b')).text()).toContain('Sign out')
  await browser.post('/sign-out')
  expect((await browser.get('/now/3b')).status).toBe(303)
})

it('says of a grant that it rests, and what stays open after it is closed', async () => {
  const { app, teacher, signedIn } = await withPass()
  const other = await app.desk.give(teacher, '3b', { platform: 'clips' }, { kind: 'minutes', minutes: 10 })
  await app.desk.give(teacher, '3b', { platform: 'clips' }, { kind: 'lesson' })
  await app.parks.park(teacher, ['3b'], { kind: 'lesson' })
  const page = await (await (await signedIn(['teacher'], ['3b'])).get('/now/3b')).text()
  expect(other.ok).toBe(true)
  expect(page).toContain('Resting: the class is parked.')
  expect(page).toContain('After closing it stays open until 10:15: Person 1 opened it too.')
})

it('shows what one device has because it asked, not which, and closes it again', async () => {
  const { app, person, teacher, signedIn } = await withPass()
  const device = { label: 'Phone of Kim', address: '10.2.0.7', group: 'pupil-phones', classes: ['3b'] }
  await app.devices.enrol(await person(['coordinator']), device)
  await app.requests.ask('10.2.0.7', 'wiki.example')
  await app.requests.approve(teacher, { class: '3b', key: 'site:wiki.example' }, 'devices', { kind: 'lesson' })
  const browser = await signedIn(['teacher'], ['3b'])
  const page = await (await browser.get('/now/3b')).text()
  expect(page).toMatch(/wiki\.example[\s\S]*one device/)
  expect(page).not.toMatch(/Kim|10\.2\.0\.7/)
  const [grant] = await app.desk.running()
  await browser.post(`/now/3b/grants/${grant!.id}/revoke`)
  expect(await app.desk.running()).toEqual([])
})
