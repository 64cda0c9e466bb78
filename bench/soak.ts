import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Catalogue } from '../src/policy/policy.ts'
import { ASKER, questionFor } from './ask.ts'
import { openAndClose } from './change.ts'
import { stop, stopAll } from './children.ts'
import type { Browser } from './dashboard.ts'
import { signIn } from './dashboard.ts'
import { probeOf } from './forwarder.ts'
import { underLoad } from './large-school.ts'
import { median, memoryNow } from './measure.ts'
import type { Work } from './names.ts'
import { work as workFor } from './names.ts'
import type { Product } from './product.ts'
import { startProduct } from './product.ts'
import { makeSchool, people, schoolClass } from './school.ts'
import { settingsOf } from './settings.ts'
import type { StandIn } from './stand-in-child.ts'
import { startStandIn } from './stand-in-child.ts'
import type { Sent, Summary } from './steady-load.ts'
import { startEcho, steadySummary } from './steady-load.ts'
import { machineLine } from './table.ts'

/** By then caches are full and code is compiled: the minute whose memory counts. */
const SETTLED = 3
/** How much more than then it may be at the end. */
const GROWTH = 1.05
/** Names that are asked for, and seconds that their answers may be kept: shorter than the soak, so that upstreams are asked all along. */
const ASKED = { names: 2_000, ttl: 45 }
/** Grants that are given and taken back each minute, and milliseconds that the upstream in use is silent in it. */
const TROUBLE = { grants: 10, silence: 8_000 }
const MINUTE = 60_000
const addresses = Array.from({ length: 240 }, (_, i) => `127.2.${i >> 8}.${i & 255}`).concat(ASKER)

/** What is at hand while it soaks. */
interface Soak {
  readonly product: Product
  readonly list: string
  readonly listed: string
  readonly upstreams: readonly [StandIn, StandIn]
  readonly teacher: Browser
  readonly coordinator: Browser
}

/**
 * The product beside a plain UDP echo, asked the same for so many minutes, while grants are given and taken back, the million names are read anew, and
 * upstreams fall silent and are changed. Returns whether memory stayed within 5 % of minute three and no more was lost than by the echo.
 */
export async function soak(minutes: number, rate: number): Promise<boolean> {
  const settings = settingsOf({})
  const { folder } = settings
  try {
    const work = workFor(settings)
    const data = join(folder, 'data')
    // The class in which sites are opened has nothing open yet: what its page offers to close is then what was opened.
    const grants = (catalogue: Catalogue) =>
      underLoad.grants!(catalogue).filter(({ audience }) => audience.id !== schoolClass)
    await makeSchool(data, work.list, { ...underLoad, grants })
    const upstreams = [await startStandIn(folder, ASKED.ttl), await startStandIn(folder, ASKED.ttl)] as const
    const product = await startProduct(data, upstreams[0].port, probeOf(work))
    const ports = [product.port, await startEcho(folder)] as const
    const load = steadySummary({ folder, addresses, ports, questions: questions(work) })
    const [teacher, coordinator] = [
      await signIn(product.web, people.teacher),
      await signIn(product.web, people.coordinator),
    ]
    const list = join(data, 'lists', 'games', 'million.txt')
    const all: Soak = { product, list, listed: probeOf(work).listed, upstreams, teacher, coordinator }
    console.log(`${machineLine()}\n${minutes} minutes at ${rate} questions a second, each also to a plain UDP echo`)
    const rounds: Round[] = []
    for (let minute = 1; minute <= minutes; minute += 1) {
      const round = await oneMinute(all, minute, () => load(rate, Date.now() + MINUTE))
      rounds.push(round)
      console.log(lineOf(minute, round))
    }
    await stop(product.child)
    return verdict(rounds)
  } finally {
    stopAll()
  }
}

/** A minute of it. */
interface Round {
  readonly summary: Summary
  /** The median of its megabytes: while a list is read it is more for a moment. */
  readonly memory: number
  /** The longest that a grant or its end took to be felt, in milliseconds. */
  readonly slowest: number
}

async function oneMinute(all: Soak, minute: number, load: () => Promise<Summary>): Promise<Round> {
  const memory: number[] = []
  const timer = setInterval(() => memory.push(memoryNow(all.product.child.pid!)), 1_000)
  const [summary, slowest] = await Promise.all([load(), trouble(all, minute)])
  clearInterval(timer)
  return { summary, memory: median(memory), slowest }
}

/** All that happens in a minute beside the questions. */
async function trouble({ product, list, listed, upstreams, teacher, coordinator }: Soak, minute: number) {
  const took: number[] = []
  for (let turn = 0; turn < TROUBLE.grants; turn += 1) {
    const { opened, closed } = await openAndClose(product.port, teacher, listed)
    took.push(opened, closed)
    await setTimeout(500)
  }
  appendFileSync(list, `soak-${minute}.example\n`)
  await coordinator.post('/lists/refresh', {})
  const [inUse, next] = minute % 2 === 1 ? upstreams : upstreams.toReversed()
  inUse!.silence(true)
  await setTimeout(TROUBLE.silence)
  inUse!.silence(false)
  await coordinator.post('/box/upstreams', { upstreams: `127.0.0.1:${next!.port}`, action: 'set' })
  return Math.max(...took)
}

function questions({ questions: all }: Work): readonly Sent[] {
  const packets = all.slice(0, ASKED.names).map(({ name }) => questionFor(0, name))
  return Array.from({ length: ASKED.names * 7 }, (_, i) => ({
    client: (i * 97) % addresses.length,
    packet: packets[(i * 31) % packets.length]!,
  }))
}

function lineOf(minute: number, { summary, memory, slowest }: Round): string {
  const [product, echo] = summary.servers
  const of = ({ answers, median: middle, p999, worst }: typeof product) =>
    `${summary.asked - answers} lost, median ${middle.toFixed(3)}, p99.9 ${p999.toFixed(2)}, worst ${worst.toFixed(0)} ms`
  return `minute ${String(minute).padStart(2)}: ${summary.asked} asked; rooster ${of(product)}, ${summary.failures} errors; echo ${of(echo)}; ${memory.toFixed(1)} MB; a grant after ${slowest.toFixed(0)} ms at the most`
}

function verdict(rounds: readonly Round[]): boolean {
  const lost = (server: 0 | 1) =>
    rounds.reduce((sum, { summary }) => sum + summary.asked - summary.servers[server].answers, 0)
  const errors = rounds.reduce((sum, { summary }) => sum + summary.failures, 0)
  const asked = rounds.reduce((sum, { summary }) => sum + summary.asked, 0)
  const settled = rounds[Math.min(SETTLED, rounds.length) - 1]!.memory
  const most = Math.max(...rounds.slice(SETTLED - 1).map(({ memory }) => memory), settled)
  const isSteady = most <= settled * GROWTH
  const isWhole = lost(0) <= lost(1) && errors === 0
  console.log(
    `memory: ${settled.toFixed(1)} MB in minute ${SETTLED}, at most ${most.toFixed(1)} MB after it (floor: 5 % more): ${isSteady ? 'held' : 'NOT HELD'}\n` +
      `lost: ${lost(0)} of ${asked}, the echo ${lost(1)}; ${errors} answered with an error: ${isWhole ? 'held' : 'NOT HELD'}`,
  )
  return isSteady && isWhole
}
