import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aBrowser, aVisitor, picture, seriousFindings, signIn, sizes } from '../helpers/a-browser.ts'
import type { AProduct } from '../helpers/a-product.ts'
import { aProduct, until } from '../helpers/a-product.ts'

const password = 'een zinnetje van niets'

it('a school begins: the first account, a school day, a device, a teacher who opens YouTube and takes it back', {
  timeout: 120_000,
}, async () => {
  const product = await aProduct()
  const browser = await aBrowser()

  const coordinator = await aVisitor(browser, product.web)
  await makeFirstAccount(coordinator, product)
  await makeTodayASchoolDay(coordinator)
  await enrolThisMachine(coordinator)
  await addTeacher(coordinator)

  const phone = await aVisitor(browser, product.web, { viewport: sizes.phone, isMobile: true, hasTouch: true })
  await tryWrongPassword(phone)
  await signIn(phone, 'juf.anna', password)
  await openAndCloseYouTube(phone, product)

  expect(
    (await phone.goto('/today'))?.status(),
    'a teacher reaches no page of the coordinator, by address either',
  ).toBe(403)
  expect(await seriousFindings(phone)).toEqual([])
})

async function makeFirstAccount(page: Page, product: AProduct): Promise<void> {
  await page.goto(product.firstLink!)
  await picture(page, 'welcome')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByLabel('Je naam').fill('Noor de Wit')
  await page.getByLabel('Inlognaam').fill('noor')
  await page.getByLabel('Wachtwoord', { exact: true }).fill(password)
  await page.getByLabel('Wachtwoord nog een keer').fill(password)
  await page.getByRole('button', { name: 'Account maken' }).click()
  // Setting up has a story of its own.
  await page.waitForURL(/\/setup/)
  await page.getByRole('link', { name: 'Later verdergaan' }).click()
  await page.waitForURL(/\/today/)
  await picture(page, 'today-desk')
  const again = await page.request.get(product.firstLink!)
  expect(await again.text(), 'the link works once').toContain('Deze link werkt niet meer')
}

/** Whatever day it is where the test runs. */
async function makeTodayASchoolDay(page: Page): Promise<void> {
  await page.goto('/timetable')
  await page.getByLabel('Wat is het?').fill('Projectdag')
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date())
  await page.getByLabel('Eerste dag').fill(today)
  await page.getByLabel('Laatste dag').fill(today)
  await page.locator('select[name=kind]').selectOption('special')
  await page.getByRole('button', { name: 'Dag toevoegen' }).click()
  await page.getByText('Projectdag').first().waitFor()
}

async function enrolThisMachine(page: Page): Promise<void> {
  await page.goto('/devices')
  const form = page
    .getByRole('region', { name: 'Apparaat aanmelden' })
    .or(page.locator('form[method=post][action="/devices"]'))
  await form.getByLabel('Naam').first().fill('Chromebook 14')
  await form.getByLabel('IP-adres').first().fill('127.0.0.1')
  await form.getByLabel('Apparaatgroep').first().selectOption('pupils')
  await form.getByLabel('Groep 7').first().check()
  await form.getByRole('button', { name: 'aanmelden' }).first().click()
  await page.getByText('Chromebook 14').first().waitFor()
}

async function addTeacher(page: Page): Promise<void> {
  await page.goto('/people')
  await page.getByText('Of maak zelf een account met wachtwoord').click()
  const form = page.locator('form[action="/people"]')
  await form.getByLabel('Naam', { exact: true }).fill('Anna Bos')
  await form.getByLabel('Inlognaam').fill('juf.anna')
  await form.getByLabel('Eerste wachtwoord').fill(password)
  await form.getByLabel('Leerkracht').check()
  await form.getByLabel('Groep 7').check()
  await form.getByRole('button').click()
  await page.getByText('Anna Bos').first().waitFor()
}

async function tryWrongPassword(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await picture(page, 'sign-in-phone')
  await page.getByLabel('Inlognaam').fill('juf.anna')
  await page.getByLabel('Wachtwoord', { exact: true }).fill('niet het goede wachtwoord')
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await page.getByRole('alert').waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
}

/** The promise: the first answer after a grant or its revocation is the new one, within a second of the click. */
async function openAndCloseYouTube(page: Page, product: AProduct): Promise<void> {
  const isClosed = async () => (await product.ask('www.youtube.com')).error?.code === 15
  expect(await isClosed()).toBe(true)
  await page.goto('/now/groep-7')
  await picture(page, 'now-phone')
  expect(await seriousFindings(page)).toEqual([])

  await page.getByRole('button', { name: 'YouTube', exact: true }).click()
  await until(
    async () => !(await isClosed()),
    () => 'YouTube stayed closed',
    1_000,
  )
  expect((await product.ask('www.youtube.com')).data[0], 'opened for pupils in its restricted mode').toBe(
    'restrictmoderate.youtube.com',
  )
  await page.getByText('Nu opengezet').waitFor()
  await picture(page, 'now-open-phone')
  for (const ttl of (await product.ask('www.youtube.com')).ttls) expect(ttl).toBeLessThanOrEqual(60)

  await page.getByRole('button', { name: 'Weer sluiten: YouTube' }).click()
  await until(isClosed, () => 'YouTube stayed open', 1_000)
}
