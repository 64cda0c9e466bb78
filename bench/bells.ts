import { join } from 'node:path'
import type { Policy } from '../src/policy/policy.ts'
import type { Period } from '../src/time/calendar.ts'
import { schoolZone, weekdays } from '../src/time/school-time.ts'
import { questionFor } from './ask.ts'
import { stop } from './children.ts'
import { probeOf } from './forwarder.ts'
import { BELL_NAME, largeDevices, largePolicy } from './large-school.ts'
import type { Work } from './names.ts'
import type { Product } from './product.ts'
import { startProduct } from './product.ts'
import { makeSchool } from './school.ts'
import type { Settings } from './settings.ts'
import { startStandIn } from './stand-in-child.ts'
import type { Exchange, Load, Sent } from './steady-load.ts'
import { startEcho, steadyLoad } from './steady-load.ts'

/** How many devices ask, how many questions a second in all, and how many different ones. */
const LOAD = { devices: 280, rate: 2_000, names: 2_000 }
/** What counts as "at a bell": this many milliseconds behind it, in which the views of all devices are made anew. */
const AT_BELL = 2_000
const MINUTE = 60_000
/** Every so many questions is whether a bell was heard, about {@link BELL_NAME}. */
const EVERY = 20
/** So many different questions are put over and over: after them each device is at its first name again. */
const QUESTIONS = 14_000

/** Milliseconds, at bells and between them. */
export interface Latency {
  readonly median: number
  readonly p99: number
  readonly p999: number
  readonly lost: number
  readonly answers: number
}
export interface Bells {
  readonly bells: number
  readonly rate: number
  readonly product: { readonly atBells: Latency; readonly between: Latency }
  readonly echo: { readonly atBells: Latency; readonly between: Latency }
  /** By how much each bell's 99.9th percentile was above the echo's, and that of all bells together. */
  readonly moved: readonly number[]
  readonly movedInAll: number
  /** Answers about the bell's name: how many there were, and how many were those of before the bell. */
  readonly heard: { readonly answers: number; readonly wrong: number }
}

/**
 * What a bell does to latency: the large school on a timetable with a bell every minute, at which something changes for every group, and a plain UDP
 * echo that is asked the same at the same time from the same sockets.
 */
export async function measureBells(settings: Settings, work: Work, bells: number): Promise<Bells> {
  const { first, load: asked, product } = await startBells(settings, work, bells)
  const load = steadyLoad(asked)
  // Unmeasured: caches fill, code is compiled.
  await load(LOAD.rate, first - MINUTE / 2)
  const exchanges = await load(LOAD.rate, first + (bells - 1) * MINUTE + MINUTE / 2)
  await stop(product.child)
  return { bells, rate: LOAD.rate, ...split(exchanges), heard: heard(exchanges) }
}

/** The large school at work, a plain UDP echo beside it, and who asks both. */
export interface BellSchool {
  readonly product: Product
  readonly data: string
  /** A bell, at least a minute away; there is one every minute, before it too. */
  readonly first: number
  readonly load: Load
}

/** Starts the large school on a timetable with a bell every minute. `fill` may put something into its data folder before. */
export async function startBells(
  { folder, profile }: Settings,
  work: Work,
  bells: number,
  fill: (data: string, policy: Policy) => void = () => {},
): Promise<BellSchool> {
  const { port: upstream } = await startStandIn(folder)
  const data = join(folder, 'bells')
  const sites = work.questions.slice(0, 100).map((question) => question.name)
  // Making the school and reading a million names takes less than two minutes.
  const first = Math.ceil(Date.now() / MINUTE) * MINUTE + 2 * MINUTE
  let made: Policy | undefined
  const making: Parameters<typeof makeSchool>[2] = {
    policy: (catalogue) => (made = largePolicy(catalogue, sites, bellsFrom(first - 5 * MINUTE, bells + 10))),
    devices: (of) => largeDevices(of, LOAD.devices, '127.1'),
  }
  await makeSchool(data, work.list, making)
  fill(data, made!)
  const product = await startProduct(data, upstream, probeOf(work), profile)
  const echo = await startEcho(folder)
  const addresses = Array.from({ length: LOAD.devices }, (_, i) => `127.1.${i >> 8}.${i & 255}`)
  return { product, data, first, load: { folder, addresses, ports: [product.port, echo], questions: questions(work) } }
}

/** Periods of a minute, lesson and break in turn, an even minute of the clock being lesson. */
function bellsFrom(from: number, count: number) {
  const { minute } = schoolZone('Europe/Amsterdam').at(from)
  const day = Array.from({ length: count }, (_, i): Period => {
    const at = minute + i
    return { from: at, to: at + 1, kind: at % 2 === 0 ? 'lesson' : 'break' }
  })
  return Object.fromEntries(weekdays.map((weekday) => [weekday, day]))
}

function questions({ questions: all }: Work): readonly Sent[] {
  const packets = all.slice(0, LOAD.names).map(({ name }) => questionFor(0, name))
  const bell = questionFor(0, BELL_NAME)
  return Array.from({ length: QUESTIONS }, (_, i) => ({
    client: (i * 97) % LOAD.devices,
    packet: i % EVERY === 0 ? bell : packets[(i * 31) % packets.length]!,
  }))
}

function split(exchanges: readonly Exchange[]) {
  const isAtBell = ({ at }: Exchange) => at % MINUTE < AT_BELL
  const ofEachBell = [...Map.groupBy(exchanges.filter(isAtBell), ({ at }) => Math.floor(at / MINUTE)).values()]
  const of = (server: 0 | 1) => ({
    atBells: latencyOf(exchanges.filter(isAtBell), server),
    between: latencyOf(
      exchanges.filter((exchange) => !isAtBell(exchange)),
      server,
    ),
  })
  const moved = ofEachBell.map((bell) => latencyOf(bell, 0).p999 - latencyOf(bell, 1).p999)
  const [product, echo] = [of(0), of(1)]
  return { product, echo, moved, movedInAll: product.atBells.p999 - echo.atBells.p999 }
}

/** How long one of the two servers took. */
export function latencyOf(exchanges: readonly Exchange[], server: 0 | 1): Latency {
  const took = exchanges.flatMap((exchange) => exchange.took[server] ?? []).sort((a, b) => a - b)
  const percentile = (share: number) => took[Math.ceil(took.length * share) - 1] ?? Number.NaN
  return {
    ...{ median: percentile(0.5), p99: percentile(0.99), p999: percentile(0.999) },
    lost: exchanges.length - took.length,
    answers: took.length,
  }
}

/** Whether each device got the answer of its minute. A question sent within a tenth of a second of the bell may be answered by either. */
function heard(exchanges: readonly Exchange[]) {
  const zone = schoolZone('Europe/Amsterdam')
  const asked = exchanges.filter(
    ({ at, took }, i) => i % EVERY === 0 && took[0] !== undefined && at % MINUTE < MINUTE - 100,
  )
  const wrong = asked.filter(({ at, isOpen }) => isOpen !== (zone.at(Math.floor(at)).minute % 2 === 1))
  return { answers: asked.length, wrong: wrong.length }
}
