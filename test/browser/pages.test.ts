import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { routes } from '../../dashboard/roles.ts'
import type { Role } from '../../src/app/app.ts'
import { aBrowser, aVisitor, picture, seriousFindings, sizes } from '../helpers/a-browser.ts'
import type { AProduct } from '../helpers/a-product.ts'
import { aProduct, rooster, until } from '../helpers/a-product.ts'
import { overflow } from '../helpers/chromium.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const password = 'een zinnetje van niets'

/** How pages are looked at: each in one of these ways, in turn, and the main ones in both. */
const looks = [
  { name: 'phone-light-nl', viewport: sizes.phone, colorScheme: 'light', locale: 'nl-NL' },
  { name: 'desk-dark-en', viewport: sizes.desk, colorScheme: 'dark', locale: 'en-GB' },
] as const
const main: ReadonlySet<string> = new Set([
  ...['/status', '/today', '/now/:class', '/week', '/why', '/attempts', '/inbox', '/melden'],
  ...['/rules', '/rules/rule', '/timetable', '/devices', '/groups/:id', '/platforms/:id'],
])

/** Whose pages are looked at; a page that several have, with the first of them. */
const readers = ['coordinator', 'teacher', 'director', 'officer', 'mentor'] as const

/** GETs that are no page: files, streams, and parts of a page. */
const noPage =
  /^\/(api|assets)\/|\.(pdf|csv|crt|svg)$|\/(pdf|letter)\/|\/(live|stream)$|^\/(healthz|readyz|metrics|setup|as\/:role|filtertest\/ok|lists\/reading)?$/

/** Pages at the end of a story that another test tells in a browser, and words of it that show that it does. */
const elsewhere: Readonly<Record<string, readonly [test: string, words: string]>> = {
  '/welcome/:secret': ['first-day', "picture(page, 'welcome')"],
  '/pas/:secret': ['teacher', 'picture(substitute'],
  '/uitnodiging/:secret': ['setup', "look(phone, 'invited-phone')"],
  '/calamiteit/:secret': ['directing', "look(responder, 'responder')"],
  '/inbox/:id': ['directing', "look(mentor, 'report')"],
  '/incidents/:id': ['directing', "look(director, 'incident')"],
  '/now/:class/phone/:measure': ['teacher', "picture(page, 'teacher-phone-letter')"],
}

it('every page of the access table is well, on a phone and at a desk, light and dark, in both languages', {
  timeout: 240_000,
}, async () => {
  const product = await aSchoolOfABoard()
  const browser = await aBrowser()
  const pages = await pagesOf(product, browser)
  for (const [way, look] of looks.entries()) {
    const { viewport, colorScheme, locale } = look
    const seenThisWay = pages.filter(({ route }, i) => main.has(route) || i % looks.length === way)
    for (const [reader, theirs] of Map.groupBy(seenThisWay, (page) => page.reader)) {
      const page = await aVisitor(browser, product.web, { viewport, colorScheme, locale })
      if (reader !== undefined) await enter(page, product, reader, look.locale.slice(0, 2))
      for (const { route, address } of theirs) {
        const response = await page.goto(address)
        expect(response?.status(), `${reader} ${address}`).toBe(200)
        expect(await seriousFindings(page), `${reader} ${address}`).toEqual([])
        expect(await overflow(page), `${reader} ${address} scrolls sideways`).toBeLessThanOrEqual(0)
        await picture(page, `${look.name}-${reader ?? 'anyone'}${route.replaceAll(/[/:]+/g, '-')}`)
      }
      await page.context().close()
    }
  }
})

interface PageOfTable {
  readonly route: string
  readonly address: string
  /** Undefined for who has not signed in. */
  readonly reader: Role | undefined
}

/** Every page of the access table but those that are looked at elsewhere. One that nobody has said how to open makes the test fail. */
async function pagesOf(product: AProduct, browser: Browser): Promise<readonly PageOfTable[]> {
  const addresses = await samples(product, browser)
  const inTable = routes.flatMap(({ route, who }) => {
    const path = route.slice('GET '.length)
    return route.startsWith('GET ') && !noPage.test(path) ? [{ path, who }] : []
  })
  for (const [path, [test, words]] of Object.entries(elsewhere)) {
    expect(inTable.map((page) => page.path)).toContain(path)
    const story = readFileSync(join(import.meta.dirname, `${test}.test.ts`), 'utf8')
    expect(story.includes(words), `${path} is looked at in ${test}.test.ts`).toBe(true)
  }
  return inTable
    .filter(({ path }) => !(path in elsewhere))
    .map(({ path, who }) => {
      const address = addresses[path] ?? path
      expect(address, `say how to open ${path}`).not.toContain(':')
      return {
        route: path,
        address,
        reader: who === 'everyone' ? undefined : readers.find((role) => who.includes(role)),
      }
    })
}

/** An address for each page of one thing, or one that has something to show. */
async function samples(product: AProduct, browser: Browser): Promise<Readonly<Record<string, string>>> {
  const page = await aVisitor(browser, product.web)
  await enter(page, product, 'coordinator', 'nl')
  const linkOn = async (path: string, link: RegExp) => {
    let found: string | undefined
    await until(async () => {
      found = link.exec(await (await page.request.get(product.web + path)).text())?.[1]
      return found !== undefined
    })
    return found!
  }
  const device = { label: 'Chromebook 14', address: '127.0.0.1', group: 'pupils', class: 'groep-7' }
  await page.request.post(`${product.web}/devices`, { form: device, headers: { origin: product.web } })
  await product.ask('www.pornhub.com')
  const rule = await linkOn('/rules', /href="\/rules\/rule\?(id=[^"&]+)/)
  return {
    '/now': '/now?choose',
    '/now/:class': '/now/groep-7',
    '/now/:class/focus': '/now/groep-7/focus',
    '/now/:class/snags': '/now/groep-7/snags',
    '/now/:class/phone': '/now/groep-7/phone',
    '/attempts/:id': await linkOn('/attempts', /href="(\/attempts\/\d+)"/),
    '/why': '/why?name=www.pornhub.com&group=pupils&class=groep-7',
    '/rules/rule': `/rules/rule?${rule}`,
    '/rules/remove': `/rules/remove?${rule}`,
    '/rules/clause': '/rules/clause?id=NL-3',
    '/platforms/:id': '/platforms/youtube',
    '/changes/:number': '/changes/1',
    '/devices/:id': await linkOn('/devices', /href="(\/devices\/[0-9a-f-]{30,})"/),
    '/classes/:id': '/classes/groep-7',
    '/groups/:id': '/groups/pupils',
    '/timetable/:id/:weekday': '/timetable/school/tue',
    '/lists/own': '/lists/own?category=games',
    '/people/:id': await linkOn('/people', /href="(\/people\/[0-9a-f-]{30,})"/),
    '/setup/:step': '/setup/school',
  }
}

/** A school of a board, with somebody of each of the roles that have pages of their own. */
async function aSchoolOfABoard(): Promise<AProduct> {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'board', 'figures'), { recursive: true })
  const config = join(folder, 'rooster.yaml')
  writeFileSync(config, `board: ${join(folder, 'board')}\n`)
  const product = await aProduct(undefined, ['--config', config])
  for (const role of readers) await anAccount(product, role)
  return product
}

async function anAccount({ data }: AProduct, role: Role): Promise<void> {
  const words = ['user', 'add', role, '--name', `Naam ${role}`, '--role', role, '--class', 'groep-7', '--data', data]
  expect(await rooster(words, password)).toMatchObject({ code: 0, error: '' })
}

/** Signs in without a page for it: that has stories of its own. */
async function enter(page: Page, { web }: AProduct, role: Role, language: string): Promise<void> {
  for (const [path, form] of [
    ['/sign-in', { login: role, password }],
    ['/language', { language, back: '/' }],
  ] as const)
    await page.request.post(web + path, { form, headers: { origin: web }, maxRedirects: 0 })
}
