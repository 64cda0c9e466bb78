import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import type { DecodedPacket, OptAnswer, RecordType } from 'dns-packet'
import { decode, encode } from 'dns-packet'
import type { Endpoint } from '../../src/config/config.ts'

/** Who asks, and how. */
export interface Asking {
  /** The source address, one of 127.0.0.0/8. */
  readonly from: string
  readonly type?: RecordType | 'HTTPS'
  readonly transport?: 'udp' | 'tcp'
}

/** One reply as a device reads it. */
export interface Reply {
  readonly rcode: string
  readonly truncated: boolean
  /** Addresses and aliases, in the order they came. */
  readonly data: readonly string[]
  /** Every number of seconds that the reply may be kept by: of each record, and an SOA's MINIMUM. */
  readonly ttls: readonly number[]
  readonly error: { readonly code: number; readonly text: string } | undefined
}

/** Milliseconds before a test is told that nothing came. */
const PATIENCE = 4_000

/** EDNS, with room for 1,232 bytes. */
const opt: OptAnswer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
}

/** Sends one real query with EDNS from a socket of its own, bound to `from`, and reads the reply. */
export async function ask(
  server: Endpoint,
  name: string,
  { from, type = 'A', transport = 'udp' }: Asking,
): Promise<Reply> {
  const packet = encode({
    type: 'query',
    id: Math.floor(Math.random() * 65_536),
    flags: 0x100,
    // The codec knows type 65 by number only.
    questions: [{ name, type: (type === 'HTTPS' ? 'UNKNOWN_65' : type) as RecordType }],
    additionals: [opt],
  })
  const send = transport === 'udp' ? overUdp : overTcp
  return read(decode(await send(server, from, packet)))
}

function overUdp(server: Endpoint, from: string, packet: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    const finish = (done: () => void) => {
      clearTimeout(timer)
      socket.close()
      done()
    }
    const timer = setTimeout(() => finish(() => reject(new Error(`no reply to ${from}`))), PATIENCE)
    socket.once('error', (error) => finish(() => reject(error)))
    socket.once('message', (message) => finish(() => resolve(message)))
    socket.bind(0, from, () => socket.send(packet, server.port, server.address))
  })
}

function overTcp(server: Endpoint, from: string, packet: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let got = Buffer.alloc(0)
    const socket = connect({ host: server.address, port: server.port, localAddress: from })
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error(`no reply to ${from}`)))
    socket.on('error', reject)
    socket.on('data', (bytes) => {
      got = Buffer.concat([got, bytes])
      if (got.length < 2 || got.length < 2 + got.readUInt16BE(0)) return
      socket.destroy()
      resolve(got.subarray(2))
    })
    socket.write(Buffer.concat([Buffer.from([packet.length >> 8, packet.length & 255]), packet]))
  })
}

function read(packet: DecodedPacket): Reply {
  const records = [...(packet.answers ?? []), ...(packet.authorities ?? []), ...(packet.additionals ?? [])]
  const ttls = records.flatMap((record) => {
    if (record.type === 'OPT') return []
    if (record.type === 'SOA') return [record.ttl ?? 0, record.data.minimum ?? 0]
    return 'ttl' in record ? [record.ttl ?? 0] : []
  })
  return {
    rcode: (packet as DecodedPacket & { readonly rcode: string }).rcode,
    truncated: packet.flag_tc,
    data: (packet.answers ?? []).flatMap((record) =>
      'data' in record && typeof record.data === 'string' ? [record.data] : [],
    ),
    ttls,
    error: extendedError(packet),
  }
}

/** The Extended DNS Error of a reply (RFC 8914), read by hand: the codec does not know the option. */
function extendedError(packet: DecodedPacket): Reply['error'] {
  const opt = (packet.additionals ?? []).find((record) => record.type === 'OPT')
  const options = opt?.type === 'OPT' ? opt.options : []
  for (const option of options) {
    const { code, data } = option as { readonly code: number; readonly data?: Buffer }
    if (code === 15 && data) return { code: data.readUInt16BE(0), text: data.subarray(2).toString('utf8') }
  }
  return undefined
}
