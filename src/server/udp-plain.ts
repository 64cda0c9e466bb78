import type { RemoteInfo, Socket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Endpoint } from '../config/config.ts'
import type { Listener, PacketHandler } from './listener.ts'

/** Listens with Node's own sockets: one system call and one callback a datagram. Rejects with what `bind` said. */
export function listenPlain(endpoint: Endpoint, bufferBytes: number, handle: PacketHandler): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const v6 = isIPv6(endpoint.address)
    const socket = createSocket({
      type: v6 ? 'udp6' : 'udp4',
      ipv6Only: v6,
      recvBufferSize: bufferBytes,
      sendBufferSize: bufferBytes,
      // Only addresses are sent to; the usual lookup puts each off to the end of the turn.
      lookup: (address, _options, callback) => callback(null, address, v6 ? 6 : 4),
    })
    socket.once('error', reject)
    socket.bind(endpoint.port, endpoint.address, () => {
      socket.removeAllListeners('error')
      // A reply that cannot be sent is the asker's loss alone; it asks again.
      socket.on('error', () => {})
      const bound = { address: endpoint.address, port: socket.address().port }
      serve(socket, bound, handle)
      resolve({ endpoint: bound, close: () => new Promise((done) => socket.close(() => done())) })
    })
  })
}

function serve(socket: Socket, { address: local }: Endpoint, handle: PacketHandler): void {
  const origin = { address: '', local, transport: 'udp' as const, later: () => laterTo(socket, peer) }
  let peer: RemoteInfo
  let out = Buffer.alloc(REPLY_ROOM)
  socket.on('message', (packet, from) => {
    // Only a forger has that port: nothing can be sent to it, and Node throws where one tries.
    if (from.port === 0) return
    peer = from
    origin.address = from.address
    const length = handle(packet, packet.length, origin, out)
    if (length === 0) return
    socket.send(out, 0, length, from.port, from.address)
    // The kernel takes a datagram at once, and the bytes can be written over; where it is too busy to, they wait, and are not ours any more.
    if (socket.getSendQueueCount() > 0) out = Buffer.alloc(REPLY_ROOM)
  })
}

/** Our own UDP limit and some: no reply over UDP is longer than 1,232 bytes. */
const REPLY_ROOM = 1_280

function laterTo(socket: Socket, { port, address }: RemoteInfo): (reply: Uint8Array) => void {
  return (reply) => {
    try {
      socket.send(reply.slice(), port, address)
    } catch {
      // Closed meanwhile.
    }
  }
}
