import type { Socket } from 'node:net'

/**
 * Limits of RFC 7766 section 6.2: milliseconds without a whole query; and the bytes that may be unread by the client, and the queries that may wait for
 * a reply, from which on no more are taken. Replies that were waited for may come to so many bytes at most.
 */
const LIMITS = { idle: 10_000, unread: 262_144, waiting: 500, most: 4 << 20 }

/** How one query is answered: now, by a reply; or later, by what `later` gives, which is called once, with nothing where there is no reply. */
export interface Turn {
  send(reply: Uint8Array): void
  later(): (reply?: Uint8Array) => void
}

/**
 * Reads queries from a connection, each behind its length, as they come and in whatever pieces (RFC 1035 section 4.2.2, RFC 7766). A client that asks
 * faster than it reads is made to wait, and one that does not read at all is let go of as one that does not ask.
 */
export function converse(socket: Socket, take: (query: Uint8Array, turn: Turn) => void): void {
  let received: Buffer = Buffer.alloc(0)
  let waiting = 0
  const mayGoOn = () => !socket.destroyed && socket.writableLength <= LIMITS.unread && waiting < LIMITS.waiting
  const send = (reply: Uint8Array) => {
    if (socket.destroyed) return
    const framed = Buffer.allocUnsafe(reply.length + 2)
    framed.writeUInt16BE(reply.length)
    framed.set(reply, 2)
    socket.write(framed)
    if (socket.writableLength > LIMITS.most) socket.destroy()
  }
  const later = () => {
    waiting += 1
    return (reply?: Uint8Array) => {
      waiting -= 1
      if (reply) send(reply)
      if (socket.isPaused()) goOn()
    }
  }
  const turn: Turn = { send, later }
  // Only a whole query winds the clock up again: a byte a second does not keep a connection.
  let idle = setTimeout(() => socket.destroy(), LIMITS.idle)
  function goOn(): void {
    let at = 0
    while (at + 2 <= received.length && mayGoOn()) {
      const end = at + 2 + received.readUInt16BE(at)
      if (end > received.length) break
      take(received.subarray(at + 2, end), turn)
      at = end
      clearTimeout(idle)
      idle = setTimeout(() => socket.destroy(), LIMITS.idle)
    }
    received = at === received.length ? Buffer.alloc(0) : received.subarray(at)
    if (mayGoOn()) socket.resume()
    else socket.pause()
  }
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    goOn()
  })
  socket.on('drain', goOn)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => clearTimeout(idle))
}
