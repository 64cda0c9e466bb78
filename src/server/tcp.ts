import type { Socket } from 'node:net'
import type { Endpoint } from '../config/config.ts'
import type { Turn } from './conversation.ts'
import { converse } from './conversation.ts'
import type { Listener, PacketHandler } from './listener.ts'
import { listenStreams } from './stream-listener.ts'
import { streams } from './udp.ts'

/** Connections in all, from one address (RFC 7766 section 6.2.2), and from who is on none of the school's networks and is only told so. */
const CROWD = { all: 1_000, perAddress: 50, strangers: 100 }

const out = new Uint8Array(65_535)

/**
 * Listens for DNS over TCP, as one of so many threads: several queries on a connection, answered as they are ready (RFC 7766). Rejects with a sentence
 * where it cannot.
 */
export function listenTcp(
  endpoint: Endpoint,
  handle: PacketHandler,
  threads = 1,
  isStranger: (address: string) => boolean = () => false,
): Promise<Listener> {
  const shared = threads === 1 ? undefined : streams && { streams, threads }
  const serve = (socket: Socket) => {
    let now: Turn
    const origin = {
      address: socket.remoteAddress ?? '',
      local: endpoint.address,
      transport: 'tcp' as const,
      later: () => now.later(),
    }
    converse(socket, (query, turn) => {
      now = turn
      const length = handle(query, query.length, origin, out)
      if (length > 0) turn.send(out.subarray(0, length))
    })
  }
  return listenStreams('dns', endpoint, { ...CROWD, isStranger }, serve, shared)
}
