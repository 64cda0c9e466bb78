import { expect, it } from 'vitest'
import type { Policy } from '../../src/policy/policy.ts'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>) => (await response).text()
const withMeasures = (policy: Policy): Policy => ({
  ...policy,
  school: { ...policy.school, officer: { name: 'M. de Boer', contact: 'fg@bestuur.example' } },
  measures: [
    {
      id: 'clips-in-class',
      offence: { nl: 'Filmpjes in de les', en: 'Clips in lessons' },
      measure: { nl: 'Telefoon inleveren', en: 'Hand in the phone' },
      parents: true,
      police: false,
      clause: 'X-1',
    },
  ],
})

it('says in one sentence what holds for this device, why it is in its group, by which clause, what is kept and who helps', async () => {
  const { visitor, person } = await aDashboard({ change: withMeasures })
  await person(['confidential-counsellor'])
  const page = await text(visitor().get('/status'))
  for (const part of [
    'Het is les, tot 10:15. Wat hieronder staat, is nu dicht.',
    'Dit apparaat hoort bij de groep pupils. Dat komt door het netwerk waar het op zit.',
    'No social media in lessons.',
    'Wat op dit apparaat is tegengehouden, 14 dagen lang.',
    'Vragen hierover: M. de Boer, fg@bestuur.example.',
    'Vertrouwenspersoon',
    'href="/afspraken"',
  ])
    expect(page).toContain(part)
})

it('knows a device that the school enrolled, and its class', async () => {
  const { app, visitor, person } = await aDashboard()
  const keeper = await person(['coordinator'])
  await app.devices.enrol(keeper, { label: 'L1', address: '10.1.0.1', group: 'pupils', classes: ['3b'] })
  const page = await text(visitor().get('/status'))
  expect(page).toContain('De school heeft dit apparaat aangemeld. Klas: 3B.')
  expect(page).not.toContain('L1')
})

it('tells an excluded device that it is, until when and by which clause, and offers no question that cannot help', async () => {
  const { app, clock, visitor, person } = await aDashboard()
  const phone = { label: 'P1', address: '10.1.0.1', group: 'pupil-phones', classes: ['3b'] }
  const enrolled = await app.devices.enrol(await person(['coordinator']), phone)
  const excluded = { device: enrolled.ok ? enrolled.value.id : '', reason: 'filmde in de les', clause: 'X-2' }
  await app.exclusions.exclude(await person(['director']), { ...excluded, until: clock() + 24 * 3600_000 })
  const page = await text(visitor().get('/status'))
  for (const part of [
    'Dit apparaat is uitgesloten van het netwerk, tot morgen 09:00.',
    'alles (uitgesloten van het netwerk)',
    'Nothing indecent.',
    'Toestemming vragen helpt nu niet.',
    'Dit kan veranderen om morgen 09:00.',
  ])
    expect(page).toContain(part)
  expect(page).not.toMatch(/filmde|Het is les|action="\/status\/ask"/)
  expect(await text(visitor().get('/status', { 'accept-language': 'en' }))).toContain('excluded from the network')
  expect((await visitor().post('/status/ask', { what: 'clips' })).status).toBe(422)
})

it('says of a group of "only these" that the rest is closed, and of an emergency that it runs', async () => {
  const { app, visitor, person } = await aDashboard({
    change: (policy) => ({
      ...policy,
      groups: policy.groups.map((group) => ({ ...group, onlyThese: true })),
      rules: [],
    }),
  })
  await app.emergencies.begin(await person(['coordinator']), 'everyone', 30)
  const page = await text(visitor().get('/status'))
  for (const part of [
    'Op dit apparaat is alleen open wat de school noemt; de rest is dicht.',
    'alles wat niet is opengezet',
    'Er is een calamiteit: berichten en bellen zijn open, tot 09:30.',
    'action="/status/ask"',
  ])
    expect(page).toContain(part)
  expect(page).not.toContain('niets dicht')
  const agreements = await text(visitor().get('/afspraken'))
  expect(agreements).toMatch(
    /Dicht: <bdi[^>]*>alles wat niet is opengezet<\/bdi>[\s\S]*Alleen wat hier open staat, mag\./,
  )
})

it('asks permission, without scripts and without a name, and shows what became of it', async () => {
  const { app, visitor, person } = await aDashboard()
  const keeper = await person(['coordinator'])
  await app.devices.enrol(keeper, { label: 'L1', address: '10.1.0.1', group: 'pupils', classes: ['3b'] })
  const pupil = visitor()
  const asked = await pupil.post('/status/ask', { what: 'Clips', reason: 'spreekbeurt <b>' })
  expect([asked.status, asked.headers.get('location')]).toEqual([303, '/status'])
  const waits = await text(pupil.get('/status'))
  expect(waits).toMatch(/data-state="waiting"[\s\S]*Clips[\s\S]*vervalt vanzelf om 10:15/)
  expect(waits).toContain('hx-trigger="every 5s"')

  const teacher = await person(['teacher'], ['3b'])
  const [waiting] = await app.requests.waiting(teacher)
  expect(waiting).toMatchObject({ devices: 1, reasons: ['spreekbeurt <b>'] })
  await app.requests.approve(teacher, { class: '3b', key: waiting!.key }, 'class', { kind: 'lesson' })
  const live = await text(pupil.get('/status/live'))
  expect(live).toMatch(/^<div id="status-live"[\s\S]*data-state="approved"[\s\S]*Open tot 10:15/)
  expect(live).toMatch(/Nu opengezet[\s\S]*Clips/)
  expect(live).not.toContain('Person')
})

it('takes a question back, and says so where there is none any more', async () => {
  const { visitor } = await aDashboard()
  const pupil = visitor()
  await pupil.post('/status/ask', { what: 'clips.example' })
  expect((await pupil.post('/status/withdraw')).status).toBe(303)
  expect(await text(pupil.get('/status'))).not.toContain('own-request')
  expect((await pupil.post('/status/withdraw')).status).toBe(422)
})

it.each([
  ['nothing to open', { what: '' }, 'Dat is geen site'],
  ['no site or app', { what: '<script>alert(1)</script>' }, 'Dat is geen site'],
  ['what is locked', { what: 'adult.example' }, 'altijd dicht'],
  ['what is open', { what: 'wiki.example' }, 'nu al open'],
  ['a reason that is too long', { what: 'clips.example', reason: 'x'.repeat(201) }, 'te lang'],
])('refuses to ask for %s, and keeps what was typed', async (_, fields, sentence) => {
  const { visitor } = await aDashboard()
  const response = await visitor().post('/status/ask', fields)
  const page = await response.text()
  expect([response.status, page.includes('role="alert"')]).toEqual([422, true])
  expect(page).toContain(sentence)
  expect(page).not.toContain('<script>alert')
})

it('takes a question from its own pages only', async () => {
  const { visitor } = await aDashboard()
  const response = await visitor().post('/status/ask', { what: 'clips.example' }, { 'sec-fetch-site': 'cross-site' })
  expect(response.status).toBe(403)
})

it('tells the whole protocol in plain words: every agreement, its rules, the measures and who helps', async () => {
  const { app, visitor, person } = await aDashboard({ change: withMeasures })
  await person(['confidential-counsellor'])
  const page = await text(visitor().get('/afspraken'))
  const { clauses, rules } = await app.protocol.protocolNow()
  for (const { id, text: words } of clauses) expect(page).toMatch(new RegExp(`${id}[\\s\\S]*${words.nl}`))
  for (const { sentence } of rules) expect(page).toContain(sentence.nl)
  expect(page).toMatch(
    /Filmpjes in de les[\s\S]*Telefoon inleveren[\s\S]*Ouders horen het: ja · Naar de politie: nee · afspraak X-1/,
  )
  expect(page).toContain('Vertrouwenspersoon')
  expect(page).toContain('dit apparaat')
  expect(await text(visitor().get('/afspraken', { 'accept-language': 'en' }))).toContain(
    'The agreements about the internet',
  )
})

it('names what people opened and closed now, and nobody', async () => {
  const { app, visitor, person } = await aDashboard()
  const teacher = await person(['teacher'], ['3b'])
  await app.desk.give(teacher, '3b', { platform: 'clips' }, { kind: 'lesson' })
  const page = await text(visitor().get('/afspraken'))
  expect(page).toContain('Voor 3B staat Clips open, tot 10:15.')
  expect(page).not.toContain(teacher.name)
})

it('makes the protocol as a PDF once for each language, in whatever order it is asked for', async () => {
  const { app, visitor } = await aDashboard({ change: withMeasures })
  let made = 0
  const { pdf } = app.papers
  Object.assign(app.papers, {
    pdf: (...paper: Parameters<typeof pdf>) => {
      made += 1
      return pdf(...paper)
    },
  })
  for (const language of ['nl', 'en', 'nl', 'en', 'nl', 'de', 'en'])
    expect((await visitor().get('/afspraken.pdf', { 'accept-language': language })).status).toBe(200)
  expect(made).toBe(2)
})

it('gives the protocol as a tagged PDF, the same one until something in it changes', async () => {
  const { visitor, person } = await aDashboard({ change: withMeasures })
  const get = async () => {
    const response = await visitor().get('/afspraken.pdf')
    expect(response.headers.get('content-type')).toBe('application/pdf')
    return Buffer.from(await response.arrayBuffer())
  }
  const first = await get()
  expect(first.subarray(0, 5).toString()).toBe('%PDF-')
  expect(first.toString('latin1')).toContain('/MarkInfo')
  expect((await get()).equals(first)).toBe(true)
  await person(['mentor'])
  expect((await get()).equals(first)).toBe(false)
})
