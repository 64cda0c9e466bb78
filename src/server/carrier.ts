import type { Socket } from 'node:net'
import type { MessagePort } from 'node:worker_threads'
import type { Brought } from './carrier-line.ts'
import { CarrierLine } from './carrier-line.ts'
import type { Caller, Offers } from './secure-link.ts'
import { placeOf, Sharers } from './steering.ts'

/** Queries that wait at most, and milliseconds that one waits. */
const LIMITS = { waiting: 20_000, patience: 10_000 }

/** Takes queries to the resolver threads, each to the one whose device asks, and brings the replies back. */
export class Carrier {
  readonly #ticks: () => number
  readonly #threads: number
  readonly #lines = new Sharers<CarrierLine>()
  readonly #sweep: NodeJS.Timeout
  #offers: Offers = { dot: [], doh: [] }
  #callers = 0

  /** `ticks` only goes forward, in milliseconds; there are so many threads when all are well. */
  constructor(ticks: () => number, threads = 1) {
    this.#ticks = ticks
    this.#threads = threads
    this.#sweep = setInterval(() => this.#each((line) => line.giveUp(LIMITS.patience)), 1_000).unref()
  }

  /** Says where queries are taken in from now on. */
  offer(offers: Offers): void {
    this.#offers = offers
    this.#each((line) => line.offer(offers))
  }

  /**
   * Asks this resolver thread, too, from now on: in the order in which they began to listen. What it was asked when it ends is lost, not asked of another:
   * a query that ended the one must not end the next.
   */
  attach(port: MessagePort): void {
    const line = new CarrierLine(port, LIMITS.waiting / this.#threads, this.#ticks)
    this.#lines.add(line)
    port.once('close', () => {
      this.#lines.remove(line)
      line.giveUp(0)
    })
    line.offer(this.#offers)
  }

  /** Who is at the other end of a connection. */
  caller({ remoteAddress = '', localAddress = '' }: Socket, transport: Caller['transport']): Caller {
    this.#callers += 1
    const place = placeOf(remoteAddress, this.#threads)
    return { number: this.#callers, place, address: remoteAddress, local: localAddress, transport }
  }

  /** Asks for a caller. `done` is called once; a reply is good until it returns. */
  ask(caller: Caller, query: Uint8Array, done: (brought: Brought) => void): void {
    const line = this.#lines.at(caller.place)
    if (line === undefined) done('lost')
    else line.ask(caller, query, done)
  }

  /** A caller has gone. */
  forget(caller: Caller): void {
    this.#each((line) => line.forget(caller))
  }

  close(): void {
    clearInterval(this.#sweep)
    this.#each((line) => line.close())
  }

  #each(work: (line: CarrierLine) => void): void {
    for (const line of this.#lines.all) work(line)
  }
}
