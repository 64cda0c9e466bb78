import { expect, it } from 'vitest'
import { aDashboard, password } from './a-dashboard.ts'

it('makes the first account through the one-time link, and only once', async () => {
  const { app, visitor } = await aDashboard()
  const path = `/welcome/${await app.accounts.firstLink()}`
  const someone = visitor()
  expect((await someone.get(path)).status).toBe(200)
  const fields = { name: 'Sanne', login: 'sanne', password, again: password, language: 'nl', role: 'teacher' }
  const differ = await someone.post(path, { ...fields, again: 'anders' })
  expect([differ.status, await differ.text()]).toEqual([
    422,
    expect.stringContaining('De twee wachtwoorden zijn niet gelijk'),
  ])
  expect((await someone.post(path, fields)).headers.get('location')).toBe('/setup')
  expect((await someone.get('/')).headers.get('location')).toBe('/today')
  expect((await visitor().get(path)).status).toBe(410)
})

it('signs in, keeps what was typed after a wrong password, and signs out', async () => {
  const { signedIn, visitor } = await aDashboard()
  const known = await signedIn(['teacher'], ['3b'])
  const someone = visitor()
  const wrong = await someone.post('/sign-in', { login: 'person1', password: 'fout' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toMatch(/horen niet bij elkaar[\s\S]*value="person1"/)
  expect((await known.get('/now')).status).toBe(303)
  expect((await known.post('/sign-out')).headers.get('location')).toBe('/sign-in')
  expect((await known.get('/now')).headers.get('location')).toBe('/sign-in?to=%2Fnow')
})

it.each([
  [false, /^rooster=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/],
  [true, /^__Host-rooster=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/],
])('sets the session cookie, over TLS: %s', async (secure, pattern) => {
  const school = await aDashboard({ secure })
  const person = await school.person(['teacher'])
  await school.app.accounts.setPassword('console', person.login, password)
  const response = await school.visitor().post('/sign-in', { login: person.login, password })
  expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(pattern)])
})

it.each([
  ['/devices', '/devices'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
])('goes on from %s to %s after signing in', async (to, there) => {
  const school = await aDashboard()
  const person = await school.person(['coordinator'])
  await school.app.accounts.setPassword('console', person.login, password)
  const response = await school.visitor().post('/sign-in', { login: person.login, password, to })
  expect(response.headers.get('location')).toBe(there)
})

it.each([
  [{ 'sec-fetch-site': 'same-origin' }, 303],
  [{ 'sec-fetch-site': 'none' }, 303],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }, 403],
  [{ origin: 'http://localhost' }, 303],
  [{ origin: 'http://localhost:81' }, 403],
  [{ origin: 'null' }, 403],
  [{}, 403],
])('answers a form with %j by %i, whatever it is made of', async (headers, status) => {
  const { dashboard } = await aDashboard()
  for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain']) {
    const init = { method: 'POST', headers: { ...headers, 'content-type': type }, body: '' }
    expect((await dashboard.request('/language', init)).status).toBe(status)
  }
})

it.each([
  ['localhost:8080', 200],
  ['127.0.0.1:8080', 200],
  ['10.20.0.2', 200],
  ['[::1]:8080', 200],
  ['[2001:db8::5]', 200],
  ['rooster.example', 200],
  ['Rooster.Example.:443', 200],
  ['evil.example', 421],
  ['rooster.example.evil.example', 421],
  ['[evil]', 421],
  ['1.2.3.4.evil.example', 421],
])('answers under the name %s with %i', async (host, status) => {
  const { dashboard } = await aDashboard()
  expect((await dashboard.request('/status', { headers: { host } }, { peer: '10.1.0.1' })).status).toBe(status)
})

it('sends headers that let a page load nothing but our own files, and no HSTS', async () => {
  const { visitor } = await aDashboard()
  const { headers } = await visitor().get('/sign-in')
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  )
  expect(headers.get('strict-transport-security')).toBeNull()
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('cache-control')).toBe('no-store')
})

it('takes no form of more than 64 kB', async () => {
  const { visitor } = await aDashboard()
  expect((await visitor().post('/sign-in', { login: 'x'.repeat(70_000) })).status).toBe(413)
})

it('takes no form of more than a thousand fields, and one of a thousand as it is', async () => {
  const { visitor, errors } = await aDashboard()
  const sent = (count: number) => visitor().post('/sign-in', { login: 'x', a: Array(count - 1).fill('1') })
  expect([(await sent(1000)).status, (await sent(1001)).status]).toEqual([422, 413])
  expect(errors).toEqual([])
})

it.each([
  ['nl-NL,nl;q=0.9,en;q=0.8', 'nl'],
  ['en-GB,en;q=0.9', 'en'],
  ['en-GB,nl;q=0.5', 'nl'],
  ['de-DE', 'en'],
  ['', 'nl'],
])('speaks, to a browser that asks for "%s", %s', async (accept, language) => {
  const { visitor } = await aDashboard()
  const text = await (await visitor().get('/sign-in', { 'accept-language': accept })).text()
  expect(text).toContain(`<html lang="${language}">`)
})

it('remembers the language that was chosen', async () => {
  const { visitor } = await aDashboard()
  const someone = visitor()
  const chosen = await someone.post('/language', { language: 'en', back: '/status' })
  expect(chosen.headers.get('location')).toBe('/status')
  expect(await (await someone.get('/status')).text()).toContain('<html lang="en">')
})

it('shows its own pages for what is missing', async () => {
  const { visitor } = await aDashboard()
  const response = await visitor().get('/no-such-page')
  expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('Deze pagina bestaat niet')])
})

it('serves its files for ever under their hash, packed where the browser can unpack', async () => {
  const { visitor } = await aDashboard()
  const page = await (await visitor().get('/sign-in')).text()
  const path = /href="(\/assets\/style\.css\?v=[\w-]+)"/.exec(page)?.[1] ?? ''
  const lasting = await visitor().get(path, { 'accept-encoding': 'gzip' })
  expect(lasting.headers.get('cache-control')).toContain('immutable')
  expect(lasting.headers.get('content-encoding')).toBe('gzip')
  expect((await visitor().get('/assets/style.css?v=old')).headers.get('cache-control')).toBe('no-cache')
  expect((await visitor().get('/assets/..%2Fpackage.json')).status).toBe(404)
})
