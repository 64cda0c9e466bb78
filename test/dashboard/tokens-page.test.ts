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

it('lets a director make those of directors, and names the classes of a teacher’s', async () => {
  const school = await aDashboard()
  await (await school.signedIn(['coordinator'])).post('/tokens', form)
  const director = await school.signedIn(['director'])
  const list = await (await director.get('/tokens')).text()
  expect(list).toContain('Teacher · 3B · ')
  expect(list).not.toMatch(/value="(coordinator|teacher|first-responder)"/)
  const made = await (await director.post('/tokens', { name: 'Verzuim', role: 'director', days: '30' })).text()
  const secret = /value="(rooster_[\w-]+)"/.exec(made)?.[1]
  expect((await aProgram(school, secret).call('GET', '/exclusions')).status).toBe(200)
})

it('lists every call with what it takes and gives, below 100 kB', async () => {
  const school = await aDashboard()
  const page = await (await (await school.signedIn(['coordinator'])).get('/tokens')).text()
  expect(page).toContain('/policy/revisions/{number}/undo')
  const told = page.replaceAll(/<[^>]*>/g, '')
  for (const part of [
    'GET /devices?limit&amp;cursor&amp;group&amp;class&amp;known',
    'Gets { items: [{ id, label, mac?, addresses, group, classes, known, randomMac, lastSeen? }], next? }',
    'Sends { name, timetable?, room? }',
    'Sends { key } | { words }',
  ])
    expect(told).toContain(part)
  expect(page.length).toBeLessThan(100_000)
})
