import type { ServerHttp2Session, ServerHttp2Stream } from 'node:http2'
import { createSecureServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { createServer } from 'node:tls'
import { onTestFinished } from 'vitest'
import { ensureCertificate } from '../../src/server/certificate.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import type { Message } from '../rfc/wire.ts'
import { read, u16 } from '../rfc/wire.ts'

/** The name in the certificates of these servers. */
export const serverName = 'dns.example'

/** A server over TLS that does what the test says, and what it saw. */
export interface ATlsServer {
  readonly port: number
  /** The certificate that must be trusted to speak to it. */
  readonly authority: string
  /** How many connections there were. */
  connections(): number
  /** Ends all connections that are open. */
  hangUp(): void
}

/** Answers one message over TLS; `socket` is there to be ended. */
export type Answering = (
  query: Message,
  packet: Uint8Array,
  send: (reply: Uint8Array) => void,
  socket: TLSSocket,
) => void

/** Starts a server for DNS over TLS, that is gone after the test. */
export async function aTlsServer(answering: Answering): Promise<ATlsServer> {
  const pair = await ensureCertificate(temporaryFolder(), [serverName], Date.now())
  const sockets = new Set<TLSSocket>()
  let count = 0
  const server = createServer({ ...pair, ALPNProtocols: ['dot'] }, (socket) => {
    count += 1
    sockets.add(socket)
    let received = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const packet = new Uint8Array(received.subarray(2, 2 + received.readUInt16BE(0)))
        received = received.subarray(2 + packet.length)
        const send = (reply: Uint8Array) =>
          socket.writable && socket.write(Uint8Array.from([...u16(reply.length), ...reply]))
        answering(read(packet), packet, send, socket)
      }
    })
  })
  server.on('tlsClientError', () => {})
  const hangUp = () => {
    for (const socket of sockets) socket.destroy()
  }
  await listening(server, hangUp)
  return { port: (server.address() as AddressInfo).port, authority: pair.cert, connections: () => count, hangUp }
}

/** Answers one request with a body of DNS. */
export type Responding = (stream: ServerHttp2Stream, packet: Uint8Array, session: ServerHttp2Session) => void

/** Starts a server for DNS over HTTPS, that is gone after the test. */
export async function anHttpsServer(responding: Responding): Promise<ATlsServer> {
  const pair = await ensureCertificate(temporaryFolder(), [serverName], Date.now())
  const sessions = new Set<ServerHttp2Session>()
  let count = 0
  const server = createSecureServer(pair)
  server.on('tlsClientError', () => {})
  server.on('sessionError', () => {})
  server.on('session', (session) => {
    count += 1
    sessions.add(session)
  })
  server.on('stream', (stream) => {
    const chunks: Buffer[] = []
    stream.on('error', () => {})
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () =>
      responding(stream, new Uint8Array(Buffer.concat(chunks)), stream.session as ServerHttp2Session),
    )
  })
  const hangUp = () => {
    for (const session of sessions) session.destroy()
  }
  await listening(server, hangUp)
  return { port: (server.address() as AddressInfo).port, authority: pair.cert, connections: () => count, hangUp }
}

interface Listens {
  listen(port: number, host: string, done: () => void): unknown
  close(done: () => void): unknown
}

async function listening(server: Listens, hangUp: () => void): Promise<void> {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    hangUp()
    return new Promise<void>((done) => void server.close(() => done()))
  })
}
