import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2'
import { connect as connectHttp, constants } from 'node:http2'
import { connect } from 'node:tls'
import type { SecureEndpoint } from '../config/config.ts'
import { padded } from '../dns/padding.ts'
import { answers, withId } from './answers.ts'
import { QUERY_BLOCK } from './tls.ts'
import type { Upstream, UpstreamFailure } from './upstream.ts'

/** Milliseconds until a question is given up, and until a connection on which nothing is asked is closed; the longest DNS message. */
const LIMITS = { patience: 3_000, idle: 30_000, bytes: 65_535 }

/** Asks one server over HTTPS (RFC 8484), over HTTP/2 and with a certificate for its name or not at all. */
export class HttpsUpstream implements Upstream {
  readonly address: string
  readonly #endpoint: SecureEndpoint
  readonly #authority: string | undefined
  #session: ClientHttp2Session | undefined
  /** Session -> how many answers came on it so far. A question that is lost by one that has answered is asked once more. */
  readonly #heard = new WeakMap<ClientHttp2Session, number>()
  #closed = false

  readonly #patience: number

  /** `authority` is a certificate (PEM) that is trusted instead of those that the system trusts; `patience` is in milliseconds. */
  constructor(endpoint: SecureEndpoint, authority?: string, patience = LIMITS.patience) {
    this.#endpoint = endpoint
    this.#patience = patience
    this.address = `https://${endpoint.tls.name}:${endpoint.port}#${endpoint.address}`
    this.#authority = authority
  }

  async exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    // Id 0, so that a cache on the way may know equal questions (RFC 8484 section 4.1).
    const body = withId(padded(query, QUERY_BLOCK), 0)
    const session = this.#open()
    const first = await this.#post(session, body, question)
    if (first === 'unreachable' && session && this.#heard.has(session)) return this.#post(this.#open(), body, question)
    return first
  }

  close(): void {
    this.#closed = true
    this.#session?.destroy()
  }

  #open(): ClientHttp2Session | undefined {
    if (this.#closed) return undefined
    if (this.#session && !this.#session.closed && !this.#session.destroyed) return this.#session
    const { address, port, tls } = this.#endpoint
    const session = connectHttp(`https://${tls.name}:${port}`, {
      createConnection: () =>
        connect({
          host: address,
          port,
          servername: tls.name,
          ALPNProtocols: ['h2'],
          minVersion: 'TLSv1.2',
          ...(this.#authority === undefined ? {} : { ca: this.#authority }),
        }),
    })
    session.on('error', () => session.destroy())
    session.setTimeout(LIMITS.idle, () => session.close())
    this.#session = session
    return session
  }

  #post(
    session: ClientHttp2Session | undefined,
    body: Uint8Array,
    question: Uint8Array,
  ): Promise<Uint8Array | UpstreamFailure> {
    if (session === undefined) return Promise.resolve('unreachable')
    const stream = started(session, this.#endpoint.tls.path ?? '/dns-query', body.length)
    if (stream === undefined) return Promise.resolve('unreachable')
    return new Promise((resolve) => {
      const finish = (result: Uint8Array | UpstreamFailure) => {
        clearTimeout(timer)
        if (typeof result !== 'string') this.#heard.set(session, (this.#heard.get(session) ?? 0) + 1)
        resolve(result)
      }
      const heard = this.#heard.get(session)
      const timer = setTimeout(() => {
        finish('timeout')
        // Nothing at all came since, as when the network behind it changed: it would hold up all that follow. One slow name does not.
        if (this.#heard.get(session) === heard) session.destroy()
        else stream.close(constants.NGHTTP2_CANCEL)
      }, this.#patience)
      collect(stream, (message) => finish(message && answers(message, question) ? message : 'unreachable'))
      stream.end(body)
    })
  }
}

function started(session: ClientHttp2Session, path: string, length: number): ClientHttp2Stream | undefined {
  const type = 'application/dns-message'
  try {
    return session.request({
      ':method': 'POST',
      ':path': path,
      accept: type,
      'content-type': type,
      'content-length': length,
    })
  } catch {
    return undefined
  }
}

/** Reads a whole answer; undefined where it is none. */
function collect(stream: ClientHttp2Stream, done: (message: Uint8Array | undefined) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  let isAnswer = false
  stream.on('response', (headers) => {
    isAnswer = headers[':status'] === 200 && headers['content-type'] === 'application/dns-message'
  })
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > LIMITS.bytes) stream.destroy()
    else chunks.push(chunk)
  })
  stream.on('end', () => done(isAnswer ? new Uint8Array(Buffer.concat(chunks)) : undefined))
  stream.on('error', () => done(undefined))
  stream.on('close', () => done(undefined))
}
