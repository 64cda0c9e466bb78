import { randomBytes, randomInt } from 'node:crypto'
import type { Socket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Endpoint } from '../config/config.ts'
import { flag, rcode } from '../dns/codes.ts'
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
  /** Sockets that are being opened. */
  readonly #opening = new Set<Promise<Line | undefined>>()
  #closed = false

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint
    this.address = `${endpoint.address}:${endpoint.port}`
  }

  async exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    const answer = await this.#once(query, question)
    return typeof answer !== 'string' && knowsNoEdns(answer)
      ? this.#once(withoutEdns(query, question), question)
      : answer
  }

  async #once(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
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
    const isFull = this.#lines.length + this.#opening.size >= POOL.size
    const line = (isFull ? await this.#anyLine() : undefined) ?? (await this.#opened())
    if (line === undefined) return this.#lines[0]
    line.uses += 1
    if (line.uses === POOL.uses) this.#lines.splice(this.#lines.indexOf(line), 1)
    return line
  }

  /** One of the open sockets at random; in a burst all may still be on their way. */
  async #anyLine(): Promise<Line | undefined> {
    if (this.#lines.length === 0) await [...this.#opening][randomInt(this.#opening.size)]
    return this.#lines.length === 0 ? undefined : this.#lines[randomInt(this.#lines.length)]
  }

  async #opened(): Promise<Line | undefined> {
    const opening = this.#open()
    this.#opening.add(opening)
    try {
      return await opening
    } finally {
      this.#opening.delete(opening)
    }
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
    if (waiting && (answers(message, waiting.question) || isBareError(message))) waiting.finish(new Uint8Array(message))
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

/** A server that knows no EDNS says so with these codes, some of them with nothing but a header (RFC 6891 section 7). */
function knowsNoEdns(message: Uint8Array): boolean {
  const code = message[3]! & flag.RCODE
  return code === rcode.FORMERR || code === rcode.NOTIMP
}

function isBareError(message: Uint8Array): boolean {
  return message.length === 12 && (message[2]! & 0x80) !== 0 && word(message, 4) === 0 && knowsNoEdns(message)
}

/** The header and the question alone. */
function withoutEdns(query: Uint8Array, question: Uint8Array): Uint8Array {
  const bare = query.slice(0, 12 + question.length)
  bare.fill(0, 6, 12)
  return bare
}

function freeId(taken: ReadonlyMap<number, unknown>): number {
  for (;;) {
    const id = randomBytes(2).readUInt16BE()
    if (!taken.has(id)) return id
  }
}
