import type { Role } from '../../src/app/app.ts'
import type { Browser } from '../dashboard.ts'
import { signIn } from '../dashboard.ts'
import { median } from '../measure.ts'
import type { Page } from './pages.ts'

/** What a page took, each time it was asked for. */
export interface Visit {
  readonly page: Page
  /** The median of the milliseconds on the wall, and of CPU time. */
  readonly wall: number
  readonly cpu: number
  readonly worst: number
  readonly bytes: number
  /** What was wrong with the answer, if anything. */
  readonly wrong: string | undefined
}

/** Where the pages are: the dashboard's address, the programs' secrets, and the milliseconds of CPU time that it has used so far. */
export interface Site {
  readonly web: string
  readonly tokens: ReadonlyMap<Role, string>
  cpu(): number
}

/** Asks for each page so many times, one after the other, as its reader would: signed in, or as a program with its token. */
export async function visitAll(site: Site, pages: readonly Page[], times: number): Promise<readonly Visit[]> {
  const browsers = new Map<Role, Browser>()
  for (const role of new Set(pages.flatMap((page) => page.as ?? [])))
    if (pages.some((page) => page.as === role && !isOfPrograms(page))) browsers.set(role, await signIn(site.web, role))
  const visits: Visit[] = []
  for (const page of pages) visits.push(await visit(site, page, browsers, times))
  return visits
}

async function visit(site: Site, page: Page, browsers: ReadonlyMap<Role, Browser>, times: number): Promise<Visit> {
  const [walls, costs]: [number[], number[]] = [[], []]
  try {
    let text = ''
    for (let i = 0; i < times; i += 1) {
      const [at, before] = [performance.now(), site.cpu()]
      text = await read(site, page, browsers)
      walls.push(performance.now() - at)
      costs.push(site.cpu() - before)
    }
    return { ...of(page, walls, costs), bytes: text.length, wrong: undefined }
  } catch (error) {
    return { ...of(page, walls, costs), bytes: 0, wrong: (error as Error).message.split('\n')[0]! }
  }
}

async function read(site: Site, page: Page, browsers: ReadonlyMap<Role, Browser>): Promise<string> {
  const browser = page.as === undefined || isOfPrograms(page) ? undefined : browsers.get(page.as)
  if (browser !== undefined) return page.form ? await browser.post(page.path, page.form) : await browser.get(page.path)
  const token = page.as && site.tokens.get(page.as)
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(site.web + page.path, { headers, redirect: 'manual' })
  const text = await response.text()
  if (response.status >= 400) throw new Error(`${response.status} ${text.slice(0, 200)}`)
  return text
}

const isOfPrograms = ({ path }: Page): boolean => path.startsWith('/api/') || path === '/metrics'

const of = (page: Page, walls: readonly number[], costs: readonly number[]) => ({
  ...{ page, wall: walls.length === 0 ? 0 : median(walls), cpu: costs.length === 0 ? 0 : median(costs) },
  worst: Math.max(0, ...walls),
})
