import type { Socket } from 'node:net'
import { connect } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { connect as connectTls } from 'node:tls'
import { onTestFinished } from 'vitest'
import { clients } from './a-policy.ts'
import type { Message } from './wire.ts'
import { read, u16 } from './wire.ts'

/** A TCP connection to the forwarder, as a client holds it. */
export interface AConversation {
  readonly socket: Socket
  /** Sends queries, each behind its length, in one write. */
  ask(...packets: readonly Uint8Array[]): void
  /** The first `count` replies, once they are all there. */
  replies(count: number): Promise<readonly Message[]>
  /** Settles when the other side has closed. */
  readonly closed: Promise<void>
}

/** Opens a connection from an address of 127.0.0.0/8. */
export function aConversation(port: number, from: string = clients.staff): Promise<AConversation> {
  return conversationOn(connect({ host: '127.0.0.1', port, localAddress: from, noDelay: true }), 'connect')
}

/** The same over TLS: `authority` is the certificate that is trusted. */
export function aSecretConversation(
  port: number,
  authority: string,
  from: string = clients.staff,
): Promise<AConversation> {
  const socket = connectTls({
    host: '127.0.0.1',
    port,
    localAddress: from,
    ca: authority,
    servername: 'rooster.example',
    ALPNProtocols: ['dot'],
  } as ConnectionOptions)
  return conversationOn(socket, 'secureConnect')
}

async function conversationOn(socket: Socket, ready: 'connect' | 'secureConnect'): Promise<AConversation> {
  onTestFinished(() => void socket.destroy())
  let received = Buffer.alloc(0)
  const messages: Message[] = []
  let onMessage = () => {}
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk])
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0)
      messages.push(read(new Uint8Array(received.subarray(2, end))))
      received = received.subarray(end)
    }
    onMessage()
  })
  const closed = new Promise<void>((done) => socket.once('close', () => done()))
  await new Promise<void>((done, fail) => socket.once(ready, done).once('error', fail))
  return {
    socket,
    closed,
    ask(...packets) {
      socket.write(framed(...packets))
    },
    replies: (count) =>
      new Promise((resolve) => {
        onMessage = () => {
          if (messages.length >= count) resolve(messages.slice(0, count))
        }
        onMessage()
      }),
  }
}

/** Messages as they go over TCP: each behind its length (RFC 1035 section 4.2.2). */
export const framed = (...packets: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(packets.flatMap((packet) => [...u16(packet.length), ...packet]))
