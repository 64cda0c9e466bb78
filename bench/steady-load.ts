import type { Socket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** A question, and who asks it. */
export interface Sent {
  /** Place in the list of addresses. */
  readonly client: number
  readonly packet: Buffer
}

/** What came of a question, put to two servers at once. */
export interface Exchange {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Milliseconds to the answer of each server; undefined where none came. */
  readonly took: (number | undefined)[]
  /** The first server's answer. */
  answer: Buffer | undefined
}

/** Milliseconds that the last answers are waited for. */
const PATIENCE = 1_000

/**
 * Puts one question after the other to two servers (ports of 127.0.0.1), so many a second, up to the instant `end`. Which server is asked first
 * takes turns, so that neither has the other's time on its account.
 */
export async function steadyLoad(
  addresses: readonly string[],
  ports: readonly [number, number],
  rate: number,
  end: number,
  question: (i: number) => Sent,
): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = []
  const began: [number, number][] = []
  const sockets = await Promise.all(addresses.map(bound))
  for (const socket of sockets)
    socket.on('message', (message, { port }) => {
      const now = performance.now()
      const i = newest(exchanges.length, message.readUInt16BE(0))
      const exchange = exchanges[i]
      const server = ports.indexOf(port)
      if (exchange === undefined || server < 0) return
      exchange.took[server] ??= now - began[i]![server]!
      if (server === 0) exchange.answer ??= message
    })
  const send = (i: number) => {
    const { client, packet: same } = question(i)
    // It is sent a moment later, when the next one may have been written.
    const packet = Buffer.from(same)
    packet.writeUInt16BE(i & 0xffff, 0)
    exchanges.push({ at: Date.now(), took: [undefined, undefined], answer: undefined })
    began.push([0, 0])
    for (const server of i % 2 === 0 ? [0, 1] : [1, 0]) {
      began[i]![server] = performance.now()
      sockets[client]!.send(packet, ports[server]!, '127.0.0.1')
    }
  }
  await atRate(rate, end, send)
  await new Promise((done) => setTimeout(done, PATIENCE))
  for (const socket of sockets) socket.close()
  return exchanges
}

/** Calls back so many times a second, evenly, up to an instant; what a late timer missed is made up for. */
function atRate(rate: number, end: number, send: (i: number) => void): Promise<void> {
  const start = performance.now()
  let i = 0
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      for (const due = ((performance.now() - start) * rate) / 1_000; i < due; i += 1) send(i)
      if (Date.now() < end) return
      clearInterval(timer)
      resolve()
    }, 1)
  })
}

/** The last question that had this id. */
const newest = (count: number, id: number): number => count - 1 - ((count - 1 - id) & 0xffff)

async function bound(address: string): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 })
  socket.bind(0, address)
  await once(socket, 'listening')
  return socket
}
