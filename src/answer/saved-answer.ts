import { flag, isFailure, rcode } from '../dns/codes.ts'
import { readResponse } from '../dns/response.ts'
import { Query, scanQuery, skipName, word } from '../dns/scan.ts'
import type { Cache } from './cache.ts'
import { hashOf, isMetaType, keyOf } from './cache.ts'
import type { Stored } from './stored.ts'
import { Block, laidOut, STALE_MOST } from './stored.ts'

/** Length (16 bits), flags, and when it was kept (64-bit float, milliseconds since 1970); then the message. */
const HEAD = 11
/** Bits of the flags byte. */
const SAVED = { dnssecOk: 1, checkingDisabled: 2 }

/** Bytes that {@link writeSaved} writes at most: a head and the longest message. */
export const MOST_SAVED = HEAD + 65_535

/** The two clocks at one moment: milliseconds since 1970, and milliseconds of the clock by which answers age. */
export interface Moment {
  readonly now: number
  readonly ticks: number
}

/**
 * Writes one kept answer down at `at`, as a message that can be read like any other. Returns the offset behind it; `at` where the answer is not worth
 * it: a failure, or too old to be given even when there is nothing better.
 */
export function writeSaved(stored: Stored, out: Uint8Array, at: number, { now, ticks }: Moment): number {
  const { end, storedAt, messageAt, keyAt, keyLength, block } = stored
  if (isFailure(stored.rcode) || stored.ttl === undefined || ticks >= stored.expires + STALE_MOST) return at
  const view = new DataView(out.buffer, out.byteOffset + at)
  view.setUint16(0, end)
  view.setUint8(2, block.bytes[keyAt + keyLength - 1]!)
  view.setFloat64(3, now - (ticks - storedAt))
  out.set(block.bytes.subarray(messageAt, messageAt + end), at + HEAD)
  return at + HEAD + end
}

/**
 * Reads the answers that {@link writeSaved} wrote from `at` on, and puts each that is sound, may still be given and is not kept already into the cache.
 * Returns the offset behind the last; less than the length where `steps` of them were looked at, and -1 where what follows is no answer at all.
 * `savedAt` is when they were written: where the clock says less, nobody knows how old they are, and they count as expired just now.
 */
export function restoreSaved(
  bytes: Uint8Array,
  start: number,
  steps: number,
  cache: Cache,
  savedAt: number,
  moment: Moment,
): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = start
  for (let left = steps; left > 0 && at < bytes.length; left -= 1) {
    if (at + HEAD > bytes.length) return -1
    const next = at + HEAD + view.getUint16(at)
    if (next > bytes.length) return -1
    const keptAt = view.getFloat64(at + 3)
    if (keptAt <= savedAt) restore(bytes.slice(at + HEAD, next), bytes[at + 2]!, keptAt, cache, savedAt, moment)
    at = next
  }
  return at
}

function restore(
  message: Uint8Array,
  flags: number,
  keptAt: number,
  cache: Cache,
  savedAt: number,
  { now, ticks }: Moment,
): void {
  const packet = questionOf(message, flags)
  const response = packet && readResponse(message, packet.subarray(12))
  if (packet === undefined || response === undefined || response.end !== message.length) return
  const { ttl, truncated, rcode: code } = response
  if (truncated || !isAnswer(code) || ttl === undefined || ttl === 0) return
  const life = ttl * 1000
  const storedAt = now < savedAt ? ticks - life : ticks - (now - keptAt)
  if (ticks >= storedAt + life + STALE_MOST) return
  if (cache.find(packet, query)) return
  const expires = storedAt + life
  cache.set(packet, query, laidOut(message, response, keyOf(packet, query), hashOf(query), storedAt, expires, block))
}

const isAnswer = (code: number): boolean => code === rcode.NOERROR || code === rcode.NXDOMAIN

/** Used for one answer after another. */
const query = new Query()
const block = new Block(1 << 17)

/** The question that a message answers, as it was asked, scanned into {@link query}; undefined where it is none that we would have asked. */
function questionOf(message: Uint8Array, flags: number): Uint8Array | undefined {
  const behindName = message.length < 12 ? -1 : skipName(message, 12, message.length)
  if (behindName === -1 || behindName + 4 > message.length || flags > 3) return undefined
  const packet = message.slice(0, behindName + 4)
  packet.fill(0, 0, 12)
  packet[2] = flag.RD >> 8
  packet[3] = (flags & SAVED.checkingDisabled) !== 0 ? flag.CD : 0
  packet[5] = 1
  if (scanQuery(packet, packet.length, query) !== 'query') return undefined
  if (word(packet, behindName + 2) !== 1 || isMetaType(query.type)) return undefined
  query.dnssecOk = (flags & SAVED.dnssecOk) !== 0
  return packet
}
