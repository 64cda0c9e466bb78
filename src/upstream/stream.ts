import type { Socket } from 'node:net'
import { word } from '../dns/scan.ts'
import { answers, freeId, withId } from './answers.ts'
import type { Exchange, UpstreamFailure } from './upstream.ts'

/** Milliseconds: until a question is given up, and until a connection on which nothing is asked is closed. Most questions that wait on one connection. */
const LIMITS = { patience: 3_000, idle: 10_000, waiting: 1_000 }

/** Opens a connection and says when it is ready to be written to: at `connect`, or when TLS has checked the certificate. */
export interface Dial {
  readonly ready: 'connect' | 'secureConnect'
  open(): Socket
}

interface Waiting {
  readonly question: Uint8Array
  readonly finish: (result: Uint8Array | UpstreamFailure | 'lost') => void
}

/**
 * Asks one server over a connection that stays open for more: many questions at once, answered in any order (RFC 7766 section 6.2.1). A question that
 * was asked on a connection that the other side had just closed is asked once more on a new one.
 */
export class StreamUpstream implements Exchange {
  readonly #dial: Dial
  readonly #patience: number
  #line: Line | undefined
  #closed = false

  constructor(dial: Dial, patience: number = LIMITS.patience) {
    this.#dial = dial
    this.#patience = patience
  }

  async exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    const used = this.#line?.hasAnswered ?? false
    const first = await this.#once(query, question)
    if (first !== 'lost') return first
    const second = used ? await this.#once(query, question) : 'unreachable'
    return second === 'lost' ? 'unreachable' : second
  }

  close(): void {
    this.#closed = true
    this.#line?.end()
  }

  #once(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure | 'lost'> {
    if (this.#closed) return Promise.resolve('unreachable')
    if (this.#line === undefined || !this.#line.isOpen) this.#line = new Line(this.#dial)
    return this.#line.ask(query, question, this.#patience)
  }
}

/** One connection, from the first question to the last answer. */
class Line {
  readonly #socket: Socket
  readonly #waiting = new Map<number, Waiting>()
  #received: Buffer = Buffer.alloc(0)
  #ready = false
  /** What was asked before it was ready. */
  #unsent: Uint8Array[] = []
  #idle: NodeJS.Timeout | undefined
  #heard = 0
  isOpen = true

  constructor(dial: Dial) {
    this.#socket = dial.open()
    this.#socket.setNoDelay(true)
    this.#socket.once(dial.ready, () => {
      this.#ready = true
      for (const framed of this.#unsent.splice(0)) this.#socket.write(framed)
    })
    this.#socket.on('data', (chunk) => this.#take(chunk))
    this.#socket.on('error', () => this.end())
    this.#socket.on('end', () => this.end())
    this.#socket.on('close', () => this.end())
  }

  get hasAnswered(): boolean {
    return this.#heard > 0
  }

  ask(query: Uint8Array, question: Uint8Array, patience: number): Promise<Uint8Array | UpstreamFailure | 'lost'> {
    if (this.#waiting.size >= LIMITS.waiting) return Promise.resolve('timeout')
    const id = freeId(this.#waiting)
    if (id === undefined) return Promise.resolve('timeout')
    return new Promise((resolve) => {
      const finish = (result: Uint8Array | UpstreamFailure | 'lost') => {
        clearTimeout(timer)
        this.#waiting.delete(id)
        if (this.#waiting.size === 0) this.#rest()
        resolve(result)
      }
      const heard = this.#heard
      const timer = setTimeout(() => {
        finish('timeout')
        // Nothing at all came since, as when the network behind it changed: the next question begins anew.
        if (this.#heard === heard) this.end()
      }, patience)
      clearTimeout(this.#idle)
      this.#socket.ref()
      this.#waiting.set(id, { question, finish })
      this.#send(framed(withId(query, id)))
    })
  }

  /** Closes it; what still waits is lost. */
  end(): void {
    if (!this.isOpen) return
    this.isOpen = false
    clearTimeout(this.#idle)
    this.#socket.destroy()
    for (const { finish } of [...this.#waiting.values()]) finish('lost')
  }

  #send(message: Uint8Array): void {
    if (this.#ready) this.#socket.write(message)
    else this.#unsent.push(message)
  }

  #rest(): void {
    if (!this.isOpen) return
    this.#socket.unref()
    this.#idle = setTimeout(() => this.end(), LIMITS.idle).unref()
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    let at = 0
    while (at + 2 <= this.#received.length) {
      const end = at + 2 + this.#received.readUInt16BE(at)
      if (end > this.#received.length) break
      this.#hear(new Uint8Array(this.#received.subarray(at + 2, end)))
      at = end
    }
    this.#received = this.#received.subarray(at)
  }

  #hear(message: Uint8Array): void {
    const waiting = message.length < 12 ? undefined : this.#waiting.get(word(message, 0))
    if (waiting === undefined || !answers(message, waiting.question)) return
    this.#heard += 1
    waiting.finish(message)
  }
}

/** Length and message in one segment (RFC 7766 section 8). */
function framed(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(message.length + 2)
  bytes[0] = message.length >> 8
  bytes[1] = message.length
  bytes.set(message, 2)
  return bytes
}
