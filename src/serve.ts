import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import { catalogueShelf, presetOf } from './app/given.ts'
import type { Config, Endpoint } from './config/config.ts'
import { endpointText } from './config/load-config.ts'
import type { Name } from './dns/name.ts'
import { catalogueIndex } from './lists/catalogue-index.ts'
import { IndexBuilder } from './lists/index-builder.ts'
import type { OfficeNews } from './office-thread.ts'
import { noActs } from './policy/policy.ts'
import type { ResolverNews, ResolverOrder, ResolverStart } from './resolver-thread.ts'
import type { Standing } from './standing.ts'
import { loadStanding } from './standing.ts'

/** How the server speaks to the one who started it. */
export interface Speaker {
  say(line: string): void
  warn(line: string): void
}

/** Milliseconds before a thread that died is started again: at once the first time, then ever later, up to ten seconds. */
const RESTART = { first: 50, most: 10_000, forgottenAfter: 60_000 }

/** Milliseconds that a thread gets to stop. */
const STOPS_WITHIN = 2_000

/**
 * Megabytes of objects that a thread may hold, and of new ones before it tidies up. What a packet leaves behind is dead within the turn, so a small
 * nursery keeps the resolver's memory in the processor's cache; left to itself it grows to a hundred megabytes. The bound on the whole, several times
 * what a full cache and a full minute of attempts take, makes V8 tidy up before it asks for more.
 */
const MEMORY = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 }

/** Runs the server. `onRunning` gets the way to stop it. Resolves with the exit code when it has stopped, or cannot go on. */
export function serve(config: Config, speaker: Speaker, onRunning: (stop: () => void) => void): Promise<number> {
  return new Promise((resolve) => new Supervisor(config, speaker, onRunning, resolve).start())
}

/**
 * Starts the resolver from what stood last, then the office; links the two; and starts either again when it dies, without the other noticing more
 * than a new link.
 */
class Supervisor {
  readonly #config: Config
  readonly #speaker: Speaker
  readonly #onRunning: (stop: () => void) => void
  readonly #onEnd: (code: number) => void
  readonly #restarts = { resolver: new Restarts(), office: new Restarts() }
  #resolver: Worker | undefined
  #office: Worker | undefined
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
    this.#startOffice()
  }

  #startResolver(from: string | Standing): void {
    const { dns, clients, upstreams } = this.#config
    const start: ResolverStart = { settings: { dns, clients, upstreams }, from }
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
      }, this.#restarts.resolver.delay())
    })
  }

  #startOffice(): void {
    // The lists that the resolver has go from it to the office past us: one copy of a million names serves both.
    const { port1, port2 } = new MessageChannel()
    this.#resolver?.postMessage({ kind: 'lists', port: port1 } satisfies ResolverOrder, [port1])
    const office = new Worker(new URL('./office-thread.js', import.meta.url), {
      workerData: { role: 'office', config: this.#config, lists: port2 },
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

  /** A new channel between the two that run now. */
  #link(): void {
    if (!this.#resolver || !this.#office) return
    const { port1, port2 } = new MessageChannel()
    this.#resolver.postMessage({ kind: 'office', port: port1 }, [port1])
    this.#office.postMessage({ kind: 'resolver', port: port2 }, [port2])
  }

  /** Says once where everything is. */
  #announce(): void {
    if (this.#announced || !this.#endpoints || !this.#dashboard) return
    this.#announced = true
    this.#speaker.say(`DNS       ${this.#endpoints.map(endpointText).join(', ')} (UDP and TCP)`)
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
    }
    this.#dashboard = []
    this.#announce()
  }

  #end(code: number, problem?: string): void {
    if (this.#stopping) return
    this.#stopping = true
    if (problem) this.#speaker.warn(problem)
    // The resolver first: what it tells last, the office still writes down.
    void stopped(this.#resolver)
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

/** Spaces out starts of a thread that keeps dying. */
class Restarts {
  #last = 0
  #delay = RESTART.first

  delay(): number {
    const now = performance.now()
    this.#delay = now - this.#last > RESTART.forgottenAfter ? RESTART.first : Math.min(this.#delay * 2, RESTART.most)
    this.#last = now
    return this.#delay
  }
}
