import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import { TLSSocket } from 'node:tls'
import { getRequestListener } from '@hono/node-server'
import type { Endpoint } from '../config/config.ts'
import type { Listener } from './listener.ts'
import { listenStreams } from './stream-listener.ts'
import type { WebFetch } from './web.ts'

/** The certificate for a name that the device at an address may be shown a page for; undefined where there is none to give. Never rejects. */
export type ContextFor = (name: string, address: string) => Promise<SecureContext | undefined>

/** Connections in all and from one address; milliseconds that one may last, and bytes of headers: a page, its style sheet and one form. */
const LIMITS = { all: 500, perAddress: 16, lasts: 20_000, headers: 16_384 }

/** Listens for what browsers ask of this box in the name of a closed site, over plain HTTP. Rejects with a sentence where it cannot listen. */
export function listenBlock(endpoint: Endpoint, fetch: WebFetch): Promise<Listener> {
  const serve = pageServer(fetch)
  return listenStreams('block', endpoint, LIMITS, (raw) => {
    shortLived(raw)
    serve(raw)
  })
}

/**
 * The same over TLS. A connection for which there is no certificate is reset within its first message, so that nobody waits: browsers then say
 * "connection refused" at once, and apps go on.
 */
export function listenBlockTls(
  endpoint: Endpoint,
  fetch: WebFetch,
  contextFor: ContextFor | undefined,
): Promise<Listener> {
  const serve = pageServer(fetch)
  return listenStreams('block-tls', endpoint, LIMITS, (raw) => {
    shortLived(raw)
    if (contextFor === undefined) raw.resetAndDestroy()
    else handshake(raw, contextFor, serve)
  })
}

function handshake(raw: Socket, contextFor: ContextFor, serve: (socket: Socket) => void): void {
  const address = plainAddress(raw.remoteAddress)
  const secure = new TLSSocket(raw, {
    isServer: true,
    // There is no certificate but the one for the name: who names none gets an alert.
    SNICallback: (name, give) =>
      void contextFor(name.toLowerCase(), address).then((context) => {
        if (context === undefined) raw.resetAndDestroy()
        else give(null, context)
      }),
    ALPNProtocols: ['http/1.1'],
  })
  secure.on('error', () => raw.destroy())
  secure.on('secure', () => serve(secure))
}

function pageServer(fetch: WebFetch): (socket: Socket) => void {
  const answer = getRequestListener(
    (request, { incoming }) =>
      fetch(request, { peer: plainAddress((incoming as IncomingMessage).socket.remoteAddress) }),
    { overrideGlobalObjects: false },
  )
  const server = createServer({ maxHeaderSize: LIMITS.headers, keepAliveTimeout: 5_000 }, (incoming, outgoing) => {
    void answer(incoming, outgoing)
  })
  server.on('clientError', (_, socket) => socket.destroy())
  return (socket) => void server.emit('connection', socket)
}

/** A server that does not listen itself watches no clock: the connection carries its own. */
function shortLived(raw: Socket): void {
  const end = setTimeout(() => raw.destroy(), LIMITS.lasts).unref()
  raw.once('close', () => clearTimeout(end))
}

const plainAddress = (address = ''): string => address.replace(/^::ffff:(?=\d+\.)/, '')
