import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aBrowser, aVisitor, picture, seriousFindings, sizes } from '../helpers/a-browser.ts'
import type { AProduct } from '../helpers/a-product.ts'
import { aProduct } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const password = 'een heel lang wachtwoord'

it('sets up a new box step by step, and ends with a working filter', { timeout: 60_000 }, async () => {
  const [product, browser] = [await aProduct(), await aBrowser()]
  const page = await aVisitor(browser, product.web)
  await firstAccount(page, product)
  await picture(page, 'setup-school')
  await page.getByLabel('Naam van de school').fill('OBS De Proef')
  await page.getByLabel('Soort school').selectOption('secondary')
  await next(page)
  await page.getByText('afspraken lezen').first().click()
  await look(page, 'setup-protocol')
  await page.getByRole('radio', { name: /Montessori/ }).check()
  await next(page)
  await page.getByLabel('Regio').selectOption('nl-noord')
  await picture(page, 'setup-holidays')
  await next(page)
  await picture(page, 'setup-networks')
  await page.locator('textarea').first().fill('10.20.0.0/99')
  await next(page)
  await page.getByText('Dat is geen netwerk').waitFor()
  await page.locator('textarea').first().fill('10.20.0.0/16')
  await next(page)
  await page.getByLabel('Servers, één per regel').fill(`127.0.0.1:${product.upstream.endpoint.port}\n127.0.0.1:1`)
  await page.getByRole('button', { name: 'Probeer ze' }).click()
  await page.getByText(/antwoordt in \d+ ms/).waitFor()
  await page.getByText(/antwoordt niet/).waitFor()
  await look(page, 'setup-upstreams')
  await page.getByLabel('Servers, één per regel').fill(`127.0.0.1:${product.upstream.endpoint.port}`)
  await next(page)
  await picture(page, 'setup-teacher')
  await page.getByLabel('Naam', { exact: true }).fill('Anna Bakker')
  await next(page)
  const link = await page.getByText(/\/uitnodiging\//).textContent()
  await picture(page, 'setup-invitation')
  await page.getByRole('link', { name: 'Verder' }).click()
  await page.getByLabel('Meteen aan').check()
  await picture(page, 'setup-start')
  await page.getByRole('button', { name: 'Aanzetten' }).click()
  await page.getByRole('heading', { name: 'Rooster werkt' }).waitFor()
  await page.getByText('MikroTik').click()
  await look(page, 'setup-ready')

  const blocked = await product.ask('www.pornhub.com')
  expect([blocked.rcode, blocked.data.length]).toEqual(['NOERROR', 0])
  expect((await product.ask('open.filtertest.rooster.internal')).data).toHaveLength(1)
  expect((await product.ask('wikipedia.org')).data.length).toBeGreaterThan(0)

  await page.goto('/today')
  await look(page, 'today-desk')
  await page.goto('/box')
  await look(page, 'box')
  const phone = await aVisitor(browser, product.web, { viewport: sizes.phone, isMobile: true, colorScheme: 'dark' })
  await phone.goto(new URL(link!).pathname)
  await look(phone, 'invited-phone')
  await phone.getByLabel('Inlognaam').fill('anna')
  await phone.getByLabel('Wachtwoord', { exact: true }).fill(password)
  await phone.getByLabel(/nog een keer/).fill(password)
  await phone.getByRole('button', { name: 'Account maken' }).click()
  await phone.getByText('Je account is klaar').waitFor()
})

it('says on a page for everyone whether a device is filtered', { timeout: 30_000 }, async () => {
  const [product, browser] = [await aProduct(), await aBrowser()]
  const port = new URL(product.web).port
  // A device that asks us, as its browser sees it, and one that does not.
  for (const [asksUs, expected] of [
    [true, 'Ja: dit apparaat wordt gefilterd.'],
    [false, 'Nee: dit apparaat vraagt het ergens anders.'],
  ] as const) {
    const context = await browser.newContext({ locale: 'nl-NL', viewport: sizes.phone })
    const page = await context.newPage()
    await context.route(/filtertest\.rooster\.internal|use-application-dns/, async (route) => {
      const isOurs = asksUs && route.request().url().includes('filtertest')
      if (!isOurs) return route.abort('namenotresolved')
      const { pathname, host } = new URL(route.request().url())
      const answer = await fetch(`http://127.0.0.1:${port}${pathname}`)
      expect(host).toMatch(new RegExp(`^t[a-z0-9]+\\.filtertest\\.rooster\\.internal:${port}$`))
      return route.fulfill({
        status: answer.status,
        headers: { 'cross-origin-resource-policy': answer.headers.get('cross-origin-resource-policy') ?? '' },
        body: await answer.text(),
      })
    })
    await page.goto(`${product.web}/filtertest`)
    await page.getByRole('button', { name: 'Test dit apparaat' }).click()
    await page.getByText(expected).waitFor()
    await picture(page, `filtertest-${asksUs}`)
    expect(await seriousFindings(page)).toEqual([])
    await context.close()
  }
})

it('puts a backup back in a box that is not set up yet', { timeout: 40_000 }, async () => {
  const [old, browser] = [await aProduct(), await aBrowser()]
  const page = await aVisitor(browser, old.web)
  await firstAccount(page, old)
  await page.goto('/classes')
  await page.getByLabel('Naam van de klas').fill('Vlinders')
  await page.getByRole('button', { name: 'Klas toevoegen' }).click()
  await page.goto('/box')
  await page.getByLabel('Wachtzin', { exact: true }).fill('vier losse woorden hier')
  await page.getByLabel('Nog een keer').fill('vier losse woorden hier')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /downloaden/ }).click(),
  ])
  const file = join(temporaryFolder(), 'school.rooster-backup')
  await download.saveAs(file)

  const fresh = await aProduct()
  const other = await aVisitor(browser, fresh.web)
  await firstAccount(other, fresh)
  const wrong = join(temporaryFolder(), 'wrong')
  writeFileSync(wrong, 'no backup')
  await putBack(other, wrong)
  await other.getByText('Dit is geen back-up van Rooster').waitFor()
  await putBack(other, file)
  await other.getByText('De back-up wordt teruggezet').waitFor()
  await expect.poll(() => fresh.printed(), { timeout: 15_000 }).toContain('office: the thread ended')
  // By itself, once the program is back.
  await other.waitForURL(/sign-in/, { timeout: 15_000 })
  await other.getByLabel('Inlognaam').fill('noor')
  await other.getByLabel('Wachtwoord', { exact: true }).fill(password)
  await other.getByRole('button', { name: 'Inloggen' }).click()
  await other.waitForURL(/today/)
  await other.goto('/classes')
  await other.getByText('Vlinders').first().waitFor()
})

async function firstAccount(page: Page, product: AProduct): Promise<void> {
  await page.goto(product.firstLink!)
  await page.getByLabel('Je naam').fill('Noor de Wit')
  await page.getByLabel('Inlognaam').fill('noor')
  await page.getByLabel('Wachtwoord', { exact: true }).fill(password)
  await page.getByLabel('Wachtwoord nog een keer').fill(password)
  await page.getByRole('button', { name: 'Account maken' }).click()
  await page.waitForURL(/\/setup\/school/)
}

async function putBack(page: Page, file: string): Promise<void> {
  await page.getByLabel('Back-upbestand').setInputFiles(file)
  await page.getByLabel('Wachtzin').fill('vier losse woorden hier')
  await page.getByRole('button', { name: 'Terugzetten' }).click()
}

const next = (page: Page) => page.getByRole('button', { name: 'Verder' }).click()

async function look(page: Page, name: string): Promise<void> {
  await picture(page, name)
  expect(await seriousFindings(page), name).toEqual([])
}
