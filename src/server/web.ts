import { createServer as createPlain, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { isIPv6, type Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Endpoint } from '../config/config.ts'
import type { Certificate } from './certificate.ts'
import { admission } from './crowd.ts'
import { listenError } from './listen-error.ts'
import { limitBody, PATIENCE } from './patience.ts'

/**
 * What answers a request: the dashboard's `fetch`. `peer` is the address at the other end, an IPv4 one in its own form; `takeLong` gives the request longer
 * to come in.
 */
export type WebFetch = (
  request: Request,
  env: { readonly peer: string; readonly takeLong?: () => void },
) => Response | Promise<Response>

/** A web listener at work. */
export interface WebListener {
  /** The port listened on: the one asked for, or the one given out for port 0. */
  readonly port: number
  /** Stops listening and ends all connections, live streams included. */
  close(): Promise<void>
}

/** Milliseconds for the headers of a request or a handshake; most connections at once, a school's people, not its devices, and from one address. */
const LIMITS = { headers: 10_000, all: 2_000, perAddress: 50 }
/** This machine itself: who opens the pages through a proxy here all come from it. */
const ourselves: ReadonlySet<string> = new Set(['127.0.0.1', '::1'])

/**
 * Listens for the dashboard, over TLS when a certificate is given. HTTP/1.1 only: event streams break under HTTP/2. Rejects with a sentence where
 * it cannot listen.
 */
export function listenWeb(
  fetch: WebFetch,
  endpoint: Endpoint,
  tls?: Certificate,
  patience = PATIENCE,
): Promise<WebListener> {
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const takeLong = limitBody(incoming, outgoing, patience)
    const peer = plainAddress(incoming.socket)
    const answer = getRequestListener((request) => fetch(request, { peer, takeLong }), { overrideGlobalObjects: false })
    void answer(incoming, outgoing)
  }
  const options = { requestTimeout: LIMITS.headers + patience.long, headersTimeout: LIMITS.headers }
  const server = tls
    ? createSecure(
        {
          ...options,
          handshakeTimeout: LIMITS.headers,
          cert: tls.cert,
          key: tls.key,
          minVersion: 'TLSv1.2',
          ALPNProtocols: ['http/1.1'],
        },
        listener,
      )
    : createPlain(options, listener)
  server.maxConnections = LIMITS.all
  const admits = admission(LIMITS)
  // One laptop that holds connections open must not keep everybody else out.
  server.on('connection', (socket: Socket) => {
    if (!ourselves.has(plainAddress(socket)) && !admits(socket)) socket.destroy()
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError('web', 'tcp', endpoint, error)))
    server.listen(
      { port: endpoint.port, host: endpoint.address, ipv6Only: isIPv6(endpoint.address) && endpoint.address !== '::' },
      () => {
        server.removeAllListeners('error')
        // Out of file descriptors, say: connections are refused until there are some again.
        server.on('error', () => {})
        resolve({ port: (server.address() as { port: number }).port, close: () => close(server) })
      },
    )
  })
}

const plainAddress = ({ remoteAddress = '' }: Socket): string => remoteAddress.replace(/^::ffff:(?=\d+\.)/, '')

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
}
