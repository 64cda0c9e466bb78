import { expect, it } from 'vitest'
import { auditActions } from '../../src/storage/audit-action.ts'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>): Promise<string> => (await response).text()
const pdf = async (response: Promise<Response>): Promise<string> =>
  Buffer.from(await (await response).arrayBuffer()).toString('latin1')

it('filters the log, pages it, and gives it as files', async () => {
  const school = await aDashboard()
  const by = await school.person(['coordinator'])
  await school.app.devices.enrol(by, {
    label: 'Telefoon 1',
    address: '10.2.0.1',
    group: 'pupil-phones',
    classes: ['3b'],
  })
  const coordinator = await school.signedIn(['coordinator'])
  expect(await text(coordinator.get('/audit?area=devices'))).toContain('</span> enrolled a device')
  expect(await text(coordinator.get('/audit?area=lessons'))).not.toContain('</span> enrolled a device')
  expect(await text(coordinator.get('/audit?from=2026-11-25'))).toContain('Nothing found')
  expect(await text(coordinator.get('/audit?from=2026-99-99&before=x&by=%25'))).toContain('</span> enrolled a device')
  expect(await text(coordinator.get('/audit.csv'))).toContain('enrolled a device')
  // From where, and only of whoever holds the role.
  const rowsOf = async (query: string) =>
    /<ul class="row-list">.*?<\/ul>/s.exec(await text(coordinator.get(`/audit?${query}`)))?.[0]
  expect(await rowsOf('area=:signed-in&role=coordinator')).toContain('10.1.0.1')
  expect(await rowsOf('role=director')).toBeUndefined()
  expect(await rowsOf('about=no+such+thing')).toBeUndefined()
  expect((await pdf(coordinator.get('/audit.pdf'))).slice(0, 5)).toBe('%PDF-')
  expect(await text(coordinator.get('/audit'))).toContain('took the log out as a file')
})

it('puts the newest lines on paper, says so, and notes how many it took out', async () => {
  const { storage, clock, signedIn, person } = await aDashboard()
  const by = await person(['officer'])
  for (let i = 0; i < 450; i += 1)
    await storage.audit.append({ at: clock(), by, action: 'signed-in', subject: `account ${i}` })
  const officer = await signedIn(['officer'])
  expect((await pdf(officer.get('/audit.pdf'))).slice(0, 5)).toBe('%PDF-')
  const [newest] = await storage.audit.find({ limit: 1 })
  expect([newest?.action, newest?.detail?.['lines']]).toEqual(['audit-taken-out', 400])
})

it('says what was ended, as it says what was begun, and until when', async () => {
  const school = await aDashboard()
  const { app, clock } = school
  const all = await school.person(['coordinator', 'director', 'teacher'], ['3b'])
  const must = <Value>(outcome: { readonly ok: true; readonly value: Value } | { readonly ok: false }): Value => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    return outcome.value
  }
  const grant = must(await app.desk.give(all, '3b', { platform: 'clips' }, { kind: 'lesson' }))
  must(await app.desk.revoke(all, grant.id))
  const event = must(await app.events.mark(all, { name: 'Open dag', until: clock() + 3600_000 }))
  must(await app.events.end(all, event.id))
  const officer = await school.signedIn(['officer'])
  const lines = (await text(officer.get('/audit'))).replaceAll(/<[^>]*>/g, '')
  for (const part of [
    'opened something: 3B, Clips, until 10:15',
    'closed something again: 3B, Clips',
    'ended an event: Open dag',
  ])
    expect(lines).toContain(part)
  expect(await text(officer.get('/audit.csv'))).toContain(';3B, Clips;2026-11-24 10:15:00;')
})

it('calls what a change of the policy was about by its name, on the page and in the file', async () => {
  const school = await aDashboard()
  const said = { nl: 'Bellen in de les', en: 'Calling in a lesson' }
  const done = { nl: 'Telefoon ingenomen', en: 'Phone taken' }
  const director = await school.person(['director'])
  await school.app.register.set(director, { offence: said, measure: done, parents: true, police: false })
  const measure = school.app.school.policy().measures!.at(-1)!.id
  const by = { id: 'p1', name: 'Someone' }
  for (const why of ['correct platform clips', 'timetable of 3b', `measure ${measure}`, 'settings of <b>gone</b>'])
    await school.storage.audit.append({
      at: school.clock(),
      by,
      action: 'policy-changed',
      subject: '2',
      detail: { why },
    })
  const coordinator = await school.signedIn(['coordinator'])
  for (const path of ['/audit', '/audit.csv']) {
    const page = await text(coordinator.get(path))
    for (const part of ['Clips', 'class 3B', 'Calling in a lesson']) expect(page).toContain(part)
    expect(page).not.toMatch(/\b(clips|3b|bellen-in-de-les)\b/)
  }
  expect(await text(coordinator.get('/audit'))).not.toContain('<b>gone')
})

it('prints lines of every kind, a row a line, whatever people are called and however long they explain', async () => {
  const school = await aDashboard()
  const names = ['Łódź, Ğ, é, ß, Ж', 'W'.repeat(200), '\u202Etxt.exe', ' \n\n ', '<script>', '']
  for (const [i, action] of auditActions.entries()) {
    const name = names[i % names.length]!
    const by = { id: `p${i}`, name, roles: ['teacher', 'coordinator'], from: '2001:db8:1234:5678:9abc:def0:1234:5678' }
    const detail = {
      why: 'omdat het moest '.repeat(62),
      site: name,
      target: `site:${name}`,
      class: '3b',
      for: 'parents',
    }
    await school.storage.audit.append({ at: school.clock(), by, action, subject: 'x', detail })
  }
  const officer = await school.signedIn(['officer'])
  const file = await pdf(officer.get('/audit.pdf'))
  expect([...file.matchAll(/\/Type \/Page\b/g)].length).toBeLessThanOrEqual(auditActions.length)
  expect(school.errors).toEqual([])
})

it('says which roles an account got and lost, on the page and in the file, and warns who holds a role for confidence', async () => {
  const school = await aDashboard()
  const counsellor = await school.signedIn(['confidential-counsellor'])
  expect(await text(counsellor.get('/inbox'))).not.toContain('has changed in the past thirty days')
  const coordinator = await school.signedIn(['coordinator'])
  const { id } = (await school.app.accounts.people()).find(({ roles }) => roles.includes('coordinator'))!
  const change = (role: readonly string[]) => coordinator.post(`/people/${id}`, { name: '<b>Piet', role })
  await change(['coordinator', 'confidential-counsellor'])
  await change(['coordinator'])
  const lines = await text(coordinator.get('/audit?area=:person-changed'))
  expect(lines).toMatch(/role taken off: Confidential counsellor[\s\S]*role added: Confidential counsellor/)
  expect(await text(coordinator.get('/audit.csv'))).toContain('role added: Confidential counsellor')
  const inbox = await text(counsellor.get('/inbox'))
  expect(inbox).toMatch(/has changed in the past thirty days[\s\S]*no longer has the role[\s\S]*got the role/)
  expect(inbox).not.toContain('<b>Piet')
})
