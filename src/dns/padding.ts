import { type } from './codes.ts'
import { writeWord } from './reply.ts'
import { skipName, word } from './scan.ts'

/** The EDNS option that fills a message up (RFC 7830). */
const OPTION_PADDING = 12

/** Bytes to whose multiple an answer is padded where the query was (RFC 8467 section 4.1). */
export const ANSWER_BLOCK = 468

/** Reports whether a query that was found sound carries the padding option. */
export function asksForPadding(query: Uint8Array): boolean {
  const opt = optOf(query)
  if (opt === undefined) return false
  const end = opt + 10 + word(query, opt + 8)
  for (let at = opt + 10; at + 4 <= end; at += 4 + word(query, at + 2))
    if (word(query, at) === OPTION_PADDING) return true
  return false
}

/**
 * A copy of a sound message with as many zeros in a padding option as make its length a multiple of `block` (RFC 7830 section 3), and 65,535 bytes at most.
 * The very same where it does not end in an OPT record.
 */
export function padded(message: Uint8Array, block: number): Uint8Array {
  const opt = optOf(message)
  const size = opt === undefined ? 0 : word(message, opt + 8)
  if (opt === undefined || opt + 10 + size !== message.length) return message
  const bare = message.length + 4
  const length = Math.min(65_535, Math.ceil(bare / block) * block)
  if (length < bare) return message
  const out = new Uint8Array(length)
  out.set(message)
  writeWord(out, opt + 8, size + length - message.length)
  writeWord(out, writeWord(out, message.length, OPTION_PADDING), length - bare)
  return out
}

/** Offset of the type of the last OPT record. */
function optOf(message: Uint8Array): number | undefined {
  if (message.length < 12) return undefined
  const { length } = message
  let at = 12
  for (let n = word(message, 4); n > 0 && at !== -1; n -= 1) {
    at = skipName(message, at, length)
    if (at !== -1) at += 4
  }
  let found: number | undefined
  for (let n = word(message, 6) + word(message, 8) + word(message, 10); n > 0; n -= 1) {
    const behindOwner = at === -1 ? -1 : skipName(message, at, length)
    if (behindOwner === -1 || behindOwner + 10 > length) return undefined
    if (word(message, behindOwner) === type.OPT) found = behindOwner
    at = behindOwner + 10 + word(message, behindOwner + 8)
  }
  return at === -1 || at > length ? undefined : found
}
