import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import { DOH_PATH } from './answer/discovery.ts'
import { catalogueShelf, presetOf } from './app/box/given.ts'
import type { Config, Endpoint } from './config/config.ts'
import { endpointText } from './config/endpoint.ts'
import type { Name } from './dns/name.ts'
import { catalogueIndex } from './lists/catalogue-index.ts'
import { IndexBuilder } from './lists/index-builder.ts'
import type { OfficeNews, OfficeStart } from './office-thread.ts'
import { noActs } from './policy/policy.ts'
import type { ResolverNews, ResolverOrder, ResolverStart } from './resolver-thread.ts'
import { Restarts } from './restarts.ts'
import type { SecureNews, SecureOrder, SecureStart } from './secure-thread.ts'
import type { Certificate } from './server/certificate.ts'
import { certificateOf } from './server/certificate.ts'
import type { Offers } from './server/secure-link.ts'
import type { Standing } from './standing.ts'
import { loadStanding } from './standing.ts'
import { systemClock } from './time/clock.ts'

/** How the server speaks to the one who started it. */
export interface Speaker {
  say(line: string): void
  warn(line: string): void
}

/** Milliseconds that a thread gets to stop. */
const STOPS_WITHIN = 2_000

/**
 * Megabytes of objects that a thread may hold, and of new ones before it tidies up. What a packet leaves behind is dead within the turn, so a small
 * nursery keeps the resolver's memory in the processor's cache; left to itself it grows to a hundred megabytes. The bound on the whole, several times
 * what a full cache and a full minute of attempts take, makes V8 tidy up before it asks for more.
 */
const MEMORY = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 }

/** Tells a thread's file, which others import, that it is to run as one. */
interface Role {
  readonly role: string
}

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1'

/** Runs the server. `onRunning` gets the way to stop it. Resolves with the exit code when it has stopped, or cannot go on. */
export function serve(config: Config, speaker: Speaker, onRunning: (stop: () => void) => void): Promise<number> {
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
  readonly #restarts = { resolver: new Restarts(), office: new Restarts(), secure: new Restarts() }
  #resolver: Worker | undefined
  #office: Worker | undefined
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
  }

  start(): void {
    this.#startResolver(this.#folder)
    const { dot, doh } = this.#config
    const isEncrypted = dot.length + doh.length > 0
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

  #startResolver(from: string | Standing): void {
    const { dns, clients, upstreams, forward, records, privateAnswers, statusName } = this.#config
    const settings = { dns, clients, upstreams, forward, records, privateAnswers, statusName }
    const start: ResolverStart = { settings, from }
    const resolver = new Worker(new URL('./resolver-thread.js', import.meta.url), {
      workerData: { role: 'resolver', start },
      resourceLimits: MEMORY,
    })
    this.#resolver = resolver
    resolver.on('message', (news: ResolverNews) => {
      if (news.kind === 'cannot-listen') return this.#end(1, news.problem)
      this.#endpoints = news.endpoints
      this.#announce()
    })
    resolver.on('error', (error) => this.#speaker.warn(`resolver: ${error.stack ?? error}`))
    resolver.on('exit', () => {
      if (this.#stopping || this.#resolver !== resolver) return
      this.#speaker.warn('resolver: the thread ended; starting it again')
      setTimeout(() => {
        this.#startResolver(this.#folder)
        this.#link()
        this.#linkSecure()
      }, this.#restarts.resolver.delay())
    })
  }

  #startOffice(): void {
    // The lists that the resolver has go from it to the office past us: one copy of a million names serves both.
    const { port1, port2 } = new MessageChannel()
    this.#resolver?.postMessage({ kind: 'lists', port: port1 } satisfies ResolverOrder, [port1])
    // On the loopback the dashboard is plain, unless the school has a certificate of its own.
    const isPlain = this.#config.certificate === undefined && isLoopback(this.#config.web.address)
    const certificate = isPlain ? undefined : this.#certificate
    const office = new Worker(new URL('./office-thread.js', import.meta.url), {
      workerData: { role: 'office', config: this.#config, lists: port2, certificate } satisfies OfficeStart & Role,
      transferList: [port2],
      resourceLimits: MEMORY,
    })
    this.#office = office
    office.on('message', (news: OfficeNews) => {
      if (news.kind === 'cannot-start') return this.#withoutOffice(news)
      this.#dashboard = dashboardLines(news)
      this.#link()
      this.#announce()
    })
    office.on('error', (error) => this.#speaker.warn(`office: ${error.stack ?? error}`))
    office.on('exit', () => {
      if (this.#stopping || this.#office !== office) return
      this.#speaker.warn('office: the thread ended; starting it again, DNS goes on meanwhile')
      setTimeout(() => this.#startOffice(), this.#restarts.office.delay())
    })
  }

  #startSecure(): void {
    const { dot, doh, certificate: files } = this.#config
    const certificate = this.#certificate!
    const start: SecureStart = { settings: { dot, doh }, certificate, ...(files === undefined ? {} : { files }) }
    const secure = new Worker(new URL('./secure-thread.js', import.meta.url), {
      workerData: { role: 'secure', start },
      resourceLimits: MEMORY,
    })
    this.#secure = secure
    secure.on('message', (news: SecureNews) => {
      if (news.kind === 'cannot-listen') return this.#end(1, news.problem)
      this.#offers = news.offers
      this.#announce()
    })
    secure.on('error', (error) => this.#speaker.warn(`encrypted DNS: ${error.stack ?? error}`))
    secure.on('exit', () => {
      if (this.#stopping || this.#secure !== secure) return
      this.#speaker.warn('encrypted DNS: the thread ended; starting it again, plain DNS goes on meanwhile')
      setTimeout(() => this.#startSecure(), this.#restarts.secure.delay())
    })
    this.#linkSecure()
  }

  /** A new channel between the encrypted listeners and the resolver that run now. */
  #linkSecure(): void {
    if (!this.#resolver || !this.#secure) return
    const { port1, port2 } = new MessageChannel()
    this.#resolver.postMessage({ kind: 'secure', port: port1 } satisfies ResolverOrder, [port1])
    this.#secure.postMessage({ kind: 'resolver', port: port2 } satisfies SecureOrder, [port2])
  }

  /** A new channel between the two that run now. */
  #link(): void {
    if (!this.#resolver || !this.#office) return
    const { port1, port2 } = new MessageChannel()
    this.#resolver.postMessage({ kind: 'office', port: port1 }, [port1])
    this.#office.postMessage({ kind: 'resolver', port: port2 }, [port2])
  }

  /** Says once where everything is. */
  #announce(): void {
    if (this.#announced || !this.#endpoints || !this.#offers || !this.#dashboard) return
    this.#announced = true
    this.#speaker.say(`DNS       ${this.#endpoints.map(endpointText).join(', ')} (UDP and TCP)`)
    for (const line of offerLines(this.#offers, this.#config.statusName)) this.#speaker.say(line)
    for (const line of this.#dashboard) this.#speaker.say(line)
    this.#onRunning(() => this.#end(0))
  }

  /** The database cannot be read: the last policy goes on, or all but essential and protected names is closed; never unfiltered by accident. */
  #withoutOffice({ problem, because }: Extract<OfficeNews, { kind: 'cannot-start' }>): void {
    if (because === 'settings') {
      this.#end(1, problem)
      return
    }
    const { warn } = this.#speaker
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
      void this.#resolver?.terminate()
      this.#startResolver(nearlyClosed(this.#config))
      this.#linkSecure()
    }
    this.#dashboard = []
    this.#announce()
  }

  #end(code: number, problem?: string): void {
    if (this.#stopping) return
    this.#stopping = true
    if (problem) this.#speaker.warn(problem)
    // The resolver first: what it tells last, the office still writes down.
    void stopped(this.#secure)
      .then(() => stopped(this.#resolver))
      .then(() => stopped(this.#office))
      .then(() => this.#onEnd(code))
  }

  /** Where it is kept what stood last. */
  get #folder(): string {
    return join(this.#config.data, 'standing')
  }
}

/** Tells a thread to stop, and waits until it has, or does not seem to. */
function stopped(thread: Worker | undefined): Promise<void> {
  return new Promise((done) => {
    if (thread === undefined || thread.threadId === -1) return done()
    const patience = setTimeout(done, STOPS_WITHIN)
    thread.once('exit', () => {
      clearTimeout(patience)
      done()
    })
    thread.postMessage({ kind: 'stop' })
  })
}

function dashboardLines({ web, firstLink }: Extract<OfficeNews, { kind: 'ready' }>): readonly string[] {
  const link =
    firstLink === undefined ? [] : [`\nMake the first account (this link works once, for 24 hours):\n  ${firstLink}\n`]
  return [`Dashboard ${web}`, ...link]
}

function offerLines({ dot, doh }: Offers, name: string): readonly string[] {
  const where = (endpoints: readonly Endpoint[]) => endpoints.map(endpointText).join(', ')
  return [
    ...(dot.length === 0 ? [] : [`DNS       ${where(dot)} (TLS, as ${name})`]),
    ...(doh.length === 0 ? [] : [`DNS       ${where(doh)} (HTTPS, as https://${name}${DOH_PATH})`]),
  ]
}

/** Essential and protected names, and nothing else, for everyone. */
function nearlyClosed(config: Config): Standing {
  const catalogue = catalogueShelf(config, 'reader').current()
  const preset = presetOf(config, catalogue)
  const policy = { ...preset, rules: [], groups: preset.groups.map((group) => ({ ...group, onlyThese: true })) }
  const snapshot = {
    revision: 0,
    policy,
    catalogue: catalogueIndex(catalogue, policy, config.statusName as Name),
    lists: new IndexBuilder().build(),
    platformSets: {},
    restricted: catalogue.restricted,
  }
  return { snapshot, acts: noActs, devices: [] }
}
