import { expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>) => await (await response).text()

it('gives a class its own hours and makes it a room, and takes both off again', async () => {
  const { app, signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  expect(await text(coordinator.get('/classes'))).toContain('href="/classes/3b"')
  expect(await text(coordinator.get('/timetable'))).toContain('href="/classes"')
  const form = await text(coordinator.get('/classes/3b'))
  for (const part of ['As the device group', 'This is a room', '<option value="all">']) expect(form).toContain(part)
  const saved = await coordinator.post('/classes/3b', { timetable: 'all', room: 'on' })
  expect(saved.headers.get('location')).toBe('/classes?done=saved')
  expect(app.school.policy().classes[0]).toEqual({ id: '3b', name: '3B', timetable: 'all', room: true })
  const page = await text(coordinator.get('/classes'))
  for (const part of ['follows All', '>room<']) expect(page).toContain(part)
  await coordinator.post('/classes/3b', { timetable: '' })
  expect(app.school.policy().classes[0]).toEqual({ id: '3b', name: '3B' })
})

it('refuses hours that are not there in words, keeps what was chosen, and knows no class that is not there', async () => {
  const { app, signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  const refused = await coordinator.post('/classes/3b', { timetable: '"><script>', room: 'on' })
  const page = await refused.text()
  expect([refused.status, page]).toEqual([422, expect.stringContaining('no longer exists')])
  expect(page).toMatch(/name="room"[^>]*checked/)
  expect(page).not.toContain('<script>"')
  expect(app.school.revision()).toBe(1)
  expect((await coordinator.get('/classes/9z')).status).toBe(404)
  expect((await coordinator.post('/classes/9z', { timetable: '' })).status).toBe(404)
})

it('adds a room, and tells the teacher in it until which bell it is open', async () => {
  const { signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  await coordinator.post('/classes', { name: 'Lab', timetable: '', room: 'on' })
  const teacher = await signedIn(['teacher'], ['lab'])
  expect(await text(teacher.get('/now/lab'))).toContain('This is a room: what you open closes again at the bell')
  const given = await teacher.post('/now/lab/grants', { platform: 'clips', end: '30' })
  expect(given.status).toBeLessThan(400)
  expect(await text(teacher.get('/now/lab'))).not.toContain('because this is a room')
  await teacher.post('/now/lab/grants', { platform: 'maps', end: 'time', time: '13:00' })
  expect(await text(teacher.get('/now/lab'))).toMatch(/Until the bell .*10:15.*, because this is a room/)
})
