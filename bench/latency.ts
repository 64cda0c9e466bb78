import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import SQLite from 'better-sqlite3'
import { loadCatalogue } from '../src/lists/catalogue.ts'
import type { Policy } from '../src/policy/policy.ts'
import { root } from '../src/product.ts'
import { schoolZone } from '../src/time/school-time.ts'
import { startBells } from './bells.ts'
import type { Found } from './bench.ts'
import { stop } from './children.ts'
import type { Browser } from './dashboard.ts'
import { signIn } from './dashboard.ts'
import { fillFigures, yearsBefore } from './many-rows.ts'
import { median } from './measure.ts'
import { work as workFor } from './names.ts'
import { people } from './school.ts'
import type { Settings } from './settings.ts'
import type { Percentiles, Summary } from './steady-load.ts'
import { steadySummary } from './steady-load.ts'
import { machine, machineLine, table } from './table.ts'

/** What the product promises of a cached answer's round trip: milliseconds over a plain UDP echo's. */
const FLOOR = { median: 0.05, p999: 2 }
const MINUTE = 60_000
/** Most seconds of a part: all of them lie between two bells. */
const LONGEST = 12
/** Two parts are so many milliseconds apart, and the first begins so long behind a bell. */
const BREATH = 3_000
/** How many seconds of questions fill caches and compile code. */
const WARM_UP = 10
/** What a report is about, in days, and of how many subjects there are figures. */
const REPORT = { days: 729, subjects: 40 }

/** What goes on beside the questions; a bell rings in the midst of the last. */
const parts = {
  'nothing else': [],
  'a list is rebuilt': ['list'],
  'a two-year report runs': ['report'],
  'both, and a bell rings': ['list', 'report', 'bell'],
} as const satisfies Readonly<Record<string, readonly ('list' | 'report' | 'bell')[]>>
type Part = keyof typeof parts

/**
 * How much longer a cached answer takes than a plain UDP echo that is asked the same at the same time from the same sockets: in each round once with
 * nothing else, and once beside each thing that could be in its way. A round takes a minute.
 */
export async function run(settings: Settings): Promise<Found> {
  const { rounds, rate } = settings
  const seconds = Math.min(settings.seconds, LONGEST)
  const work = workFor(settings)
  const school = await startBells(settings, work, rounds + 5, fillYears)
  const ask = steadySummary(school.load)
  const { web } = school.product
  const [coordinator, director] = [await signIn(web, people.coordinator), await signIn(web, people.director)]
  const at: At = { ask, rate, seconds, coordinator, director }
  await ask(rate, Date.now() + WARM_UP * 1_000)
  const found = new Map<Part, Round[]>(partNames.map((part) => [part, []]))
  for (let round = 1; round <= rounds; round += 1) {
    console.error(`bench: round ${round} of ${rounds}`)
    await untilBell(BREATH)
    for (const part of partNames) found.get(part)!.push(await measure(part, at))
  }
  await stop(school.product.child)
  return report(settings, seconds, found)
}

const partNames = Object.keys(parts) as readonly Part[]

/** Two years of figures, as a school has that long at work with this. */
export function fillYears(data: string, policy: Policy): void {
  const file = new SQLite(join(data, 'attempts.db'))
  const subjects = loadCatalogue(join(root, 'blocklists')).platforms.slice(0, REPORT.subjects)
  fillFigures(
    file,
    yearsBefore(zone, Date.now(), 2),
    policy.groups.map(({ id }) => id),
    subjects.map(({ id }) => `platform:${id}`),
  )
  file.close()
}

const zone = schoolZone('Europe/Amsterdam')

/** What came of a part, and how many lists and reports were made beside it. */
interface Round extends Summary {
  readonly lists: number
  readonly reports: number
}
interface At {
  readonly ask: (rate: number, end: number) => Promise<Summary>
  readonly rate: number
  readonly seconds: number
  readonly coordinator: Browser
  readonly director: Browser
}

async function measure(part: Part, { ask, rate, seconds, coordinator, director }: At): Promise<Round> {
  const beside: readonly string[] = parts[part]
  if (beside.includes('bell')) await untilBell(MINUTE - (seconds * 1_000) / 2)
  const end = Date.now() + seconds * 1_000
  const again = async (what: string, once: () => Promise<unknown>) => {
    let count = 0
    for (; beside.includes(what) && Date.now() < end; count += 1) await once()
    return count
  }
  const today = zone.at(Date.now()).date
  const years = `/week?from=${zone.plusDays(today, -REPORT.days)}&to=${today}`
  const [summary, lists, reports] = await Promise.all([
    ask(rate, end),
    again('list', () => coordinator.post('/lists/refresh', {})),
    again('report', () => director.get(years)),
  ])
  await setTimeout(BREATH)
  return { ...summary, lists, reports }
}

/** Waits until so many milliseconds of a minute of the clock are past: there is a bell at each full one. */
async function untilBell(past: number): Promise<void> {
  await setTimeout((((past - Date.now()) % MINUTE) + MINUTE) % MINUTE)
}

function report({ rounds, rate, names }: Settings, seconds: number, found: ReadonlyMap<Part, readonly Round[]>): Found {
  const figures = partNames.map((part) => figuresOf(part, found.get(part)!))
  const rows = figures.map(({ part, rooster, echo, over, lost }) => [
    part,
    ...(['median', 'p999'] as const).flatMap((key) => [rooster, echo, over].map((of) => of[key].toFixed(3))),
    ...lost.map(String),
  ])
  const most = (key: 'median' | 'p999') => Math.max(...figures.map(({ over }) => over[key]))
  const floors = ([['median', 'median'] as const, ['p999', 'p99.9'] as const] as const).map(
    ([key, what]) =>
      `${what} over the echo's: at most ${most(key).toFixed(3)} ms, floor ${FLOOR[key]}: ${most(key) <= FLOOR[key] ? 'held' : 'NOT HELD'}`,
  )
  const made = (key: 'lists' | 'reports') => figures.reduce((sum, figure) => sum + figure[key], 0)
  const text = [
    machineLine(),
    `round trip of a cached answer in ms: ${rounds} rounds of ${seconds} s for each line, ${rate} questions a second, ${names} names; medians of the rounds; beside them ${made('lists')} lists read and ${made('reports')} reports made`,
    '',
    table(['beside the questions', 'median', 'echo', 'over', 'p99.9', 'echo', 'over', 'lost', 'by the echo'], rows),
    '',
    ...floors,
  ].join('\n')
  const right = most('median') <= FLOOR.median && most('p999') <= FLOOR.p999
  return { text, figures: { machine: machine(), rate, parts: figures }, right }
}

function figuresOf(part: Part, rounds: readonly Round[]) {
  const of = (key: 'median' | 'p999', value: (round: Round) => number) => [key, median(rounds.map(value))] as const
  const both = (value: (round: Round, key: 'median' | 'p999') => number) =>
    Object.fromEntries((['median', 'p999'] as const).map((key) => of(key, (round) => value(round, key)))) as Pick<
      Percentiles,
      'median' | 'p999'
    >
  const sum = (value: (round: Round) => number) => rounds.reduce((total, round) => total + value(round), 0)
  return {
    part,
    rooster: both(({ servers }, key) => servers[0][key]),
    echo: both(({ servers }, key) => servers[1][key]),
    over: both(({ servers }, key) => servers[0][key] - servers[1][key]),
    lost: ([0, 1] as const).map((server) => sum(({ asked, servers }) => asked - servers[server].answers)),
    lists: sum(({ lists }) => lists),
    reports: sum(({ reports }) => reports),
  }
}
