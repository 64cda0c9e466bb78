import { expect, it } from 'vitest'
import { value } from '../helpers/value.ts'
import type { ADashboard } from './a-dashboard.ts'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>): Promise<string> => (await response).text()
const bytes = async (response: Response): Promise<string> =>
  Buffer.from(await response.arrayBuffer())
    .toString('latin1')
    .slice(0, 5)

async function aPhone(school: ADashboard, label = 'Telefoon 1', group = 'pupil-phones') {
  const coordinator = await school.person(['coordinator'])
  const network = { 'pupil-phones': '10.2.0', pupils: '10.1.0', staff: '10.3.0' }[group]
  const address = `${network}.${(await school.storage.devices.all()).length + 1}`
  const added = value(await school.app.devices.enrol(coordinator, { label, address, group, classes: ['3b'] }))
  return { id: added.id, coordinator }
}

it('finds a device, excludes it with a reason, offers the letter, and lifts it', async () => {
  const school = await aDashboard()
  const { id } = await aPhone(school)
  const director = await school.signedIn(['director'])
  expect(await text(director.get('/exclusions?q=TELE'))).toContain(`/exclusions?device=${id}`)
  expect(await text(director.get('/exclusions?q=laptop'))).toContain('No device found')
  const refused = await director.post('/exclusions', { device: id, reason: 'x', end: 'day' })
  expect([refused.status, await text(refused)]).toEqual([422, expect.stringContaining('Write why in a few words')])
  const fields = { device: id, reason: 'gefilmd in de les', end: 'day', clause: 'X-1' }
  expect((await director.post('/exclusions', fields)).headers.get('location')).toBe('/exclusions?done=excluded')
  const page = await text(director.get('/exclusions'))
  const letter = /\/measures\/[^/]+\/letter\/parents/.exec(page)![0]
  const file = await director.get(letter)
  expect([file.headers.get('content-type'), await bytes(file)]).toEqual(['application/pdf', '%PDF-'])
  const [running] = await school.app.exclusions.running(await school.person(['director']))
  const act = running!.id
  expect((await director.post(`/exclusions/${act}/lift`)).headers.get('location')).toBe('/exclusions?done=lifted')
  expect((await director.post(`/exclusions/${act}/lift`)).status).toBe(422)
})

it.each([
  ['a school device', 'pupils', 'school-device', 'device of the school'],
  ['a device with a medical mark', 'pupil-phones', 'medical-mark', 'medical mark'],
])('excludes %s only when that is said', async (_, group, field, word) => {
  const school = await aDashboard()
  const { id, coordinator } = await aPhone(school, 'Apparaat', group)
  if (field === 'medical-mark') await school.app.medical.mark(coordinator, id, { reason: 'glucosesensor' })
  const director = await school.signedIn(['director'])
  const fields = { device: id, reason: 'gefilmd in de les', end: 'day' }
  const asked = await director.post('/exclusions', fields)
  const body = await text(asked)
  expect([asked.status, body.includes(`name="${field}"`), body.includes(word)]).toEqual([422, true, true])
  expect((await director.post('/exclusions', { ...fields, [field]: 'yes' })).status).toBe(303)
})

it.each([
  ['the past', '2026-11-24T08:59'],
  ['no moment', 'soon'],
  ['nothing', ''],
  ['after the school year', '2027-08-02T00:00'],
])('refuses an exclusion until %s', async (_, until) => {
  const school = await aDashboard()
  const { id } = await aPhone(school)
  const director = await school.signedIn(['director'])
  const fields = { device: id, reason: 'gefilmd in de les', end: 'date', until }
  expect((await director.post('/exclusions', fields)).status).toBe(422)
})

it('writes down a measure, with its letters and files, and ends it', async () => {
  const school = await aDashboard()
  const director = await school.signedIn(['director'])
  const fields = { kind: 'phone-taken', 'of-class': '3b', why: '=HYPERLINK("x")' }
  expect((await director.post('/measures', fields)).status).toBe(303)
  expect((await director.post('/measures', { ...fields, 'of-class': 'nope' })).status).toBe(422)
  const id = /\/measures\/([^/]+)\/end/.exec(await text(director.get('/measures')))![1]
  for (const whom of ['parents', 'file'])
    expect(await bytes(await director.get(`/measures/${id}/letter/${whom}`))).toBe('%PDF-')
  expect((await director.get(`/measures/${id}/letter/press`)).status).toBe(404)
  expect(await text(director.get('/measures.csv'))).toContain(`"'=HYPERLINK(""x"")"`)
  expect(await bytes(await director.get('/measures.pdf'))).toBe('%PDF-')
  expect((await director.post(`/measures/${id}/end`)).headers.get('location')).toBe('/measures?done=ended')
})

it('keeps the register, and refuses what another changed meanwhile', async () => {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  const seen = String(school.app.school.revision())
  const entry = { seen, 'offence-nl': 'Bellen in de les', 'measure-nl': 'Telefoon ingenomen', flag: ['parents'] }
  expect((await coordinator.post('/register', { ...entry, 'offence-nl': ' ' })).status).toBe(422)
  expect((await coordinator.post('/register', entry)).headers.get('location')).toBe('/register?done=added')
  const later = { ...entry, 'measure-nl': 'Iets anders' }
  expect((await coordinator.post('/register/bellen-in-de-les', later)).status).toBe(422)
  const now = String(school.app.school.revision())
  expect((await coordinator.post('/register/bellen-in-de-les', { ...later, seen: now })).status).toBe(303)
  const last = { seen: String(school.app.school.revision()), may: 'yes' }
  expect((await coordinator.post('/register-teachers', last)).status).toBe(303)
  expect(school.app.school.policy()).toMatchObject({
    teachersMayExclude: true,
    measures: [{ measure: { nl: 'Iets anders' }, parents: true, police: false }],
  })
})

it('opens an incident, notes, prints for file and board, closes and erases', async () => {
  const school = await aDashboard()
  const { id } = await aPhone(school, '<script>alert(1)</script>')
  const director = await school.signedIn(['director'])
  const fields = { device: id, reason: 'bedreiging gemeld', from: '2026-11-20T08:00', until: '2026-11-25T08:00' }
  expect((await director.post('/incidents', { ...fields, until: '2026-11-19T08:00' })).status).toBe(422)
  const path = (await director.post('/incidents', fields)).headers.get('location')!.replace('?done=recorded', '')
  expect((await director.post(`${path}/note`, { note: '' })).status).toBe(422)
  expect((await director.post(`${path}/note`, { note: 'Ouders gebeld.\nNog eens.' })).status).toBe(303)
  const page = await text(director.get(path))
  expect([page.includes('Nog eens.'), page.includes('<script>alert')]).toEqual([true, false])
  for (const whom of ['file', 'board']) expect(await bytes(await director.get(`${path}/pdf/${whom}`))).toBe('%PDF-')
  expect((await director.post(`${path}/close`)).status).toBe(303)
  expect((await director.post(`${path}/note`, { note: 'Te laat' })).status).toBe(422)
  expect((await director.post(`${path}/erase`)).headers.get('location')).toBe('/incidents?done=removed')
  expect((await director.get(path)).status).toBe(422)
})

it('opens a site for an investigation, and closes it', async () => {
  const school = await aDashboard()
  const { id } = await aPhone(school, 'Laptop directie', 'staff')
  const director = await school.signedIn(['director'])
  const fields = { device: id, site: 'adult.example', minutes: '30', reason: 'melding nagaan' }
  expect((await director.post('/openings', { ...fields, minutes: '9999' })).status).toBe(422)
  expect((await director.post('/openings', { ...fields, site: 'http://' })).status).toBe(422)
  expect((await director.post('/openings', fields)).status).toBe(303)
  const page = await text(director.get('/openings'))
  expect(page).toContain('adult.example')
  const stop = /\/openings\/[^/"]+\/stop/.exec(page)![0]
  expect([(await director.post(stop)).status, (await director.post(stop)).status]).toEqual([303, 422])
})

it('marks an event and ends it', async () => {
  const school = await aDashboard()
  const director = await school.signedIn(['director'])
  const fields = { name: 'Open dag', from: '2026-11-28T10:00', until: '2026-11-28T14:00' }
  expect((await director.post('/events', { ...fields, until: '2026-12-28T14:00' })).status).toBe(422)
  expect((await director.post('/events', fields)).status).toBe(303)
  const page = await text(director.get('/events'))
  expect(page).toContain('Open dag')
  expect((await director.post(/\/events\/[^/"]+\/end/.exec(page)![0])).status).toBe(303)
})

it('gives the overview as a page of any span, as PDF and as CSV, and refuses a bad one', async () => {
  const school = await aDashboard()
  const director = await school.signedIn(['director'])
  for (const query of [
    '',
    '?span=day',
    '?span=month&of=2026-10-10',
    '?span=year',
    '?span=term',
    '?from=2026-10-01&to=2026-11-11&kind=lesson',
  ])
    expect((await director.get(`/week${query}`)).status, query).toBe(200)
  // Of a part, the page says what is of the whole school all the same.
  const ofPart = async (query: string) => (await text(director.get(`/week${query}`))).match(/about the whole school/g)
  await school.app.desk.give(await school.person(['director']), '3b', { platform: 'clips' }, { kind: 'lesson' })
  expect([await ofPart('?group=pupils'), await ofPart('')]).toEqual([expect.objectContaining({ length: 2 }), null])
  expect((await director.get('/week?from=2026-11-30&to=2026-11-01')).status).toBe(422)
  expect((await director.get('/week.pdf?from=2026-11-30&to=2026-11-01')).status).toBe(422)
  const pdf = await director.get('/week.pdf?span=week')
  expect([pdf.headers.get('content-disposition'), await bytes(pdf)]).toEqual([
    'attachment; filename="Week-overview-2026-11-23-2026-11-29.pdf"',
    '%PDF-',
  ])
  const csv = Buffer.from(await (await director.get('/week.csv')).arrayBuffer()).toString()
  expect(csv.split('\r\n')[0]).toBe('\uFEFFPart;What;Column;Value')
  for (const hostile of ['%00', '<script>', '\u202E', 'x'.repeat(3000)])
    expect(
      (await director.get(`/week?group=${encodeURIComponent(hostile)}&subject=${encodeURIComponent(hostile)}`)).status,
    ).toBe(200)
  expect(school.errors).toEqual([])
})

it('lets a director say that mail is wanted only where there is a server', async () => {
  const director = await (await aDashboard()).signedIn(['director'])
  expect(await text(director.get('/account'))).toContain('There is no mail server')
  expect((await director.post('/account/mail', { kind: 'overview', address: 'a@b.example' })).status).toBe(422)
  expect((await director.post('/account/mail', { kind: 'overview', address: 'geen adres' })).status).toBe(422)
})

it('tells of emergencies that were only who may know: a first responder is not told that there was none', async () => {
  const { app, clock, person, signedIn } = await aDashboard()
  const responder = await signedIn(['first-responder'])
  const begun = await app.emergencies.begin(await person(['first-responder']), 'staff', 30)
  clock.advance(60_000)
  await app.emergencies.stop(await person(['director']), begun.ok ? begun.value.id : '')
  expect(await text(responder.get('/emergency'))).not.toMatch(/There has been no emergency|Earlier/)
  expect(await text((await signedIn(['director'])).get('/emergency'))).toMatch(/Earlier[\s\S]*Staff: /)
})

it('shows the officer what is kept and who looked, and prints the texts in both languages', async () => {
  const school = await aDashboard()
  const { coordinator, id } = await aPhone(school)
  await school.app.looks.dataOf(coordinator, id, 'verzoek om inzage')
  const officer = await school.signedIn(['officer'])
  const page = await text(officer.get('/officer'))
  for (const part of ['took out all that is kept of a device', 'verzoek om inzage', '14 days'])
    expect(page).toContain(part)
  expect(page).not.toContain('Telefoon 1')
  for (const path of ['dpia.pdf', 'dpia.pdf?language=en', 'register.pdf', 'register.pdf?language=en'])
    expect(await bytes(await officer.get(`/officer/${path}`)), path).toBe('%PDF-')
})
