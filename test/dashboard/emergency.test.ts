import { expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>): Promise<string> => (await response).text()

it('lets a first responder act by a link without signing in, until it is revoked', async () => {
  const school = await aDashboard()
  const responder = await school.person(['first-responder'])
  const coordinator = await school.signedIn(['coordinator'])
  const made = await text(coordinator.post(`/emergency/links/${responder.id}`))
  const path = /\/calamiteit\/[\w-]+/.exec(made)![0]
  expect(await text(coordinator.get('/emergency'))).not.toContain(path)
  const anyone = school.visitor()
  const page = await anyone.get(path)
  expect([page.status, page.headers.get('referrer-policy'), page.headers.get('cache-control')]).toEqual([
    200,
    'same-origin',
    'no-store',
  ])
  expect((await anyone.post(path, { for: 'everyone', minutes: '2' })).status).toBe(422)
  expect((await anyone.post(path, { for: 'everyone', minutes: '30' })).status).toBe(303)
  const running = await text(anyone.get(path))
  const id = /\/calamiteit\/[\w-]+\/([\w-]+)\/extend/.exec(running)![1]
  expect((await anyone.post(`${path}/${id}/extend`)).status).toBe(303)
  expect(await text(anyone.post(`${path}/drill`, { for: 'everyone' }))).toContain('De oefening')
  expect((await anyone.post(`${path}/${id}/stop`)).status).toBe(303)
  expect((await coordinator.post(`/emergency/links/${responder.id}/revoke`)).status).toBe(303)
  expect([(await anyone.get(path)).status, (await anyone.post(path, { for: 'staff' })).status]).toEqual([410, 410])
  expect((await anyone.get('/calamiteit/guess')).status).toBe(410)
  expect(await school.app.emergencies.running()).toEqual([])
})

it('begins, extends and stops an emergency for who is signed in; only a coordinator sees the links', async () => {
  const school = await aDashboard()
  await school.person(['first-responder'])
  for (const role of ['director', 'first-responder', 'coordinator'] as const) {
    const someone = await school.signedIn([role])
    expect((await someone.post('/emergency', { for: 'staff', minutes: '15' })).status, role).toBe(303)
    const page = await text(someone.get('/emergency'))
    expect(page.includes('/emergency/links/'), role).toBe(role === 'coordinator')
    const stop = /\/emergency\/[\w-]+\/stop/.exec(page)![0]
    expect((await someone.post(stop.replace('stop', 'extend'))).status, role).toBe(303)
    expect((await someone.post(stop)).status, role).toBe(303)
    expect((await someone.post(stop)).status, role).toBe(422)
  }
})
