import type { Socket } from 'node:net'
import { createServer, isIPv6 } from 'node:net'
import type { Endpoint } from '../config/config.ts'
import { listenError } from './listen-error.ts'
import type { Listener, PacketHandler } from './listener.ts'

/** Limits of RFC 7766 section 6.2: milliseconds without a whole query, connections in all and from one address, bytes that a slow reader may leave unread. */
const LIMITS = { idle: 10_000, connections: 1_000, perAddress: 50, unread: 262_144 }

/** Listens for DNS over TCP: several queries on a connection, answered as they are ready (RFC 7766). Rejects with a sentence where it cannot. */
export function listenTcp(endpoint: Endpoint, handle: PacketHandler): Promise<Listener> {
  const open = new Map<string, number>()
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (open.get(address) ?? 0) + 1
    if (count > LIMITS.perAddress || sockets.size >= LIMITS.connections) {
      socket.destroy()
      return
    }
    open.set(address, count)
    sockets.add(socket)
    socket.on('close', () => {
      sockets.delete(socket)
      if (open.get(address) === 1) open.delete(address)
      else open.set(address, open.get(address)! - 1)
    })
    converse(socket, address, endpoint.address, handle)
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError('dns', 'tcp', endpoint, error)))
    server.listen(
      { port: endpoint.port, host: endpoint.address, ipv6Only: isIPv6(endpoint.address), backlog: 511 },
      () => {
        server.removeAllListeners('error')
        // Out of file descriptors, say: connections are refused until there are some again.
        server.on('error', () => {})
        const bound = { address: endpoint.address, port: (server.address() as { port: number }).port }
        resolve({ endpoint: bound, close: () => close(server, sockets) })
      },
    )
  })
}

function close(server: ReturnType<typeof createServer>, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy()
  return new Promise((done) => server.close(() => done()))
}

const out = new Uint8Array(65_535)

function converse(socket: Socket, address: string, local: string, handle: PacketHandler): void {
  const send = (reply: Uint8Array) => {
    if (socket.destroyed) return
    const framed = Buffer.allocUnsafe(reply.length + 2)
    framed.writeUInt16BE(reply.length)
    framed.set(reply, 2)
    socket.write(framed)
    if (socket.writableLength > LIMITS.unread) socket.destroy()
  }
  const origin = { address, local, transport: 'tcp' as const, later: () => send }
  let received: Buffer = Buffer.alloc(0)
  // Only a whole query winds the clock up again: a byte a second does not keep a connection.
  let idle = setTimeout(() => socket.destroy(), LIMITS.idle)
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    let at = 0
    while (at + 2 <= received.length) {
      const length = received.readUInt16BE(at)
      if (at + 2 + length > received.length) break
      const packet = received.subarray(at + 2, at + 2 + length)
      const replied = handle(packet, length, origin, out)
      if (replied > 0) send(out.subarray(0, replied))
      if (socket.destroyed) return
      at += 2 + length
      clearTimeout(idle)
      idle = setTimeout(() => socket.destroy(), LIMITS.idle)
    }
    received = at === received.length ? Buffer.alloc(0) : received.subarray(at)
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => clearTimeout(idle))
}
