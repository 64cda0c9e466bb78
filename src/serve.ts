import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { Restarted } from './app/box/restarted.ts'
import { TOLD_FOR } from './app/box/restarted.ts'
import type { Config, Endpoint } from './config/config.ts'
import { endpointText } from './config/endpoint.ts'
import type { Front } from './config/fronts.ts'
import { frontsOf, sharesWeb } from './config/fronts.ts'
import type { Certificate } from './server/certificate.ts'
import { certificateOf } from './server/certificate.ts'
import { pagesPath } from './server/pages-socket.ts'
import type { Offers } from './server/secure-link.ts'
import { loadStanding } from './standing/standing.ts'
import { letGo } from './threads/let-go.ts'
import type { OfficeNews, OfficeOrder, OfficeStart } from './threads/office-thread.ts'
import { dashboardLines, offerLines } from './threads/printed-lines.ts'
import { Pulse } from './threads/pulse.ts'
import type { CrewEars } from './threads/resolver-crew.ts'
import { crewSize, ResolverCrew } from './threads/resolver-crew.ts'
import type { ResolverOrder } from './threads/resolver-orders.ts'
import { Restarts } from './threads/restarts.ts'
import type { SecureNews, SecureOrder, SecureStart } from './threads/secure-thread.ts'
import { stopped } from './threads/stopping.ts'
import { MEMORY } from './threads/thread-memory.ts'
import { systemClock } from './time/clock.ts'

/** How the server speaks to the one who started it. */
export interface Speaker {
  say(line: string): void
  warn(line: string): void
}

/** Most starts that are remembered. */
const MOST_NOTED = 100

/** Seconds without a sign of life after which a thread is taken to hang, and is started again. The office may well be busy with a large database. */
const PATIENCE = { secure: 10, office: 30 }

/** Tells a thread's file, which others import, that it is to run as one. */
interface Role {
  readonly role: string
}

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1'

/** Runs the server. `onRunning` gets the way to stop it. Resolves with the exit code when it has stopped, or cannot go on. */
export function serve(config: Config, speaker: Speaker, onRunning: (stop: () => void) => void): Promise<number> {
  // Each thread tidies up by itself: on few cores it would wait longer for help than the work takes, and with it the questions.
  setFlagsFromString('--no-parallel-scavenge')
  return new Promise((resolve) => new Supervisor(config, speaker, onRunning, resolve).start())
}

/**
 * Starts the resolver from what stood last, then the encrypted listeners and the office; links them; and starts any again when it dies, without the
 * others noticing more than a new link.
 */
class Supervisor {
  readonly #config: Config
  readonly #speaker: Speaker
  readonly #onRunning: (stop: () => void) => void
  readonly #onEnd: (code: number) => void
  readonly #restarts = { office: new Restarts(), secure: new Restarts() }
  readonly #run = randomUUID()
  readonly #crew: ResolverCrew
  /** Endpoints that the dashboard, the block page and DNS over HTTPS share. */
  readonly #fronts: readonly Front[]
  #restarted: readonly Restarted[] = []
  #office: Worker | undefined
  #isOfficeReady = false
  #secure: Worker | undefined
  #certificate: Certificate | undefined
  /** Where DNS is answered over TLS and HTTPS, once that is known. */
  #offers: Offers | undefined
  #endpoints: readonly Endpoint[] | undefined
  /** What there is to say of the dashboard, once that is known. */
  #dashboard: readonly string[] | undefined
  #announced = false
  #stopping = false

  constructor(config: Config, speaker: Speaker, onRunning: (stop: () => void) => void, onEnd: (code: number) => void) {
    this.#config = config
    this.#speaker = speaker
    this.#onRunning = onRunning
    this.#onEnd = onEnd
    this.#fronts = frontsOf(config)
    const { dns, clients, upstreams, forward, records, privateAnswers, statusName } = config
    const gear = {
      program: new URL('./resolver-thread.js', import.meta.url),
      settings: { dns, clients, upstreams, forward, records, privateAnswers, statusName },
      answers: (place: number) => join(this.#folder, place === 0 ? 'answers' : `answers-${place}`),
      resourceLimits: MEMORY,
    }
    this.#crew = new ResolverCrew(crewSize(config, speaker.warn), this.#folder, gear, this.#ears)
  }

  start(): void {
    this.#crew.start()
    const { dot, doh } = this.#config
    const isEncrypted = dot.length + doh.length + this.#fronts.length > 0
    certificateOf(this.#config, isEncrypted || !isLoopback(this.#config.web.address), systemClock()).then(
      (certificate) => {
        if (this.#stopping) return
        this.#certificate = certificate
        if (isEncrypted) this.#startSecure()
        else this.#offers = { dot: [], doh: [] }
        this.#startOffice()
      },
      (error: Error) => this.#end(1, `certificate: ${error.message}`),
    )
  }

  get #ears(): CrewEars {
    return {
      onStart: (thread) => this.#link(thread),
      onListening: (endpoints, thread) => {
        this.#endpoints = endpoints
        this.#linkSecure(thread)
        this.#announce()
      },
      onCannotListen: (problem) => this.#end(1, problem),
      onAgain: () => this.#note('filter'),
      warn: (line) => this.#speaker.warn(line),
    }
  }

  #startOffice(): void {
    // The lists that the resolver has go from it to the office past us: one copy of a million names serves both.
    const { port1, port2 } = new MessageChannel()
    this.#crew.lead?.postMessage({ kind: 'lists', port: port1 } satisfies ResolverOrder, [port1])
    // On the loopback the dashboard is plain, unless the school has a certificate of its own.
    const isPlain =
      this.#config.certificate === undefined && isLoopback(this.#config.web.address) && !sharesWeb(this.#fronts)
    const certificate = isPlain ? undefined : this.#certificate
    const pulse = new Pulse()
    const office = new Worker(new URL('./office-thread.js', import.meta.url), {
      workerData: {
        role: 'office',
        config: this.#config,
        run: this.#run,
        lists: port2,
        certificate,
        restarted: this.#restarted,
        pulse: pulse.memory,
      } satisfies OfficeStart & Role,
      transferList: [port2],
      resourceLimits: MEMORY,
    })
    this.#office = office
    pulse.guard(office, PATIENCE.office, () =>
      this.#speaker.warn(
        `office: no sign of life for ${PATIENCE.office} seconds; ending the thread, DNS goes on meanwhile`,
      ),
    )
    office.on('message', (news: OfficeNews) => {
      if (news.kind === 'cannot-start') return void this.#withoutOffice(news)
      this.#dashboard = dashboardLines(news)
      this.#isOfficeReady = true
      for (const thread of this.#crew.threads) this.#link(thread)
      this.#announce()
    })
    office.on('error', (error) => this.#speaker.warn(`office: ${error.stack ?? error}`))
    office.on('exit', (code) => {
      if (this.#stopping || this.#office !== office) return
      this.#isOfficeReady = false
      // One that ended by itself was asked to, for a backup that was put in place.
      if (code !== 0) this.#note('dashboard')
      this.#speaker.warn('office: the thread ended; starting it again, DNS goes on meanwhile')
      setTimeout(() => this.#startOffice(), this.#restarts.office.delay())
    })
  }

  #startSecure(): void {
    const { dot, doh, data, statusName, certificate: files } = this.#config
    const start: SecureStart = {
      settings: { dot, doh },
      threads: this.#crew.size,
      fronts: { all: this.#fronts, pages: pagesPath(data), names: [statusName, hostname().toLowerCase()] },
      certificate: this.#certificate!,
      ...(files && { files }),
    }
    const pulse = new Pulse()
    const workerData = { role: 'secure', start, pulse: pulse.memory }
    const secure = new Worker(new URL('./secure-thread.js', import.meta.url), { workerData, resourceLimits: MEMORY })
    this.#secure = secure
    pulse.guard(secure, PATIENCE.secure, () =>
      this.#speaker.warn(`encrypted DNS: no sign of life for ${PATIENCE.secure} seconds; ending the thread`),
    )
    secure.on('message', (news: SecureNews) => {
      if (news.kind === 'cannot-listen') {
        if (!this.#offers) return this.#end(1, news.problem)
        // It listened before: tried again until it can.
        this.#speaker.warn(news.problem)
        return void secure.terminate()
      }
      this.#offers = news.offers
      this.#announce()
    })
    secure.on('error', (error) => this.#speaker.warn(`encrypted DNS: ${error.stack ?? error}`))
    secure.on('exit', () => {
      if (this.#stopping || this.#secure !== secure) return
      this.#note('encrypted')
      this.#speaker.warn('encrypted DNS: the thread ended; starting it again, plain DNS goes on meanwhile')
      setTimeout(() => this.#startSecure(), this.#restarts.secure.delay())
    })
    for (const thread of this.#crew.listening) this.#linkSecure(thread)
  }

  /** A new channel between the encrypted listeners that run now and a resolver thread that listens. */
  #linkSecure(resolver: Worker): void {
    if (!this.#secure) return
    const { port1, port2 } = new MessageChannel()
    resolver.postMessage({ kind: 'secure', port: port1 } satisfies ResolverOrder, [port1])
    this.#secure.postMessage({ kind: 'resolver', port: port2 } satisfies SecureOrder, [port2])
  }

  /** A new channel between a resolver thread and the office that runs now. */
  #link(resolver: Worker): void {
    if (!this.#office || !this.#isOfficeReady) return
    const { port1, port2 } = new MessageChannel()
    resolver.postMessage({ kind: 'office', port: port1 } satisfies ResolverOrder, [port1])
    this.#office.postMessage({ kind: 'resolver', port: port2 }, [port2])
  }

  /** Notes that a thread is started again: the health page says so for a day. */
  #note(thread: Restarted['thread']): void {
    const at = systemClock()
    this.#restarted = [...this.#restarted.filter((one) => at - one.at < TOLD_FOR), { thread, at }].slice(-MOST_NOTED)
    this.#office?.postMessage({ kind: 'restarted', restarted: this.#restarted } satisfies OfficeOrder)
  }

  /** Says once where everything is. */
  #announce(): void {
    if (this.#announced || !this.#endpoints || !this.#offers || !this.#dashboard) return
    this.#announced = true
    const { size } = this.#crew
    this.#speaker.say(
      `DNS       ${this.#endpoints.map(endpointText).join(', ')} (UDP and TCP${size === 1 ? '' : `, ${size} threads`})`,
    )
    for (const line of offerLines(this.#offers, this.#config.statusName)) this.#speaker.say(line)
    for (const line of this.#dashboard) this.#speaker.say(line)
    // From now on this thread only looks after the others.
    letGo()
    this.#onRunning(() => this.#end(0))
  }

  /** The database cannot be read: the last policy goes on, or all but essential and protected names is closed; never unfiltered by accident. */
  async #withoutOffice({ problem, because }: Extract<OfficeNews, { kind: 'cannot-start' }>): Promise<void> {
    const { warn } = this.#speaker
    // What ran before may run again; and what is full may be emptied. DNS does not end for it, and the office is tried again and again.
    if (this.#announced || (because === 'full' && loadStanding(this.#folder))) {
      warn(
        `${problem}\nThe filter goes on with the last policy in force; the dashboard stays away until this is mended.`,
      )
      void this.#office?.terminate()
      this.#dashboard ??= []
      this.#announce()
      return
    }
    if (because !== 'damaged') {
      this.#end(1, problem)
      return
    }
    warn(problem)
    this.#office = undefined
    if (loadStanding(this.#folder))
      warn(
        'The filter goes on with the last policy in force. The dashboard stays away until this is mended and Rooster is started again.',
      )
    else {
      warn(
        'There is no earlier policy: only essential and protected names are answered until this is mended and Rooster is started again.',
      )
      // Loaded only here: what reads a policy is not for a thread that only looks after others.
      this.#crew.startFrom((await import('./threads/nearly-closed.ts')).nearlyClosed(this.#config))
    }
    this.#dashboard = []
    this.#announce()
  }

  #end(code: number, problem?: string): void {
    if (this.#stopping) return
    this.#stopping = true
    if (problem) this.#speaker.warn(problem)
    // The resolver first: what it tells last, the office still writes down.
    const resolvers = this.#crew.stop()
    void stopped(this.#secure)
      .then(() => Promise.all(resolvers.map(stopped)))
      .then(() => stopped(this.#office))
      .then(() => this.#onEnd(code))
  }

  /** Where it is kept what stood last. */
  get #folder(): string {
    return join(this.#config.data, 'standing')
  }
}
