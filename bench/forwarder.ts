import { join } from 'node:path'
import { blockedAmong, keptIn, saidToBeLost } from './attempts.ts'
import type { Found } from './bench.ts'
import { wronglyAnswered } from './check.ts'
import { stop } from './children.ts'
import { report } from './forwarder-report.ts'
import { underLoad } from './large-school.ts'
import type { Load } from './load.ts'
import { load } from './load.ts'
import { cpuOf, median, peakMemory } from './measure.ts'
import type { Work } from './names.ts'
import { work as workFor } from './names.ts'
import { startPeer } from './peers.ts'
import type { Server } from './product.ts'
import { startProduct } from './product.ts'
import { makeSchool } from './school.ts'
import type { Settings } from './settings.ts'
import { startStandIn } from './stand-in-child.ts'

/** One server's figures: medians over the rounds. */
export interface Figures {
  readonly name: string
  readonly perSecond: number
  /** CPU microseconds per answered question. */
  readonly cpu: number
  readonly latency: number
  readonly lost: number
  /** Megabytes, of the whole tree of processes. */
  readonly peak: number
  /** Seconds to the first right answer: from the files of lists, or from what stood at the last run. */
  readonly ready: number
  readonly rounds: readonly { readonly perSecond: number; readonly cpu: number }[]
}

/** Seconds of load before measuring, so that caches are filled and code is compiled; and restarts that are timed. */
const WARM_UP = 3
const RESTARTS = 5

/** Puts one mix of questions to the product and to its peers in turn, and measures what it costs them. */
export async function run(settings: Settings): Promise<Found> {
  const { folder, peers, profile } = settings
  say(`making ${settings.list ?? `${settings.names} names`} and the questions`)
  const work = workFor(settings)
  const { port: upstream } = await startStandIn(folder)
  const probe = probeOf(work)
  const data = join(folder, 'data')
  await makeSchool(data, work.list, underLoad)
  say('starting the servers')
  const product = await startProduct(data, upstream, probe, profile)
  const others = []
  for (const name of peers) {
    const peer = await startPeer(name, { folder, work, upstream, probe })
    if (peer) others.push(peer)
    else say(`${name} is not installed: left out`)
  }
  const servers = [product, ...others]
  for (const { name, port } of servers) await check(name, port, work)
  const loads = await measure(servers, work, settings)
  const figures = servers.map((server) => figuresOf(server, loads.get(server)!))
  const lostSaid = await saidToBeLost(product)
  for (const { child } of servers) await stop(child)

  const blocked = blockedAmong(work.questions)
  const asked = loads.get(product)!.flatMap(({ result }) => result.sent)
  const attempts = {
    asked: asked.reduce((sum, sent) => sum + blocked(sent), 0),
    unanswered: loads.get(product)!.reduce((sum, { result }) => sum + result.lost, 0),
    lostSaid,
    ...keptIn(data),
  }
  const restarts = await restart(data, upstream, probe)
  return report(settings, figures, attempts, restarts)
}

/** A listed name and another one, to see by whether a server is ready. */
export function probeOf({ names, questions }: Work): { readonly listed: string; readonly open: string } {
  const [listed] = names
  return { listed: listed!, open: questions.find((question) => !question.listed && question.type === 'A')!.name }
}

/** A round of load, with what it cost. */
interface Round {
  readonly warmUp: boolean
  readonly cpu: number
  readonly result: Load
}

async function check(name: string, port: number, work: Work): Promise<void> {
  const wrong = await wronglyAnswered(port, work)
  if (wrong.length > 0) throw new Error(`${name} answers ${wrong.length} of 50 names wrongly: ${wrong.join(' ')}`)
}

async function measure(
  servers: readonly Server[],
  { mix }: Work,
  { rounds, seconds, addresses }: Settings,
): Promise<ReadonlyMap<Server, readonly Round[]>> {
  const measured = new Map<Server, Round[]>(servers.map((server) => [server, []]))
  for (let round = 0; round <= rounds; round += 1) {
    say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`)
    for (const server of servers) {
      const pid = server.child.pid!
      const before = cpuOf(pid)
      const result = await load(server.port, mix, round === 0 ? WARM_UP : seconds, addresses)
      measured.get(server)!.push({
        warmUp: round === 0,
        cpu: (cpuOf(pid) - before) / result.completed,
        result,
      })
    }
  }
  return measured
}

function figuresOf({ name, child, ready }: Server, all: readonly Round[]): Figures {
  const rounds = all.filter(({ warmUp }) => !warmUp)
  return {
    name,
    perSecond: median(rounds.map(({ result }) => result.perSecond)),
    cpu: median(rounds.map(({ cpu }) => cpu)),
    latency: median(rounds.map(({ result }) => result.latency)),
    lost: rounds.reduce((sum, { result }) => sum + result.lost, 0),
    peak: peakMemory(child.pid!),
    ready,
    rounds: rounds.map(({ cpu, result }) => ({ perSecond: result.perSecond, cpu })),
  }
}

/** Starts the product again on what it keeps on disk: seconds to the first right answer each time, and the most memory. */
async function restart(data: string, upstream: number, probe: ReturnType<typeof probeOf>) {
  const ready: number[] = []
  let peak = 0
  for (let n = 0; n < RESTARTS; n += 1) {
    say(`restart ${n + 1} of ${RESTARTS}`)
    const product = await startProduct(data, upstream, probe)
    ready.push(product.ready)
    // The office starts behind it, and reads the lists.
    await new Promise((done) => setTimeout(done, 4_000))
    peak = Math.max(peak, peakMemory(product.child.pid!))
    await stop(product.child)
  }
  return { ready: median(ready), slowest: Math.max(...ready), peak }
}

const say = (line: string): void => console.error(`bench: ${line}`)
