import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fastClockText } from '../../src/time/clock.ts'
import { questionFor } from '../ask.ts'
import type { Latency } from '../bells.ts'
import { latencyOf } from '../bells.ts'
import { stop } from '../children.ts'
import { startProduct } from '../product.ts'
import { startStandIn } from '../stand-in-child.ts'
import type { Exchange, Sent } from '../steady-load.ts'
import { startEcho, steadyLoad } from '../steady-load.ts'
import type { ManySchool } from './many-school.ts'
import { devices, NOW, probe } from './many-school.ts'
import type { Page } from './pages.ts'
import type { Visit } from './visits.ts'
import { visitAll } from './visits.ts'

/** Questions a second, and milliseconds of them while nothing else is asked; different questions. */
const LOAD = { rate: 1_000, quiet: 30_000, warmUp: 5_000, piece: 5_000, questions: 8_000 }
/** How often each page is fetched. */
const TIMES = 3
/** How long the dashboard may take to open a file of ten million rows, in milliseconds. */
const PATIENCE = 900_000

/** Two servers asked the same at once. */
export interface Pair {
  readonly product: Latency
  readonly echo: Latency
}

/** What the pages took, and what DNS did before them and beside them. */
export interface Beside {
  readonly visits: readonly Visit[]
  readonly quiet: Pair
  readonly busy: Pair
  /** By how many milliseconds the product's 99.9th percentile, less the echo's, moved. */
  readonly moved: number
  /** Seconds from the start until the dashboard answered. */
  readonly ready: number
}

/** Starts the built product on the school's folder, asks it 1,000 questions a second beside a plain UDP echo, and then fetches all pages meanwhile. */
export async function measureBeside(folder: string, school: ManySchool, pages: readonly Page[]): Promise<Beside> {
  const began = performance.now()
  const product = await startOn(folder, school.folder)
  await opened(product.web)
  const ready = (performance.now() - began) / 1000
  const cpu = await cpuOfOffice(product.child.pid!, product.web)
  const echo = await startEcho(folder)
  const load = steadyLoad({ folder, addresses, ports: [product.port, echo], questions: questions(school) })
  // Unmeasured: caches fill, code is compiled.
  await load(LOAD.rate, Date.now() + LOAD.warmUp)
  const quiet = await load(LOAD.rate, Date.now() + LOAD.quiet)
  const busy: Exchange[] = []
  let visits: readonly Visit[] | undefined
  const site = { web: product.web, tokens: school.tokens, cpu }
  const visiting = visitAll(site, pages, TIMES).then((all) => {
    visits = all
  })
  while (visits === undefined) busy.push(...(await load(LOAD.rate, Date.now() + LOAD.piece)))
  await visiting
  await stop(product.child)
  const [before, beside] = [pairOf(quiet), pairOf(busy)]
  return { visits, quiet: before, busy: beside, moved: above(beside) - above(before), ready }
}

/** Starts the product once on a school without rows, so that its resolver has what stood at the last run. */
export async function startOnce(folder: string, data: string): Promise<void> {
  const product = await startOn(folder, data)
  await opened(product.web)
  await stop(product.child)
}

const above = ({ product, echo }: Pair): number => product.p999 - echo.p999

const pairOf = (exchanges: readonly Exchange[]): Pair => ({
  product: latencyOf(exchanges, 0),
  echo: latencyOf(exchanges, 1),
})

/** The school's Tuesday goes on from where its rows end. */
async function startOn(folder: string, data: string) {
  const { port: upstream } = await startStandIn(folder)
  process.env['ROOSTER_CLOCK'] = fastClockText(NOW, 1)
  try {
    return await startProduct(data, upstream, probe)
  } finally {
    delete process.env['ROOSTER_CLOCK']
  }
}

async function opened(web: string): Promise<void> {
  for (const end = performance.now() + PATIENCE; performance.now() < end; await setTimeout(50)) {
    const ready = await fetch(`${web}/readyz`).catch(() => undefined)
    await ready?.text()
    if (ready?.ok) return
  }
  throw new Error('the dashboard does not open')
}

const addresses = Array.from({ length: devices.count }, (_, i) => `${devices.network}.${i >> 8}.${i & 255}`)

/** One in five is about a name that is mostly closed, so that attempts are written all along. */
function questions({ catalogue }: ManySchool): readonly Sent[] {
  const closed = [probe.listed, ...catalogue.platforms.slice(0, 40).map(({ names }) => names[0]!)]
  const nameOf = (i: number) => (i % 5 === 0 ? closed[(i / 5) % closed.length]! : `www${i % 2_000}.open.example`)
  return Array.from({ length: LOAD.questions }, (_, i) => ({
    client: (i * 97) % addresses.length,
    packet: questionFor(0, nameOf(i)),
  }))
}

/** Finds the thread that makes the pages, as the one that is busiest while nothing but a page is asked for; gives its CPU time so far in milliseconds. */
async function cpuOfOffice(pid: number, web: string): Promise<() => number> {
  const threads = readdirSync(`/proc/${pid}/task`)
  const before = threads.map((thread) => cpuOfThread(pid, thread))
  for (let i = 0; i < 50; i += 1) await (await fetch(`${web}/sign-in`)).text()
  const grown = threads.map((thread, i) => ({ thread, by: cpuOfThread(pid, thread) - before[i]! }))
  const { thread } = grown.sort((a, b) => b.by - a.by)[0]!
  return () => cpuOfThread(pid, thread)
}

function cpuOfThread(pid: number, thread: string): number {
  const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
  return Number(nanoseconds) / 1e6
}
