import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'

/** The sizes that pages are looked at in. */
export const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } } as const

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Starts a real browser. A missing one is an error that says what to run. `more` are further arguments of it. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return await chromium.launch(wayToStart(more))
}

/** The same on a folder with a person's settings (`Local State`), as a browser has them from one day to the next. */
export async function launchProfile(folder: string, more: readonly string[] = []): Promise<BrowserContext> {
  return await chromium.launchPersistentContext(folder, wayToStart(more))
}

function wayToStart(more: readonly string[]) {
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
  return { executablePath, args }
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
  // Our pages have no frames: not to look for any takes half the time.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** How many pixels of a page lie beyond its right edge: it has to be scrolled sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
