import SQLite from 'better-sqlite3'
import { expect, it, onTestFinished, vi } from 'vitest'
import { fillManySchool, KEPT_DAYS, makeManySchool } from '../../bench/rows/many-school.ts'
import type { Page } from '../../bench/rows/pages.ts'
import { pagesOf } from '../../bench/rows/pages.ts'
import type { Visit } from '../../bench/rows/visits.ts'
import { visitAll } from '../../bench/rows/visits.ts'
import { createDashboard } from '../../dashboard/app.tsx'
import { listenWeb } from '../../src/server/web.ts'
import { someAssets } from '../dashboard/a-dashboard.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** A tenth of what `npm run verify -- rows` has, of which the figures are of a tenth of the days. */
const filling = { attempts: Number(process.env['ROWS'] ?? 1_000_000), days: 73 }
/** Rows of all tables that a page may read: what a person looks at is a page of them, and a policy with all its people and devices. */
const MOST_READ = 3_000

/** All statements on attempts, figures and counts that are prepared, once each. */
function watchStatements() {
  const prepare = vi.spyOn(SQLite.prototype, 'prepare')
  onTestFinished(() => prepare.mockRestore())
  return () => [...new Set(prepare.mock.calls.map(([text]) => text))].filter((text) => /^\s*(select|with)/i.test(text))
}

/** Counts the rows that statements give. Returns how many there were since the last call. */
function countRows(file: SQLite.Database) {
  const statement = Object.getPrototypeOf(file.prepare('select 1')) as {
    all(...values: unknown[]): unknown[]
    iterate(...values: unknown[]): IterableIterator<unknown>
  }
  const { all, iterate } = statement
  let rows = 0
  statement.all = function (...values) {
    const found = all.apply(this, values)
    rows += found.length
    return found
  }
  statement.iterate = function* (...values) {
    for (const row of iterate.apply(this, values)) {
      rows += 1
      yield row
    }
  }
  onTestFinished(() => void Object.assign(statement, { all, iterate }))
  return () => {
    const read = rows
    rows = 0
    return read
  }
}

/** The steps by which the database carries a statement out. Values do not matter to them. */
function planOf(file: SQLite.Database, text: string): readonly string[] {
  const places = text.match(/\?/g)?.length ?? 0
  const steps = file.prepare(`explain query plan ${text}`).all(Array(places).fill(0)) as { readonly detail: string }[]
  return steps.map(({ detail }) => detail)
}

/** Reads a whole table, or all of an index: but for one that is read in the order of the answer until a page of it is full. */
const isFullScan = (text: string) => (step: string) =>
  /^SCAN (attempts|figures|counts)\b/.test(step) &&
  !(step === 'SCAN attempts USING INDEX attempts_last' && /order by "last_at" desc, "id" desc limit \?$/.test(text))

const nameOf = ({ as, path }: Page) => `${as ?? 'anyone'} ${path}`

it('reads few rows for every page of a school with a million attempts, and no table whole', async () => {
  const folder = temporaryFolder()
  const school = await makeManySchool(folder)
  onTestFinished(() => school.storage.close())
  fillManySchool(school, filling)
  await school.office.rollUp()
  const { app } = school.office
  const dashboard = createDashboard(app, { assets: someAssets(), secure: false, keepAttemptsDays: KEPT_DAYS })
  const web = await listenWeb((request, env) => dashboard.fetch(request, env), { address: '127.0.0.1', port: 0 })
  onTestFinished(() => web.close())

  const statements = watchStatements()
  const file = new SQLite(`${folder}/attempts.db`, { readonly: true })
  onTestFinished(() => void file.close())
  const rowsRead = countRows(file)
  const site = { web: `http://127.0.0.1:${web.port}`, tokens: school.tokens, cpu: () => 0 }
  const visits: (Visit & { readonly rows: number })[] = []
  for (const page of pagesOf(school)) {
    const [visit] = await visitAll(site, [page], 1)
    visits.push({ ...visit!, rows: rowsRead() })
  }
  expect(visits.flatMap(({ page, wrong }) => (wrong === undefined ? [] : `${nameOf(page)}: ${wrong}`))).toEqual([])
  const greedy = visits.filter(({ page, rows }) => rows > MOST_READ && !page.inSteps)
  expect(greedy.map(({ page, rows }) => `${nameOf(page)}: ${rows} rows`)).toEqual([])

  const asked = statements().filter((text) => /\b(attempts|figures|counts)\b/.test(text))
  expect(asked.length).toBeGreaterThan(20)
  const whole = asked.flatMap((text) =>
    planOf(file, text)
      .filter(isFullScan(text))
      .map((step) => `${step}: ${text}`),
  )
  expect(whole).toEqual([])
  // Of this one a range of hours would do without reading all, too; with years of them that takes a second.
  for (const text of asked.filter((query) => query.includes('from "counts"')))
    expect(planOf(file, text).join(), text).toContain('COVERING INDEX counts_groups')
}, 120_000)
