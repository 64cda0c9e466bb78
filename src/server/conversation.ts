import type { Socket } from 'node:net'

/** Limits of RFC 7766 section 6.2: milliseconds without a whole query, and bytes that a slow reader may leave unread. */
const LIMITS = { idle: 10_000, unread: 262_144 }

/** Sends a reply on the connection that a query came on. */
export type Send = (reply: Uint8Array) => void

/** Reads queries from a connection, each behind its length, as they come and in whatever pieces (RFC 1035 section 4.2.2, RFC 7766). */
export function converse(socket: Socket, take: (query: Uint8Array, send: Send) => void): void {
  const send = (reply: Uint8Array) => {
    if (socket.destroyed) return
    const framed = Buffer.allocUnsafe(reply.length + 2)
    framed.writeUInt16BE(reply.length)
    framed.set(reply, 2)
    socket.write(framed)
    if (socket.writableLength > LIMITS.unread) socket.destroy()
  }
  let received: Buffer = Buffer.alloc(0)
  // Only a whole query winds the clock up again: a byte a second does not keep a connection.
  let idle = setTimeout(() => socket.destroy(), LIMITS.idle)
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    let at = 0
    while (at + 2 <= received.length) {
      const end = at + 2 + received.readUInt16BE(at)
      if (end > received.length) break
      take(received.subarray(at + 2, end), send)
      if (socket.destroyed) return
      at = end
      clearTimeout(idle)
      idle = setTimeout(() => socket.destroy(), LIMITS.idle)
    }
    received = at === received.length ? Buffer.alloc(0) : received.subarray(at)
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => clearTimeout(idle))
}
