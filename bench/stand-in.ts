// The upstream of the bench, a program of its own: every A is 192.0.2.1, every AAAA 2001:db8::1, kept for an hour, or as many seconds as it is told; anything else is NODATA.
import { createSocket } from 'node:dgram'
import { type } from '../src/dns/codes.ts'
import { nodata, record } from '../src/dns/reply.ts'
import { Query, scanQuery } from '../src/dns/scan.ts'

const TTL = Number(process.argv[3] ?? 3600)
const a = Uint8Array.from([192, 0, 2, 1])
const aaaa = Uint8Array.from([0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])

const query = new Query()
const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 })
socket.on('message', (packet, { port, address }) => {
  if (scanQuery(packet, packet.length, query) !== 'query') return
  const out = Buffer.alloc(512)
  const length =
    query.type === type.A || query.type === type.AAAA
      ? record(packet, query, out, query.type, TTL, query.type === type.A ? a : aaaa)
      : nodata(packet, query, out, TTL)
  socket.send(out, 0, length, port, address)
})
socket.bind(Number(process.argv[2]), '127.0.0.1')
