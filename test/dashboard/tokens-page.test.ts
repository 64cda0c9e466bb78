import { expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'
import { aProgram } from './a-program.ts'

const form = { name: 'Zermelo <b>', role: 'teacher', class: '3b', days: '30' }

it('shows the secret once, on the page that made it, and never again', async () => {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  const page = await (await coordinator.post('/tokens', form)).text()
  const secret = /value="(rooster_[\w-]+)"/.exec(page)?.[1]
  expect((await aProgram(school, secret).call('GET', '/me')).status).toBe(200)
  const later = await (await coordinator.get('/tokens')).text()
  expect([later.includes(secret!), later.includes('Zermelo &lt;b&gt;')]).toEqual([false, true])
  const id = /\/tokens\/([\w-]+)\/revoke/.exec(later)?.[1]
  expect((await coordinator.post(`/tokens/${id}/revoke`)).headers.get('location')).toBe('/tokens?done=revoked')
  expect((await aProgram(school, secret).call('GET', '/me')).status).toBe(401)
})

it('keeps what was filled in where it refuses, and offers no role that it would refuse', async () => {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  const refused = await coordinator.post('/tokens', { ...form, days: '1000' })
  const page = await refused.text()
  expect([refused.status, page.includes('value="1000"'), page.includes('value="director"')]).toEqual([422, true, false])
  const both = await school.signedIn(['coordinator', 'director'])
  expect(await (await both.get('/tokens')).text()).toContain('value="director"')
})

it('lists every call, below 100 kB', async () => {
  const school = await aDashboard()
  const page = await (await (await school.signedIn(['coordinator'])).get('/tokens')).text()
  expect(page).toContain('/policy/revisions/{number}/undo')
  expect(page.length).toBeLessThan(100_000)
})
