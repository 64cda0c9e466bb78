import { expect, it } from 'vitest'
import { apiRoot, endpoints, routeOf } from '../../dashboard/api/endpoints.ts'
import { accessTo } from '../../dashboard/roles.ts'
import { tokenRoles } from '../../src/app/app.ts'
import { aDashboard } from './a-dashboard.ts'
import { type AProgram, aProgram, programOf } from './a-program.ts'

const addressOf = (path: string) => path.replaceAll(/\{\w+\}/g, 'x')

it('has every endpoint in the access table, for exactly the roles that it says', () => {
  for (const endpoint of endpoints) expect(accessTo(routeOf(endpoint))).toEqual(endpoint.who)
  expect(new Set(endpoints.map(routeOf)).size).toBe(endpoints.length)
})

it('lets each role, and nobody else, use what the table gives it', async () => {
  const school = await aDashboard()
  const over = await programOf(school, 'teacher')
  school.clock.set('2026-12-25T09:00')
  const programs: (readonly [string, AProgram])[] = [
    ['nobody', aProgram(school, undefined, '10.1.0.50')],
    ['expired', aProgram(school, over.secret, '10.1.0.51')],
    ['made up', aProgram(school, `rooster_${'x'.repeat(43)}`, '10.1.0.52')],
  ]
  for (const role of tokenRoles) programs.push([role, await programOf(school, role)])
  for (const { method, path, who } of endpoints) {
    for (const [role, program] of programs) {
      // Wrong tries are limited; they come back with time.
      school.clock.advance(2000)
      const response = await program.call(
        method,
        addressOf(path),
        method === 'GET' || method === 'DELETE' ? undefined : {},
      )
      const row = `${method} ${path} for ${role}: ${response.status}`
      const type = response.status === 403 ? ((await response.json()) as { type: string }).type : ''
      if (['nobody', 'expired', 'made up'].includes(role)) expect(response.status, row).toBe(401)
      else expect(type === 'urn:rooster:problem:token-role', row).toBe(!who.some((each) => each === role))
      expect(response.status, row).not.toBe(500)
    }
  }
  expect(school.errors).toEqual([])
})

it('takes no session in the place of a token, and no token in the place of a session', async () => {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  expect((await coordinator.get(`${apiRoot}/devices`)).status).toBe(401)
  const { secret } = await programOf(school, 'coordinator')
  const page = await school.visitor().get('/devices', { authorization: `Bearer ${secret}` })
  expect(page.headers.get('location')).toMatch(/^\/sign-in/)
})

it('answers a path that is not there with a problem, whatever the method', async () => {
  const school = await aDashboard()
  const program = await programOf(school, 'coordinator')
  for (const [method, path] of [
    ['GET', '/secret'],
    ['DELETE', '/status'],
    ['PUT', '/devices'],
  ] as const) {
    const response = await program.call(method, path)
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  }
})
