import { randomBytes, randomInt } from 'node:crypto'
import type { Socket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import { connect, isIPv6 } from 'node:net'
import type { Endpoint } from '../config/config.ts'
import { flag, rcode } from '../dns/codes.ts'
import { COOKIE, optOf } from '../dns/cookie.ts'
import { mixedLetters } from '../dns/mixed-letters.ts'
import { word } from '../dns/scan.ts'
import { answers, echoesLetters, freeId, withId } from './answers.ts'
import { CookieJar, withCookie } from './cookie-jar.ts'
import { Manners } from './manners.ts'
import { StreamUpstream } from './stream.ts'
import type { Upstream, UpstreamFailure } from './upstream.ts'

/** Milliseconds until a try over UDP is given up, and until one over TCP is. */
const PATIENCE = { udp: 2_000, tcp: 2_000 }

/** Sockets kept open, each on a port of the kernel's random choice, and how many questions one asks before it is replaced. */
const POOL = { size: 192, uses: 48 }

/** What came of one datagram; `letters` where all was right but the letters of the name, `cookie` where its cookie was not there: a forger's guess, or the server's doing. */
type Came = Uint8Array | UpstreamFailure | 'letters' | 'cookie'

interface Waiting {
  readonly question: Uint8Array
  readonly sent: Uint8Array
  readonly cookie: Uint8Array | undefined
  readonly finish: (result: Came) => void
}

interface Line {
  readonly socket: Socket
  /** Our address that the server sees. */
  local: string
  readonly waiting: Map<number, Waiting>
  /** Ids of questions that are over: what comes to them is late or twice, and nobody's guess. */
  readonly past: Set<number>
  uses: number
}

/**
 * Asks one server over UDP, and over TCP what did not fit. An answer counts only from the address and port asked (the socket is connected), on the
 * port that asked, with the id, for the question and in its letters (RFC 5452 section 9.1, draft-vixie-dnsext-dns0x20), and with our cookie from a
 * server that knows cookies (RFC 7873 section 5.3); anything else is passed over, counted, and the wait goes on.
 */
export class PlainUpstream implements Upstream {
  readonly address: string
  readonly #endpoint: Endpoint
  readonly #manners: Manners
  readonly #jar: CookieJar
  readonly #tcp: StreamUpstream
  readonly #lines: Line[] = []
  /** Sockets that are being opened. */
  readonly #opening = new Set<Promise<Line | undefined>>()
  #closed = false
  forged = 0

  /** `ticks` is a clock that only goes forward, in milliseconds. */
  constructor(endpoint: Endpoint, ticks: () => number = () => performance.now()) {
    this.#endpoint = endpoint
    this.#manners = new Manners(ticks)
    this.#jar = new CookieJar(ticks)
    this.address = `${endpoint.address}:${endpoint.port}`
    const { address: host, port } = endpoint
    this.#tcp = new StreamUpstream({ ready: 'connect', open: () => connect({ host, port }) }, PATIENCE.tcp)
  }

  async exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    const answer = await this.#withEdnsIfKnown(query, question)
    // In the letters of the query that was given to us: what is kept looks the same whatever was rolled.
    if (typeof answer !== 'string' && answer.length >= 12 + question.length) answer.set(question, 12)
    return answer
  }

  /** A server that knows no EDNS says so, or says nothing (RFC 6891 section 7): then it is asked without. */
  async #withEdnsIfKnown(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    const manners = this.#manners
    const bare = withoutEdns(query, question)
    const hasEdns = bare.length < query.length
    const asksWith = hasEdns && manners.asksWithEdns()
    const answer = await this.#once(asksWith ? query : bare, question)
    if (typeof answer === 'string') {
      if (asksWith && answer === 'timeout') manners.wasSilent()
      return answer
    }
    // It may be the cookie that it does not know.
    if (knowsNoEdns(answer) && asksWith && this.#jar.setAside()) return this.#withEdnsIfKnown(query, question)
    if (knowsNoEdns(answer)) return asksWith ? this.#withoutEdns(bare, question) : answer
    if (asksWith) manners.tookEdns()
    else if (hasEdns) manners.answeredBare('silence')
    return answer
  }

  async #withoutEdns(bare: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    const answer = await this.#once(bare, question)
    if (typeof answer !== 'string' && !knowsNoEdns(answer)) this.#manners.answeredBare('refusal')
    return answer
  }

  async #once(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    const line = await this.#line()
    if (line === undefined) return 'unreachable'
    const id = freeId(line.waiting)
    if (id === undefined) return 'unreachable'
    const { mixed } = this.#manners
    const cookie = query.length > 12 + question.length ? this.#jar.offer(line.local) : undefined
    const bare = withId(mixed ? mixedLetters(query, question, randomBytes(32)) : query, id)
    const sent = cookie ? withCookie(bare, cookie) : bare
    const answer = await this.#ask(line, id, { question, sent, cookie })
    if (answer === 'letters') return this.#settled(sent, query, question)
    if (answer === 'cookie') return this.#owed(sent, query, question)
    if (cookie && answer === 'timeout') this.#jar.wasSilent()
    if (typeof answer === 'string') return answer
    if (cookie && isBadCookie(answer)) return this.#again(sent, cookie, query, question)
    if (mixed && answer.length > 12) this.#manners.gaveBackLetters()
    return (word(answer, 2) & flag.TC) === 0 ? answer : this.#tcp.exchange(sent, question)
  }

  /** Finds out over TCP, where nobody forges from afar, whether the server changes letters or that was somebody else; and has the answer, too. */
  async #settled(sent: Uint8Array, query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    const answer = await this.#tcp.exchange(sent, question)
    const isTold = typeof answer !== 'string'
    if (isTold ? echoesLetters(answer, sent, question) : this.#manners.keepsLetters) {
      this.forged += 1
      return answer
    }
    this.#manners.changesLetters()
    return isTold ? answer : this.#once(query, question)
  }

  /** Its cookie was due and is not there. Over TCP it is asked whether it has done with cookies, or that was somebody else. */
  async #owed(sent: Uint8Array, query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    const answer = await this.#tcp.exchange(sent, question)
    const isTold = typeof answer !== 'string'
    if (isTold && optOf(answer)?.cookie) {
      this.forged += 1
      return answer
    }
    this.#jar.setAside()
    return isTold ? answer : this.#once(query, question)
  }

  /** It wants a cookie, and has given it with that: once more, and then over TCP, where it needs none (RFC 7873 section 5.3). */
  async #again(
    sent: Uint8Array,
    cookie: Uint8Array,
    query: Uint8Array,
    question: Uint8Array,
  ): Promise<Uint8Array | UpstreamFailure> {
    return cookie.length === COOKIE.client ? this.#once(query, question) : this.#tcp.exchange(sent, question)
  }

  close(): void {
    this.#closed = true
    this.#tcp.close()
    for (const line of this.#lines) line.socket.close()
    this.#lines.length = 0
  }

  #ask(line: Line, id: number, asked: Omit<Waiting, 'finish'>): Promise<Came> {
    return new Promise((resolve) => {
      const finish = (result: Came) => {
        clearTimeout(timer)
        line.waiting.delete(id)
        line.past.add(id)
        if (line.uses >= POOL.uses && line.waiting.size === 0) this.#retire(line)
        resolve(result)
      }
      const timer = setTimeout(() => finish('timeout'), PATIENCE.udp)
      line.waiting.set(id, { ...asked, finish })
      line.socket.send(asked.sent, (error) => {
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
      const line: Line = { socket, local: '', waiting: new Map(), past: new Set(), uses: 0 }
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
        line.local = socket.address().address
        this.#lines.push(line)
        resolve(line)
      })
    })
  }

  #receive(line: Line, message: Buffer): void {
    const id = message.length < 12 ? -1 : word(message, 0)
    if (line.past.has(id) && !line.waiting.has(id)) return
    const came = this.#judged(line.waiting.get(id), message)
    if (came === 'forged') this.forged += 1
    else line.waiting.get(id)?.finish(came)
  }

  /** What one datagram is to the question that waits under its id. */
  #judged(waiting: Waiting | undefined, message: Buffer): Came | 'forged' {
    if (waiting === undefined) return 'forged'
    const { question, sent, cookie } = waiting
    if (isBareError(message)) return new Uint8Array(message)
    if (!answers(message, question)) return 'forged'
    const baked = echoesLetters(message, sent, question) ? this.#jar.judge(message, cookie) : 'letters'
    return baked === 'fine' ? new Uint8Array(message) : baked
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

/** A server that knows no EDNS says so with these codes, some of them with nothing but a header (RFC 6891 section 7). */
function knowsNoEdns(message: Uint8Array): boolean {
  const code = message[3]! & flag.RCODE
  return code === rcode.FORMERR || code === rcode.NOTIMP
}

function isBareError(message: Uint8Array): boolean {
  return message.length === 12 && (message[2]! & 0x80) !== 0 && word(message, 4) === 0 && knowsNoEdns(message)
}

const isBadCookie = (message: Uint8Array): boolean => optOf(message)?.rcode === rcode.BADCOOKIE

/** The header and the question alone. */
function withoutEdns(query: Uint8Array, question: Uint8Array): Uint8Array {
  const bare = query.slice(0, 12 + question.length)
  bare.fill(0, 6, 12)
  return bare
}
