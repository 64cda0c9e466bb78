import type { Socket } from 'node:net'
import type { MessagePort } from 'node:worker_threads'
import { eachPacket, PacketBatch } from './packet-batch.ts'
import type { Caller, Carried, Offers } from './secure-link.ts'

/** What came of a query: its reply; that it is none to be answered; or that nothing came of it in time. */
export type Brought = Uint8Array | 'none' | 'lost'

interface Waiting {
  readonly since: number
  readonly done: (brought: Brought) => void
}

/** Queries that wait at most, and milliseconds that one waits. */
const LIMITS = { waiting: 20_000, patience: 10_000 }

/** Takes queries to the resolver's thread, many at a time, and brings the replies back. */
export class Carrier {
  readonly #ticks: () => number
  readonly #waiting = new Map<number, Waiting>()
  readonly #batch = new PacketBatch()
  readonly #sweep: NodeJS.Timeout
  /** Callers that the resolver of now was told of. */
  #told = new Set<number>()
  #offers: Offers = { dot: [], doh: [] }
  #port: MessagePort | undefined
  #next = 1
  #callers = 0

  /** `ticks` only goes forward, in milliseconds. */
  constructor(ticks: () => number) {
    this.#ticks = ticks
    this.#sweep = setInterval(() => this.#giveUp(LIMITS.patience), 1_000).unref()
  }

  /** Says where queries are taken in from now on. */
  offer(offers: Offers): void {
    this.#offers = offers
    this.#post({ kind: 'offers', offers })
  }

  /** Asks this resolver from now on. What was asked of another is lost: a query that ended the one must not end the next. */
  attach(port: MessagePort): void {
    this.#port?.close()
    this.#port = port
    this.#told = new Set()
    this.#giveUp(0)
    this.#batch.take()
    port.on('message', (batch: Uint8Array) => eachPacket(batch, (id, _, reply) => this.#bring(id, reply)))
    this.#post({ kind: 'offers', offers: this.#offers })
  }

  /** Who is at the other end of a connection. */
  caller({ remoteAddress, localAddress }: Socket, transport: Caller['transport']): Caller {
    this.#callers += 1
    return { number: this.#callers, address: remoteAddress ?? '', local: localAddress ?? '', transport }
  }

  /** Asks for a caller. `done` is called once; a reply is good until it returns. */
  ask(caller: Caller, query: Uint8Array, done: (brought: Brought) => void): void {
    if (this.#port === undefined || this.#waiting.size >= LIMITS.waiting) {
      done('lost')
      return
    }
    if (!this.#told.has(caller.number)) {
      this.#told.add(caller.number)
      this.#post({ kind: 'caller', caller })
    }
    const id = this.#next
    this.#next = (this.#next % 0xffff_ffff) + 1
    this.#waiting.set(id, { since: this.#ticks(), done })
    if (this.#batch.isEmpty) setImmediate(() => this.#flush())
    this.#batch.add(caller.number, id, query)
  }

  /** A caller has gone. */
  forget(caller: Caller): void {
    if (this.#told.delete(caller.number)) this.#post({ kind: 'gone', number: caller.number })
  }

  close(): void {
    clearInterval(this.#sweep)
    this.#giveUp(0)
    this.#port?.close()
  }

  #flush(): void {
    if (this.#batch.isEmpty) return
    const batch = this.#batch.take()
    this.#port?.postMessage({ kind: 'queries', batch } satisfies Carried, [batch.buffer])
  }

  #post(message: Carried): void {
    // In order: what was asked by a caller before it went comes first.
    this.#flush()
    this.#port?.postMessage(message)
  }

  #bring(id: number, reply: Uint8Array): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    waiting?.done(reply.length === 0 ? 'none' : reply)
  }

  #giveUp(olderThan: number): void {
    const until = this.#ticks() - olderThan
    for (const [id, { since, done }] of this.#waiting) {
      // In the order they were asked.
      if (since > until) break
      this.#waiting.delete(id)
      done('lost')
    }
  }
}
