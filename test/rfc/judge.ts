import { read } from './wire.ts'

/** What a reply is: one of the outcomes, or a fault. `loose`: records were made up by a mad upstream, so only our own part is held to account. */
export function judged(packet: Uint8Array, reply: Uint8Array, transport: 'udp' | 'tcp', loose = false): string {
  const id = (packet[0]! << 8) | packet[1]!
  if (packet.length < 12 || (packet[2]! & 0x80) !== 0) return 'fault: a response or a fragment was answered'
  if (((reply[0]! << 8) | reply[1]!) !== id) return 'fault: another id'
  if ((reply[2]! & 0x80) === 0) return 'fault: QR is not set'
  if (((reply[2]! ^ packet[2]!) & 0x79) !== 0) return 'fault: another opcode or RD'
  if ((reply[3]! & 0x40) !== 0) return 'fault: the reserved bit is set'
  const good = whole(packet)
  const limit = transport === 'tcp' ? 65_535 : Math.min(1232, Math.max(512, good?.edns?.size ?? 0))
  if (reply.length > limit) return `fault: ${reply.length} bytes over ${transport}`
  if (good === undefined) return refusal(reply, packet)
  if (reply.length === 12) return ((packet[2]! >> 3) & 15) !== 0 ? 'notimp' : 'fault: a good query got a bare header'
  return answered(packet, reply, good, loose)
}

function refusal(reply: Uint8Array, packet: Uint8Array): string {
  const rcode = reply[3]! & 15
  if (reply.length !== 12) return 'fault: more than a header for a broken query'
  if (rcode === 1) return 'formerr'
  return rcode === 4 && (packet[2]! & 0x78) !== 0 ? 'notimp' : `fault: rcode ${rcode} for a broken query`
}

function answered(packet: Uint8Array, reply: Uint8Array, good: Good, loose: boolean): string {
  const end = questionEnd(packet)!
  if (!equal(reply.slice(12, end), packet.slice(12, end))) return 'fault: another question'
  if (!holdsTogether(reply)) return 'fault: a reply that does not hold together'
  if (loose) return `rcode ${reply[3]! & 15}`
  const outline = read(reply)
  if ((outline.edns !== undefined) !== (good.edns !== undefined)) return 'fault: OPT without OPT'
  const asksUs = good.class === 1 && (packet[2]! & 1) !== 0
  if (!asksUs && outline.answers.length > 0) return 'fault: records for what is refused'
  return `rcode ${outline.rcode}`
}

/** Whether the records that a reply counts are there, and nothing behind them. */
function holdsTogether(reply: Uint8Array): boolean {
  const view = new DataView(reply.buffer, reply.byteOffset, reply.length)
  let at = questionEnd(reply)
  for (let left = view.getUint16(6) + view.getUint16(8) + view.getUint16(10); left > 0 && at !== undefined; left -= 1)
    at = recordAt(reply, view, at)?.end
  return at === reply.length
}

/** What a whole query says; the packet is followed to its last byte, and pointers of records beside the question are not followed. */
interface Good {
  readonly class: number
  readonly edns: { readonly size: number } | undefined
}

function whole(packet: Uint8Array): Good | undefined {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.length)
  const end = questionEnd(packet)
  if ((packet[2]! & 0x78) !== 0 || view.getUint16(4) !== 1 || view.getUint16(6) !== 0 || end === undefined)
    return undefined
  if (view.getUint16(end - 4) === 41) return undefined
  const [authorities, additionals] = [view.getUint16(8), view.getUint16(10)]
  let edns: Good['edns']
  let at = end
  for (let i = 0; i < authorities + additionals; i += 1) {
    const record = recordAt(packet, view, at)
    if (record === undefined) return undefined
    at = record.end
    if (record.type !== 41) continue
    if (i < authorities || edns || !record.isRoot || !record.hasOptions) return undefined
    edns = { size: record.class }
  }
  return at === packet.length ? { class: view.getUint16(end - 2), edns } : undefined
}

function recordAt(packet: Uint8Array, view: DataView, start: number) {
  let at = start
  while (packet[at]! > 0 && packet[at]! < 64) at += packet[at]! + 1
  if (at >= packet.length || (packet[at] !== 0 && packet[at]! < 192)) return undefined
  at += packet[at] === 0 ? 1 : 2
  if (at + 10 > packet.length || at + 10 + view.getUint16(at + 8) > packet.length) return undefined
  const end = at + 10 + view.getUint16(at + 8)
  let option = at + 10
  let cookie: number | undefined
  while (option + 4 <= end) {
    if (view.getUint16(option) === 10) cookie ??= view.getUint16(option + 2)
    option += 4 + view.getUint16(option + 2)
  }
  const isVersion0 = view.getUint8(at + 5) === 0
  const isRoot = packet[start] === 0
  return {
    type: view.getUint16(at),
    class: view.getUint16(at + 2),
    end,
    isRoot,
    hasOptions: option === end && !(isVersion0 && isBad(cookie)),
  }
}

/** Whether a cookie has a length that none may have (RFC 7873 section 5.2.2). */
const isBad = (cookie: number | undefined) => cookie !== undefined && cookie !== 8 && (cookie < 16 || cookie > 40)

/** Offset behind a question whose name is plain and not too long; undefined where there is none. */
function questionEnd(packet: Uint8Array): number | undefined {
  let at = 12
  while (packet[at]! > 0 && packet[at]! < 64) at += packet[at]! + 1
  return packet[at] === 0 && at - 11 <= 255 && at + 5 <= packet.length ? at + 5 : undefined
}

/** Whether both hold the same bytes. */
export const equal = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0
