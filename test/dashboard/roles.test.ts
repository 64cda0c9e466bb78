import { expect, it } from 'vitest'
import { textsIn } from '../../dashboard/locales/texts.ts'
import { accessTo, mayUse, menuOf, routes, startPageOf } from '../../dashboard/roles.ts'
import type { Role } from '../../src/app/app.ts'
import { roles } from '../../src/app/app.ts'
import type { Browser } from './a-dashboard.ts'
import { aDashboard, password } from './a-dashboard.ts'

it('has every route of the dashboard in the access table, and no other', async () => {
  const { dashboard } = await aDashboard()
  const built = dashboard.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(built)].sort()).toEqual(routes.map(({ route }) => route).sort())
})

it('lets each role, and nobody else, use what the table gives it, by address too', async () => {
  const school = await aDashboard()
  const people: { readonly held: readonly Role[]; readonly browser: Browser }[] = [
    { held: [], browser: school.visitor() },
  ]
  // One after another: of one address, more than five at once count as guessing.
  for (const role of roles) people.push({ held: [role], browser: await school.signedIn([role], ['3b']) })
  // What programs call has a test of its own, with tokens.
  const pages = routes.filter(({ route }) => !route.includes(' /api/'))
  for (const { route } of pages.filter((each) => each.route !== 'POST /sign-out')) {
    const [method, path = ''] = route.split(' ')
    const address = path.replaceAll(/:\w+/g, 'x')
    for (const { held, browser } of people) {
      const response = await (method === 'GET' ? browser.get(address) : browser.post(address))
      const sentAway = response.status === 403 || response.headers.get('location')?.startsWith('/sign-in') === true
      // One of them is a stream.
      await response.body?.cancel()
      const start = path === '/' && held.length === 0
      expect(sentAway, `${route} for ${held[0] ?? 'nobody'}: ${response.status}`).toBe(
        !mayUse(accessTo(route), held) || start,
      )
    }
  }
  expect(school.errors).toEqual([])
  // Some two thousand requests.
}, 120_000)

it('refuses a route that is not in the table, even to all roles at once', async () => {
  expect(mayUse(accessTo('GET /secret'), roles)).toBe(false)
  const { dashboard, signedIn } = await aDashboard()
  dashboard.get('/secret', (c) => c.text('secret'))
  const response = await (await signedIn(roles)).get('/secret')
  expect([response.status, await response.text()]).not.toContain('secret')
  expect(response.status).toBe(403)
})

const inbox = ['POST /account/mail', 'POST /account/mail/try', 'GET /inbox', 'GET /inbox/:id', 'POST /inbox/:id']
/** What roles without a class or an office have, besides what everyone who signed in has. */
const special: readonly (readonly [Role, readonly string[], string])[] = [
  ['mentor', inbox, '/inbox'],
  ['team-leader', inbox, '/inbox'],
  ['manager', inbox, '/inbox'],
  ['anti-bullying-coordinator', inbox, '/inbox'],
  ['confidential-counsellor', inbox, '/inbox'],
  [
    'first-responder',
    [
      'GET /emergency',
      'POST /emergency',
      'POST /emergency/drill',
      'POST /emergency/:id/extend',
      'POST /emergency/:id/stop',
      'POST /emergency/undo',
    ],
    '/emergency',
  ],
  [
    'officer',
    [
      'GET /officer',
      'GET /officer/dpia.pdf',
      'GET /officer/register.pdf',
      'GET /board',
      'GET /board.pdf',
      'GET /board.csv',
      'GET /audit',
      'GET /audit.csv',
      'GET /audit.pdf',
    ],
    '/officer',
  ],
]

it('begins each role on a page of its own menu', () => {
  for (const role of roles) {
    const own = menuOf(role).map(({ href }) => href)
    expect(own, role).toContain(startPageOf(role))
  }
  expect(accessTo('GET /status')).toBe('everyone')
})

it.each(special)('gives %s its own pages, and nothing else', async (role, own, start) => {
  const isForAll = (who: readonly Role[]) => roles.every((each) => who.includes(each))
  const given = routes
    .filter(({ who }) => who !== 'everyone' && who.includes(role) && !isForAll(who))
    .map(({ route }) => route)
  expect(given.filter((route) => !route.includes('/api/'))).toEqual(own)
  const someone = await (await aDashboard()).signedIn([role], ['3b'])
  const answers = await Promise.all(
    ['/today', '/now', '/week', '/attempts', '/people', '/incidents'].map((path) => someone.get(path)),
  )
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403])
  expect((await someone.get('/')).headers.get('location')).toBe(start)
})

it('offers every role on the people page, in both languages, and keeps what is ticked', async () => {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  const body = await (await coordinator.get('/people')).text()
  for (const role of roles) {
    expect(body).toContain(`value="${role}"`)
    for (const language of ['nl', 'en'] as const) expect(textsIn(language, 'secondary').roles[role]).not.toBe('')
  }
  const person = { name: 'Noor', login: 'noor', password, language: 'nl' }
  await coordinator.post('/people', { ...person, role: ['mentor', 'officer', 'emperor'] })
  const noor = (await school.app.accounts.people()).find(({ login }) => login === 'noor')
  expect(noor?.roles).toEqual(['mentor', 'officer'])
})

it('shows a tab for each role that somebody holds', async () => {
  const someone = await (await aDashboard()).signedIn(['teacher', 'mentor'], ['3b'])
  const body = await (await someone.get('/inbox')).text()
  expect([body.includes('/as/mentor'), (await someone.get('/')).headers.get('location')]).toEqual([true, '/now'])
  expect((await someone.get('/as/mentor')).headers.get('location')).toBe('/inbox')
})

it.each([
  [['coordinator'], '/today'],
  [['teacher'], '/now'],
  [['director'], '/week'],
  [['teacher', 'director'], '/week'],
] as const)('takes %j to %s', async (held, start) => {
  const { signedIn } = await aDashboard()
  expect((await (await signedIn(held)).get('/')).headers.get('location')).toBe(start)
})

it('remembers which of several roles was last chosen', async () => {
  const { signedIn } = await aDashboard()
  const someone = await signedIn(['teacher', 'coordinator'], ['3b', '4a'])
  expect((await someone.get('/as/teacher')).headers.get('location')).toBe('/now')
  expect((await someone.get('/')).headers.get('location')).toBe('/now')
  expect(await (await someone.get('/attempts')).text()).not.toContain('href="/devices"')
  expect(await (await someone.get('/devices')).text()).toContain('href="/devices"')
})
