import { X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { createDashboard } from '../../dashboard/app.tsx'
import { createBlockApp } from '../../dashboard/block-app.tsx'
import { name } from '../../src/dns/name.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { ensureSchoolCa } from '../../src/server/school-ca.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { aDashboard, password, someAssets } from './a-dashboard.ts'

const status = 'https://rooster.example/status'

/** A school with its block page, asked in the name of any host. */
async function aBlockPage(unreachable?: string) {
  const school = await aDashboard()
  if (unreachable !== undefined) school.unreachable.add(unreachable)
  const errors: unknown[] = []
  const pages = createBlockApp(school.app, {
    ...{ assets: someAssets(), status, names: ['rooster.example'] },
    onError: (error) => errors.push(error),
  })
  const ask = (url: string, init: RequestInit = {}, peer = '10.1.0.1') => pages.request(url, init, { peer })
  const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: new URL(url).origin, host: new URL(url).host, ...headers },
    })
  return { ...school, errors, ask, post }
}

it.each([
  ['a closed site', '10.1.0.1', 'www.clips.example', true],
  ['an open one', '10.1.0.1', 'wiki.example', false],
  ['any site where everything is closed', '10.2.0.1', 'wiki.example', true],
  ['a protected one there', '10.2.0.1', 'mail.example', false],
  ['what lies below one', '10.2.0.1', 'login.mail.example', false],
  ['one that the school protects', '10.2.0.1', 'www.bank.example', false],
  ['one whose name only ends like it', '10.2.0.1', 'notmail.example', true],
  ['an essential one', '10.2.0.1', 'time.example', false],
])('stands in over TLS for %s (%s, %s): %s', async (_, address, site, expected) => {
  const change = (policy: Policy): Policy => ({ ...policy, protected: [name('bank.example')] })
  const { app } = await aDashboard({ change })
  expect(app.blocks.mayStandIn(address, name(site))).toBe(expected)
})

it('says in the place of a closed site what was asked, why, by which clause, until when, and who helps', async () => {
  const { ask, person } = await aBlockPage()
  await person(['confidential-counsellor'])
  const response = await ask('http://www.clips.example/watch?v=secret')
  const page = await response.text()
  expect(response.status).toBe(403)
  for (const part of [
    'www.clips.example is dicht',
    'Nu dicht: Social media.',
    'X-1',
    'No social media in lessons.',
    'Dit verandert om 10:15.',
    'Vraag toestemming',
    'Vertrouwenspersoon',
    `href="${status}"`,
    'href="https://rooster.example/melden?site=www.clips.example"',
  ])
    expect(page).toContain(part)
  expect(page).not.toMatch(/secret|<script/)
  expect([
    response.headers.get('set-cookie'),
    response.headers.get('location'),
    response.headers.get('cache-control'),
  ]).toEqual([null, null, 'no-store'])
  const english = await ask('http://www.clips.example/', { headers: { 'accept-language': 'en' } })
  expect(await english.text()).toContain('www.clips.example is closed')
})

it('takes a question for the site itself, looks for the answer without scripts, and shows it', async () => {
  const { app, ask, post, person } = await aBlockPage()
  const keeper = await person(['coordinator'])
  await app.devices.enrol(keeper, { label: 'L1', address: '10.1.0.1', group: 'pupils', classes: ['3b'] })
  const asked = await post('http://clips.example/', { reason: 'spreekbeurt' })
  expect([asked.headers.get('refresh'), await asked.text()]).toEqual([
    '20',
    expect.stringContaining('data-state="waiting"'),
  ])
  const teacher = await person(['teacher'], ['3b'])
  const [waiting] = await app.requests.waiting(teacher)
  expect(waiting).toMatchObject({ reasons: ['spreekbeurt'], targetName: { nl: 'Clips' } })
  await app.requests.approve(teacher, { class: '3b', key: waiting!.key }, 'class', { kind: 'lesson' })
  const after = await ask('http://clips.example/')
  expect([after.status, after.headers.get('retry-after'), after.headers.get('refresh')]).toEqual([503, '10', null])
  expect(await after.text()).toMatch(/clips\.example is open[\s\S]*data-state="approved"/)
})

it('takes a question back', async () => {
  const { ask, post } = await aBlockPage()
  await post('http://clips.example/', {})
  expect(await (await post('http://clips.example/?withdraw', {})).text()).not.toContain('own-request')
  expect(await (await ask('http://clips.example/')).text()).toContain('Vraag toestemming')
})

it('offers no question about what nobody can open', async () => {
  const { ask } = await aBlockPage()
  const page = await (await ask('http://adult.example/')).text()
  expect(page).toContain('Altijd dicht')
  expect(page).not.toContain('Vraag toestemming')
})

it.each([
  ['another site', { origin: 'http://evil.example' }],
  ['a page of another origin, as the browser says', { 'sec-fetch-site': 'cross-site' }],
])('takes no question from %s', async (_, headers) => {
  const { app, post } = await aBlockPage()
  expect((await post('http://clips.example/', {}, headers)).status).toBe(403)
  expect(await app.requests.mine('10.1.0.1')).toBeUndefined()
})

it.each([
  ['a picture', { headers: { 'sec-fetch-dest': 'image' } }],
  ['what an app fetches', { headers: { accept: 'application/json' } }],
  ['another method', { method: 'PUT', body: 'x' }],
])('gives %s a line of text', async (_, init) => {
  const { ask } = await aBlockPage()
  const response = await ask('http://clips.example/api', init)
  expect([response.status, response.headers.get('content-type')]).toEqual([403, expect.stringContaining('text/plain')])
  expect((await response.text()).length).toBeLessThan(100)
})

it.each(['http://rooster.example/', 'http://10.0.0.5/', 'http://localhost/'])(
  'tells who opens the box itself (%s) where to look',
  async (url) => {
    const { ask } = await aBlockPage()
    const response = await ask(url)
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining(`href="${status}"`)])
  },
)

it('does no harm with hostile hosts, and throws nothing', async () => {
  const { ask, errors } = await aBlockPage()
  for (const host of ['xn--', `${'a'.repeat(64)}.example`, 'x_y.clips.example', 'CLIPS.EXAMPLE.', 'a..b']) {
    const response = await ask('http://clips.example/', { headers: { host } })
    expect([200, 403, 503]).toContain(response.status)
  }
  expect(
    (
      await ask('http://clips.example/', {
        method: 'POST',
        body: 'x'.repeat(9000),
        headers: { 'content-length': '9000' },
      })
    ).status,
  ).toBe(413)
  expect(errors).toEqual([])
})

it('keeps how a block looks for each group and kind of sites, as a revision', async () => {
  const { app, signedIn } = await aDashboard()
  const coordinator = await signedIn(['coordinator'])
  expect(await (await coordinator.get('/blocks')).text()).toContain('not on yet')
  const saved = await coordinator.post('/blocks/pupils', { look: 'page', 'of-adult': 'refused', 'of-games': 'null' })
  expect(saved.headers.get('location')).toBe('/blocks?done=saved')
  // No rule closes games for this group, so there is nothing to choose.
  expect(app.school.policy().groups[0]!.blocks).toEqual({ look: 'page', categories: { adult: 'refused' } })
  await coordinator.post('/blocks/pupils', { look: '<script>', 'of-adult': '' })
  expect(app.school.policy().groups[0]!.blocks).toEqual({ look: 'nodata' })
  expect((await coordinator.post('/blocks/nobody', { look: 'page' })).status).toBe(422)
  expect((await coordinator.get('/blocks/school-ca.crt')).status).toBe(404)
})

it('hands the school’s certificate to the coordinator, never its key', async () => {
  const school = await aDashboard()
  const ca = await ensureSchoolCa(temporaryFolder(), 'De Voorbeeldschool', school.clock())
  const dashboard = createDashboard(school.app, {
    ...{ assets: someAssets(), secure: false, block: { where: '0.0.0.0:80, 0.0.0.0:443', ca: ca.cert } },
  })
  const person = await school.person(['coordinator'])
  await school.app.accounts.setPassword('console', person.login, password)
  const signed = await school.app.accounts.signIn(person.login, password, '10.1.0.1')
  const cookie = `rooster=${signed.ok ? signed.value.session : ''}`
  const get = (path: string) => dashboard.request(path, { headers: { cookie } }, { peer: '10.1.0.1' })
  const page = await (await get('/blocks')).text()
  expect(page).toContain(new X509Certificate(ca.cert).fingerprint256)
  const file = await (await get('/blocks/school-ca.crt')).text()
  expect([file, file.includes('PRIVATE')]).toEqual([ca.cert, false])
})
