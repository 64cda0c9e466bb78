import type { Http2ServerRequest, Http2ServerResponse, ServerHttp2Session } from 'node:http2'
import { createSecureServer } from 'node:http2'
import type { SecureContext, TLSSocket } from 'node:tls'
import type { Endpoint } from '../config/config.ts'
import type { Carrier } from './carrier.ts'
import type { Certificate } from './certificate.ts'
import { tlsOptions } from './dot.ts'
import type { FrontDoor } from './front.ts'
import type { SecureListener } from './listener.ts'
import type { Caller } from './secure-link.ts'
import { listenStreams } from './stream-listener.ts'

/** Connections in all and from one address; milliseconds without a request, and between two looks at that; requests of one connection at once; bytes of headers. */
const LIMITS = { all: 4_000, perAddress: 50, idle: 30_000, look: 2_000, streams: 100, headers: 32_768 }

/** Answers one request; `caller` is who asks. `pages` where it is left to others, whose answers may last: the connection is kept for them. */
export type RequestHandler = (
  request: Http2ServerRequest,
  response: Http2ServerResponse,
  caller: Caller,
) => 'answered' | 'pages'

/** A connection on which requests come. */
interface Guest {
  readonly caller: Caller
  readonly end: () => void
  lastRequest: number
  /** Pages that are under way: live ones last for hours. */
  pages: number
}

/** Listens for requests over HTTP/2 and HTTP/1.1. `ticks` only goes forward, in milliseconds. Rejects with a sentence where it cannot listen. */
export async function listenHttps(
  endpoint: Endpoint,
  certificate: Certificate,
  carrier: Carrier,
  handle: RequestHandler,
  ticks: () => number,
  door?: FrontDoor,
): Promise<SecureListener> {
  const guests = new Map<object, Guest>()
  const welcome = (connection: ServerHttp2Session | TLSSocket, socket: TLSSocket) => {
    const guest = {
      caller: carrier.caller(socket, 'https'),
      end: () => connection.destroy(),
      lastRequest: ticks(),
      pages: 0,
    }
    guests.set(connection, guest)
    connection.on('close', () => {
      guests.delete(connection)
      carrier.forget(guest.caller)
    })
    connection.on('error', () => connection.destroy())
  }
  const server = createSecureServer(
    {
      ...tlsOptions(certificate),
      allowHTTP1: true,
      ALPNProtocols: ['h2', 'http/1.1'],
      settings: { maxConcurrentStreams: LIMITS.streams, maxHeaderListSize: LIMITS.headers },
      maxSessionMemory: 2,
      ...(door === undefined ? {} : { SNICallback: sniOf(door) }),
    },
    (request, response) => {
      const guest = guests.get(request.httpVersionMajor === 2 ? request.stream.session! : request.socket)
      if (guest === undefined) return response.stream?.destroy()
      guest.lastRequest = ticks()
      if (handle(request, response, guest.caller) !== 'pages') return
      guest.pages += 1
      response.once('close', () => {
        guest.pages -= 1
        guest.lastRequest = ticks()
      })
    },
  )
  server.on('tlsClientError', (_, socket) => socket.destroy())
  server.on('sessionError', () => {})
  server.on('secureConnection', (socket) => {
    if (socket.alpnProtocol !== 'h2') welcome(socket, socket)
  })
  server.on('session', (session) => welcome(session, session.socket as TLSSocket))
  const sweep = setInterval(() => {
    for (const { end, lastRequest, pages } of guests.values())
      if (pages === 0 && ticks() - lastRequest > LIMITS.idle) end()
  }, LIMITS.look).unref()
  const listener = await listenStreams('doh', endpoint, LIMITS, (raw) => void server.emit('connection', raw))
  const close = () => {
    clearInterval(sweep)
    for (const { end } of guests.values()) end()
    return listener.close()
  }
  const renew = (next: Certificate) => {
    server.setSecureContext(tlsOptions(next))
    door?.renew(next)
  }
  return { endpoint: listener.endpoint, close, renew }
}

/** Which certificate a connection is shown; the listener's own where `give` gets none. */
const sniOf = (door: FrontDoor) =>
  function (this: TLSSocket, name: string, give: (error: Error | null, context?: SecureContext) => void): void {
    const address = (this.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '')
    door.contextFor(name.toLowerCase(), address).then((context) => give(null, context), give)
  }
