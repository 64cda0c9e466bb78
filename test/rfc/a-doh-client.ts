import type { ClientHttp2Session, IncomingHttpHeaders, IncomingHttpStatusHeader } from 'node:http2'
import { connect } from 'node:http2'
import type { ConnectionOptions } from 'node:tls'
import { connect as connectTls } from 'node:tls'
import { onTestFinished } from 'vitest'
import { clients } from './a-policy.ts'
import type { ASecureForwarder } from './a-secure-forwarder.ts'
import { ourName } from './a-secure-forwarder.ts'
import type { Message } from './wire.ts'
import { read } from './wire.ts'

/** The media type of a DNS message, and bytes as `?dns=` has them. */
export const DNS = 'application/dns-message'
export const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/** What the server said, with the body whole. */
export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** One connection over HTTP/2. */
export interface Client {
  readonly session: ClientHttp2Session
  send(headers: Readonly<Record<string, string>>, body?: Uint8Array): Promise<Answered>
  /** Asks by POST, and reads the answer. */
  ask(packet: Uint8Array): Promise<Message>
}

/** A client of DNS over HTTPS at `from`, which trusts the forwarder's certificate; gone when the test is over. */
export function aClient({ doh, certificate }: ASecureForwarder, from: string = clients.staff): Client {
  const session = connect(`https://${ourName}:${doh}`, {
    createConnection: () =>
      connectTls({
        host: '127.0.0.1',
        port: doh,
        localAddress: from,
        ca: certificate,
        servername: ourName,
        ALPNProtocols: ['h2'],
      } as ConnectionOptions),
  })
  session.on('error', () => {})
  onTestFinished(() => session.destroy())
  const send: Client['send'] = (headers, body) =>
    new Promise((resolve, reject) => {
      const stream = session.request({ ':path': '/dns-query', ...headers })
      const chunks: Buffer[] = []
      let got: IncomingHttpHeaders & IncomingHttpStatusHeader = {}
      stream.on('response', (answered) => {
        got = answered
      })
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => resolve({ status: Number(got[':status']), headers: got, body: Buffer.concat(chunks) }))
      stream.on('error', reject)
      stream.end(body)
    })
  const post = (packet: Uint8Array) => send({ ':method': 'POST', 'content-type': DNS }, packet)
  return { session, send, ask: async (packet) => read(new Uint8Array((await post(packet)).body)) }
}
