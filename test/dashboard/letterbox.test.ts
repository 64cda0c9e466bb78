import { expect, it } from 'vitest'
import { aDashboard, type Browser } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>): Promise<string> => (await response).text()

it('brings a report to the role that was chosen, and to nobody else', async () => {
  const school = await aDashboard()
  const [mentor, counsellor] = [
    await school.signedIn(['mentor'], ['3b']),
    await school.signedIn(['confidential-counsellor']),
  ]
  const anyone = school.visitor()
  const form = await text(anyone.get('/melden'))
  expect([form.includes('value="mentor"'), form.includes('value="director"')]).toEqual([true, false])
  const report = { to: 'mentor', class: '3b', text: 'Iemand wordt gepest. <b>Echt</b>', name: '', site: '' }
  for (const wrong of [{ text: ' ' }, { to: 'emperor' }, { to: 'director' }, { class: 'x' }, { site: '..' }]) {
    const refused = await anyone.post('/melden', { ...report, ...wrong })
    expect(refused.status, JSON.stringify(wrong)).toBe(422)
  }
  const sent = await anyone.post('/melden', report)
  expect([sent.status, sent.headers.get('location')], 'loading again sends nothing').toEqual([303, '/melden?sent'])
  expect(await text(anyone.get('/melden?sent'))).toContain('Je melding is verstuurd')
  const path = /\/inbox\/[\w-]+/.exec(await text(mentor.get('/inbox')))![0]
  const read = await text(mentor.get(path))
  expect([read.includes('&lt;b&gt;Echt'), read.includes('<b>Echt')]).toEqual([true, false])
  const others: readonly Browser[] = [
    counsellor,
    await school.signedIn(['teacher'], ['3b']),
    await school.signedIn(['director']),
  ]
  for (const other of others)
    expect([(await text(other.get('/inbox'))).includes(path), (await other.get(path)).status]).toEqual([false, 422])
  expect((await mentor.post(path, { note: 'Gesproken met beide ouders.' })).headers.get('location')).toBe(
    '/inbox?done=handled',
  )
  expect(await text(mentor.get('/inbox'))).toContain('handled')
})

it('begins with the class of the device and the site that it was sent from, and says what is missing', async () => {
  const school = await aDashboard()
  await school.person(['teacher'], ['3b'])
  await school.person(['mentor'], ['4a'])
  const keeper = await school.person(['coordinator'])
  const visitor = school.visitor()
  const chosen = async (path = '/melden') => {
    const page = await text(visitor.get(path))
    const site = /<input[^>]*name="site"[^>]*>/.exec(page)![0]
    return [/<option value="(\w*)" selected/.exec(page)?.[1], /value="([^"]*)"/.exec(site)?.[1]]
  }
  expect(await chosen()).toEqual(['', ''])
  await school.app.devices.enrol(keeper, { label: 'L1', address: '10.1.0.1', group: 'pupils', classes: ['3b'] })
  expect(await chosen('/melden?site=www.clips.example')).toEqual(['3b', 'www.clips.example'])
  expect((await chosen('/melden?site=%22%3E%3Cscript%3E'))[1]).toBe('&quot;&gt;&lt;script&gt;')
  const refused = async (fields: Record<string, string>) =>
    (await text(visitor.post('/melden', { text: 'x', ...fields }))).replaceAll(/<[^>]*>/g, '')
  expect(await refused({ to: 'teacher' })).toContain('Er is geen klas gekozen.')
  expect(await refused({ to: 'teacher', class: '4a' })).toContain('Daar heeft niemand die rol.')
  expect(await refused({ to: 'teacher', class: 'zz' })).toContain('Deze klas is er niet (meer).')
})

it('counts in the menu what somebody has not read, on every page, and nowhere else', async () => {
  const school = await aDashboard()
  const [teacher, both, director] = [
    await school.signedIn(['teacher'], ['3b']),
    await school.signedIn(['coordinator', 'mentor'], ['3b']),
    await school.signedIn(['director']),
  ]
  const count = async (browser: Browser, path: string) =>
    [...(await text(browser.get(path))).matchAll(/class="menu-count">(\d+)/g)].map(([, number]) => number)
  expect(await count(teacher, '/now/3b')).toEqual([])
  for (const to of ['teacher', 'mentor', 'mentor'])
    await school.app.letterbox.submit({ to, class: '3b', text: 'x' }, '10.1.0.7')
  // At the side of a desk, at the bottom of a phone, and on the entry under "more" there.
  expect([...new Set(await count(teacher, '/now/3b'))]).toEqual(['1'])
  expect(await count(director, '/week')).toEqual([])
  expect(await count(both, '/today'), 'on the tab of the role that reads them').toEqual(['2'])
  const path = /\/inbox\/[\w-]+/.exec(await text(teacher.get('/inbox')))![0]
  expect(await count(teacher, path)).toEqual([])
  expect(await count(teacher, '/now/3b')).toEqual([])
})

it('refuses a flood of reports', async () => {
  const school = await aDashboard()
  await school.person(['director'])
  const anyone = school.visitor()
  const send = async () => (await anyone.post('/melden', { to: 'director', text: 'Nog eens' })).status
  const all: number[] = []
  for (let i = 0; i < 20; i += 1) all.push(await send())
  expect([all[0], all.at(-1)]).toEqual([303, 422])
})
