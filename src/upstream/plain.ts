import { randomBytes, randomInt } from 'node:crypto'
import type { Socket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Endpoint } from '../config/config.ts'
import { flag } from '../dns/codes.ts'
import { lowered } from '../dns/labels.ts'
import { word } from '../dns/scan.ts'
import { exchangeTcp } from './tcp.ts'
import type { Upstream, UpstreamFailure } from './upstream.ts'

/** Milliseconds until a try over UDP is given up, and until one over TCP is. */
const PATIENCE = { udp: 1_000, tcp: 2_000 }

/** Sockets kept open, each on a port of the kernel's random choice, and how many questions one asks before it is replaced. */
const POOL = { size: 192, uses: 48 }

interface Waiting {
  readonly question: Uint8Array
  readonly finish: (result: Uint8Array | UpstreamFailure) => void
}

interface Line {
  readonly socket: Socket
  readonly waiting: Map<number, Waiting>
  uses: number
}

/**
 * Asks one server over UDP, and over TCP what did not fit. An answer counts only from the address and port asked (the socket is connected), on the
 * port that asked, with the id, and for the question (RFC 5452 section 9.1); anything else is passed over and the wait goes on.
 */
export class PlainUpstream implements Upstream {
  readonly address: string
  readonly #endpoint: Endpoint
  readonly #lines: Line[] = []
  #closed = false

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint
    this.address = `${endpoint.address}:${endpoint.port}`
  }

  async exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    const line = await this.#line()
    if (line === undefined) return 'unreachable'
    const id = freeId(line.waiting)
    const sent = Uint8Array.from(query)
    sent[0] = id >> 8
    sent[1] = id
    const answer = await this.#ask(line, id, sent, question)
    if (typeof answer === 'string' || (word(answer, 2) & flag.TC) === 0) return answer
    return exchangeTcp(this.#endpoint, sent, (long) => word(long, 0) === id && answers(long, question), PATIENCE.tcp)
  }

  close(): void {
    this.#closed = true
    for (const line of this.#lines) line.socket.close()
    this.#lines.length = 0
  }

  #ask(line: Line, id: number, sent: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    return new Promise((resolve) => {
      const finish = (result: Uint8Array | UpstreamFailure) => {
        clearTimeout(timer)
        line.waiting.delete(id)
        if (line.uses >= POOL.uses && line.waiting.size === 0) this.#retire(line)
        resolve(result)
      }
      const timer = setTimeout(() => finish('timeout'), PATIENCE.udp)
      line.waiting.set(id, { question, finish })
      line.socket.send(sent, (error) => {
        if (error) finish('unreachable')
      })
    })
  }

  /** A socket at random from the pool: with a random id, some 24 bits to guess. */
  async #line(): Promise<Line | undefined> {
    if (this.#closed) return undefined
    const usable = this.#lines.length < POOL.size ? undefined : this.#lines[randomInt(this.#lines.length)]
    const line = usable ?? (await this.#open())
    if (line === undefined) return this.#lines[0]
    line.uses += 1
    if (line.uses === POOL.uses) this.#lines.splice(this.#lines.indexOf(line), 1)
    return line
  }

  #open(): Promise<Line | undefined> {
    return new Promise((resolve) => {
      const socket = createSocket({ type: isIPv6(this.#endpoint.address) ? 'udp6' : 'udp4', recvBufferSize: 1 << 18 })
      const line: Line = { socket, waiting: new Map(), uses: 0 }
      socket.on('message', (message) => this.#receive(line, message))
      // ICMP "port unreachable" comes back as an error of the connected socket: no need to wait for the time to run out.
      socket.on('error', () => {
        for (const { finish } of [...line.waiting.values()]) finish('unreachable')
        this.#retire(line)
        resolve(undefined)
      })
      socket.connect(this.#endpoint.port, this.#endpoint.address, () => {
        if (this.#closed) {
          socket.close()
          resolve(undefined)
          return
        }
        socket.unref()
        this.#lines.push(line)
        resolve(line)
      })
    })
  }

  #receive(line: Line, message: Buffer): void {
    if (message.length < 12) return
    const waiting = line.waiting.get(word(message, 0))
    if (waiting && answers(message, waiting.question)) waiting.finish(new Uint8Array(message))
  }

  #retire(line: Line): void {
    const at = this.#lines.indexOf(line)
    if (at !== -1) this.#lines.splice(at, 1)
    try {
      line.socket.close()
    } catch {
      // Already closed.
    }
  }
}

/** Reports whether `message` is a response to exactly this question (name without regard to case, type, class). */
export function answers(message: Uint8Array, question: Uint8Array): boolean {
  if (
    message.length < 12 + question.length ||
    (word(message, 2) & (flag.QR | flag.OPCODE)) !== flag.QR ||
    word(message, 4) !== 1
  )
    return false
  for (let at = 0; at < question.length; at += 1)
    if (lowered[message[12 + at]!] !== lowered[question[at]!]) return false
  return true
}

function freeId(taken: ReadonlyMap<number, unknown>): number {
  for (;;) {
    const id = randomBytes(2).readUInt16BE()
    if (!taken.has(id)) return id
  }
}
