import { connect } from 'node:tls'
import type { SecureEndpoint } from '../config/config.ts'
import { padded } from '../dns/padding.ts'
import { StreamUpstream } from './stream.ts'
import type { Upstream, UpstreamFailure } from './upstream.ts'

/** Bytes to whose multiple a query is padded (RFC 8467 section 4.1). */
export const QUERY_BLOCK = 128

/** Asks one server over TLS (RFC 7858), with a certificate for its name or not at all: the strict profile of RFC 8310 section 5. */
export class TlsUpstream implements Upstream {
  readonly address: string
  readonly #stream: StreamUpstream

  /** `authority` is a certificate (PEM) that is trusted instead of those that the system trusts. */
  constructor(endpoint: SecureEndpoint, authority?: string) {
    this.address = `tls://${endpoint.address}:${endpoint.port}#${endpoint.tls.name}`
    let session: Buffer | undefined
    this.#stream = new StreamUpstream({
      ready: 'secureConnect',
      open: () => {
        const socket = connect({
          host: endpoint.address,
          port: endpoint.port,
          servername: endpoint.tls.name,
          ALPNProtocols: ['dot'],
          minVersion: 'TLSv1.2',
          ...(session === undefined ? {} : { session }),
          ...(authority === undefined ? {} : { ca: authority }),
        })
        socket.on('session', (ticket: Buffer) => {
          session = ticket
        })
        return socket
      },
    })
  }

  exchange(query: Uint8Array, question: Uint8Array): Promise<Uint8Array | UpstreamFailure> {
    return this.#stream.exchange(padded(query, QUERY_BLOCK), question)
  }

  close(): void {
    this.#stream.close()
  }
}
