import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { fastClockText } from '../../src/time/clock.ts'
import { schoolZone } from '../../src/time/school-time.ts'
import { aBrowser, aVisitor, picture, seriousFindings, signIn, sizes } from '../helpers/a-browser.ts'
import type { AProduct } from '../helpers/a-product.ts'
import { aProduct, rooster, until } from '../helpers/a-product.ts'

const password = 'een zinnetje van niets'
const phone = { viewport: sizes.phone, isMobile: true, hasTouch: true } as const
/** Most bytes of a page with all that it loads, as they go over the line. */
const MOST = 100_000

it('a teacher’s day on a phone: PIN, YouTube in two taps, undo, park, a question, what does not work, only these sites, a pass', {
  timeout: 120_000,
}, async () => {
  const product = await aSchoolDay()
  const browser = await aBrowser()
  const teacher = await aVisitor(browser, product.web, phone)
  await signIn(teacher, 'anna', password)
  await setPin(teacher)

  await coldStart(teacher, product)
  const duo = await aVisitor(browser, product.web, phone)
  const weigh = weighing(duo)
  await signIn(duo, 'bram', password)
  await duo.goto('/now/groep-7')
  const weight = await weigh()
  if (process.env['SCREENSHOTS'] !== undefined)
    console.log(`the teacher’s page, with all that it loads: ${weight} bytes`)
  expect(weight, 'bytes of the page with all that it loads').toBeLessThan(MOST)
  await undoAndOpenAgain(teacher, duo, product)
  await parkAndWake(teacher, product)
  await answerAQuestion(teacher, product)
  await openWhatDoesNotWork(teacher, product)
  await onlyTheseSites(teacher, product)
  await takeAPhone(teacher)
  await passForASubstitute(teacher, browser, product)
  await teacher.goto('/history')
  await picture(teacher, 'teacher-history')
})

it('shows a teacher every page in English, and by night', { timeout: 90_000 }, async () => {
  const product = await aSchoolDay()
  const page = await aVisitor(await aBrowser(), product.web, { ...phone, colorScheme: 'dark', locale: 'en-GB' })
  await signIn(page, 'anna', password)
  await page.getByRole('button', { name: 'English' }).tap()
  await page.getByRole('button', { name: 'Nederlands' }).waitFor()
  for (const [path, heading] of [
    ['/now/groep-7', 'Groep 7'],
    ['/now/groep-7/focus', 'Only these sites'],
    ['/now/groep-7/snags', 'Something does not work'],
    ['/now/groep-7/phone', 'Phone taken'],
    ['/passes', 'Day pass'],
    ['/history', 'What I did'],
    ['/account', 'My account'],
  ] as const) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await looksWell(page, `night${path.replaceAll('/', '-')}`)
  }
})

/** A Tuesday in school hours, whenever this runs: after the last bell there is no more day to open something for. */
const TODAY = '2026-11-24'
const inSchool = { ROOSTER_CLOCK: fastClockText(schoolZone('Europe/Amsterdam').parse(`${TODAY}T10:00`), 1) }

async function aSchoolDay(): Promise<AProduct> {
  const product = await aProduct(undefined, [], { environment: inSchool })
  for (const [login, name, role] of [
    ['noor', 'Noor de Wit', 'coordinator'],
    ['anna', 'Anna Bos', 'teacher'],
    ['bram', 'Bram Smit', 'teacher'],
  ] as const) {
    const words = ['user', 'add', login, '--name', name, '--role', role, '--class', 'groep-7', '--data', product.data]
    expect(await rooster(words, password)).toMatchObject({ code: 0, error: '' })
  }
  const coordinator = await aVisitor(await aBrowser(), product.web)
  await signIn(coordinator, 'noor', password)
  const send = async (path: string, form: Record<string, string>) => {
    const answer = await coordinator.request.post(path, { form, headers: { origin: product.web } })
    expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true)
  }
  await send('/calendar', { name: 'Projectdag', from: TODAY, to: TODAY, kind: 'special' })
  await send('/devices', { label: 'Chromebook 14', address: '127.0.0.1', group: 'pupils', class: 'groep-7' })
  // Of fewer than five devices nothing is shown of what they asked.
  for (const host of [15, 16, 17, 18])
    await send('/devices', {
      ...{ label: `Chromebook ${host}`, address: `127.9.9.${host}` },
      ...{ group: 'pupils', class: 'groep-7' },
    })
  return product
}

async function setPin(page: Page): Promise<void> {
  await page.goto('/account')
  await picture(page, 'teacher-account')
  // The first of two forms that ask for it.
  await page.getByLabel('Huidig wachtwoord').first().fill(password)
  await page.getByLabel('Pincode, 4 tot 6 cijfers').fill('2580')
  await page.getByLabel('Pincode nog een keer').fill('2580')
  await page.getByRole('button', { name: 'Onthoud mij hier' }).tap()
  await page.getByText('Dit apparaat onthoudt je.').waitFor()
}

/** From an ended session to YouTube for the class: the PIN's field, and the app. */
async function coldStart(page: Page, product: AProduct): Promise<void> {
  const session = (await page.context().cookies()).filter(({ name }) => name !== 'rooster')
  await page.context().clearCookies()
  await page.context().addCookies(session)
  await page.goto('/now')
  await page.getByText('Hallo Anna Bos').waitFor()
  await picture(page, 'teacher-pin')
  await page.getByLabel('Pincode').tap()
  await page.keyboard.type('2580')
  await page.waitForURL(/\/now\/groep-7/)
  await picture(page, 'teacher-now')
  await page.getByRole('button', { name: 'YouTube', exact: true }).tap()
  await isOpen(product, 'www.youtube.com')
  await page.getByRole('button', { name: 'Ongedaan maken' }).waitFor()
  await picture(page, 'teacher-now-opened')
}

async function undoAndOpenAgain(page: Page, duo: Page, product: AProduct): Promise<void> {
  await duo.getByRole('button', { name: 'Weer sluiten: YouTube' }).waitFor()
  await page.getByRole('button', { name: 'Ongedaan maken' }).tap()
  await isClosed(product, 'www.youtube.com')
  await duo.getByText('Er staat niets extra open.').waitFor({ timeout: 3000 })
  await page.getByRole('radio', { name: '30 min' }).tap()
  await page.getByRole('button', { name: 'YouTube', exact: true }).tap()
  await isOpen(product, 'www.youtube.com')
  await duo.getByRole('button', { name: 'Weer sluiten: YouTube' }).tap()
  await isClosed(product, 'www.youtube.com')
  await duo.getByRole('button', { name: 'Ongedaan maken' }).tap()
  await isOpen(product, 'www.youtube.com')
}

async function parkAndWake(page: Page, product: AProduct): Promise<void> {
  await page.getByRole('button', { name: /^Parkeren/ }).tap()
  await page.getByText('Rust: de klas is geparkeerd.').waitFor()
  await isClosed(product, 'www.youtube.com')
  await picture(page, 'teacher-now-parked')
  await page.getByRole('button', { name: 'Vrijgeven en openen' }).first().tap()
  await isOpen(product, 'www.youtube.com')
}

async function answerAQuestion(page: Page, product: AProduct): Promise<void> {
  const headers = { origin: product.web }
  await page.request.post('/status/ask', { form: { what: 'tiktok.com', reason: 'voor mijn werkstuk' }, headers })
  await page.getByText('voor mijn werkstuk').waitFor({ timeout: 3000 })
  expect(await page.title()).toMatch(/^\(1\) /)
  await looksWell(page, 'now-question')
  await page.getByRole('button', { name: /^Voor de klas: TikTok/ }).tap()
  await isOpen(product, 'www.tiktok.com')
  await page.getByRole('button', { name: 'Ongedaan maken' }).tap()
  await isClosed(product, 'www.tiktok.com')
}

async function openWhatDoesNotWork(page: Page, product: AProduct): Promise<void> {
  await product.ask('www.snapchat.com')
  await page.getByRole('link', { name: 'Er werkt iets niet' }).tap()
  await page.waitForURL(/snags/)
  await until(async () => {
    await page.reload()
    return (await page.getByRole('button', { name: /^Openzetten tot de pauze: Snapchat/ }).count()) > 0
  })
  await picture(page, 'teacher-snags')
  await page.getByRole('button', { name: /^Openzetten tot de pauze: Snapchat/ }).tap()
  await page.waitForURL(/done=opened/)
  await isOpen(product, 'www.snapchat.com')
}

async function onlyTheseSites(page: Page, product: AProduct): Promise<void> {
  product.upstream.script((name) => (name.endsWith('bestaatniet.example') ? { answers: [], rcode: 3 } : undefined))
  await page.getByRole('link', { name: 'Alleen deze sites' }).tap()
  await page.getByLabel('Sites, één per regel').fill('wikikids.nl\nbestaatniet.example')
  await page.getByRole('button', { name: 'Controleer eerst' }).tap()
  await page.getByText('bestaat niet', { exact: true }).waitFor()
  await looksWell(page, 'focus-checked')
  await page.getByLabel('Sites, één per regel').fill('wikikids.nl')
  await page.getByText('Dit is een toets').tap()
  await page.getByLabel('Naam van de toets').fill('Topografie')
  await page.getByRole('button', { name: 'Toets klaarzetten' }).tap()
  await page.getByRole('heading', { name: 'Toets: Topografie' }).waitFor()
  await isClosed(product, 'www.nu.nl')
  await looksWell(page, 'now-exam')
  await page.getByRole('button', { name: 'Stoppen: Toets: Topografie' }).tap()
  await page.getByRole('button', { name: 'Ja, de toets nu stoppen' }).tap()
  await page.getByText('De toets is gestopt.').waitFor()
  expect(await page.getByText('De toets is begonnen.').count(), 'the word of the act before').toBe(0)
  await isOpen(product, 'www.nu.nl')
}

async function takeAPhone(page: Page): Promise<void> {
  await page.goto('/now/groep-7/phone')
  await page.getByLabel('In eigen woorden').fill('filmde in de les')
  await page.getByRole('button', { name: 'Vastleggen' }).tap()
  await page.getByText('filmde in de les', { exact: true }).waitFor()
  await picture(page, 'teacher-phone')
  await page.getByRole('link', { name: 'Briefje voor ouders' }).tap()
  await picture(page, 'teacher-phone-letter')
}

async function passForASubstitute(page: Page, browser: Browser, product: AProduct): Promise<void> {
  await page.goto('/passes')
  await page.getByRole('button', { name: 'Dagpas maken' }).tap()
  await page.getByRole('img', { name: 'QR-code van de dagpas' }).waitFor()
  await looksWell(page, 'passes')
  const link = (await page.locator('code').textContent())!
  const substitute = await aVisitor(browser, product.web, phone)
  await substitute.goto(link)
  await substitute.getByLabel('Je naam').fill('Els')
  await substitute.getByRole('button', { name: 'Beginnen' }).tap()
  await substitute.waitForURL(/\/now\/groep-7/)
  await picture(substitute, 'teacher-now-substitute')
}

/** Blocked by the school, or filtered for now: RFC 8914 has a code for each. */
const isBlocked = async (product: AProduct, name: string) =>
  [15, 17].includes((await product.ask(name)).error?.code ?? 0)
const isOpen = (product: AProduct, name: string) =>
  until(
    async () => !(await isBlocked(product, name)),
    () => `${name} stayed closed`,
    1500,
  )
const isClosed = (product: AProduct, name: string) =>
  until(
    () => isBlocked(product, name),
    () => `${name} stayed open`,
    1500,
  )

/** Adds up what the class's page loads in a browser that has nothing yet, as it goes over the line; assets of pages before it too. */
function weighing(page: Page): () => Promise<number> {
  const loaded: (readonly [string, Promise<number>])[] = []
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url())
    if (!/^\/assets\/|^\/now\/[^/]+$/.test(pathname)) return
    loaded.push([pathname, request.sizes().then(({ responseBodySize }) => responseBodySize)])
  })
  return async () => {
    const most = new Map<string, number>()
    // What came from the cache the second time weighs nothing: the first time counts.
    for (const [path, size] of loaded) most.set(path, Math.max(most.get(path) ?? 0, await size))
    return [...most.values()].reduce((sum, size) => sum + size, 0)
  }
}

async function looksWell(page: Page, name: string): Promise<void> {
  await picture(page, `teacher-${name}`)
  expect(await seriousFindings(page), name).toEqual([])
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
}
