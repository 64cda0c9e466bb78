import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Config, Endpoint } from '../config/config.ts'
import { smallBuffer } from '../server/small-buffer.ts'
import { Sharers } from '../server/steering.ts'
import { canShare } from '../server/udp.ts'
import type { Standing } from '../standing/standing.ts'
import { Pulse } from './pulse.ts'
import type { ResolverNews, ResolverStart } from './resolver-orders.ts'
import { Restarts } from './restarts.ts'

/** What the crew tells the one who keeps it. */
export interface CrewEars {
  /** A thread was started, at first or again: it knows nobody yet. */
  onStart(thread: Worker): void
  onListening(endpoints: readonly Endpoint[], thread: Worker): void
  onCannotListen(problem: string): void
  /** A thread ended or hung, and is started again. */
  onAgain(): void
  warn(line: string): void
}

/** What threads have in common. */
export interface CrewGear {
  /** The file of a resolver thread, as it was built. */
  readonly program: URL
  readonly settings: ResolverStart['settings']
  /** Where a thread keeps its answers over a restart, by its place. */
  readonly answers: (place: number) => string
  readonly resourceLimits: { readonly maxYoungGenerationSizeMb: number; readonly maxOldGenerationSizeMb: number }
}

/** Seconds without a sign of life after which a thread is taken to hang: it must not be missed for long, nor be ended for a second's delay. */
const PATIENCE = 5

/** At most so many threads, unless the settings say more; one core is left to the office. */
const USUAL_MOST = 4

/**
 * How many threads answer: what the settings say; else one where there are two cores or fewer, and one less than there are cores where there are more.
 * Several need sockets that the kernel shares out by asker (see `server/udp.ts`): without those there is one, and `warn` is told if more were asked for.
 */
export function crewSize(
  { resolverThreads }: Pick<Config, 'resolverThreads'>,
  warn: (line: string) => void,
  cores = availableParallelism(),
  mayShare = canShare,
): number {
  const wanted = resolverThreads ?? (cores <= 2 ? 1 : Math.min(USUAL_MOST, cores - 1))
  if (wanted === 1 || mayShare()) return wanted
  if (resolverThreads !== undefined)
    warn('"resolver-threads": several need the batched sockets, which are not to be had here; one thread answers.')
  return 1
}

/**
 * The resolver threads. The lead starts first; the others on the same endpoints when it listens, one after another, so that it is known in which order the
 * kernel counts them. Each is started again when it dies.
 */
export class ResolverCrew {
  readonly #gear: CrewGear
  readonly #ears: CrewEars
  readonly #places: { thread: Worker | undefined; readonly restarts: Restarts }[]
  readonly #listening = new Sharers<Worker>()
  #from: string | Standing
  /** Undefined until the lead has listened. */
  #endpoints: readonly Endpoint[] | undefined
  #isStopping = false
  /** How many places have had a thread. */
  #started = 0

  /** `from`: what each starts from. */
  constructor(size: number, from: string | Standing, gear: CrewGear, ears: CrewEars) {
    this.#gear = gear
    this.#ears = ears
    this.#from = from
    this.#places = Array.from({ length: size }, () => ({ thread: undefined, restarts: new Restarts() }))
  }

  get size(): number {
    return this.#places.length
  }

  /** The one that tells a new office its lists. */
  get lead(): Worker | undefined {
    return this.#places[0]!.thread
  }

  get threads(): readonly Worker[] {
    return this.#places.flatMap(({ thread }) => thread ?? [])
  }

  /** Those that answer, in the order in which the kernel counts them. */
  get listening(): readonly Worker[] {
    return this.#listening.all
  }

  start(): void {
    const tooSmall = smallBuffer(this.#gear.settings.dns)
    if (tooSmall) this.#ears.warn(tooSmall)
    this.#start(0)
  }

  /** Ends those that run and starts from something else, now and whenever one dies. */
  startFrom(from: string | Standing): void {
    this.#from = from
    for (const [place, { thread }] of this.#places.entries()) {
      if (thread === undefined) continue
      this.#start(place)
      void thread.terminate()
    }
  }

  /** Starts none again from now on, and gives those that run. */
  stop(): readonly Worker[] {
    this.#isStopping = true
    return this.threads
  }

  #start(place: number): void {
    const { program, settings, answers, resourceLimits } = this.#gear
    const sharing = { threads: this.size, isFirst: this.#endpoints === undefined }
    const start: ResolverStart = {
      settings: { ...settings, dns: this.#dns, sharing },
      from: this.#from,
      answers: answers(place),
    }
    const pulse = new Pulse()
    const thread = new Worker(program, {
      workerData: { role: 'resolver', start, pulse: pulse.memory },
      resourceLimits,
    })
    pulse.guard(thread, PATIENCE, () =>
      this.#ears.warn(`resolver: no sign of life for ${PATIENCE} seconds; ending the thread`),
    )
    this.#places[place]!.thread = thread
    this.#started = Math.max(this.#started, place + 1)
    thread.on('message', (news: ResolverNews) => this.#heard(news, thread))
    thread.on('error', (error) => this.#ears.warn(`resolver: ${error.stack ?? error}`))
    thread.on('exit', () => this.#again(place, thread))
    this.#ears.onStart(thread)
  }

  #heard(news: ResolverNews, thread: Worker): void {
    switch (news.kind) {
      case 'cannot-listen':
        this.#cannotListen(news.problem, thread)
        break
      case 'warning':
        this.#ears.warn(`resolver: ${news.line}`)
        break
      case 'listening':
        this.#listens(news.endpoints, thread)
        break
      default:
        news satisfies never
    }
  }

  /** At the first start somebody is there to read why; of one that is started again nobody is, so it is tried until it can. */
  #cannotListen(problem: string, thread: Worker): void {
    if (this.#endpoints === undefined) {
      this.#ears.onCannotListen(problem)
      return
    }
    this.#ears.warn(problem)
    void thread.terminate()
  }

  #listens(endpoints: readonly Endpoint[], thread: Worker): void {
    this.#endpoints ??= endpoints
    this.#listening.add(thread)
    this.#startNext()
    this.#ears.onListening(this.#endpoints, thread)
  }

  /** Starts the next of those that never were, where there is one. */
  #startNext(): void {
    if (!this.#isStopping && this.#started < this.size) this.#start(this.#started)
  }

  #again(place: number, thread: Worker): void {
    this.#listening.remove(thread)
    const at = this.#places[place]!
    if (this.#isStopping || at.thread !== thread) return
    at.thread = undefined
    this.#ears.warn('resolver: the thread ended; starting it again')
    this.#ears.onAgain()
    // One that cannot listen keeps no other from it.
    if (this.#endpoints) this.#startNext()
    setTimeout(() => {
      if (!this.#isStopping && at.thread === undefined) this.#start(place)
    }, at.restarts.delay())
  }

  /** Where to listen: a port of 0 is whatever the lead was given; addresses that stand for all are looked up by each thread anew. */
  get #dns(): readonly Endpoint[] {
    const { dns } = this.#gear.settings
    const isAny = dns.some(({ address }) => address === '0.0.0.0' || address === '::')
    return isAny ? dns : (this.#endpoints ?? dns)
  }
}
