import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Latency } from './bells.ts'
import { stopAll } from './children.ts'
import type { Beside } from './rows/beside.ts'
import { measureBeside, startOnce } from './rows/beside.ts'
import { fillManySchool, makeManySchool, openManySchool } from './rows/many-school.ts'
import { pagesOf } from './rows/pages.ts'
import type { Visit } from './rows/visits.ts'
import type { Expiry } from './rows/waiting.ts'
import { expire, rollUp, seconds } from './rows/waiting.ts'
import { machineLine, table } from './table.ts'

/** Milliseconds that a page may take, that a write may wait while old attempts are deleted, and by which the latency of DNS may move. */
const FLOOR = { page: 300, wait: 100, moved: 2 }
const YEARS = 2

/**
 * Ten million attempts and two years of figures: what every page then takes in the built product, what its DNS does beside them, and whether counting
 * and deleting let others write. Returns whether all kept to its floor.
 */
export async function rows(count: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'rooster-rows-'))
  try {
    console.log(machineLine())
    const data = join(folder, 'data')
    mkdirSync(data)
    const made = await makeManySchool(data)
    await made.storage.close()
    await startOnce(folder, data)
    const began = performance.now()
    const open = await openManySchool(data)
    fillManySchool(open, { attempts: count, days: YEARS * 365 })
    console.log(`${count} attempts and ${YEARS} years of figures, made in ${seconds(began)} s`)
    console.log(await rollUp(open))
    const pages = pagesOf({ ...open, people: made.people, tokens: made.tokens })
    await open.storage.close()
    const beside = await measureBeside(folder, { ...open, tokens: made.tokens }, pages)
    const again = await openManySchool(data)
    const expiry = await expire(again)
    await again.storage.close()
    return report(beside, expiry)
  } finally {
    stopAll()
    rmSync(folder, { recursive: true, force: true })
  }
}

function report({ visits, quiet, busy, moved, ready }: Beside, expiry: Expiry): boolean {
  const slow = visits.filter(({ page, wall }) => wall > FLOOR.page && !page.inSteps)
  const wrong = visits.filter(({ wrong: what }) => what !== undefined)
  const isSteady = Math.abs(moved) <= FLOOR.moved || moved < 0
  const lines = [
    tableOf(visits),
    `the dashboard opened ${ready.toFixed(1)} s after the start`,
    `${visits.length} pages, files and calls: ${verdict(slow.length === 0, `all within ${FLOOR.page} ms`, `over ${FLOOR.page} ms: ${slow.map(nameOf).join(', ')}`)}`,
    ...wrong.map((visit) => `${nameOf(visit)}: ${visit.wrong}`),
    `DNS, 1,000 questions a second, nothing beside it: ${latency(quiet.product)}; echo ${latency(quiet.echo)}`,
    `DNS, the same while the pages are fetched:        ${latency(busy.product)}; echo ${latency(busy.echo)}`,
    `p99.9 less the echo's moved by ${moved.toFixed(2)} ms (floor ${FLOOR.moved}): ${verdict(isSteady, 'held', 'NOT HELD')}`,
    `retention: ${expiry.removed} attempts deleted in ${expiry.seconds} s; meanwhile ${expiry.writes} writes, of which 99 % waited at most ${expiry.most.toFixed(0)} ms (floor ${FLOOR.wait}), one ${expiry.worst.toFixed(0)} ms`,
  ]
  console.log(lines.join('\n'))
  return slow.length === 0 && wrong.length === 0 && isSteady && expiry.most <= FLOOR.wait
}

const verdict = (isRight: boolean, right: string, wrong: string): string => (isRight ? right : wrong)

const nameOf = ({ page }: Visit): string =>
  `${page.as ?? 'anyone'} ${page.form ? 'POST ' : ''}${page.path}${page.inSteps ? ' (in steps)' : ''}`

const latency = ({ median, p999, lost, answers }: Latency): string =>
  `${answers} answers, ${lost} lost, median ${median.toFixed(3)}, p99.9 ${p999.toFixed(2)} ms`

const tableOf = (visits: readonly Visit[]): string =>
  table(
    ['page', 'kB', 'CPU ms', 'median ms', 'worst ms'],
    visits
      .toSorted((a, b) => b.wall - a.wall)
      .map((visit) => [
        nameOf(visit),
        (visit.bytes / 1000).toFixed(0),
        ...[visit.cpu, visit.wall, visit.worst].map((ms) => ms.toFixed(0)),
      ]),
  )
