import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { Config } from './config/config.ts'
import { endpointText } from './config/load-config.ts'
import { loadPreset } from './config/policy-file.ts'
import type { Name } from './dns/name.ts'
import { loadCatalogue } from './lists/catalogue.ts'
import { catalogueIndex } from './lists/catalogue-index.ts'
import { IndexBuilder } from './lists/index-builder.ts'
import type { OfficeNews } from './office-thread.ts'
import { noActs } from './policy/policy.ts'
import { root } from './product.ts'
import type { ResolverNews, ResolverStart } from './resolver-thread.ts'
import type { Standing } from './standing.ts'
import { loadStanding } from './standing.ts'

/** How the server speaks to the one who started it. */
export interface Speaker {
  say(line: string): void
  warn(line: string): void
}

/** Milliseconds before a thread that died is started again: at once the first time, then ever later, up to ten seconds. */
const RESTART = { first: 50, most: 10_000, forgottenAfter: 60_000 }

/**
 * Runs the server: starts the resolver from what stood last, then the office; links the two; and starts either again when it dies, without the
 * other noticing more than a new link. Resolves with the exit code when it is told to stop, or cannot go on.
 */
export function serve(config: Config, { say, warn }: Speaker, onReady: (stop: () => void) => void): Promise<number> {
  return new Promise((resolve) => {
    let stopping = false
    let resolver: Worker | undefined
    let office: Worker | undefined
    let listening = false
    const restarts = { resolver: new Restarts(), office: new Restarts() }

    const startResolver = (standing: Standing | undefined) => {
      const start: ResolverStart = {
        settings: { dns: config.dns, clients: config.clients, upstreams: config.upstreams },
        standing,
      }
      resolver = new Worker(new URL('./resolver-thread.js', import.meta.url), {
        workerData: { role: 'resolver', start },
      })
      resolver.on('message', (news: ResolverNews) => {
        if (news.kind === 'cannot-listen') return end(1, news.problem)
        if (!listening) say(`DNS       ${news.endpoints.map(endpointText).join(', ')} (UDP and TCP)`)
        listening = true
      })
      resolver.on('error', (error) => warn(`resolver: ${error.stack ?? error}`))
      resolver.on('exit', () => {
        if (stopping) return
        warn('resolver: the thread ended; starting it again')
        setTimeout(() => {
          startResolver(loadStanding(join(config.data, 'standing')))
          link()
        }, restarts.resolver.delay())
      })
    }

    const startOffice = () => {
      office = new Worker(new URL('./office-thread.js', import.meta.url), { workerData: { role: 'office', config } })
      let started = false
      office.on('message', (news: OfficeNews) => {
        if (news.kind === 'cannot-start') {
          started = true
          return withoutOffice(news)
        }
        started = true
        say(`Dashboard ${news.web}`)
        if (news.firstLink) say(`\nMake the first account (this link works once, for 24 hours):\n  ${news.firstLink}\n`)
        onReady(() => end(0))
        link()
      })
      office.on('error', (error) => warn(`office: ${error.stack ?? error}`))
      office.on('exit', () => {
        if (stopping) return
        if (!started) warn('office: the thread ended before it was ready')
        warn('office: starting it again; DNS goes on meanwhile')
        setTimeout(startOffice, restarts.office.delay())
      })
    }

    /** A new channel between the two that run now. */
    const link = () => {
      if (!resolver || !office) return
      const { port1, port2 } = new MessageChannel()
      resolver.postMessage({ kind: 'office', port: port1 }, [port1])
      office.postMessage({ kind: 'resolver', port: port2 }, [port2])
    }

    /** The database cannot be read: the last policy goes on, or all but essential and protected names is closed; never unfiltered by accident. */
    const withoutOffice = ({ problem, because }: Extract<OfficeNews, { kind: 'cannot-start' }>) => {
      if (because === 'settings') return end(1, problem)
      warn(problem)
      office?.removeAllListeners('exit')
      if (standing)
        warn(
          'The filter goes on with the last policy that was in force. The dashboard stays away until this is mended and Rooster started again.',
        )
      else {
        warn(
          'There is no earlier policy: only essential and protected names are answered until this is mended and Rooster started again.',
        )
        void resolver?.terminate()
        resolver?.removeAllListeners('exit')
        startResolver(nearlyClosed(config))
      }
      onReady(() => end(0))
    }

    const end = (code: number, problem?: string) => {
      if (stopping) return
      stopping = true
      if (problem) warn(problem)
      const threads = [office, resolver].filter((thread) => thread !== undefined)
      const gone = Promise.all(threads.map((thread) => new Promise((done) => thread.once('exit', done))))
      for (const thread of threads) thread.postMessage({ kind: 'stop' })
      const patience = new Promise((done) => setTimeout(done, 3_000).unref())
      void Promise.race([gone, patience]).then(() => resolve(code))
    }

    const standing = loadStanding(join(config.data, 'standing'))
    startResolver(standing)
    startOffice()
  })
}

/** Essential and protected names, and nothing else, for everyone. */
function nearlyClosed(config: Config): Standing {
  const catalogue = loadCatalogue(join(root, 'blocklists'))
  const preset = loadPreset(join(root, 'config'), config.preset, catalogue)
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
