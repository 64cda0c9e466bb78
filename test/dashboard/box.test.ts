import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeBackup } from '../../src/backup/make.ts'
import { vault } from '../../src/backup/vault.ts'
import { name } from '../../src/dns/name.ts'
import { noTotals } from '../helpers/no-totals.ts'
import { bodyOf, coordinatorOf } from './a-coordinator.ts'
import type { Browser } from './a-dashboard.ts'
import { aDashboard, password } from './a-dashboard.ts'

const csv =
  'naam;mac;groep;klassen\nLaptop 1;a4:83:e7:00:00:01;pupils;3B\n=Kwaad;a4:83:e7:00:00:02;pupils;\nFout;onzin;pupils;\n'

it('takes devices over from a file: looked at first, each bad line named, then all good ones at once', async () => {
  const { signedIn, app } = await aDashboard()
  const someone = await coordinatorOf({ signedIn })
  const preview = await bodyOf(someone.post('/devices/import', { text: csv }))
  expect(preview).toContain('2 nieuw, 0 gewijzigd, 1 niet te gebruiken.')
  expect(preview).toContain('Dat is geen MAC-adres (onzin)')
  const upload = /name="upload" value="([^"]+)"/.exec(preview)?.[1] ?? ''
  expect((await someone.post('/devices/import/take', { upload })).headers.get('location')).toBe(
    '/devices?done=imported',
  )
  const file = await someone.get('/devices.csv')
  expect(file.headers.get('content-type')).toContain('text/csv')
  expect(await file.text()).toContain("'=Kwaad;a4:83:e7:00:00:02;")
  expect(app.school.revision()).toBe(1)
  expect(await bodyOf(someone.post('/devices/import/take', { upload: 'x' }))).toContain('niet meer bij de hand')
  expect((await someone.post('/devices/import')).status).toBe(422)
})

it('shows on Today what a school still has to do, until it is put away', async () => {
  const { signedIn, app, person } = await aDashboard()
  const someone = await coordinatorOf({ signedIn })
  expect(await bodyOf(someone.get('/today')), 'setting up comes first').not.toContain('Nog te doen')
  await app.setup.finish(await person(['coordinator']))
  for (const path of ['/today', '/setup/ready']) {
    const page = await bodyOf(someone.get(path))
    for (const link of ['/classes', '/devices/import', '/people/import']) expect(page, path).toContain(`href="${link}"`)
  }
  expect((await someone.post('/today/first-steps')).headers.get('location')).toBe('/today?done=saved')
  for (const path of ['/today', '/setup/ready']) expect(await bodyOf(someone.get(path))).not.toContain('Nog te doen')
})

it('says how a backup is put back in a box that is in use', async () => {
  const { signedIn } = await aDashboard()
  expect(await bodyOf((await coordinatorOf({ signedIn })).get('/box'))).toContain('rooster restore BESTAND')
})

it('takes nothing over that another has sent', async () => {
  const { signedIn } = await aDashboard()
  const [one, other] = [await coordinatorOf({ signedIn }), await coordinatorOf({ signedIn })]
  const upload =
    /name="upload" value="([^"]+)"/.exec(await bodyOf(one.post('/devices/import', { text: csv })))?.[1] ?? ''
  expect((await other.post('/devices/import/take', { upload })).status).toBe(422)
})

it.each([
  ['q=laptop', ['Laptop 1'], ['Telefoon']],
  ['q=A4-83-E7-00-00-02', ['Telefoon'], ['Laptop 1']],
  ['group=pupil-phones', ['Telefoon'], ['Laptop 1']],
  ['class=3b', ['Laptop 1'], ['Telefoon']],
  ['show=unknown', [], ['Laptop 1', 'Telefoon']],
  ['show=all&group=nonsense', [], ['Laptop 1', 'Telefoon']],
  ['q=%3Cscript%3E', [], ['<script>']],
])('filters devices by the address: %s', async (query, shown, hidden) => {
  const { signedIn, app, person } = await aDashboard()
  const by = await person(['coordinator'])
  await app.devices.enrol(by, { label: 'Laptop 1', mac: 'a4:83:e7:00:00:01', group: 'pupils', classes: ['3b'] })
  await app.devices.enrol(by, { label: 'Telefoon', mac: 'a4:83:e7:00:00:02', group: 'pupil-phones', classes: [] })
  const body = await bodyOf((await coordinatorOf({ signedIn })).get(`/devices?${query}`))
  for (const label of shown) expect(body).toContain(`>${label}<`)
  for (const label of hidden) expect(body).not.toContain(`>${label}<`)
})

async function withADevice(): Promise<{
  someone: Browser
  path: string
  school: Awaited<ReturnType<typeof aDashboard>>
}> {
  const school = await aDashboard()
  const by = await school.person(['coordinator'])
  const made = await school.app.devices.enrol(by, {
    label: 'Laptop 1',
    mac: 'a4:83:e7:00:00:01',
    group: 'pupils',
    classes: [],
  })
  return { school, someone: await coordinatorOf(school), path: `/devices/${made.ok ? made.value.id : ''}` }
}

it('sets a medical mark, shows why to who asks, and takes it off', async () => {
  const { someone, path, school } = await withADevice()
  expect((await someone.post(`${path}/mark`, { reason: '' })).status).toBe(422)
  expect((await someone.post(`${path}/mark`, { reason: 'glucosesensor' })).status).toBe(303)
  expect(await bodyOf(someone.get(path))).not.toContain('glucosesensor')
  expect(await bodyOf(someone.post(`${path}/mark/read`))).toContain('glucosesensor')
  expect((await school.storage.audit.recent(1))[0]).toMatchObject({ action: 'medical-mark-read' })
  expect((await someone.post(`${path}/unmark`)).status).toBe(303)
  expect(JSON.stringify(await school.storage.audit.recent(10))).not.toContain('glucosesensor')
})

it('answers a request for access as a page and as JSON, for a reason only', async () => {
  const { someone, path, school } = await withADevice()
  const asked = {
    device: path.replace('/devices/', ''),
    classes: [],
    reason: '<b> spreekbeurt',
    madeAt: school.clock(),
  }
  const target = { kind: 'site', name: name('wiki.example') } as const
  const open = { state: 'open', expiresAt: school.clock() + 1, grant: undefined, word: undefined } as const
  await school.storage.requests.add({ ...asked, ...open, id: 'r1', target })
  expect((await someone.post(`${path}/data`, { reason: 'x' })).status).toBe(422)
  const shown = await bodyOf(someone.post(`${path}/data`, { reason: 'verzoek van een ouder' }))
  expect(shown).toContain('Wat bewaard is van Laptop 1')
  expect(shown).toMatch(/: <bdi[^>]*>site:wiki\.example<\/bdi>, gevraagd: <bdi[^>]*>&lt;b&gt; spreekbeurt/)
  expect(shown).toContain('alleen de directie kent die')
  const json = await someone.post(`${path}/data`, { reason: 'verzoek van een ouder', format: 'json' })
  expect(await json.json()).toMatchObject({
    ...{ label: 'Laptop 1', attempts: [] },
    requests: [{ target: 'site:wiki.example', state: 'open', why: '<b> spreekbeurt' }],
    notInThis: expect.stringContaining('directie'),
  })
})

it('shows signs of side doors to who says why', async () => {
  const { someone } = await withADevice()
  expect(await bodyOf(someone.get('/devices/signs'))).toContain('Geen apparaat vroeg te veel.')
  expect((await someone.post('/devices/signs', { reason: '' })).status).toBe(422)
  expect(await bodyOf(someone.post('/devices/signs', { reason: 'klacht van een leraar' }))).toContain('is er een teken')
})

it('invites one, or a file of people, with links to print that are shown once', async () => {
  const { signedIn, visitor, app } = await aDashboard()
  const someone = await coordinatorOf({ signedIn })
  const cards = await bodyOf(
    someone.post('/people/invite', { name: 'Noor', role: 'teacher', class: '3b', language: 'nl' }),
  )
  const link = /\/uitnodiging\/[\w-]+/.exec(cards)?.[0] ?? ''
  expect(cards).toMatch(/class="qr-code"/)
  expect(await bodyOf(someone.get('/people'))).toContain('Uitnodigingen die nog openstaan (1)')
  expect(await bodyOf(someone.get('/people'))).not.toContain('/uitnodiging/')
  const noor = visitor()
  expect((await noor.post(link, { login: 'noor', password, again: 'anders' })).status).toBe(422)
  expect((await noor.post(link, { login: 'noor', password, again: password })).headers.get('location')).toBe(
    '/sign-in?done=joined',
  )
  expect((await noor.get(link)).status).toBe(410)

  const preview = await bodyOf(someone.post('/people/import', { text: 'naam;rol\nAnna;docent\nKees;keizer\n' }))
  expect(preview).toContain('1 uit te nodigen, 1 niet te gebruiken.')
  const upload = /name="upload" value="([^"]+)"/.exec(preview)?.[1] ?? ''
  expect(await bodyOf(someone.post('/people/import/take', { upload }))).toContain('Anna')

  const { id } = (await app.accounts.people()).find(({ login }) => login === 'noor')!
  const reset = /\/uitnodiging\/[\w-]+/.exec(await bodyOf(someone.post(`/people/${id}/reset`)))?.[0] ?? ''
  expect(await bodyOf(visitor().get(reset))).toContain('Je inlognaam is noor.')
  const nieuw = 'een heel ander wachtwoord'
  expect((await visitor().post(reset, { password: nieuw, again: nieuw })).headers.get('location')).toBe(
    '/sign-in?done=renewed',
  )
  expect((await app.accounts.signIn('noor', nieuw, 'x')).ok).toBe(true)
})

it('lets the coordinator follow other hours today in two taps, and stop what goes on', async () => {
  const school = await aDashboard()
  const by = await school.person(['coordinator'])
  await school.app.calendar.addSchedule(by, { nl: 'Hitterooster', en: 'Heat' })
  const someone = await coordinatorOf(school)
  expect(await bodyOf(someone.get('/today'))).toContain('Vandaag Hitterooster')
  expect((await someone.post('/today/bells', { schedule: 'hitterooster' })).status).toBe(303)
  expect(await bodyOf(someone.get('/today'))).toContain('Vandaag anders: Hitterooster.')
  await someone.post('/today/bells', { schedule: '' })
  expect(await bodyOf(someone.get('/today'))).toContain('De gewone tijden.')
  expect(await bodyOf(someone.get('/today'))).toMatch(
    /href="\/timetable\?id=all"[\s\S]*>All<[\s\S]*>Les \(1\), tot 10:15</,
  )

  await school.app.parks.park(by, ['3b'], { kind: 'minutes', minutes: 30 })
  await school.app.emergencies.begin(by, 'everyone', 30)
  await school.app.trials.begin(by, 'pupils', 3)
  await school.app.events.mark(by, { name: 'Open dag', until: school.clock() + 3600_000 })
  const body = await bodyOf(someone.get('/today'))
  for (const text of [
    '3B geparkeerd',
    'Calamiteit: berichten staan open voor iedereen',
    'pupils draait proef',
    'Activiteit: Open dag',
  ])
    expect(body).toContain(text)
  const { id } = (await school.app.emergencies.running())[0]!
  await someone.post('/today/stop', { kind: 'emergency', id })
  await someone.post('/today/stop', { kind: 'park', id: '3b' })
  await someone.post('/today/stop', { kind: 'trial', id: (await school.app.trials.running())[0]!.id })
  await someone.post('/today/stop', { kind: 'event', id: (await school.app.events.list())[0]!.id })
  expect(await bodyOf(someone.get('/today'))).toContain('Er is niets bijzonders aan de gang.')
  expect((await someone.post('/today/stop', { kind: 'nonsense', id: 'x' })).status).toBe(422)
})

it('sends a backup that only the passphrase opens, and keeps no copy', async () => {
  const school = await aDashboard({ parts: (data) => ({ vault: vault({ data, keepDays: 14 }, makeBackup) }) })
  const someone = await coordinatorOf(school)
  expect((await someone.post('/box/backup', { passphrase: 'kort', again: 'kort' })).status).toBe(422)
  const passphrase = 'vier losse woorden hier'
  expect((await someone.post('/box/backup', { passphrase, again: 'anders' })).status).toBe(422)
  const sent = await someone.post('/box/backup', { passphrase, again: passphrase })
  expect(sent.headers.get('content-disposition')).toBe('attachment; filename="rooster-2026-11-24.rooster-backup"')
  expect(Buffer.from(await sent.arrayBuffer()).toString('latin1')).toMatch(/^ROOSTER-BACKUP 1\n/)
  await expect.poll(() => readdirSync(join(school.data, 'backups'))).toEqual([])
  expect(await bodyOf(someone.get('/box'))).toContain('De laatste is van')
})

it('shows what each upstream did, and names on Today the one that does not answer', async () => {
  const school = await aDashboard()
  const someone = await coordinatorOf(school)
  expect(await bodyOf(someone.get('/box'))).not.toContain('Wat elke upstream deed')
  const upstreams = [
    { place: 1, address: '192.0.2.1:53', isWell: true, answered: 1200, failed: 3, milliseconds: 14_400, within: [] },
    {
      place: 2,
      address: 'tls://192.0.2.2:853#<b>',
      isWell: false,
      answered: 0,
      failed: 40,
      milliseconds: 0,
      within: [],
    },
    { place: 3, address: '192.0.2.3:53', isWell: true, answered: 0, failed: 0, milliseconds: 0, within: [] },
  ]
  for (let minute = 0; minute < 2; minute += 1) {
    await school.office.receive({ kind: 'totals', totals: { ...noTotals, queries: 1, upstreams } })
    school.clock.advance(60_000)
  }
  const words = (await bodyOf(someone.get('/box'))).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  expect(words).toContain('192.0.2.1:53 antwoordt 1.200 antwoorden, 3 keer geen antwoord, gemiddeld 12 ms')
  expect(words).toContain('tls://192.0.2.2:853#&lt;b&gt; antwoordt niet 0 antwoorden, 40 keer geen antwoord')
  expect(words).toContain('192.0.2.3:53 nog niet gevraagd')
  const today = await bodyOf(someone.get('/today'))
  expect(today).toContain('Deze upstream antwoordt niet: tls://192.0.2.2:853#&lt;b&gt;.')
})

it('says when there is no backup, and when the last one is old', async () => {
  const school = await aDashboard({ parts: (data) => ({ vault: vault({ data, keepDays: 14 }, makeBackup) }) })
  const problems = async () => (await school.app.health()).warnings.map(({ problem }) => problem)
  expect(await problems()).not.toContain('backup-none')
  school.clock.advance(8 * 24 * 3600_000)
  expect(await problems()).toContain('backup-none')
  await school.app.backups.make(await school.person(['coordinator']), 'vier losse woorden hier')
  expect(await problems()).not.toContain('backup-none')
  school.clock.advance(32 * 24 * 3600_000)
  expect((await school.app.health()).warnings).toContainEqual({ problem: 'backup-old', detail: '32' })
})

it('answers under a test name with the test alone, and lets the test page ask such names', async () => {
  const { dashboard, visitor } = await aDashboard()
  const under = (path: string) =>
    dashboard.request(path, { headers: { host: 'x.filtertest.rooster.example' } }, { peer: '10.1.0.1' })
  expect((await under('/filtertest/ok')).status).toBe(200)
  expect((await under('/filtertest/ok.svg')).headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect((await under('/sign-in')).status).toBe(421)
  const page = await visitor().get('/filtertest')
  expect(page.headers.get('content-security-policy')).toContain(
    "connect-src 'self' http://*.filtertest.rooster.example:*",
  )
  expect(await page.text()).toContain('data-name="filtertest.rooster.example"')
  expect((await visitor().get('/status')).headers.get('content-security-policy')).not.toContain('filtertest')
})
