import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createDashboard } from '../../dashboard/app.tsx'
import { createBlockApp } from '../../dashboard/block-app.tsx'
import { root } from '../../src/product.ts'
import { blockCertificates } from '../../src/server/block-certificates.ts'
import { listenBlock, listenBlockTls } from '../../src/server/block-listener.ts'
import { ensureSchoolCa } from '../../src/server/school-ca.ts'
import { listenWeb } from '../../src/server/web.ts'
import { aSchool, batchOf } from '../app/a-school.ts'
import { aBrowser, aVisitor, picture, seriousFindings, signIn, sizes } from '../helpers/a-browser.ts'
import { overflow } from '../helpers/chromium.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const assets = join(root, 'dist', 'assets')
const anywhere = { address: '127.0.0.1', port: 0 }
const password = 'een zinnetje van niets'

/** A school on a Tuesday in a lesson, its pages and its block pages on real ports; this machine is a pupil's laptop of 3B. */
async function aSchoolOnPorts() {
  const school = await aSchool('2026-11-24T09:00', (policy) => ({
    ...policy,
    school: { ...policy.school, officer: { name: 'M. de Boer', contact: 'fg@bestuur.example' } },
    groups: policy.groups.map((group) =>
      group.id === 'pupils' ? { ...group, networks: [...group.networks, '127.0.0.0/8'] } : group,
    ),
    measures: [
      {
        id: 'clips',
        offence: { nl: 'Filmpjes in de les', en: 'Clips in lessons' },
        measure: { nl: 'Telefoon inleveren', en: 'Hand in the phone' },
        ...{ parents: true, police: false, clause: 'X-1' },
      },
    ],
  }))
  const { app } = school
  const keeper = await school.person(['coordinator', 'confidential-counsellor'])
  await app.accounts.setPassword('console', keeper.login, password)
  await app.devices.enrol(keeper, { label: 'Laptop 1', address: '127.0.0.1', group: 'pupils', classes: ['3b'] })
  const ca = await ensureSchoolCa(temporaryFolder(), 'De Voorbeeldschool', Date.now())
  const dashboard = createDashboard(app, { assets, secure: false, block: { where: '0.0.0.0:80', ca: ca.cert } })
  const web = await listenWeb((request, env) => dashboard.fetch(request, env), anywhere)
  onTestFinished(() => web.close())
  const at = `http://127.0.0.1:${web.port}`
  const pages = createBlockApp(app, { assets, status: `${at}/status`, names: ['rooster.example'] })
  const fetch = (request: Request, env: { readonly peer: string }) => pages.fetch(request, env)
  const isClosed = (name: string, address: string) => app.blocks.mayStandIn(address, name as never)
  const plain = await listenBlock(anywhere, fetch)
  const secure = await listenBlockTls(anywhere, fetch, blockCertificates(ca, isClosed, Date.now))
  onTestFinished(async () => {
    await plain.close()
    await secure.close()
  })
  return { ...school, keeper, web: at, http: plain.endpoint.port, https: secure.endpoint.port }
}

/** Every name leads to this machine, as the resolver says for a group whose blocks look like a page. */
const here = ['--host-resolver-rules=MAP *.example 127.0.0.1']

it('a pupil meets a closed site, asks permission there, and the teacher’s yes opens it; scripts or not', {
  timeout: 60_000,
}, async () => {
  const { app, person, web, http, https } = await aSchoolOnPorts()
  const browser = await aBrowser(here)
  const site = `http://www.clips.example:${http}`
  for (const [what, options] of [
    ['phone-nl', { viewport: sizes.phone, javaScriptEnabled: false }],
    ['desk-en-dark', { viewport: sizes.desk, locale: 'en-GB', colorScheme: 'dark' as const }],
  ] as const) {
    const page = await aVisitor(browser, site, options)
    expect((await page.goto('/watch?v=1'))?.status()).toBe(403)
    await page.getByRole('heading', { name: /www\.clips\.example (is dicht|is closed)/ }).waitFor()
    if (what !== 'phone-nl') expect(await seriousFindings(page)).toEqual([])
    await picture(page, `block-${what}`)
    await page.context().close()
  }

  // A name as long as names get is broken, there and in the question about it.
  const longest = await aVisitor(browser, site.replace('www', `${'a'.repeat(60)}.${'b'.repeat(60)}`), {
    viewport: sizes.phone,
    javaScriptEnabled: false,
  })
  await longest.goto('/')
  expect(await overflow(longest)).toBe(0)
  await longest.getByRole('button', { name: 'Vraag het' }).click()
  expect(await overflow(longest)).toBe(0)
  await longest.getByRole('button', { name: 'Vraag intrekken' }).click()

  const phone = await aVisitor(browser, site, { viewport: sizes.phone, javaScriptEnabled: false })
  await phone.goto('/')
  await phone.getByLabel(/^Waarvoor/).fill('spreekbeurt over dolfijnen')
  await phone.getByRole('button', { name: 'Vraag het' }).click()
  await phone.getByText('Er is nog geen antwoord').waitFor()
  await picture(phone, 'block-asked')

  const status = await aVisitor(browser, web, { viewport: sizes.phone })
  await status.goto('/status')
  await status.getByText('Er is nog geen antwoord').waitFor()
  expect(await seriousFindings(status)).toEqual([])
  await picture(status, 'status-asked')

  const teacher = await person(['teacher'], ['3b'])
  const [waiting] = await app.requests.waiting(teacher)
  await app.requests.approve(teacher, { class: '3b', key: waiting!.key }, 'class', { kind: 'lesson' })
  await status.getByText('Ja, het mag.').waitFor({ timeout: 15_000 })
  await picture(status, 'status-approved')
  expect((await phone.goto('/'))?.status()).toBe(503)
  await phone.getByRole('heading', { name: 'is open' }).waitFor()

  const secure = await aVisitor(browser, `https://chatter.example:${https}`, { ignoreHTTPSErrors: true })
  expect((await secure.goto('/'))?.status()).toBe(403)
  await secure.getByRole('heading', { name: 'chatter.example is dicht' }).waitFor()
  // Nothing is signed for what is open.
  const open = await aVisitor(browser, `https://www.clips.example:${https}`, { ignoreHTTPSErrors: true })
  await expect(open.goto('/')).rejects.toThrow('ERR_CONNECTION_RESET')
})

it('the pages for everyone and "Waarom dicht?" are well on a phone and a desk, in both languages, light and dark', {
  timeout: 60_000,
}, async () => {
  const { office, keeper, clock, web } = await aSchoolOnPorts()
  await office.receive({
    kind: 'attempts',
    batch: batchOf([
      { from: '127.0.0.1', name: 'www.clips.example', at: clock() },
      { from: '127.0.0.1', name: 'chatter.example', at: clock() + 1000 },
    ]),
  })
  const browser = await aBrowser()
  for (const [what, options] of [
    ['phone-nl', { viewport: sizes.phone }],
    ['desk-en-dark', { viewport: sizes.desk, locale: 'en-GB', colorScheme: 'dark' as const }],
  ] as const) {
    const page = await aVisitor(browser, web, options)
    const look = async (address: string, name: string) => {
      await page.goto(address)
      expect(await seriousFindings(page), address).toEqual([])
      expect(await overflow(page), `${address} scrolls sideways`).toBeLessThanOrEqual(0)
      expect((await page.content()).length, address).toBeLessThan(100_000)
      await picture(page, `${name}-${what}`)
    }
    await look('/status', 'status')
    await look('/afspraken', 'afspraken')
    await signIn(page, keeper.login, password)
    await look('/why?name=www.clips.example&group=pupils&class=3b', 'why')
    await look('/why?name=adult.example&group=pupils', 'why-listed')
    await look('/attempts?platform=clips', 'attempts')
    await look('/blocks', 'blocks')
    await page.context().close()
  }
})
