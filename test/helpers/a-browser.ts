import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { onTestFinished } from 'vitest'

/** The sizes that pages are looked at in. */
export const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } } as const

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A real browser, closed when the test is over. A missing one is an error that says what to run. `more` are further arguments of it. */
export async function aBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = programs.find((program) => existsSync(program))
  if (executablePath === undefined)
    throw new Error('there is no Chromium; run: sudo apt-get install -y --no-install-recommends chromium')
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
    ...more,
  ]
  const browser = await chromium.launch({ executablePath, args })
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

/** Signs in and waits for the start page. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel(/^(Inlognaam|Sign-in name|Login|Username)/).fill(login)
  await page.getByLabel(/^(Wachtwoord|Password)$/).fill(password)
  await page.getByRole('button', { name: /^(Inloggen|Sign in)$/ }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** What axe finds serious or critical on a page, in a line each. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** Keeps a picture of the page in the folder that SCREENSHOTS names, if it does. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
