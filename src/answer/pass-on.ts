import { flag, UDP_SIZE } from '../dns/codes.ts'
import type { ExtendedError } from '../dns/reply.ts'
import { ednsSize, finishEdns, startReply, truncated, writeLong, writeWord } from '../dns/reply.ts'
import { readTtl } from '../dns/response.ts'
import type { Query } from '../dns/scan.ts'
import { word } from '../dns/scan.ts'
import type { Stored } from './stored.ts'

/** What of a kept answer is for this asker. */
export interface PassOn {
  /** Seconds since it was kept. */
  readonly age: number
  /** Most seconds any TTL may say; a changing permission cuts it. */
  readonly mostTtl: number
  /** Whether the answer is too old and given for want of a better one: what ran out then says `mostTtl` (RFC 8767 section 4). */
  readonly stale?: boolean
  /** Most bytes of the reply: the asker's datagram size, or 65,535 over TCP. */
  readonly room: number
  readonly error?: ExtendedError | undefined
}

/**
 * Writes an upstream's answer for one asker: header, question and OPT are ours, TTLs are counted down and cut, all other bytes stay. The question
 * takes as much room as it did upstream, so every compression pointer still points right.
 */
export function passOn(packet: Uint8Array, query: Query, stored: Stored, how: PassOn, out: Uint8Array): number {
  const { end, rcode, messageAt } = stored
  const { bytes } = stored.block
  if (end + ednsSize(query, how.error) > how.room) return truncated(packet, query, out)
  const start = startReply(packet, query, out, rcode)
  const asksForAuthenticity = query.dnssecOk || (query.flags & flag.AD) !== 0
  if (asksForAuthenticity) out[3]! |= word(bytes, messageAt + 2) & flag.AD
  writeWord(out, 6, stored.count(0))
  writeWord(out, 8, stored.count(1))
  writeWord(out, 10, stored.count(2))
  copy(bytes, messageAt + start, messageAt + end, out, start)
  const most = mostTtl(stored, how)
  for (let i = 0; i < stored.ttls; i += 1) {
    const at = stored.ttlAt(i)
    const left = readTtl(bytes, messageAt + at) - how.age
    writeLong(out, at, left > 0 ? Math.min(left, most) : how.stale ? most : 0)
  }
  return finishEdns(query, out, end, how.error, rcode)
}

/** "There is none" holds for the lesser of the SOA's TTL and MINIMUM, and the SOA given with it says no more (RFC 2308 section 5). */
function mostTtl({ negative, ttl }: Stored, { mostTtl, age, stale }: PassOn): number {
  return !negative || ttl === undefined || stale ? mostTtl : Math.min(mostTtl, Math.max(0, ttl - age))
}

/** The room for a reply over UDP (RFC 6891 section 6.2.5): what the asker can take, and never more than passes everywhere unfragmented. */
export function udpRoom(query: Query): number {
  return Math.min(query.udpSize, UDP_SIZE)
}

/** Short runs go byte by byte: a view on part of an array would be one more allocation a packet. */
function copy(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > 256) {
    to.set(from.subarray(start, end), at)
    return
  }
  for (let i = start; i < end; i += 1) to[at + i - start] = from[i]!
}
