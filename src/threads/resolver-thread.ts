import { randomUUID } from 'node:crypto'
import type { MessagePort } from 'node:worker_threads'
import { parentPort, workerData } from 'node:worker_threads'
import { Cache } from '../answer/cache.ts'
import { Discovery } from '../answer/discovery.ts'
import { Fetcher } from '../answer/fetch.ts'
import { Home } from '../answer/home.ts'
import { AttemptCollector } from '../attempts/collect.ts'
import { Companions } from '../attempts/companions.ts'
import { Counts } from '../attempts/count.ts'
import { DeviceDays } from '../attempts/device-days.ts'
import { parseCidr } from '../clients/address.ts'
import type { Endpoint } from '../config/config.ts'
import { readUpstream } from '../config/endpoint.ts'
import { InForce, MOST_ASKERS } from '../in-force.ts'
import type { Down, IndexData, ResolverTotals, TraceOrder, Up, UpstreamAddress } from '../link.ts'
import { usualLimits } from '../policy/limits.ts'
import type { Views } from '../policy/views.ts'
import { QueryPath } from '../query-path.ts'
import { answerCarried } from '../server/carried.ts'
import { DnsServer } from '../server/dns.ts'
import { RateLimit } from '../server/rate-limit.ts'
import { udpSockets } from '../server/udp.ts'
import type { Keep } from '../standing/answer-keeper.ts'
import { AnswerKeeper, keepingOf } from '../standing/answer-keeper.ts'
import type { Standing } from '../standing/standing.ts'
import { loadStanding, untilWhole } from '../standing/standing.ts'
import type { Clock } from '../time/clock.ts'
import { paced, systemClock } from '../time/clock.ts'
import { onceATurn } from '../time/once-a-turn.ts'
import { schoolDate } from '../time/school-time.ts'
import { tracer } from '../trace/trace.ts'
import { UpstreamsInForce } from '../upstream/upstreams-in-force.ts'
import { letGo } from './let-go.ts'
import { lookAhead } from './look-ahead.ts'
import { beatIn } from './pulse.ts'
import type { ResolverNews, ResolverOrder, ResolverSettings, ResolverStart } from './resolver-orders.ts'

/** Milliseconds between two batches of attempts, and between two rounds of counts and totals. */
const EVERY = { attempts: 1_000, totals: 5_000 }

/** Some hundred thousand answers. */
const CACHE_BYTES = 32 << 20

/** The thread that answers packets: it is told what holds and tells what it counted, and touches no database or page, and no file but that of its own answers. */
export class Resolver {
  readonly #settings: ResolverSettings
  readonly #clock: Clock
  readonly #ticks: () => number
  readonly #startedAt: number
  readonly #attempts = new AttemptCollector(randomUUID())
  readonly #counts = new Counts()
  readonly #limit = new RateLimit(MOST_ASKERS)
  readonly #days: DeviceDays
  readonly #companions = new Companions(MOST_ASKERS)
  readonly #cache = new Cache(CACHE_BYTES)
  readonly #fetcher: Fetcher
  readonly #upstreams: UpstreamsInForce
  readonly #home: Home
  readonly #discovery: Discovery
  readonly #trace: ReturnType<typeof tracer>
  readonly #timers: NodeJS.Timeout[] = []
  #stopsAhead = () => {}
  readonly #keeper: AnswerKeeper | undefined
  #inForce: InForce | undefined
  #path: QueryPath | undefined
  #server: DnsServer | undefined
  #office: MessagePort | undefined
  #heard = 0

  /** `ticks` is a clock that only goes forward, in milliseconds: what is kept ages by it. `keep` is where answers are kept over a restart. */
  constructor(settings: ResolverSettings, clock: Clock, ticks: () => number, keep?: Keep) {
    this.#settings = settings
    this.#clock = clock
    this.#ticks = ticks
    this.#startedAt = clock()
    const isOneOfSeveral = settings.sharing !== undefined && settings.sharing.threads > 1
    this.#days = new DeviceDays(
      randomUUID(),
      MOST_ASKERS,
      (now) => schoolDate(this.#inForce!.zone, now),
      isOneOfSeveral,
    )
    this.#upstreams = new UpstreamsInForce(settings, ticks)
    this.#fetcher = new Fetcher(this.#cache, this.#upstreams.current, ticks)
    this.#home = new Home(settings)
    this.#discovery = new Discovery(settings.statusName)
    const [home, discovery, local] = [this.#home, this.#discovery, settings.dns[0]!.address]
    this.#trace = tracer({ cache: this.#cache, fetcher: this.#fetcher, home, discovery, local, clock, ticks })
    const keeping = keep && keepingOf(keep, this.#upstreams, () => this.#inForce!)
    this.#keeper = keeping && new AnswerKeeper(this.#cache, keeping, () => ({ now: clock(), ticks: ticks() }))
  }

  /** The lists in force; undefined before there are any. */
  get lists(): IndexData | undefined {
    return this.#inForce?.snapshot.lists
  }

  /** Takes over what stood, and starts to listen. Rejects with a ListenError. */
  async start(standing: Standing): Promise<readonly Endpoint[]> {
    this.apply({ kind: 'snapshot', snapshot: standing.snapshot })
    this.apply({ kind: 'acts', acts: standing.acts })
    this.apply({ kind: 'devices', devices: standing.devices })
    if (standing.upstreams) this.apply({ kind: 'upstreams', upstreams: standing.upstreams })
    const path = new QueryPath({
      inForce: this.#inForce!,
      cache: this.#cache,
      fetcher: this.#fetcher,
      attempts: this.#attempts,
      counts: this.#counts,
      limit: this.#limit,
      days: this.#days,
      companions: this.#companions,
      home: this.#home,
      discovery: this.#discovery,
      clock: onceATurn(this.#clock),
      ticks: onceATurn(this.#ticks),
    })
    this.#path = path
    this.#server = new DnsServer(
      this.#settings.dns,
      (packet, length, origin, out) => path.handle(packet, length, origin, out),
      this.#settings.sharing,
      (address) => this.#inForce!.isStranger(address),
    )
    const endpoints = await this.#server.start()
    void this.#keeper?.start()
    this.#stopsAhead = lookAhead(() => this.#inForce!.views, this.#clock)
    this.#timers.push(
      setInterval(() => this.tellAttempts(), paced(this.#clock, EVERY.attempts)),
      setInterval(() => this.tellTotals(), paced(this.#clock, EVERY.totals)),
    )
    this.tellTotals()
    return endpoints
  }

  /**
   * Talks to an office from now on; the first, or one that was started anew. If nothing stood it starts to listen when it knows the policy, the acts
   * and the devices: with less it would take a pupil's device for one that nobody knows.
   */
  attach(office: MessagePort, onFirst: (standing: Standing) => void): void {
    this.#office = office
    this.#heard = 0
    this.#days.tellAgain()
    this.#companions.tellAgain()
    const gather = untilWhole(onFirst)
    office.on('message', (message: Down | TraceOrder) => {
      if (message.kind === 'trace') return this.#trace(message, this.#inForce)
      if (this.#inForce) this.apply(message)
      else gather(message)
      this.#heard += 1
      this.#tell({ kind: 'applied', count: this.#heard })
    })
    if (this.#path) this.tellTotals()
  }

  /** Answers what comes over TLS and HTTPS from now on, and says that it can; over this port, and over no other. */
  attachSecure(port: MessagePort): void {
    answerCarried(port, this.#discovery, (packet, length, origin, out) =>
      this.#path === undefined ? 0 : this.#path.handle(packet, length, origin, out),
    )
  }

  /** Puts one message in force. */
  apply(message: Down): void {
    switch (message.kind) {
      case 'snapshot': {
        const allowed = this.#settings.clients.map(parseCidr).filter((cidr) => cidr !== undefined)
        const onRetire = (views: Views) => this.#counts.gather(views)
        const before = this.lists
        if (this.#inForce) this.#inForce.setSnapshot(message.snapshot)
        else this.#inForce = new InForce(allowed, message.snapshot, onRetire, () => this.#forgetNumbers())
        this.#limit.set(message.snapshot.policy.limits ?? usualLimits)
        if (before && before.making !== message.snapshot.lists.making) letGo()
        return
      }
      case 'acts':
        this.#inForce?.setActs(message.acts)
        this.#companions.follow(message.acts)
        return
      case 'devices':
        this.#inForce?.setDevices(message.devices)
        return
      case 'upstreams': {
        const others = this.#upstreams.change(message.upstreams.flatMap(readUpstreams))
        if (others) this.#fetcher.setUpstreams(others)
        return
      }
      default:
        message satisfies never
    }
  }

  /** Hands the attempts since the last time to the office, and the addresses that were met; the `last` time all that is not told yet. */
  tellAttempts(last = false): void {
    if (this.#office === undefined || this.#inForce === undefined) return
    const met = this.#inForce.takeMet(this.#clock())
    if (met.length > 0) this.#tell({ kind: 'seen', addresses: met })
    const batch = this.#attempts.take(this.#clock(), last)
    if (batch) this.#tell({ kind: 'attempts', batch })
  }

  /** Hands over the figures and the running totals. */
  tellTotals(): void {
    if (this.#office === undefined || this.#inForce === undefined) return
    this.#counts.gather(this.#inForce.views)
    const rows = this.#counts.take()
    if (rows.length > 0) this.#tell({ kind: 'counts', at: this.#clock(), rows })
    this.#tell({ kind: 'totals', totals: this.totals })
    this.#tellNoticed(this.#inForce)
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    this.#stopsAhead()
    await this.#server?.close()
    await this.#keeper?.stop()
    this.tellAttempts(true)
    this.tellTotals()
    this.#fetcher.upstreams.close()
  }

  /** What was noticed of devices, and what opened pages seem to need. */
  #tellNoticed({ views }: InForce): void {
    const now = this.#clock()
    for (const day of this.#days.take(now, (client) => views.of(client, now)))
      this.#tell({ kind: 'device-days', ...day })
    const companions = this.#companions.take()
    if (companions) this.#tell({ kind: 'companions', companions })
  }

  #forgetNumbers(): void {
    this.#limit.forget()
    this.#days.forget()
    this.#companions.forget()
  }

  /** Running totals since the start. */
  get totals(): ResolverTotals {
    return {
      startedAt: this.#startedAt,
      ...this.#path!.totals,
      privateAnswers: this.#path!.refusedPrivate,
      cacheEntries: this.#cache.count,
      cacheBytes: this.#cache.bytes,
      upstreamFailures: this.#fetcher.failures,
      turnedAway: this.#fetcher.turnedAway,
      forgedAnswers: this.#fetcher.forged,
      attemptsLost: this.#attempts.lost,
      revision: this.#inForce!.snapshot.revision,
      upstreamsUp: this.#fetcher.upstreams.isUp,
      upstreams: this.#fetcher.upstreams.times?.() ?? [],
      sockets: udpSockets,
    }
  }

  #tell(message: Up): void {
    this.#office?.postMessage(message)
  }
}

const readUpstreams = (text: UpstreamAddress) => readUpstream(text) ?? []

function run(supervisor: MessagePort, { settings, from, answers }: ResolverStart): void {
  const news = (message: ResolverNews) => supervisor.postMessage(message)
  const keep = { file: answers, warn: (line: string) => news({ kind: 'warning', line }) }
  const resolver = new Resolver(settings, systemClock, () => performance.now(), keep)
  const start = (first: Standing) =>
    resolver.start(first).then(
      (endpoints) => news({ kind: 'listening', endpoints }),
      (error: Error) => news({ kind: 'cannot-listen', problem: error.message }),
    )
  supervisor.on('message', async (order: ResolverOrder) => {
    if (order.kind === 'office') {
      resolver.attach(order.port, (first) => void start(first))
      return
    }
    if (order.kind === 'secure') {
      resolver.attachSecure(order.port)
      return
    }
    if (order.kind === 'lists') {
      order.port.postMessage(resolver.lists)
      order.port.close()
      return
    }
    await resolver.close()
    // What was told last needs a turn of the loop to leave.
    setTimeout(() => process.exit(0), 20)
  })
  // Read here and held by nobody else: a thread with nothing to do would not let the old index go once there is a new one.
  const standing = typeof from === 'string' ? loadStanding(from) : from
  if (standing) void start(standing)
}

if (parentPort && (workerData as { readonly role?: string } | null)?.role === 'resolver') {
  run(parentPort, workerData.start as ResolverStart)
  beatIn(workerData.pulse as SharedArrayBuffer)
}
