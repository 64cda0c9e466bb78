import type { ClientRequest } from 'node:http'
import { request as ask } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import type { Certificate } from './certificate.ts'
import { DOOR, PEER } from './pages-socket.ts'

/** Headers that are of one connection and not of the message (RFC 9110 section 7.6.1), and those that only we may set. */
const OURS = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
])

/** Milliseconds that the office gets for a certificate: a device waits for its handshake. */
const CERTIFICATE_WITHIN = 3_000

/** Has the office, at the socket at `path`, answer a request for the page behind `door`; 503 while there is no office. */
export function forward(
  path: string,
  door: 'web' | 'block',
  peer: string,
  host: string,
  request: Http2ServerRequest,
  response: Http2ServerResponse,
): void {
  const headers = { ...passedOn(request.headers), host, [DOOR]: door, [PEER]: peer }
  const { method, url } = request
  let asked: ClientRequest
  try {
    asked = ask({ socketPath: path, method, path: url.startsWith('/') ? url : '/', headers })
  } catch {
    // HTTP/2 lets through what HTTP/1.1 has no room for.
    response.writeHead(400, { 'content-length': 0 }).end()
    return
  }
  asked.on('response', (answer) => {
    if (response.headersSent) return void answer.destroy()
    response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers))
    answer.on('error', () => response.destroy())
    answer.pipe(response)
  })
  asked.on('error', () => {
    if (response.headersSent) response.destroy()
    else response.writeHead(503, { 'content-length': 0, 'retry-after': '5' }).end()
  })
  response.on('error', () => asked.destroy())
  response.on('close', () => asked.destroy())
  request.on('error', () => asked.destroy())
  request.pipe(asked)
}

/** The certificate that the office makes for a closed name, for the device at an address; undefined where there is none. */
export function certificateFrom(path: string, name: string, peer: string): Promise<Certificate | undefined> {
  return new Promise((resolve) => {
    const headers = { host: 'office', [DOOR]: 'certificate', [PEER]: peer }
    const asked = ask({ socketPath: path, path: `/?name=${encodeURIComponent(name)}`, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (more) => (text += more))
      answer.on('end', () => resolve(answer.statusCode === 200 ? (JSON.parse(text) as Certificate) : undefined))
    })
    asked.setTimeout(CERTIFICATE_WITHIN, () => asked.destroy())
    asked.on('error', () => resolve(undefined))
    asked.on('close', () => resolve(undefined))
    asked.end()
  })
}

type Headers = Readonly<Record<string, string | string[] | undefined>>

function passedOn(headers: Headers): Record<string, string | string[]> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith(':') || OURS.has(name) || name.startsWith('x-rooster-') || value === undefined
      ? []
      : [[name, value] as const],
  )
  return Object.fromEntries(kept)
}
