import { expect, it } from 'vitest'
import { accessTo, mayUse, menuOf, routes, startPageOf } from '../../dashboard/roles.ts'
import { roles } from '../../src/app/app.ts'
import { aDashboard } from './a-dashboard.ts'

it('has every route of the dashboard in the access table, and no other', async () => {
  const { dashboard } = await aDashboard()
  const built = dashboard.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(built)].sort()).toEqual(routes.map(({ route }) => route).sort())
})

it('lets each role, and nobody else, use what the table gives it, by address too', async () => {
  const school = await aDashboard()
  const people = [
    { held: [] as const, browser: school.visitor() },
    ...(await Promise.all(
      roles.map(async (role) => ({ held: [role], browser: await school.signedIn([role], ['3b']) })),
    )),
  ]
  for (const { route } of routes.filter((each) => each.route !== 'POST /sign-out' && !each.route.endsWith('/live'))) {
    const [method, path = ''] = route.split(' ')
    const address = path.replaceAll(/:\w+/g, 'x')
    for (const { held, browser } of people) {
      const response = await (method === 'GET' ? browser.get(address) : browser.post(address))
      const sentAway = response.status === 403 || response.headers.get('location')?.startsWith('/sign-in') === true
      const start = path === '/' && held.length === 0
      expect(sentAway, `${route} for ${held[0] ?? 'nobody'}: ${response.status}`).toBe(
        !mayUse(accessTo(route), held) || start,
      )
    }
  }
  expect(school.errors).toEqual([])
})

it('refuses a route that is not in the table, even to all roles at once', async () => {
  expect(mayUse(accessTo('GET /secret'), roles)).toBe(false)
  const { dashboard, signedIn } = await aDashboard()
  dashboard.get('/secret', (c) => c.text('secret'))
  const response = await (await signedIn(roles)).get('/secret')
  expect([response.status, await response.text()]).not.toContain('secret')
  expect(response.status).toBe(403)
})

it('begins each role on a page of its own menu', () => {
  for (const role of roles) expect(menuOf(role).map(({ href }) => href)).toContain(startPageOf(role))
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
