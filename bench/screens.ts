import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium, overflow, seriousFindings, signIn, sizes } from '../test/helpers/chromium.ts'
import { signIn as signInto } from './dashboard.ts'
import { cast, password } from './demo/people.ts'
import { median } from './measure.ts'
import { table } from './table.ts'

/** What no page may pass: kilobytes of a first visit, how far what stands there moves while it loads (the measure of browsers), milliseconds to its first byte. */
const MOST = { kilobytes: 100, shift: 0.1, firstByte: 300 }
/** A teacher has a class waiting: so many requests for their page, of which the median begins to come within so many milliseconds. */
const TEACHER = { requests: 60, firstByte: 30 }
/** Seconds of the made-up day that go by first, so that there is something to see. */
const LIVED = 25

/** How pages are looked at. The first visit is the one that is measured. */
const looks = [
  { name: 'phone-light-nl', viewport: sizes.phone, colorScheme: 'light', locale: 'nl-NL' },
  { name: 'desk-light-nl', viewport: sizes.desk, colorScheme: 'light', locale: 'nl-NL' },
  { name: 'desk-dark-en', viewport: sizes.desk, colorScheme: 'dark', locale: 'en-GB' },
  { name: 'phone-dark-en', viewport: sizes.phone, colorScheme: 'dark', locale: 'en-GB' },
] as const

/** One page as one of its readers sees it. */
interface Seen {
  readonly who: string
  readonly route: string
  readonly kilobytes: number
  readonly requests: number
  readonly shift: number
  readonly firstByte: number
  readonly wrong: readonly string[]
}

/**
 * Opens every page that each person of the demonstration can reach from their start page, takes its picture into `folder` (in both languages, on a
 * phone and at a desk, light and dark), and prints what it weighs. Returns whether none is too heavy, too wide or hard to use by axe's rules.
 */
export async function screens(folder: string): Promise<boolean> {
  const demo = await startDemo()
  const browser = await launchChromium()
  const wrong: string[] = []
  try {
    wrong.push(...(await teachersPage(demo.web)))
    for (const look of looks) {
      const seen = await visit(browser, demo.web, look, join(folder, look.name))
      console.log(`\n${look.name}: ${seen.length} pages\n${tableOf(seen)}`)
      wrong.push(...seen.flatMap((page) => page.wrong.map((what) => `${look.name} ${page.who} ${page.route}: ${what}`)))
    }
  } finally {
    await browser.close()
    demo.stop()
  }
  console.log(wrong.length === 0 ? `\nall well; the pictures are in ${folder}` : `\n${wrong.join('\n')}`)
  return wrong.length === 0
}

async function startDemo(): Promise<{ readonly web: string; stop(): void }> {
  const words = [join(import.meta.dirname, 'demo', 'demo.ts'), '--language', 'nl']
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  const web = await new Promise<string>((resolve, reject) => {
    child.on('exit', () => reject(new Error(`the demonstration does not start: ${printed}`)))
    child.stdout.on('data', (text) => {
      printed += text
      const address = /Dashboard +(http\S+)/.exec(printed)?.[1]
      if (address) resolve(address)
    })
  })
  await setTimeout(LIVED * 1_000)
  return { web, stop: () => child.kill('SIGTERM') }
}

/** How soon the teacher's page of a class begins to come, without a browser that draws it meanwhile. */
async function teachersPage(web: string): Promise<readonly string[]> {
  const { login } = cast.find(({ roles }) => roles.includes('teacher'))!
  const teacher = await signInto(web, login, password)
  const [, path] = /href="(\/now\/[^"/?]+)/.exec(await teacher.get('/now')) ?? []
  if (path === undefined) return [`${login} /now: leads to no class`]
  const took: number[] = []
  for (let i = 0; i < TEACHER.requests; i += 1) took.push(await teacher.firstByte(path))
  const middle = median(took)
  console.log(`${login} ${path}: first byte after ${middle.toFixed(1)} ms, the median of ${TEACHER.requests} requests`)
  return middle > TEACHER.firstByte ? [`${login} ${path}: begins to come after ${middle.toFixed(1)} ms`] : []
}

type Look = (typeof looks)[number]

async function visit(browser: Browser, web: string, look: Look, folder: string): Promise<readonly Seen[]> {
  mkdirSync(folder, { recursive: true })
  const { viewport, colorScheme, locale } = look
  const options = { baseURL: web, timezoneId: 'Europe/Amsterdam', viewport, colorScheme, locale }
  const seen = await walk(browser, options, 'anyone', '/status', folder, async () => {})
  const done = new Set(seen.map(({ route }) => route))
  for (const { login } of cast) {
    const theirs = await walk(
      browser,
      options,
      login,
      '/',
      folder,
      async (page) => {
        await signIn(page, login, password)
        const wanted = page.getByRole('button', { name: locale === 'en-GB' ? 'English' : 'Nederlands' })
        if ((await wanted.count()) > 0) await wanted.first().click()
        await page.waitForLoadState()
      },
      done,
    )
    seen.push(...theirs)
  }
  return seen
}

/** Follows every link of a person's pages, one page of each kind. */
async function walk(
  browser: Browser,
  options: BrowserContextOptions,
  who: string,
  first: string,
  folder: string,
  enter: (page: Page) => Promise<void>,
  done = new Set<string>(),
): Promise<Seen[]> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await enter(page)
  const kinds = new Set<string>()
  const waiting = [first]
  const seen: Seen[] = []
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address)
    // The start page leads each to their own.
    if (kinds.has(kind) || (done.has(kind) && who !== 'anyone' && !isOwn(kind))) continue
    kinds.add(kind)
    const found = await look(context.newPage(), address, who, kind, folder)
    if (found === undefined) continue
    seen.push(found.seen)
    done.add(kind)
    waiting.push(...found.links)
  }
  await context.close()
  return seen
}

async function look(opened: Promise<Page>, address: string, who: string, route: string, folder: string) {
  const page = await opened
  try {
    let [bytes, requests] = [0, 0]
    page.on('response', async (response) => {
      requests += 1
      const { responseBodySize, responseHeadersSize } = await response
        .request()
        .sizes()
        .catch(() => nothing)
      bytes += responseBodySize + responseHeadersSize
    })
    await page.addInitScript(shiftWatch)
    const response = await page.goto(address).catch(() => null)
    if (response === null || !(response.headers()['content-type'] ?? '').includes('text/html')) return undefined
    await page.waitForLoadState('load')
    await setTimeout(150)
    const { shift, firstByte } = (await page.evaluate(figures)) as { shift: number; firstByte: number }
    const wide = await overflow(page)
    const wrong = [
      ...(response.status() >= 400 ? [`answers ${response.status()}`] : []),
      ...(bytes > MOST.kilobytes * 1000 ? [`weighs ${kilo(bytes)} kB`] : []),
      ...(shift > MOST.shift ? [`moves by ${shift.toFixed(2)} while it loads`] : []),
      ...(firstByte > MOST.firstByte ? [`begins to come after ${firstByte.toFixed(0)} ms`] : []),
      ...(wide > 0 ? [`is ${wide} pixels too wide`] : []),
      ...(await seriousFindings(page)),
    ]
    await page.screenshot({ path: join(folder, `${who}${route.replace(/[^a-z0-9]+/gi, '-')}.png`), fullPage: true })
    const links = (await page.evaluate(linksOf)) as string[]
    return { seen: { who, route, kilobytes: bytes / 1000, requests, shift, firstByte, wrong }, links }
  } finally {
    await page.close()
  }
}

const nothing = { responseBodySize: 0, responseHeadersSize: 0 }
const shiftWatch = `window.moved = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value
}).observe({ type: 'layout-shift', buffered: true })`
const figures = `(() => {
  const [visit] = performance.getEntriesByType('navigation')
  return { shift: window.moved, firstByte: visit.responseStart - visit.requestStart }
})()`
/** Links to pages of ours that open in this window. */
const linksOf = `[...document.querySelectorAll('a[href]')]
  .filter((link) => link.origin === location.origin && !link.hasAttribute('download') && link.target !== '_blank')
  .map((link) => link.pathname + link.search)`

/** Pages that differ only in which thing they show, or how it is filtered, are of one kind. */
const kindOf = (address: string): string =>
  address
    .replace(/\?.*$/, '')
    .replace(/\/[^/]*[0-9][^/]*/g, '/:id')
    .replace(/^(\/(?:groups|classes|platforms|now|rules\/sets|lists|timetable))\/[^/]+/, '$1/:id')

/** A page that looks different for everyone. */
const isOwn = (kind: string): boolean => kind === '/' || kind === '/now' || kind === '/me'

const kilo = (bytes: number): string => (bytes / 1000).toFixed(1)

const tableOf = (seen: readonly Seen[]): string =>
  table(
    ['page', 'kB', 'requests', 'shift', 'first byte ms', ''],
    seen.map(({ who, route, kilobytes, requests, shift, firstByte, wrong }) => [
      `${who} ${route}`,
      kilobytes.toFixed(1),
      String(requests),
      shift.toFixed(3),
      firstByte.toFixed(0),
      wrong.length === 0 ? '' : 'WRONG',
    ]),
  )
