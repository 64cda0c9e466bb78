import { flag, OPTION_COOKIE, type } from './codes.ts'
import { LabelView } from './labels.ts'

/** A query as the hot path sees it. One object is reused for every packet; it is valid until the next scan. */
export class Query {
  readonly name = new LabelView()
  id = 0
  flags = 0
  type = 0
  class = 0
  /** Whether the query has an OPT record (RFC 6891), and what it says. */
  edns = false
  udpSize = 512
  dnssecOk = false
  /** Whether the query has a cookie, and then the client's eight bytes, with room for ours behind it (RFC 7873). */
  hasCookie = false
  readonly cookie = new Uint8Array(24)
}

/**
 * What a packet is: a query we can work on (`query`); something never to be answered (`ignore`: too short, or itself a response); or a query to
 * be told what is wrong with it.
 */
export type Scan = 'query' | 'ignore' | 'formerr' | 'notimp' | 'badvers'

const HEADER = 12

/**
 * Reads a query, RFC 1035 section 4.1 and RFC 6891 section 6.1. `into` is filled as far as the packet could be read: after `formerr` only its
 * `id` and `flags` are good.
 */
export function scanQuery(packet: Uint8Array, length: number, into: Query): Scan {
  if (length < HEADER) return 'ignore'
  into.id = word(packet, 0)
  into.flags = word(packet, 2)
  if (into.flags & flag.QR) return 'ignore'
  if (into.flags & flag.OPCODE) return 'notimp'
  // RFC 9619: exactly one question. A query has no answers.
  if (word(packet, 4) !== 1 || word(packet, 6) !== 0) return 'formerr'
  if (!into.name.read(packet, HEADER, length)) return 'formerr'
  const behindName = into.name.end
  if (behindName + 4 > length) return 'formerr'
  into.type = word(packet, behindName)
  into.class = word(packet, behindName + 2)
  into.edns = false
  into.udpSize = 512
  into.dnssecOk = false
  into.hasCookie = false
  if (into.type === type.OPT) return 'formerr'
  const others = word(packet, 8) + word(packet, 10)
  if (others === 0) return behindName + 4 === length ? 'query' : 'formerr'
  return scanOthers(packet, behindName + 4, length, others, word(packet, 8), into)
}

/** The authority section (an IXFR has one) and the additional one, where OPT may stand once, at the root. */
function scanOthers(
  packet: Uint8Array,
  start: number,
  length: number,
  records: number,
  authority: number,
  into: Query,
): Scan {
  let at = start
  let version = 0
  let isSound = true
  for (let record = 0; record < records; record += 1) {
    const behindOwner = skipName(packet, at, length)
    if (behindOwner === -1 || behindOwner + 10 > length) return 'formerr'
    const end = behindOwner + 10 + word(packet, behindOwner + 8)
    if (end > length) return 'formerr'
    if (word(packet, behindOwner) === type.OPT) {
      if (record < authority || into.edns || packet[at] !== 0 || !optionsFit(packet, behindOwner + 10, end))
        return 'formerr'
      into.edns = true
      into.udpSize = Math.max(512, word(packet, behindOwner + 2))
      version = packet[behindOwner + 5]!
      if (end > behindOwner + 10) isSound = readCookie(packet, behindOwner + 10, end, into)
      into.dnssecOk = (packet[behindOwner + 6]! & 0x80) !== 0
    }
    at = end
  }
  if (at !== length) return 'formerr'
  if (version === 0) return isSound ? 'query' : 'formerr'
  into.hasCookie = false
  return 'badvers'
}

/** Reports whether the options of an OPT record fill it exactly. */
function optionsFit(packet: Uint8Array, start: number, end: number): boolean {
  let at = start
  while (at + 4 <= end) at += 4 + word(packet, at + 2)
  return at === end
}

/** Takes the first cookie over (RFC 7873 section 5.2). Returns false where it has a length that none may have (section 5.2.2). */
function readCookie(packet: Uint8Array, start: number, end: number, into: Query): boolean {
  for (let at = start; at < end; at += 4 + word(packet, at + 2)) {
    if (word(packet, at) !== OPTION_COOKIE) continue
    const length = word(packet, at + 2)
    if (length !== 8 && (length < 16 || length > 40)) return false
    for (let i = 0; i < 8; i += 1) into.cookie[i] = packet[at + 4 + i]!
    into.hasCookie = true
    return true
  }
  return true
}

/** Offset behind the possibly compressed name at `offset`; -1 where it does not fit. Does not follow the pointer. */
export function skipName(packet: Uint8Array, offset: number, length: number): number {
  let at = offset
  while (at < length) {
    const size = packet[at]!
    if (size === 0) return at + 1
    if (size >= 0xc0) return at + 2 <= length ? at + 2 : -1
    if (size > 63) return -1
    at += size + 1
  }
  return -1
}

/** The big-endian 16-bit word at `at`. */
export function word(packet: Uint8Array, at: number): number {
  return (packet[at]! << 8) | packet[at + 1]!
}

/** The big-endian 32-bit number at `at`, unsigned. */
export function long(packet: Uint8Array, at: number): number {
  return ((packet[at]! << 24) | (packet[at + 1]! << 16) | (packet[at + 2]! << 8) | packet[at + 3]!) >>> 0
}
