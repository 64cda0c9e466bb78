import { expect, it } from 'vitest'
import { value } from '../helpers/value.ts'
import { aDashboard } from './a-dashboard.ts'

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length

it('lets long lists be searched: people, classes and rules, each by all that its rows say', async () => {
  const school = await aDashboard({
    change: (policy) => ({
      ...policy,
      classes: Array.from({ length: 9 }, (_, i) => ({ id: `k${i}`, name: `Klas ${i}` })),
    }),
  })
  const coordinator = await school.signedIn(['coordinator'])
  for (let i = 0; i < 8; i += 1) await school.person(['teacher'], [`k${i}`])
  const page = async (path: string) => (await coordinator.get(path)).text()
  const people = await page('/people')
  expect(people).toContain('data-filter="#everyone"')
  expect(people).toContain('data-match="person 2 person2 teacher klas 0"')
  const classes = await page('/classes')
  expect([classes.includes('data-filter="#all-classes"'), count(classes, /data-match="klas/g)]).toEqual([true, 9])
  const rules = await page('/rules?by=clause')
  expect(count(rules, /data-match="/g)).toBe(school.app.rules.list().length)
  expect(rules).not.toContain('data-filter')
  expect(await page('/rules?group=pupils')).toMatch(/data-match="[^"]*x-1"/)
})

it('shows no field for what is seen at a glance', async () => {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  for (const path of ['/people', '/classes', '/rules'])
    expect(await (await coordinator.get(path)).text()).not.toContain('data-filter')
})

it('lets a director search measures', async () => {
  const school = await aDashboard()
  const director = await school.signedIn(['director'])
  const { app, person } = school
  const by = await person(['director'])
  for (let i = 0; i < 9; i += 1) {
    const why = { why: `Telefoon in les ${i}` }
    expect(await app.measures.record(by, { class: '3b' }, 'warning', why)).toMatchObject({ ok: true })
  }
  const measures = await (await director.get('/measures')).text()
  expect(measures).toContain('data-filter="#all-taken"')
  expect(measures).toMatch(/data-match="[^"]*3b[^"]*telefoon in les 4/)
})

it('lets a director search incidents, by all that a row says', async () => {
  const school = await aDashboard()
  const coordinator = await school.person(['coordinator'])
  const phone = { label: 'Telefoon "7"', address: '10.2.0.7', group: 'pupil-phones', classes: ['3b'] }
  const { id } = value(await school.app.devices.enrol(coordinator, phone))
  const director = await school.signedIn(['director'])
  const open = (reason: string) =>
    director.post('/incidents', { device: id, reason, from: '2026-11-20T08:00', until: '2026-11-25T08:00' })
  for (let i = 0; i < 8; i += 1) await open(`Bedreiging ${i}`)
  const page = async () => (await director.get('/incidents')).text()
  expect(await page(), 'eight are seen at a glance').not.toContain('data-filter')
  const ninth = (await open('Bedreiging <8>')).headers.get('location')!
  await director.post(`${ninth.split('?')[0]}/close`)
  const incidents = await page()
  expect([incidents.includes('data-filter="#all-incidents"'), count(incidents, /data-match="/g)]).toEqual([true, 9])
  expect(incidents).toMatch(/data-match="telefoon &quot;7&quot; open person 2 bedreiging 4 pupil-phones"/)
  expect(incidents).toMatch(/data-match="telefoon &quot;7&quot; closed person 2 bedreiging &lt;8&gt; pupil-phones"/)
})

it('lets who gets reports search them, by when, state and to whom, and by nothing that was written', async () => {
  const school = await aDashboard()
  const mentor = await school.signedIn(['mentor'], ['3b'])
  const report = { to: 'mentor', class: '3b', text: 'Iemand wordt gepest', name: 'Kim' }
  for (let i = 0; i < 8; i += 1) await school.app.letterbox.submit(report, `10.1.0.${i + 1}`)
  const page = async () => (await mentor.get('/inbox')).text()
  expect(await page(), 'eight are seen at a glance').not.toContain('data-filter')
  await school.app.letterbox.submit(report, '10.1.0.9')
  await mentor.get(/\/inbox\/[\w-]+/.exec(await page())![0])
  const inbox = await page()
  expect([inbox.includes('data-filter="#all-reports"'), count(inbox, /data-match="/g)]).toEqual([true, 9])
  expect([
    count(inbox, /data-match="09:00 new to: mentor 3b"/g),
    count(inbox, /data-match="09:00 read to: mentor 3b"/g),
  ]).toEqual([8, 1])
  expect(inbox).not.toMatch(/data-match="[^"]*(gepest|kim)/)
})

it('says how many unknown devices are not shown, and keeps the search while one is enrolled', async () => {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  const addresses = Array.from({ length: 152 }, (_, i) => `10.1.${1 + Math.floor(i / 200)}.${1 + (i % 200)}`)
  await school.office.receive({ kind: 'seen', addresses })
  const page = await (await coordinator.get('/devices?q=10.1.1&show=unknown')).text()
  expect(page).toContain('2 more devices')
  const [, enrol = ''] = /href="(\/devices\?[^"#]*enrol=[^"#]*)#enrol"/.exec(page) ?? []
  expect(enrol).toContain('q=10.1.1&amp;show=unknown&amp;enrol=')
  const form = await (await coordinator.get(enrol.replaceAll('&amp;', '&'))).text()
  expect(form).toContain('action="/devices?q=10.1.1&amp;show=unknown"')
  const wish = { label: 'Laptop', address: '10.1.1.7', group: 'pupils' }
  const done = await coordinator.post('/devices?q=10.1.1&show=unknown', wish)
  expect(done.headers.get('location')).toBe('/devices?q=10.1.1&show=unknown&done=enrolled')
})
