import type { Socket } from 'node:net'
import type { Endpoint } from '../config/config.ts'
import { converse } from './conversation.ts'
import type { Listener, PacketHandler } from './listener.ts'
import { listenStreams } from './stream-listener.ts'
import { streams } from './udp.ts'

/** Connections in all and from one address (RFC 7766 section 6.2.2). */
const CROWD = { all: 1_000, perAddress: 50 }

const out = new Uint8Array(65_535)

/**
 * Listens for DNS over TCP, as one of so many threads: several queries on a connection, answered as they are ready (RFC 7766). Rejects with a sentence
 * where it cannot.
 */
export function listenTcp(endpoint: Endpoint, handle: PacketHandler, threads = 1): Promise<Listener> {
  const shared = threads === 1 ? undefined : streams && { streams, threads }
  const serve = (socket: Socket) => {
    let send: (reply: Uint8Array) => void = () => {}
    const origin = {
      address: socket.remoteAddress ?? '',
      local: endpoint.address,
      transport: 'tcp' as const,
      later: () => send,
    }
    converse(socket, (query, reply) => {
      send = reply
      const length = handle(query, query.length, origin, out)
      if (length > 0) reply(out.subarray(0, length))
    })
  }
  return listenStreams('dns', endpoint, CROWD, serve, shared)
}
