import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aBrowser, aVisitor, picture, seriousFindings, signIn, sizes } from '../helpers/a-browser.ts'
import type { AProduct } from '../helpers/a-product.ts'
import { aProduct, rooster } from '../helpers/a-product.ts'

const password = 'een zinnetje van niets'
const pages = {
  coordinator: [
    '/today',
    '/groups',
    '/groups/pupils',
    '/rules',
    '/rules/rule',
    '/rules/sets',
    '/rules/clauses',
    '/changes',
    '/platforms',
    '/platforms/youtube',
    '/calendar/file',
    '/classes',
    '/classes/groep-7',
    '/devices',
    '/timetable',
    '/timetable/school/tue',
    '/lists',
    '/why',
    '/people',
    '/attempts',
  ],
  teacher: ['/now', '/now/groep-7', '/attempts'],
  director: ['/week', '/now', '/attempts'],
} as const

it.each([
  ['phone, light, Dutch', sizes.phone, 'light', 'nl-NL'],
  ['desk, dark, English', sizes.desk, 'dark', 'en-GB'],
] as const)(
  'every page of every role is well on a %s',
  { timeout: 180_000 },
  async (what, viewport, colorScheme, locale) => {
    const product = await aSchoolWithPeople()
    const browser = await aBrowser()
    for (const [role, addresses] of Object.entries(pages)) {
      const page = await aVisitor(browser, product.web, { viewport, colorScheme, locale })
      await signIn(page, role, password)
      if (locale === 'en-GB') await speakEnglish(page)
      for (const address of addresses) {
        await page.goto(address)
        expect(await seriousFindings(page), `${role} ${address}`).toEqual([])
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        expect(overflow, `${role} ${address} scrolls sideways`).toBeLessThanOrEqual(0)
        await picture(page, `${what.replace(/, /g, '-')}-${role}${address.replaceAll('/', '-')}`)
      }
      await page.context().close()
    }
    const anyone = await aVisitor(browser, product.web, { viewport, colorScheme, locale })
    await anyone.goto('/status')
    expect(await seriousFindings(anyone)).toEqual([])
    await picture(anyone, `${what.replace(/, /g, '-')}-status`)
  },
)

it('no role reaches the page of another, by address either, and nobody without an account reaches any', {
  timeout: 120_000,
}, async () => {
  const product = await aSchoolWithPeople()
  const browser = await aBrowser()
  const all = [...new Set(Object.values(pages).flat())]
  for (const role of Object.keys(pages) as (keyof typeof pages)[]) {
    const page = await aVisitor(browser, product.web)
    await signIn(page, role, password)
    for (const address of all) {
      const { status } = await reach(page, product, address)
      const own =
        (pages[role] as readonly string[]).includes(address) || (role === 'director' && address === '/now/groep-7')
      expect(status, `${role} ${address}`).toBe(own ? 200 : 403)
    }
    await page.context().close()
  }
  const nobody = await aVisitor(browser, product.web)
  for (const address of all) {
    const { url } = await reach(nobody, product, address)
    expect(url, address).toContain('/sign-in')
  }
})

it('attempts appear live, as a sentence, and a teacher sees no device', { timeout: 60_000 }, async () => {
  const product = await aSchoolWithPeople()
  const browser = await aBrowser()
  const coordinator = await aVisitor(browser, product.web)
  await signIn(coordinator, 'coordinator', password)
  await coordinator.goto('/attempts')
  await product.ask('www.unibet.example.pornhub.com')
  await coordinator.getByText('www.unibet.example.pornhub.com').first().waitFor()
  const row = await coordinator.locator('body').textContent()
  expect(row).toContain('NL-3')
  expect(row).toMatch(/1x tegengehouden|1× tegengehouden/)
  await picture(coordinator, 'attempts-live')
})

async function reach(
  page: Page,
  product: AProduct,
  address: string,
): Promise<{ readonly status: number; readonly url: string }> {
  const response = await page.request.get(product.web + address)
  return { status: response.status(), url: response.url() }
}

async function aSchoolWithPeople(): Promise<AProduct> {
  const product = await aProduct()
  for (const role of Object.keys(pages)) {
    const words = [
      'user',
      'add',
      role,
      '--name',
      `Naam ${role}`,
      '--role',
      role,
      '--class',
      'groep-7',
      '--data',
      product.data,
    ]
    expect(await rooster(words, password)).toMatchObject({ code: 0, error: '' })
  }
  return product
}

async function speakEnglish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Nederlands' }).waitFor()
}
