import { constants } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { createServer } from 'node:tls'
import type { Endpoint } from '../config/config.ts'
import { ANSWER_BLOCK, asksForPadding, padded } from '../dns/padding.ts'
import type { Carrier } from './carrier.ts'
import type { Certificate } from './certificate.ts'
import { converse } from './conversation.ts'
import type { SecureListener } from './listener.ts'
import { listenStreams } from './stream-listener.ts'

/** Connections in all and from one address; and milliseconds for a handshake. */
const LIMITS = { all: 4_000, perAddress: 50, handshake: 5_000 }

/** What every listener over TLS holds to. */
export const tlsOptions = ({ cert, key }: Certificate) => ({
  cert,
  key,
  minVersion: 'TLSv1.2' as const,
  handshakeTimeout: LIMITS.handshake,
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
})

/** Listens for DNS over TLS (RFC 7858): as over TCP, and padded where the query is (RFC 7830, 8467). Rejects with a sentence where it cannot. */
export async function listenDot(
  endpoint: Endpoint,
  certificate: Certificate,
  carrier: Carrier,
): Promise<SecureListener> {
  const server = createServer({ ...tlsOptions(certificate), ALPNProtocols: ['dot'] }, (socket) =>
    serve(socket, carrier),
  )
  server.on('tlsClientError', (_, socket) => socket.destroy())
  const listener = await listenStreams('dot', endpoint, LIMITS, (raw) => void server.emit('connection', raw))
  return { ...listener, renew: (next) => server.setSecureContext(tlsOptions(next)) }
}

function serve(socket: TLSSocket, carrier: Carrier): void {
  const caller = carrier.caller(socket, 'tls')
  socket.on('close', () => carrier.forget(caller))
  converse(socket, (query, turn) => {
    const wantsPadding = asksForPadding(query)
    const reply = turn.later()
    carrier.ask(caller, query, (brought) => {
      // On a new connection it may ask again (RFC 7766 section 6.2.4); one that says nothing would be waited for.
      if (brought === 'lost') socket.destroy()
      else if (brought === 'none') reply()
      else reply(wantsPadding ? padded(brought, ANSWER_BLOCK) : brought)
    })
  })
}
