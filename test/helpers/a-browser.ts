import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { launchChromium, sizes } from './chromium.ts'

export { seriousFindings, signIn, sizes } from './chromium.ts'

/** A real browser, closed when the test is over. `more` are further arguments of it. */
export async function aBrowser(more: readonly string[] = []): Promise<Browser> {
  const browser = await launchChromium(more)
  onTestFinished(() => browser.close())
  return browser
}

/** A page of a new visitor, in Dutch unless said otherwise. Nothing it loads may come from another host, and no script may fail. */
export async function aVisitor(browser: Browser, web: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: web,
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    viewport: sizes.desk,
    ...options,
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  page.on('request', (request) => {
    if (!request.url().startsWith(web)) throw new Error(`the page asked another host: ${request.url()}`)
  })
  page.on('pageerror', (error) => {
    throw error
  })
  return page
}

/** Keeps a picture of the page in the folder that SCREENSHOTS names, if it does. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
