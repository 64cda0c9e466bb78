import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { ANSWER_BLOCK, asksForPadding, padded } from '../dns/padding.ts'
import { readResponse } from '../dns/response.ts'
import { skipName } from '../dns/scan.ts'
import type { Brought } from './carrier-line.ts'

const DNS_MESSAGE = 'application/dns-message'

/** The longest DNS message, and the shortest. */
const BYTES = { most: 65_535, least: 12 }

/** What is wrong with a request, as HTTP says it. */
type Status = 400 | 405 | 413 | 414 | 415 | 503

/** Answers one request for {@link DOH_PATH} (RFC 8484): the query in `?dns=` of a GET or as the body of a POST. `ask` calls back once. */
export function answerDoh(
  request: Http2ServerRequest,
  response: Http2ServerResponse,
  ask: (query: Uint8Array, done: (brought: Brought) => void) => void,
): void {
  response.on('error', () => {})
  readQuery(request, (query) => {
    if (typeof query === 'number') {
      refuse(response, query)
      return
    }
    const wantsPadding = asksForPadding(query)
    ask(query, (brought) => {
      if (brought === 'lost') refuse(response, 503)
      // A packet that gets no answer over UDP: a response, or too short to be anything.
      else if (brought === 'none') refuse(response, 400)
      else give(response, brought, wantsPadding)
    })
  })
}

function give(response: Http2ServerResponse, reply: Uint8Array, wantsPadding: boolean): void {
  const body = wantsPadding ? padded(reply, ANSWER_BLOCK) : Uint8Array.from(reply)
  // Private: what one device may have, another may not (RFC 8484 section 5.1 has the rest).
  const headers = { 'content-type': DNS_MESSAGE, 'cache-control': `private, max-age=${freshFor(reply)}` }
  send(response, 200, headers, body)
}

function refuse(response: Http2ServerResponse, status: Status): void {
  const allow = status === 405 ? { allow: 'GET, POST' } : {}
  send(response, status, { 'cache-control': 'no-store', ...allow }, new Uint8Array(0))
}

/** Over HTTP/2 the answer and its end go in one frame: the end in a second one would wait for what the client says to the first. */
function send(
  response: Http2ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): void {
  const all = { ...headers, 'content-length': body.length }
  const stream = response.stream as Http2ServerResponse['stream'] | undefined
  if (stream === undefined) response.writeHead(status, all).end(body)
  else if (!stream.closed && !stream.destroyed) {
    stream.respond({ ':status': status, ...all })
    stream.end(body)
  }
}

/** Seconds that an answer may be kept: the least TTL of its records, that of its SOA where there are none. */
function freshFor(reply: Uint8Array): number {
  const question = reply.slice(12, skipName(reply, 12, reply.length) + 4)
  return readResponse(reply, question)?.ttl ?? 0
}

function readQuery(request: Http2ServerRequest, done: (query: Uint8Array | Status) => void): void {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (request.method === 'GET') done(queryOf(request.url))
  else if (request.method !== 'POST') done(405)
  else if (type !== DNS_MESSAGE) done(415)
  else if (Number(request.headers['content-length'] ?? 0) > BYTES.most) done(413)
  else readBody(request, done)
}

/** The query in `?dns=`, base64url without padding (RFC 8484 section 6). */
function queryOf(url: string): Uint8Array | Status {
  const [text, ...rest] = URL.parse(url, 'https://rooster/')?.searchParams.getAll('dns') ?? []
  if (text === undefined || rest.length > 0 || !/^[\w-]*$/.test(text)) return 400
  const query = Buffer.from(text, 'base64url')
  if (query.length > BYTES.most) return 414
  return query.length < BYTES.least ? 400 : query
}

function readBody(request: Http2ServerRequest, done: (query: Uint8Array | Status) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  let over = false
  const finish = (query: Uint8Array | Status) => {
    if (!over) done(query)
    over = true
  }
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > BYTES.most) finish(413)
    else chunks.push(chunk)
  })
  request.on('end', () => finish(size < BYTES.least ? 400 : Buffer.concat(chunks)))
  request.on('error', () => {
    over = true
  })
}
