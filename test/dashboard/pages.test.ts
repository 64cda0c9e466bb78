import { expect, it } from 'vitest'
import { batchOf } from '../app/a-school.ts'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>) => (await response).text()

it('opens an app for a class with one tap and closes it again, without JavaScript', async () => {
  const { app, signedIn } = await aDashboard()
  const teacher = await signedIn(['teacher'], ['3b'])
  expect((await teacher.get('/now')).headers.get('location')).toBe('/now/3b')
  expect(await text(teacher.get('/now/3b'))).toContain('value="clips"')
  const given = await teacher.post('/now/3b/grants', { platform: 'clips', end: 'lesson' })
  expect(given.headers.get('location')).toContain('/now/3b?done=opened&')
  const [grant] = await app.desk.running()
  expect(grant).toMatchObject({ target: { kind: 'platform', id: 'clips' }, audience: { kind: 'class', id: '3b' } })
  expect(await text(teacher.get('/now/3b?done=opened'))).toContain(`/now/3b/grants/${grant?.id}/revoke`)
  await teacher.post(`/now/3b/grants/${grant?.id}/revoke`)
  expect(await app.desk.running()).toEqual([])
})

it('answers htmx with the part of the page that changed', async () => {
  const { signedIn } = await aDashboard()
  const teacher = await signedIn(['teacher'], ['3b'])
  const part = await text(teacher.post('/now/3b/grants', { site: 'wiki.example', end: '15' }, { 'hx-request': 'true' }))
  expect(part).toMatch(/^<div id="now"/)
  expect(part).toContain('wiki.example is open for 3B until 09:15.')
  const refused = await teacher.post('/now/3b/grants', { site: 'geen site', end: '15' }, { 'hx-request': 'true' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('value="geen site"')])
})

it('leaves the page when the session has ended under htmx', async () => {
  const { visitor } = await aDashboard()
  const response = await visitor().get('/now/3b/live', { 'hx-request': 'true' })
  expect([response.status, response.headers.get('hx-redirect')]).toEqual([401, '/sign-in'])
})

it('asks a teacher of several classes, or of none, which class it is', async () => {
  const { signedIn } = await aDashboard()
  expect(await text((await signedIn(['teacher'], ['3b', '4a'])).get('/now'))).toMatch(
    /Which class do you have now\?[\s\S]*href="\/now\/4a"/,
  )
  const ofNone = await signedIn(['teacher'])
  expect(await text(ofNone.get('/now'))).toMatch(
    /choose the one you have now[\s\S]*href="\/now\/3b"[\s\S]*href="\/now\/4a"/,
  )
  expect((await ofNone.get('/now/4a')).status).toBe(200)
})

it('refuses a class that is not the teacher’s, by address too', async () => {
  const { app, signedIn } = await aDashboard()
  const teacher = await signedIn(['teacher'], ['3b'])
  expect((await teacher.get('/now/4a')).status).toBe(404)
  await teacher.post('/now/4a/grants', { platform: 'clips' })
  expect(await app.desk.running()).toEqual([])
})

it('tells the public what is closed for their own device, and until when', async () => {
  const { visitor } = await aDashboard()
  const page = await text(visitor().get('/status'))
  expect(page).toContain('Het is les, tot 10:15. Wat hieronder staat, is nu dicht.')
  expect(page).toContain('No social media in lessons.')
  expect((await visitor().get('/healthz')).status).toBe(503)
})

it('keeps the school: a class, networks, a day, the calendar, a device, a colleague; and undoes the last change', async () => {
  const { app, signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  const act = async (path: string, fields: Record<string, string | readonly string[]>) => {
    const response = await coordinator.post(path, fields)
    expect(response.headers.get('location') ?? (await response.text()), path).toMatch(/^\/\w+.*done=/)
  }
  await act('/classes', { name: '5C' })
  await act('/groups/pupils/networks', { networks: '10.1.0.0/16\n10.9.0.0/16' })
  await act('/groups/pupils', {
    'safe-search': ['lesson', 'break', 'inloop', 'outside'],
    record: 'attempts',
    timetable: 'all',
  })
  await act('/timetable/all/fri', { 'from-0': '8:30', 'to-0': '12:00', 'kind-0': 'lesson' })
  await act('/calendar', { name: 'Kerst', from: '2026-12-21', to: '2027-01-01', kind: 'holiday' })
  await act('/devices', { label: 'Laptop', mac: 'A4-83-E7-12-34-56', group: 'pupils', class: ['5c'] })
  await act('/people', {
    name: 'Joris',
    login: 'joris',
    password: 'een lang wachtwoord',
    role: 'teacher',
    class: '5c',
    language: 'nl',
  })
  const policy = app.school.policy()
  expect(policy.groups[0]).toMatchObject({
    networks: ['10.1.0.0/16', '10.9.0.0/16'],
    safeSearch: true,
    youtube: 'strict',
  })
  expect(policy.timetables[0]?.days.fri).toMatchObject([{ from: 510, to: 720, kind: 'lesson' }])
  for (const path of ['/today', '/groups', '/classes', '/devices', '/timetable', '/lists', '/people', '/attempts']) {
    expect((await coordinator.get(path)).status, path).toBe(200)
  }
  await act('/today/undo', { number: String(app.school.revision()) })
  expect(app.school.policy().calendar.entries).toEqual([])
})

it('shows a refused form again, with what was typed and what to do', async () => {
  const { signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  const bad = await coordinator.post('/devices', { label: 'Laptop', mac: 'zz', group: 'pupils' })
  expect([bad.status, await bad.text()]).toEqual([
    422,
    expect.stringMatching(/role="alert"[\s\S]*That is not a MAC address[\s\S]*value="zz"/),
  ])
  const networks = await coordinator.post('/groups/pupils/networks', { networks: '10.3.0.1/16' })
  expect(await networks.text()).toMatch(/That is not a network[\s\S]*10\.3\.0\.1\/16<\/textarea>/)
})

it('answers why a name is closed, and until when', async () => {
  const { signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  const page = await text(coordinator.get('/why?name=www.clips.example&group=pupils&class='))
  expect(page).toMatch(/data-verdict="block"[\s\S]*Closed now: Social media\.[\s\S]*This changes at 10:15\./)
  expect((await coordinator.get('/why?name=a+b&group=pupils')).status).toBe(422)
})

it('shows the week in words, without a device', async () => {
  const { app, office, clock, person, signedIn } = await aDashboard()
  const keeper = await person(['coordinator'])
  const tried = []
  for (let i = 1; i <= 6; i += 1) {
    await app.devices.enrol(keeper, { label: `Laptop ${i}`, address: `10.1.0.${i}`, group: 'pupils', classes: ['3b'] })
    tried.push({ from: `10.1.0.${i}`, name: 'www.clips.example', at: clock(), count: 100 })
  }
  await office.receive({ kind: 'attempts', batch: batchOf(tried) })
  clock.set('2026-11-30T09:00')
  await office.rollUp()
  const director = await signedIn(['director'])
  const goesOn = 'today counts from tomorrow on'
  expect(await text(director.get('/week?of=2026-11-30'))).toContain(goesOn)
  // On a Monday, the week that is over.
  const week = await text(director.get('/week'))
  expect(week).not.toContain(goesOn)
  expect(week).toContain('The filter blocked something 600 times.')
  expect(week).toContain('Most of it (100%) was in lessons')
  expect((await director.get('/week?of=2026-99-99')).status).toBe(200)
  expect(await text(director.get('/attempts'))).toMatch(/blocked 100x/)
  expect(await text(director.get('/attempts'))).not.toContain('Laptop')
})

it('shows whose device an attempt was to one who says why, and to nobody else', async () => {
  const { app, office, clock, person, signedIn } = await aDashboard()
  const keeper = await person(['coordinator'])
  await app.devices.enrol(keeper, { label: 'Laptop 6', address: '10.1.0.6', group: 'pupils', classes: ['3b'] })
  const tried = { from: '10.1.0.6', name: 'www.clips.example', at: clock(), count: 1 }
  await office.receive({ kind: 'attempts', batch: batchOf([tried]) })
  const [attempt] = await app.attempts.recent(keeper, { limit: 1 })
  const address = `/attempts/${attempt!.id}`
  const coordinator = await signedIn(['coordinator'])
  expect(await text(coordinator.get('/attempts?class=3b'))).not.toContain('Laptop 6')
  expect(await text(coordinator.get(address))).not.toContain('Laptop 6')
  const without = await coordinator.post(address, { reason: ' ' })
  expect([without.status, await without.text()]).toEqual([422, expect.not.stringContaining('Laptop 6')])
  expect(await text(coordinator.post(address, { reason: 'report by the mentor' }))).toContain('Laptop 6')
  expect((await (await signedIn(['teacher'], ['3b'])).get(address)).status).toBe(403)
  expect((await coordinator.get('/attempts/99999')).status).toBe(404)
})
