import type { RemoteInfo, Socket as UdpSocket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import type { Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { Message, WrittenRecord } from './wire.ts'
import { read, record, u16 } from './wire.ts'

/** One question that reached the upstream. */
export interface Heard {
  readonly transport: 'udp' | 'tcp'
  readonly message: Message
  /** The question's name in lower case. */
  readonly name: string
  readonly type: number
  /** The port it came from. */
  readonly port: number
}

/** What the upstream says to a question. */
export interface Said {
  readonly rcode?: number
  readonly answers?: readonly WrittenRecord[]
  readonly authorities?: readonly WrittenRecord[]
  readonly additionals?: readonly WrittenRecord[]
  /** Bits to set in the header's second word, beside QR, RD and RA. */
  readonly flags?: number
  /** False: speaks without an OPT even where it was asked with one, as a server of before 1999. */
  readonly edns?: false
}

/** Answers one question; called with what was heard and the ways to speak. `reply` may be called any number of times, or never. */
export type Script = (heard: Heard, reply: Speak) => void
export interface Speak {
  (said: Said): void
  /** Sends bytes as they are. */
  bytes(packet: Uint8Array): void
  /** Sends bytes from a port that was not asked. */
  fromElsewhere(packet: Uint8Array): void
}

/** An upstream on real sockets that says what the test tells it to. */
export interface AnUpstream {
  readonly endpoint: { readonly address: string; readonly port: number }
  /** All questions so far, oldest first. */
  readonly heard: readonly Heard[]
  /** How often a name was asked for. */
  asked(name: string): number
  close(): Promise<void>
}

/** Starts an upstream. `scripts` has names in lower case; `*` answers all others. */
export async function anUpstream(scripts: Readonly<Record<string, Script>>): Promise<AnUpstream> {
  const heard: Heard[] = []
  let isOpen = true
  const other = createSocket('udp4')
  const hear = (packet: Uint8Array, transport: 'udp' | 'tcp', port: number, send: Send, elsewhere: Send) => {
    const message = read(packet)
    const { name, type } = message.questions[0]!
    const one: Heard = { transport, message, name: name.toLowerCase(), type, port }
    heard.push(one)
    const script = scripts[one.name] ?? scripts['*']
    const speak = (said: Said) => send(responseTo(packet, said))
    script?.(one, Object.assign(speak, { bytes: send, fromElsewhere: elsewhere }))
  }
  const { udp, tcp } = await bothOnOnePort()
  udp.on('message', (packet: Buffer, from: RemoteInfo) =>
    hear(
      packet,
      'udp',
      from.port,
      (bytes) => isOpen && udp.send(bytes, from.port, from.address, () => {}),
      (bytes) => other.send(bytes, from.port, from.address, () => {}),
    ),
  )
  const sockets = new Set<Socket>()
  tcp.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    const send = (bytes: Uint8Array) => socket.write(Uint8Array.from([...u16(bytes.length), ...bytes]))
    let received = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const packet = new Uint8Array(received.subarray(2, 2 + received.readUInt16BE(0)))
        received = received.subarray(2 + packet.length)
        hear(packet, 'tcp', socket.remotePort!, send, () => {})
      }
    })
  })
  return {
    endpoint: { address: '127.0.0.1', port: udp.address().port },
    heard,
    asked: (name) => heard.filter((one) => one.name === name).length,
    async close() {
      isOpen = false
      for (const socket of sockets) socket.destroy()
      await Promise.all([closed(udp), closed(other), closed(tcp)])
    },
  }
}

type Send = (packet: Uint8Array) => unknown

/** The bytes of a response to the query in `packet`: its id and question, then the records, and an OPT where the query has one (RFC 6891 section 6.1.1). */
export function responseTo(packet: Uint8Array, said: Said): Uint8Array {
  const { rcode = 0, answers = [], authorities = [], flags = 0 } = said
  const hasOpt = said.additionals?.some(({ type }) => type === OPT.type) ?? false
  const owesOpt = packet[11] === 1 && said.edns !== false && !hasOpt
  const additionals = [...(said.additionals ?? []), ...(owesOpt ? [OPT] : [])]
  let end = 12
  while (packet[end] !== 0) end += packet[end]! + 1
  end += 5
  return Uint8Array.from([
    ...packet.subarray(0, 2),
    ...u16(0x8180 | flags | rcode),
    ...[0, 1, ...u16(answers.length), ...u16(authorities.length), ...u16(additionals.length)],
    ...packet.subarray(12, end),
    ...[...answers, ...authorities, ...additionals].flatMap(record),
  ])
}

/** As Unbound says it. */
const OPT: WrittenRecord = { name: '', type: 41, class: 1232, ttl: 0, rdata: new Uint8Array(0) }

/** A UDP and a TCP socket with the same number: the kernel gives one, and the other may be taken. */
async function bothOnOnePort(): Promise<{ readonly udp: UdpSocket; readonly tcp: Server }> {
  for (;;) {
    const udp = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 })
    await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done))
    const tcp = createServer({ noDelay: true })
    const free = await new Promise<boolean>((done) => {
      tcp.once('error', () => done(false))
      tcp.listen(udp.address().port, '127.0.0.1', () => done(true))
    })
    if (free) return { udp, tcp }
    await closed(udp)
  }
}

const closed = (one: { close(done: () => void): unknown }): Promise<void> =>
  new Promise((done) => void one.close(() => done()))
