import type { MessagePort } from 'node:worker_threads'
import { eachPacket, PacketBatch } from './packet-batch.ts'
import type { Caller, Carried, Offers } from './secure-link.ts'

/** What came of a query: its reply; that it is none to be answered; or that nothing came of it in time. */
export type Brought = Uint8Array | 'none' | 'lost'

interface Waiting {
  readonly since: number
  readonly done: (brought: Brought) => void
}

/** Takes queries to one resolver thread, many at a time, and brings the replies back. */
export class CarrierLine {
  readonly #port: MessagePort
  readonly #most: number
  readonly #ticks: () => number
  readonly #waiting = new Map<number, Waiting>()
  readonly #batch = new PacketBatch()
  /** Callers that the thread was told of. */
  readonly #told = new Set<number>()
  #next = 1

  /** At most `most` queries wait; `ticks` only goes forward, in milliseconds. */
  constructor(port: MessagePort, most: number, ticks: () => number) {
    this.#port = port
    this.#most = most
    this.#ticks = ticks
    port.on('message', (batch: Uint8Array) => eachPacket(batch, (id, _, reply) => this.#bring(id, reply)))
  }

  /** Says where queries are taken in. */
  offer(offers: Offers): void {
    this.#post({ kind: 'offers', offers })
  }

  /** Asks for a caller. `done` is called once; a reply is good until it returns. */
  ask(caller: Caller, query: Uint8Array, done: (brought: Brought) => void): void {
    if (this.#waiting.size >= this.#most) {
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

  /** What has waited for so many milliseconds is lost. */
  giveUp(milliseconds: number): void {
    const until = this.#ticks() - milliseconds
    for (const [id, { since, done }] of this.#waiting) {
      // In the order they were asked.
      if (since > until) break
      this.#waiting.delete(id)
      done('lost')
    }
  }

  close(): void {
    this.giveUp(0)
    this.#port.close()
  }

  #flush(): void {
    if (this.#batch.isEmpty) return
    const batch = this.#batch.take()
    this.#port.postMessage({ kind: 'queries', batch } satisfies Carried, [batch.buffer])
  }

  #post(message: Carried): void {
    // In order: what was asked by a caller before it went comes first.
    this.#flush()
    this.#port.postMessage(message)
  }

  #bring(id: number, reply: Uint8Array): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    waiting?.done(reply.length === 0 ? 'none' : reply)
  }
}
