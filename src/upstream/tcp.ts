import { connect } from 'node:net'
import type { Endpoint } from '../config/config.ts'
import type { UpstreamFailure } from './upstream.ts'

/** Asks over TCP, for answers too long for a datagram (RFC 7766): one connection, one question. */
export function exchangeTcp(
  endpoint: Endpoint,
  query: Uint8Array,
  accept: (answer: Uint8Array) => boolean,
  timeout: number,
): Promise<Uint8Array | UpstreamFailure> {
  return new Promise((resolve) => {
    const socket = connect({ host: endpoint.address, port: endpoint.port })
    const finish = (result: Uint8Array | UpstreamFailure) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(result)
    }
    const timer = setTimeout(() => finish('timeout'), timeout)
    let received = Buffer.alloc(0)
    socket.on('connect', () => {
      // Length and message in one segment (RFC 7766 section 8).
      const framed = Buffer.alloc(query.length + 2)
      framed.writeUInt16BE(query.length)
      framed.set(query, 2)
      socket.write(framed)
    })
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return
      const answer = new Uint8Array(received.subarray(2, 2 + received.readUInt16BE(0)))
      finish(accept(answer) ? answer : 'unreachable')
    })
    socket.on('error', () => finish('unreachable'))
    socket.on('close', () => finish('unreachable'))
  })
}
