import { expect, it } from 'vitest'
import { usualLimits } from '../../src/app/app.ts'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>) => await (await response).text()

it('says on a card what a group means, with its rules and its trial', async () => {
  const { signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  const page = await text(coordinator.get('/groups'))
  for (const part of [
    '10.1.0.0/16',
    'Follows All.',
    'What was blocked is recorded by device.',
    '3 rules, 2 always closed',
  ])
    expect(page).toContain(part)
  expect(page).toContain('Unknown devices are in this one.')
  expect((await coordinator.get('/groups/nobody')).status).toBe(404)
})

it('keeps a group: only what the rules open, hidden names taken out, another timetable', async () => {
  const { app, signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  const saved = await coordinator.post('/groups/pupils', {
    ...{ record: 'counts', timetable: 'all', ech: 'withhold', 'only-these': 'on' },
  })
  expect(saved.headers.get('location')).toBe('/groups/pupils?done=saved')
  expect(app.school.policy().groups[0]).toMatchObject({ onlyThese: true, ech: 'withhold', record: 'counts' })
  const page = await text(coordinator.get('/groups'))
  expect(page).toContain('Only what the rules open is allowed; the rest is closed.')
  expect(page).toContain('Browsers get no key to hide the name of a site (ECH).')
  const unknown = await coordinator.post('/groups/pupils', { record: 'counts', timetable: 'none' })
  expect([unknown.status, await unknown.text()]).toEqual([422, expect.stringContaining('no longer exists')])
})

it('limits how much a device may ask, and refuses numbers that are none', async () => {
  const { app, signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  expect(await text(coordinator.get('/groups'))).toContain(`value="${usualLimits.queriesPerSecond}"`)
  const set = await coordinator.post('/limits', { 'per-second': '50', burst: '200', unlimited: ['staff'] })
  expect(set.status).toBe(303)
  expect(app.school.policy().limits).toEqual({ queriesPerSecond: 50, burst: 200, unlimited: ['staff'] })
  for (const [perSecond, burst] of [
    ['9', '200'],
    ['50', '49'],
    ['x', '200'],
    ['1e9', '1e9'],
    ['50.5', '200'],
  ] as const) {
    const refused = await coordinator.post('/limits', { 'per-second': perSecond, burst })
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('That number is not possible'),
    ])
  }
})

it('runs a group on trial, extends it, and stops it; figures are of five devices or more', async () => {
  const { app, signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  expect(await text(coordinator.get('/groups/pupils'))).toContain('Begin a trial')
  expect((await coordinator.post('/groups/pupils/trial', { do: 'begin', days: '3' })).status).toBe(303)
  const [trial] = await app.trials.running()
  const page = await text(coordinator.get('/groups/pupils'))
  expect(page).toMatch(/On trial until Fri,? 27 Nov 09:00, begun by Person 1\./)
  expect(page).toContain('only what five devices or more asked for')
  expect(await text(coordinator.get('/groups'))).toContain('on trial until')
  await coordinator.post('/groups/pupils/trial', { do: 'extend', days: '1', trial: trial!.id })
  expect((await app.trials.running())[0]!.until - trial!.until).toBe(24 * 3600_000)
  const tooLong = await coordinator.post('/groups/pupils/trial', { do: 'extend', days: '14', trial: trial!.id })
  expect([tooLong.status, await tooLong.text()]).toEqual([422, expect.stringContaining('1 to 14 days')])
  await coordinator.post('/groups/pupils/trial', { do: 'stop', trial: trial!.id })
  expect(await app.trials.running()).toEqual([])
  expect((await coordinator.post('/groups/pupils/trial', { do: 'begin', days: '0' })).status).toBe(422)
})
