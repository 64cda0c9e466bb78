import type { MessagePort } from 'node:worker_threads'
import { parentPort, workerData } from 'node:worker_threads'
import { DOH_PATH } from '../answer/discovery.ts'
import type { Config, Endpoint } from '../config/config.ts'
import type { Front } from '../config/fronts.ts'
import { Carrier } from '../server/carrier.ts'
import type { Certificate } from '../server/certificate.ts'
import { renewed } from '../server/certificate.ts'
import { answerDoh } from '../server/doh.ts'
import { listenDot } from '../server/dot.ts'
import type { FrontSettings } from '../server/front.ts'
import { FrontDoor } from '../server/front.ts'
import type { RequestHandler } from '../server/https.ts'
import { listenHttps } from '../server/https.ts'
import type { SecureListener } from '../server/listener.ts'
import type { Offers } from '../server/secure-link.ts'
import { beatIn } from './pulse.ts'

/** What the supervisor hands the thread at its start. */
export interface SecureStart {
  readonly settings: Pick<Config, 'dot' | 'doh'>
  /** How many resolver threads there are when all are well; one when left out. */
  readonly threads?: number
  /** Endpoints that pages share, and where the office has those. */
  readonly fronts?: FrontSettings & { readonly all: readonly Front[] }
  readonly certificate: Certificate
  /** The files that it came from, where these are the school's own and may be renewed. */
  readonly files?: Certificate
}
export type SecureNews =
  | { readonly kind: 'listening'; readonly offers: Offers }
  | { readonly kind: 'cannot-listen'; readonly problem: string }
export type SecureOrder = { readonly kind: 'resolver'; readonly port: MessagePort } | { readonly kind: 'stop' }

/** Milliseconds between two looks at the files of the certificate. */
const RENEWS_EVERY = 60_000

/** The thread that does the handshakes: it takes in queries over TLS and HTTPS, and has the resolver threads answer them. It decides nothing. */
export class SecureListeners {
  readonly #start: SecureStart
  readonly #ticks: () => number
  readonly #carrier: Carrier
  #listeners: readonly SecureListener[] = []
  #certificate: Certificate
  #timer: NodeJS.Timeout | undefined

  /** `ticks` only goes forward, in milliseconds. */
  constructor(start: SecureStart, ticks: () => number) {
    this.#start = start
    this.#certificate = start.certificate
    this.#ticks = ticks
    this.#carrier = new Carrier(ticks, start.threads)
  }

  /** Starts to listen. Rejects with a ListenError. */
  async start(): Promise<Offers> {
    const { settings, certificate } = this.#start
    const dot: SecureListener[] = []
    const doh: SecureListener[] = []
    const pages: SecureListener[] = []
    try {
      for (const endpoint of settings.dot) dot.push(await listenDot(endpoint, certificate, this.#carrier))
      for (const endpoint of settings.doh)
        if (this.#frontAt(endpoint) === undefined) doh.push(await this.#listen(endpoint))
      for (const front of this.#start.fronts?.all ?? [])
        (front.doh ? doh : pages).push(await this.#listen(front, front))
    } finally {
      this.#listeners = [...dot, ...doh, ...pages]
    }
    this.#timer = setInterval(() => this.renew(), RENEWS_EVERY).unref()
    const offers = { dot: dot.map(({ endpoint }) => endpoint), doh: doh.map(({ endpoint }) => endpoint) }
    this.#carrier.offer(offers)
    return offers
  }

  /** Has this resolver thread answer, too, from now on. */
  attach(resolver: MessagePort): void {
    this.#carrier.attach(resolver)
  }

  /** Takes a certificate over that was renewed on disk. */
  renew(): void {
    const { files } = this.#start
    const next = files && renewed(files, this.#certificate)
    if (next === undefined) return
    this.#certificate = next
    for (const listener of this.#listeners) listener.renew(next)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#carrier.close()
    await Promise.all(this.#listeners.map((listener) => listener.close()))
  }

  #frontAt({ address, port }: Endpoint): Front | undefined {
    return this.#start.fronts?.all.find((front) => front.address === address && front.port === port)
  }

  #listen(endpoint: Endpoint, front?: Front): Promise<SecureListener> {
    const { certificate, fronts } = this.#start
    const door = front && new FrontDoor(front, fronts!, certificate)
    return listenHttps(endpoint, certificate, this.#carrier, this.#answerFor(door), this.#ticks, door)
  }

  /** What is at which name and path. */
  #answerFor(door: FrontDoor | undefined): RequestHandler {
    return (request, response, caller) => {
      if (door && !door.isForDns(request, response, caller, DOH_PATH)) return 'pages'
      if (request.url.replace(/\?.*$/s, '') === DOH_PATH)
        answerDoh(request, response, (query, done) => this.#carrier.ask(caller, query, done))
      else response.writeHead(404, { 'content-length': 0 }).end()
      return 'answered'
    }
  }
}

function run(supervisor: MessagePort, start: SecureStart): void {
  const listeners = new SecureListeners(start, () => performance.now())
  const news = (message: SecureNews) => supervisor.postMessage(message)
  supervisor.on('message', async (order: SecureOrder) => {
    if (order.kind === 'resolver') {
      listeners.attach(order.port)
      return
    }
    await listeners.close()
    process.exit(0)
  })
  listeners.start().then(
    (offers) => news({ kind: 'listening', offers }),
    (error: Error) => news({ kind: 'cannot-listen', problem: error.message }),
  )
}

if (parentPort && (workerData as { readonly role?: string } | null)?.role === 'secure') {
  run(parentPort, workerData.start as SecureStart)
  beatIn(workerData.pulse as SharedArrayBuffer)
}
